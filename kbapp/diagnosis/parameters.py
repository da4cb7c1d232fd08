"""What the lines tell of both gateways' settings: the form's two columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kbapp.diagnosis.context import Story
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.proposals import Lists, lists_of, parse_pluto_configured
from kbapp.model.gateway import ParameterValue, Value
from kbapp.model.identity import parse_identity
from kbapp.model.proposal import Proposal, parse_iana_list

Column = dict[str, Value]
Columns = dict[str, Column]


def parameters_of(stories: Sequence[Story], config: Sequence[Event]) -> Mapping[str, Mapping[str, Value]]:
    """`{"local": …, "remote": …}`, seen from the log's own gateway. Later lines win."""
    columns: Columns = {"local": {}, "remote": {}}
    for story in stories:
        _of_story(columns, story, config)
    return {side: dict(column) for side, column in columns.items()}


def _of_story(columns: Columns, story: Story, config: Sequence[Event]) -> None:
    for step in story.steps:
        _of_event(columns, step.event)
    conversation = story.conversation
    first = conversation.events[0]
    if conversation.local and conversation.remote:
        _address(columns, conversation.local, conversation.remote, first)
    if story.ike:
        _put(columns, "local" if story.role == "initiator" else "remote", "ike.version", f"ikev{story.ike}", first)
    if story.mode in ("main", "aggressive"):
        _put(columns, "local" if story.role == "initiator" else "remote", "ike.mode", story.mode, first)
    for phase in (1, 2):
        _of_lists(columns, lists_of(story, config, phase), first)


def _address(columns: Columns, local: str, remote: str, event: Event) -> None:
    _put(columns, "local", "local.address", local, event)
    _put(columns, "local", "remote.address", remote, event)
    _put(columns, "remote", "remote.address", local, event)
    _put(columns, "remote", "local.address", remote, event)


def _of_event(columns: Columns, event: Event) -> None:
    if event.kind in ("ike-established", "auth-ok", "auth-sent"):
        _identities(columns, event, certain_local=True)
    elif event.kind == "looking-for-config":
        _identity(columns, "remote", "local.id", event.get("remote_id"), event)
        _identity(columns, "remote", "remote.id", event.get("local_id"), event)
    elif event.kind == "id-refused":
        _identity(columns, "remote", "local.id", event.get("theirs"), event)
        _identity(columns, "local", "remote.id", event.get("my"), event)
    elif event.kind == "child-established":
        _subnets(columns, event, ("local", "remote"))
    elif event.kind == "ts-refused":
        _subnets(columns, event, ("remote",))
    elif event.kind == "proposal-selected" and event.get("proposals"):
        _selected(columns, event)
    elif event.kind in ("nat-local", "nat-remote"):
        _put(columns, "local", "nat_traversal", True, event)
    elif event.kind == "dpd-sent":
        _put(columns, "local", "dpd.enabled", True, event)
    _method(columns, event)


def _identities(columns: Columns, event: Event, certain_local: bool) -> None:
    if certain_local:
        _identity(columns, "local", "local.id", event.get("local_id"), event)
    _identity(columns, "remote", "local.id", event.get("remote_id"), event)


def _identity(columns: Columns, side: str, name: str, text: str | None, event: Event) -> None:
    identity = parse_identity(text) if text else None
    if identity is not None:
        _put(columns, side, name, identity, event)


def _method(columns: Columns, event: Event) -> None:
    method = (event.get("method") or "").lower()
    if not method or event.kind not in ("auth-sent", "auth-ok", "looking-for-config"):
        return
    value = "psk" if "pre-shared" in method or method == "psk" else "certificate"
    _put(columns, "local" if event.kind == "auth-sent" else "remote", "auth.method", value, event)


def _subnets(columns: Columns, event: Event, sides: Iterable[str]) -> None:
    local, remote = event.get("local_ts"), event.get("remote_ts")
    if not local or not remote:
        return
    ours, theirs = tuple(local.split()), tuple(remote.split())
    for side in sides:
        mine, yours = (ours, theirs) if side == "local" else (theirs, ours)
        _put(columns, side, "local.subnets", mine, event)
        _put(columns, side, "remote.subnets", yours, event)


def _selected(columns: Columns, event: Event) -> None:
    """What both sides agreed on stands in both columns."""
    text = event.values["proposals"]
    protocol = event.get("protocol")
    found = [parse_pluto_configured(protocol, text)] if protocol else parse_iana_list(text)
    for side in ("local", "remote"):
        _proposals(columns, side, found, event)


def _of_lists(columns: Columns, lists: Lists, fallback: Event) -> None:
    event = lists.events[-1] if lists.events else fallback
    _proposals(columns, "remote", lists.received, event)
    _proposals(columns, "local", lists.configured, event)


def _proposals(columns: Columns, side: str, proposals: Sequence[Proposal], event: Event) -> None:
    if not proposals:
        return
    prefix = "ike" if proposals[0].protocol == "IKE" else "esp"
    _put(columns, side, f"{prefix}.proposals", tuple(one.suite() for one in proposals), event)
    names = {"encryption": "encryption", "integrity": "integrity", "prf": "prf", "dh_groups": "dh"}
    if prefix == "esp":
        names = {"encryption": "encryption", "integrity": "integrity", "pfs_groups": "dh"}
    for field, attribute in names.items():
        values = tuple(dict.fromkeys(name for one in proposals for name in getattr(one, attribute)))
        if values:
            _put(columns, side, f"{prefix}.{field}", values, event)


def _put(columns: Columns, side: str, name: str, value: ParameterValue, event: Event) -> None:
    columns[side][name] = Value(value, "explicit", event.line, event.text.strip()[:200])
