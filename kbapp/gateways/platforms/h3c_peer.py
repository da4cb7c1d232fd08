"""H3C Comware's phase 1: `ike profile` and keychain (V7), `ike peer` (V5), the `ikev2` family."""

from __future__ import annotations

from collections.abc import Iterable

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.acl import network
from kbapp.gateways.platforms.command_parts import number, put_id
from kbapp.gateways.platforms.h3c_words import WHERE, ike_suite, ikev2_suite
from kbapp.gateways.platforms.suites import put_suites
from kbapp.gateways.readers.sections import Command, Section, Sections
from kbapp.model.selector import parse_network


def put_ikev1(builder: GatewayBuilder, section: Section | None, sections: Sections) -> list[Section]:
    """An `ike profile`, an `ike peer`, or none (all proposals and keychains); returns the sections used."""
    used = [section] if section is not None else []
    builder.default("ike.version", "ikev1", WHERE + "no ikev2-profile")
    if section is not None:
        builder.set("ike.version", "ikev1", section.line, section.text)
        _mode(builder, section)
        _dpd(builder, section, sections)
        _identities(builder, section, sections)
        for command in section.commands:
            if command.head == "nat" and command.word(1) == "traversal":
                builder.set("nat_traversal", not command.negated, command.line, command.text)
            elif command.head == "nat":
                builder.not_understood(command.line, command.text)
            elif command.head == "pre-shared-key" and not command.negated:
                vrp.put_key(builder, command.words[1:], command.line)
    builder.default("ike.mode", "main", WHERE + "main")
    used += _keys(builder, section, sections)
    return used + _proposals(builder, section, sections)


def _mode(builder: GatewayBuilder, section: Section) -> None:
    command = section.last("exchange-mode")
    if command is not None:
        builder.set("ike.mode", "aggressive" if command.word(1) == "aggressive" else "main", command.line, command.text)


def _proposals(builder: GatewayBuilder, section: Section | None, sections: Sections) -> list[Section]:
    """The named proposals in their order, or all by number, or the built-in one."""
    named = section.last("proposal", "ike-proposal") if section else None
    if named is not None:
        found = [item for word in named.words[1:] if (item := sections.find("proposal", word))]
    else:
        found = sorted(sections.of("proposal"), key=lambda item: int(item.name[:9]) if item.name.isdigit() else 10**9)
    if named is not None and not found:
        vrp.tell_missing(builder, named, vrp.IKE_VALUES)
        return []
    put_suites(builder, "IKE", [ike_suite(item) for item in found] or [ike_suite(None)], _line(named, found))
    for item in reversed(found):
        _proposal_settings(builder, item)
    builder.default("ike.lifetime_s", 86400, WHERE + "86400 s")
    builder.default("auth.method", "psk", WHERE + "pre-share")
    return found


def _line(named: Command | None, found: list[Section]) -> int | None:
    return named.line if named else found[0].line if found else None


def _proposal_settings(builder: GatewayBuilder, section: Section) -> None:
    for command in section.all("sa"):
        amount = number(command, 2)
        if command.word(1) == "duration" and amount is not None:
            builder.set("ike.lifetime_s", amount, command.line, command.text)
        else:
            builder.not_understood(command.line, command.text)
    method = section.last("authentication-method")
    if method is not None:
        psk = method.word(1).startswith("pre-sh")
        builder.set("auth.method", "psk" if psk else "certificate", method.line, method.text)


def _keys(builder: GatewayBuilder, section: Section | None, sections: Sections) -> list[Section]:
    """The key for the remote address from the profile's keychains, or from any where no profile is named."""
    if section is not None and section.kind == "peer":
        return []
    names = [word for command in section.all("keychain") for word in command.words[1:]] if section else []
    chains = [chain for name in names if (chain := sections.find("keychain", name))]
    chains = chains if section is not None else sections.of("keychain")
    best: tuple[int, list[str], int] | None = None
    for chain in chains:
        for command in chain.all("pre-shared-key"):
            words = list(command.words[1:])
            at = [word.lower() for word in words].index("key") if "key" in map(str.lower, words) else -1
            rank = _fit(builder, words[:at]) if at > 0 else -1
            if rank >= 0 and (best is None or rank > best[0]):
                best = (rank, words[at + 1 :], command.line)
            elif at <= 0:
                builder.not_understood(command.line, command.text)
    if best is not None:
        vrp.put_key(builder, best[1], best[2])
    return chains


def _fit(builder: GatewayBuilder, words: list[str]) -> int:
    """How well `address A [mask]` or `hostname H` fits the remote end: the prefix length, -1 not at all."""
    remote = builder.values.get("remote.address")
    text = (remote.text or "") if remote else ""
    words = [word for word in words if word.lower() != "ipv6"]
    if len(words) < 2:
        return -1
    if words[1] == text or remote is None:
        return 200 if remote is not None else 0
    if words[0].lower() == "hostname":
        return 0 if _is_name(text) else -1
    wide = parse_network(network(words[1], words[2] if len(words) > 2 else "") or "")
    own = parse_network(text)
    if wide is None or own is None:
        return 0 if remote.masked else -1
    return wide.prefixlen if wide.version == own.version and wide.overlaps(own) else -1


def _is_name(text: str) -> bool:
    return parse_network(text) is None


def _dpd(builder: GatewayBuilder, section: Section, sections: Sections) -> None:
    """`dpd interval 10 retry 5 on-demand`; V5 names an `ike dpd` section."""
    for command in section.commands:
        if command.head != "dpd":
            continue
        if command.negated:
            builder.values.pop("dpd.enabled", None)
            continue
        builder.set("dpd.enabled", True, command.line, command.text)
        interval = number(command, 2) if command.word(1) == "interval" else None
        named = sections.find("dpd", command.words[1]) if len(command.words) > 1 else None
        timer = named.last("interval-time") if named else None
        if timer is not None:
            command, interval = timer, number(timer, 1)
        elif command.word(1) != "interval" and named is None and len(command.words) > 1:
            vrp.tell_missing(builder, command, ("dpd.interval_s",))
            continue
        if interval is not None:
            builder.set("dpd.interval_s", interval, command.line, command.text)
        elif timer is not None or command.word(1) == "interval":
            builder.not_understood(command.line, command.text)


def put_global_dpd(builder: GatewayBuilder, loose: Iterable[Command]) -> None:
    """`ike dpd interval 10 on-demand` of the system view, where the profile says nothing; off by default."""
    for command in loose:
        words = [word.lower() for word in command.words]
        if words[:2] in (["ike", "dpd"], ["ikev2", "dpd"]) and "interval" in words and not builder.has("dpd.enabled"):
            builder.set("dpd.enabled", not command.negated, command.line, command.text)
            interval = number(command, words.index("interval") + 1)
            if interval is not None:
                builder.set("dpd.interval_s", interval, command.line, command.text)
    builder.default("dpd.enabled", False, WHERE + "off")


def put_global_identity(builder: GatewayBuilder, loose: Iterable[Command]) -> None:
    """`ike identity fqdn F` of the system view, where the profile says nothing."""
    for command in loose:
        if command.text.lower().startswith("ike identity") and not command.negated and not builder.has("local.id"):
            words = [word for word in command.words[2:] if word.lower() != "ipv6"]
            if len(words) > 1:
                put_id(builder, "local.id", words[0], words[1], command.line)


def _identities(builder: GatewayBuilder, section: Section, sections: Sections) -> None:
    local = section.last("local-identity")
    if local is not None and len(local.words) > 2:
        words = [word for word in local.words[1:] if word.lower() != "ipv6"]
        put_id(builder, "local.id", words[0], words[-1], local.line)
    elif local is not None:
        builder.unknown("local.id", f"{local.text}: the device's name", local.line)
    remote_identity(builder, section)
    kind, name = section.last("id-type"), section.last("local-name")
    by_name = kind is not None and kind.word(1) in ("name", "fqdn", "user-fqdn")
    if kind is not None and by_name:
        name = name or next((c for c in sections.loose if c.text.lower().startswith("ike local-name")), None)
        if name is not None and len(name.words) > 1:
            put_id(builder, "local.id", kind.word(1), name.words[-1], name.line)
        else:
            builder.unknown("local.id", f"{kind.text}: the device's name", kind.line)
    theirs = section.last("remote-name")
    if theirs is not None and len(theirs.words) > 1:
        put_id(builder, "remote.id", "name", theirs.words[1], theirs.line)


def remote_identity(builder: GatewayBuilder, section: Section) -> None:
    """`match remote identity address A [mask]|fqdn F|…`: a network or a range names no single identity."""
    wide: Command | None = None
    for command in reversed(section.all("match")):
        words = [word for word in command.words if word.lower() != "ipv6"]
        if [word.lower() for word in words[1:3]] != ["remote", "identity"] or len(words) < 5:
            continue
        if words[3].lower() == "address" and len(words) > 5 and not words[5].lower().startswith("vpn"):
            found = network(words[4], words[5])
            if words[4].lower() == "range" or found is None or not found.endswith(("/32", "/128")):
                wide = command
                if found is None and words[4].lower() != "range":
                    builder.not_understood(command.line, command.text)
                continue
        put_id(builder, "remote.id", words[3], words[4], command.line)
    if wide is not None and not builder.has("remote.id"):
        builder.unknown("remote.id", f"{wide.text}: several identities match", wide.line)


def put_ikev2(builder: GatewayBuilder, profile: Section, sections: Sections) -> list[Section]:
    """An `ikev2 profile` with its keychain, and the proposals of the `ikev2 policy`."""
    builder.set("ike.version", "ikev2", profile.line, profile.text)
    local = profile.last("identity")
    if local is not None and local.word(1) == "local" and len(local.words) > 3:
        put_id(builder, "local.id", local.words[2], local.words[-1], local.line)
    remote_identity(builder, profile)
    _dpd(builder, profile, sections)
    methods = [command for command in profile.all("authentication-method") if command.word(1) in ("local", "remote")]
    for command in methods[:1]:
        psk = command.word(2).startswith("pre-sh")
        builder.set("auth.method", "psk" if psk else "certificate", command.line, command.text)
    for command in profile.all("sa"):
        amount = number(command, 2)
        if amount is not None:
            builder.set("ike.lifetime_s", amount, command.line, command.text)
        else:
            builder.not_understood(command.line, command.text)
    used = [profile, *_ikev2_keys(builder, profile, sections)]
    policies = sorted(sections.of("policy2"), key=_priority)
    named = [word for policy in policies for command in policy.all("proposal") for word in command.words[1:]]
    found = [item for name in dict.fromkeys(named) if (item := sections.find("proposal2", name))]
    found = found or (sections.of("proposal2") if not named else [])
    put_suites(builder, "IKE", [ikev2_suite(item) for item in found], found[0].line if found else None)
    lines = [command for policy in policies for command in policy.all("proposal")]
    vrp.tell_missing(builder, lines[0] if lines and not found else None, vrp.IKE_VALUES)
    return [*used, *policies, *found]


def _priority(policy: Section) -> int:
    command = policy.last("priority")
    found = number(command, 1) if command else None
    return 100 if found is None else found


def _ikev2_keys(builder: GatewayBuilder, profile: Section, sections: Sections) -> list[Section]:
    names = [word for command in profile.all("keychain") for word in command.words[1:]]
    chains = [chain for name in names if (chain := sections.find("keychain2", name))]
    best: tuple[int, Command] | None = None
    for chain in chains:
        rank = -1
        for command in chain.commands:
            if command.head == "peer":
                rank = -1
            elif command.head in ("address", "hostname"):
                rank = max(rank, _fit(builder, list(command.words)))
            elif command.head == "pre-shared-key" and not command.negated and (best is None or rank > best[0]):
                best = (rank, command)
    if best is not None:
        words = [word for word in best[1].words[1:] if word.lower() not in ("local", "remote")]
        vrp.put_key(builder, words, best[1].line)
    return chains
