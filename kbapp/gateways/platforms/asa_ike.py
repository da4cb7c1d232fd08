"""Cisco ASA's phase 1: the global IKE policies, the tunnel group of the peer, identity, NAT traversal, keepalive."""

from __future__ import annotations

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.asa_words import WHERE, Entry, policy_suite
from kbapp.gateways.platforms.cisco_net import put_key
from kbapp.gateways.platforms.cisco_words import ikev2_suite, lifetime
from kbapp.gateways.platforms.command_parts import default_identity
from kbapp.gateways.platforms.suites import Suite, put_suites
from kbapp.gateways.readers.sections import Command, Section, Sections, split_words
from kbapp.model.identity import Identity


def put_ike(builder: GatewayBuilder, entry: Entry, sections: Sections) -> str:
    """Everything of phase 1; returns the IKE version, which tells what of phase 2 is used."""
    group = _group(builder, sections)
    version = _version(builder, entry, group, sections)
    suites: list[Suite] = []
    if version != "ikev1":
        suites += _policies2(builder, sections)
    if version != "ikev2":
        suites += _policies1(builder, sections)
        _mode(builder, entry)
    first = sections.of("policy2" if version != "ikev1" else "policy1") or sections.of("policy1")
    put_suites(builder, "IKE", suites, first[0].line if first else None)
    _key(builder, group, version)
    trust = entry.get("trustpoint")
    if trust is not None and not builder.has("auth.psk"):
        builder.set("auth.method", "certificate", trust[0], "set trustpoint")
    if builder.has("auth.psk"):
        builder.values.pop("auth.method", None)
        builder.default("auth.method", "psk", "a pre-shared key is set in the tunnel group")
    _keepalive(builder, group)
    _globals(builder, sections)
    return version


def _group(builder: GatewayBuilder, sections: Sections) -> Section | None:
    """The tunnel group named by the peer's address, or the default one."""
    remote = builder.values.get("remote.address")
    named = sections.find("group", remote.text or "") if remote else None
    return named or sections.find("group", "DefaultL2LGroup")


def _version(builder: GatewayBuilder, entry: Entry, group: Section | None, sections: Sections) -> str:
    """The versions that the entry has transforms for, that are on, and that the tunnel group has a key for."""
    sets, proposals = entry.get("transform-set"), entry.get("ipsec-proposal")
    offered = {"ikev1": sets, "ikev2": proposals}
    on = [name for name in ("ikev1", "ikev2") if offered[name] is not None]
    enabled = {name for command in sections.loose if (name := _enabled(command))}
    keyed = {command.head if command.head != "pre-shared-key" else "ikev1" for command in _keys(group)}
    for allowed in (enabled, keyed):
        on = [name for name in on if name in allowed] or on
    told = offered[on[0]] if len(on) == 1 else proposals or sets
    if group is not None and entry.text.lower().startswith("tunnel-group") and len(keyed) == 1:
        only = keyed.pop()
        builder.set("ike.version", only, group.line, group.text)
        return only
    if not on or told is None:
        return "any"
    found = on[0] if len(on) == 1 else "any"
    builder.set("ike.version", found, told[0], "set " + " ".join([*on, *told[1]]))
    return found


def _enabled(command: Command) -> str:
    words = [word.lower() for word in command.words]
    if command.negated or words[2:3] != ["enable"]:
        return ""
    return {"ikev1": "ikev1", "ikev2": "ikev2", "isakmp": "ikev1"}.get(words[1], "")


def _keys(group: Section | None) -> list[Command]:
    """The lines that hold a pre-shared key."""
    commands = group.all("ikev1", "ikev2", "pre-shared-key") if group else []
    return [command for command in commands if "pre-shared-key" in (word.lower() for word in command.words)]


def _policies1(builder: GatewayBuilder, sections: Sections) -> list[Suite]:
    """IKEv1 policies by their priority; an entered policy fills up with the defaults."""
    lines: dict[int, Section] = {}
    for section in sections.of("policy1"):
        number = int(section.name[:9])
        lines[number] = Section(section.kind, section.line, section.text, section.args, [*section.commands])
    for one in sections.of("policy1-line"):
        words = split_words(one.args["rest"])
        owner = lines.setdefault(int(one.name[:9]), Section("policy1", one.line, one.text, one.args))
        owner.commands.append(Command(one.line, words[0].lower(), words))
    policies = [lines[number] for number in sorted(lines)]
    for policy in reversed(policies):
        life, method = policy.last("lifetime"), policy.last("authentication")
        if life is not None:
            lifetime(builder, life, "ike.lifetime_s")
        if method is not None:
            psk = method.word(1).startswith("pre")
            builder.set("auth.method", "psk" if psk else "certificate", method.line, method.text)
    if policies:
        builder.default("ike.lifetime_s", 86400, WHERE + "86400")
        builder.default("auth.method", "psk", WHERE + "pre-share")
    return [policy_suite(policy) for policy in policies]


def _policies2(builder: GatewayBuilder, sections: Sections) -> list[Suite]:
    policies = sorted(sections.of("policy2"), key=lambda section: int(section.name[:9]))
    for policy in reversed(policies):
        life = policy.last("lifetime")
        if life is not None:
            lifetime(builder, life, "ike.lifetime_s")
    return [ikev2_suite(policy) for policy in policies]


def _mode(builder: GatewayBuilder, entry: Entry) -> None:
    told = entry.get("phase1-mode")
    if told is not None and told[1]:
        builder.set(
            "ike.mode", "aggressive" if told[1][0].lower() == "aggressive" else "main", told[0], " ".join(told[1])
        )
    builder.default("ike.mode", "main", WHERE + "main")


def _key(builder: GatewayBuilder, group: Section | None, version: str) -> None:
    """The own key: of IKEv2 the local one."""
    commands = _keys(group)
    if version == "ikev1":
        commands = [command for command in commands if command.head != "ikev2"]
    elif version == "ikev2":
        commands = [command for command in commands if command.head == "ikev2"]
    own = [command for command in commands if command.word(1) != "remote-authentication"] or commands
    if own:
        lower = [word.lower() for word in own[0].words]
        words = own[0].words[lower.index("pre-shared-key") + 1 :]
        put_key(builder, words, own[0].line)


def _keepalive(builder: GatewayBuilder, group: Section | None) -> None:
    """`isakmp keepalive threshold 10 retry 2`, `isakmp keepalive disable`."""
    for command in group.all("isakmp") if group else []:
        words = [word.lower() for word in command.words]
        if words[1:2] != ["keepalive"]:
            builder.not_understood(command.line, command.text)
            continue
        builder.set("dpd.enabled", "disable" not in words, command.line, command.text)
        if "threshold" in words[:-1] and words[words.index("threshold") + 1].isdigit():
            seconds = int(words[words.index("threshold") + 1][:9])
            builder.set("dpd.interval_s", seconds, command.line, command.text)


def _globals(builder: GatewayBuilder, sections: Sections) -> None:
    """NAT traversal and the own identity, which hold for all connections."""
    for command in sections.loose:
        words = [word.lower() for word in command.words]
        if words[1:3] == ["isakmp", "nat-traversal"]:
            text = ("no " if command.negated else "") + command.text
            builder.set("nat_traversal", not command.negated, command.line, text)
        elif words[1:3] == ["isakmp", "identity"] and not command.negated:
            if words[3:4] == ["key-id"] and len(words) > 4:
                builder.identity("local.id", command.words[4], command.line, Identity("key-id", command.words[4]))
            elif words[3:4] == ["hostname"]:
                builder.unknown("local.id", f"{command.text}: the device's name", command.line)
    policies = sections.of("policy1", "policy2")
    if any(section.text.lower().startswith("crypto ikev") for section in policies):  # 8.4 and later
        builder.default("nat_traversal", True, WHERE + "crypto isakmp nat-traversal")
    method = builder.values.get("auth.method")
    if method is not None and method.value == "psk":
        default_identity(builder, WHERE + "the own address")
