"""A conversation read as a story: in which exchange and phase each event stands, how far it came, how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kbapp.diagnosis.conversations import EXCHANGES, Conversation
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.verdict import Role

_PHASE = {"IKE_SA_INIT": 1, "MAIN": 1, "AGGRESSIVE": 1, "QUICK": 2, "CREATE_CHILD_SA": 2}
_V1 = frozenset({"MAIN", "AGGRESSIVE", "QUICK", "INFORMATIONAL_V1"})
_SUCCESS = frozenset({"child-established", "rekeyed", "status-up"})
_FROM_PEER = frozenset({"packet-in", "message-in", "notify-in", "delete-in", "ike-established", "child-established"})
_STATES = (
    ("MAIN", "MAIN"),
    ("AGGR", "AGGRESSIVE"),
    ("QUICK", "QUICK"),
    ("V2_PARENT_I1", "IKE_SA_INIT"),
    ("V2_PARENT_R0", "IKE_SA_INIT"),
    ("V2_PARENT", "IKE_AUTH"),
)
"""pluto names the state in which it waits: STATE_MAIN_I1, STATE_V2_PARENT_I2."""
_ROLES: dict[str, Role] = {"init": "initiator", "resp": "responder"}
"""How lines that name the writer's role begin the word (`who`)."""
_FAILURES = (
    "no-proposal transform-mismatch no-ike-config no-peer-config mode-refused auth-method-refused "
    "auth-failed-local decrypt-failed no-key id-refused ts-refused certificate-refused kernel-failed "
    "policy-duplicate version-refused protocol-error notify-in retransmit gave-up dpd-timeout delete-in closed "
    "attempt-failed rekey-failed rekey-collision complaint"
)
FAILURES = frozenset(_FAILURES.split())


@dataclass(frozen=True, slots=True)
class Step:
    """One event with the exchange and the phase in which it stands (`None`: the lines do not tell)."""

    event: Event
    exchange: str | None
    phase: int | None
    ike_up: bool
    child_up: bool

    @property
    def kind(self) -> str:
        return self.event.kind


@dataclass(slots=True)
class Story:
    """What the rules look at."""

    conversation: Conversation
    steps: list[Step] = field(default_factory=list)
    tail: list[Step] = field(default_factory=list)
    """The steps after the last success."""
    role: Role = "unknown"
    ike: int | None = None
    mode: str | None = None
    auth: str | None = None
    """`psk` or `certificate`, where the messages show it."""
    ike_up: bool = False
    child_up: bool = False
    child_seen: bool = False
    closed: str | None = None
    """How it was taken down: `peer`, `here`, `operator`."""
    ike_rekeyed: bool = False
    children: list[tuple[str, str]] = field(default_factory=list)
    """(inbound, outbound) SPIs of the child SAs that are up; empty texts where the daemon does not print them."""

    @property
    def heard(self) -> bool:
        """Something came from the peer."""
        return any(step.kind in _FROM_PEER for step in self.steps)

    def of(self, *kinds: str) -> Iterator[Step]:
        """The tail's steps of these kinds, in order."""
        return (step for step in self.tail if step.kind in kinds)

    def last(self, *kinds: str) -> Step | None:
        found = None
        for step in self.of(*kinds):
            found = step
        return found

    def any_before(self, *kinds: str) -> bool:
        return any(step.kind in kinds for step in self.steps)


def tell(conversation: Conversation) -> Story:
    """Walk through the events once."""
    story = Story(conversation)
    exchange: str | None = None
    for event in conversation.events:
        here = _exchange(event)
        if here and here not in ("INFORMATIONAL_V1", "INFORMATIONAL"):
            exchange = here
        _learn(story, event, here)
        story.steps.append(
            Step(event, here or exchange, _phase(event, here or exchange, story), story.ike_up, story.child_up)
        )
        _advance(story, event)
    last = max((place for place, step in enumerate(story.steps) if step.kind in _SUCCESS), default=-1)
    story.tail = story.steps[last + 1 :]
    return story


def _exchange(event: Event) -> str | None:
    named = event.get("exchange")
    if named:
        return EXCHANGES.get(named, named)
    state = event.get("state") or ""
    return event.signature.exchange or next((one for mark, one in _STATES if mark in state), None)


def _phase(event: Event, exchange: str | None, story: Story) -> int | None:
    if event.signature.phase:
        return event.signature.phase
    if exchange in _PHASE:
        # a notify about phase 2 comes in an exchange of its own: the story knows that phase 1 is done
        return 2 if story.ike_up and story.ike == 1 else _PHASE[exchange]
    if exchange == "IKE_AUTH":
        return 2 if story.ike_up or event.kind in ("no-proposal", "ts-refused", "proposals-received") else 1
    return 2 if story.ike_up else None


def _learn(story: Story, event: Event, exchange: str | None) -> None:
    """Version, mode, role, authentication: the first line that tells it counts."""
    if story.ike is None:
        story.ike = event.signature.ike or (None if exchange is None else (1 if exchange in _V1 else 2))
    mode = event.get("mode")
    if story.mode is None and (mode or exchange in ("MAIN", "AGGRESSIVE")):
        story.mode = (mode or exchange or "").lower().split(" ")[0]
    if story.role == "unknown":
        story.role = _role(event)
    if story.auth is None:
        story.auth = _auth(event)


def _role(event: Event) -> Role:
    named = _ROLES.get((event.get("who") or "").lower()[:4])
    if named:
        return named
    if event.signature.role == "initiator" or event.kind == "initiating":
        return "initiator"
    if event.signature.role == "responder" or event.kind == "responding":
        return "responder"
    if event.kind in ("message-in", "message-out") and _opening_exchange(event):
        asked = event.get("kind") == "request"
        return "initiator" if asked == (event.kind == "message-out") else "responder"
    return "unknown"


def _opening_exchange(event: Event) -> bool:
    return event.get("exchange") in ("IKE_SA_INIT", "IKE_AUTH", "ID_PROT", "AGGRESSIVE", "MAIN")


def _auth(event: Event) -> str | None:
    method = (event.get("method") or "").lower()
    payloads = f" {event.get('payloads') or ''} "
    if "pre-shared" in method or "psk" in method or "secret" in method:
        return "psk"
    if "rsa" in method or "ecdsa" in method or "signature" in method or " SIG " in payloads or " CERT " in payloads:
        return "certificate"
    if event.kind == "message-out" and event.get("exchange") == "ID_PROT" and " HASH " in payloads:
        return "psk"
    return None


def _advance(story: Story, event: Event) -> None:
    kind = event.kind
    if kind == "ike-established":
        story.ike_up, story.closed = True, None
    elif kind == "rekeyed" and event.get("what") == "ike":
        story.ike_rekeyed = True
    elif kind in _SUCCESS:
        story.ike_up = story.child_up = story.child_seen = True
        story.closed = None
        story.children.append((event.get("spi_in") or "", event.get("spi_out") or ""))
    elif kind in ("delete-in", "delete-out", "closed", "admin-down", "dpd-timeout"):
        _close(story, event)


def _close(story: Story, event: Event) -> None:
    """The first to close counts: a deletion is answered by a deletion. A rekeyed IKE SA hands its children on."""
    who = {"delete-in": "peer", "admin-down": "operator"}.get(event.kind, "here")
    if event.get("what") == "child":
        _close_child(story, event, who)
    elif story.closed is None and not story.ike_rekeyed:
        story.closed = who
        story.ike_up = story.child_up = False
        story.children.clear()


def _close_child(story: Story, event: Event, who: str) -> None:
    """The tunnel is down when its last child goes; an old child's end after a rekey is everyday life."""
    spi = event.get("spi_in") or event.get("spi_out")
    story.children = [pair for pair in story.children if spi is None or (spi not in pair and any(pair))]
    if story.child_up and not story.children and spi is not None:
        story.child_up = False
        story.closed = story.closed or who
