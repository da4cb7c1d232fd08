"""Huawei VRP's `ike peer`, in the spellings of the firewalls, of the routers and of older versions."""

from __future__ import annotations

from collections.abc import Callable

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.command_parts import ID_TYPES, number, put_address, put_id
from kbapp.gateways.platforms.huawei_words import ike_suite
from kbapp.gateways.platforms.suites import put_suites
from kbapp.gateways.readers.sections import Command, Section, Sections

WHERE = "not in the text; VRP: "


def put_peer(builder: GatewayBuilder, peer: Section, sections: Sections) -> list[Section]:
    """Everything that the peer says; returns the IKE proposals that it uses."""
    version = _version(builder, peer)
    for command in peer.commands:
        setter = _SETTERS.get(command.head)
        if setter is not None:
            setter(builder, command)
    _identities(builder, peer, sections)
    if version != "ikev2":
        builder.default("ike.mode", "main", WHERE + "main")
    named = peer.all("ike-proposal", "proposal")
    found = [item for command in named for word in command.words[1:] if (item := sections.find("proposal", word))]
    if not named:  # the peer names none: all are offered, by their number
        found = sorted(sections.of("proposal"), key=_priority)
    if found:
        suites = [ike_suite(builder, item, version) for item in reversed(found)][::-1]
        put_suites(builder, "IKE", suites, named[0].line if named else found[0].line)
        return found
    vrp.tell_missing(builder, named[0] if named else None, vrp.IKE_VALUES)
    for name in vrp.IKE_VALUES if not named else ():
        builder.unknown(name, "no ike proposal: the device's default", peer.line)
    return []


def _priority(proposal: Section) -> int:
    """By number; `default` comes last."""
    return int(proposal.name[:9]) if proposal.name.isdigit() else 10**9


def _version(builder: GatewayBuilder, peer: Section) -> str:
    """Both versions are on unless one is taken off (`undo version 2`); `ike peer P v1` names the only one."""
    on = {"1", "2"}
    line, text = peer.line, peer.text
    told = peer.args.get("version", "").lower()
    if told:
        on = {told[1:]}
    for command in peer.commands:
        if command.head == "version" and command.word(1) in ("1", "2"):
            line, text = command.line, ("undo " if command.negated else "") + command.text
            on = on - {command.word(1)} if command.negated else on | {command.word(1)}
        elif command.head == "version":
            builder.not_understood(command.line, ("undo " if command.negated else "") + command.text)
    if on == {"1", "2"} and not peer.all("version"):
        builder.default("ike.version", "any", WHERE + "IKEv1 and IKEv2 are both on")
        return "any"
    found = "any" if on == {"1", "2"} else "ikev1" if on == {"1"} else "ikev2"
    builder.set("ike.version", found, line, text)
    return found


Setter = Callable[[GatewayBuilder, Command], None]


def _mode(builder: GatewayBuilder, command: Command) -> None:
    """`auto` starts in main mode and answers both."""
    if not command.negated:
        builder.set("ike.mode", "aggressive" if command.word(1) == "aggressive" else "main", command.line, command.text)


def _key(builder: GatewayBuilder, command: Command) -> None:
    if not command.negated:
        vrp.put_key(builder, command.words[1:], command.line)


def _nat(builder: GatewayBuilder, command: Command) -> None:
    if command.word(1) == "traversal":
        text = ("undo " if command.negated else "") + command.text
        builder.set("nat_traversal", not command.negated, command.line, text)
    else:
        builder.not_understood(command.line, command.text)


def _dpd(builder: GatewayBuilder, command: Command) -> None:
    """`dpd type periodic`, `dpd idle-time 20`, `dpd retransmit-interval 10`, `undo dpd`."""
    if command.negated:
        if len(command.words) == 1:
            builder.set("dpd.enabled", False, command.line, "undo dpd")
        return
    words = [word.lower() for word in command.words]
    at = next((words.index(word) for word in ("idle-time", "interval") if word in words), None)
    interval = number(command, at + 1) if at is not None else None
    if command.word(1) in ("type", "on-demand", "periodic", "enable", "interval", ""):
        builder.set("dpd.enabled", True, command.line, command.text)
    if interval is not None:
        builder.set("dpd.interval_s", interval, command.line, command.text)
    elif at is not None:
        builder.not_understood(command.line, command.text)


def _local_address(builder: GatewayBuilder, command: Command) -> None:
    if not command.negated and len(command.words) > 1 and not builder.has("local.address"):
        put_address(builder, "local.address", command.words[1], command.line)


_SETTERS: dict[str, Setter] = {
    "exchange-mode": _mode,
    "pre-shared-key": _key,
    "nat": _nat,
    "dpd": _dpd,
    "local-address": _local_address,
}


def _identities(builder: GatewayBuilder, peer: Section, sections: Sections) -> None:
    """The type stands on one line, the value on another; a type without a value takes the global name."""
    for side in ("local", "remote"):
        kind = peer.last(f"{side}-id-type", *(("id-type",) if side == "local" else ("peer-id-type",)))
        value = peer.last(f"{side}-id", f"{side}-name")
        if value is not None and len(value.words) > 1:
            told = kind.word(1) if kind else "name" if value.head.endswith("name") else ""
            put = value.words[2] if value.word(1) in ID_TYPES and len(value.words) > 2 else value.words[1]
            told = value.word(1) if put != value.words[1] else told
            if put.lower() not in ("any", "none"):
                put_id(builder, f"{side}.id", told, put, value.line)
        elif kind is not None and len(kind.words) > 2:  # both on one line
            put_id(builder, f"{side}.id", kind.word(1), kind.words[2], kind.line)
        elif side == "local" and kind is not None and kind.word(1) in ("fqdn", "name"):
            _global_name(builder, kind, sections)


def _global_name(builder: GatewayBuilder, kind: Command, sections: Sections) -> None:
    for command in sections.loose:
        if command.text.lower().startswith("ike local-name") and len(command.words) > 2 and not command.negated:
            put_id(builder, "local.id", "fqdn", command.words[2], command.line)
            return
    builder.unknown("local.id", f"{kind.text}: the device's name", kind.line)
