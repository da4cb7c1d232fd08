"""Cisco IOS's phase 1: ISAKMP policies, keys and profiles (IKEv1); proposals, keyrings and profiles (IKEv2)."""

from __future__ import annotations

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.cisco_net import key_fit, put_key
from kbapp.gateways.platforms.cisco_words import WHERE, ikev2_suite, isakmp_suite, lifetime
from kbapp.gateways.platforms.command_parts import put_address, put_id
from kbapp.gateways.platforms.suites import put_suites
from kbapp.gateways.readers.sections import Command, Section, Sections, split_words


def remote_text(builder: GatewayBuilder) -> str:
    value = builder.values.get("remote.address")
    return (value.text or "") if value else ""


class Keys:
    """The keys of the global configuration and of the keyrings, by the addresses that they are for."""

    def __init__(self, sections: Sections) -> None:
        every = _candidates(sections.of("keyring"), sections)
        self._exact: dict[str, tuple[list[str], int]] = {}
        self._wide: dict[str, tuple[list[str], list[str], int]] = {}
        for words, line in every:
            at = _at(words)
            owner = [word for word in words[:at] if word.lower() not in ("ipv4", "ipv6")]
            single = len(owner) < 3 or owner[2] == "255.255.255.255"
            if len(owner) > 1 and owner[1].endswith("/128"):
                owner[1] = owner[1].removesuffix("/128")
            single = single and "/" not in owner[-1]
            if len(owner) > 1 and single and owner[1] != "0.0.0.0":
                self._exact.setdefault(owner[1], (words[at + 1 :], line))
            else:
                self._wide.setdefault(" ".join(owner), (owner, words[at + 1 :], line))

    def find(self, remote: str) -> tuple[list[str], int] | None:
        """The words behind `key` of the best fit, and their line."""
        if remote in self._exact:
            return self._exact[remote]
        ranked = [(key_fit(remote, owner), key, line) for owner, key, line in self._wide.values()]
        best = max(ranked, key=lambda item: item[0], default=None)
        return best[1:] if best is not None and best[0] >= 0 else None


def _at(words: list[str]) -> int:
    lower = [word.lower() for word in words]
    return lower.index("key") if "key" in lower else len(words)


def put_ikev1(builder: GatewayBuilder, profile: Section | None, sections: Sections, keys: Keys) -> list[Section]:
    """All ISAKMP policies in their order, and the profile that the map names; returns the sections used."""
    if profile is not None:
        builder.set("ike.version", "ikev1", profile.line, profile.text)
    builder.default("ike.version", "ikev1", WHERE + "no ikev2-profile")
    policies = sorted(sections.of("policy1"), key=lambda item: int(item.name[:9]))
    put_suites(builder, "IKE", [isakmp_suite(item) for item in policies], policies[0].line if policies else None)
    for policy in reversed(policies):
        command, method = policy.last("lifetime"), policy.last("authentication")
        if command is not None:
            lifetime(builder, command, "ike.lifetime_s")
        if method is not None:
            _method(builder, method, method.word(1))
    if policies:
        builder.default("ike.lifetime_s", 86400, WHERE + "86400")
    _modes(builder, profile, sections)
    rings = _keys(builder, profile, sections, keys)
    if builder.has("auth.psk"):
        builder.default("auth.method", "psk", "a pre-shared key is set for this peer")
    elif policies:
        builder.default("auth.method", "certificate", WHERE + "rsa-sig")
    if profile is not None:
        _identities(builder, profile)
    for section in ([profile] if profile is not None else []) + rings:
        _own_address(builder, section.last("local-address"), 1)
    own = profile.last("self-identity") if profile is not None else None
    address = builder.values.get("local.address")
    if own is not None and own.words[1:] == ("address",) and address is not None and address.value:
        builder.identity("local.id", str(address.value), own.line)
    return [*policies, *rings, *([profile] if profile is not None else [])]


def _own_address(builder: GatewayBuilder, command: Command | None, index: int) -> None:
    """`local-address A`, `match address local A`: where no interface tells it."""
    if command is not None and command.word(index)[:1].isdigit() and not builder.has("local.address"):
        put_address(builder, "local.address", command.words[index], command.line)


def _method(builder: GatewayBuilder, command: Command, word: str) -> None:
    builder.set("auth.method", "psk" if word.startswith("pre") else "certificate", command.line, command.text)


def _modes(builder: GatewayBuilder, profile: Section | None, sections: Sections) -> None:
    """Main mode, unless a profile or an `isakmp peer` starts aggressively."""
    command = profile.last("initiate") if profile else None
    if command is not None:
        builder.set("ike.mode", "aggressive" if "aggressive" in command.words else "main", command.line, command.text)
    peer = sections.find("peer1", remote_text(builder))
    for command in peer.all("set") if peer else []:
        if command.word(1) == "aggressive-mode":
            builder.set("ike.mode", "aggressive", command.line, " ".join(command.words[:3]))
    builder.default("ike.mode", "main", WHERE + "main")
    alive = profile.last("keepalive") if profile else None
    if alive is not None:
        _keepalive(builder, alive, 1)
    elif profile is not None and profile.denied("keepalive"):
        builder.set("dpd.enabled", False, profile.denied("keepalive")[0].line, "no keepalive")
    for command in sections.loose:
        if command.text.lower().startswith("crypto isakmp keepalive") and not builder.has("dpd.enabled"):
            _keepalive(builder, command, 3)


def _keepalive(builder: GatewayBuilder, command: Command, index: int) -> None:
    builder.set("dpd.enabled", not command.negated, command.line, command.text)
    if command.word(index).isdigit() and not command.negated:
        builder.set("dpd.interval_s", int(command.word(index)[:9]), command.line, command.text)


def _keys(builder: GatewayBuilder, profile: Section | None, sections: Sections, keys: Keys) -> list[Section]:
    """The key that fits the remote address best: of the profile's keyrings, or of all."""
    names = [word for command in profile.all("keyring") for word in command.words[1:]] if profile else []
    rings = [ring for name in names if (ring := sections.find("keyring", name))]
    remote = remote_text(builder)
    if rings:
        ranked = [(key_fit(remote, words[: _at(words)]), words, line) for words, line in _candidates(rings, None)]
        best = max(ranked, key=lambda item: item[0], default=None)
        found = (best[1][_at(best[1]) + 1 :], best[2]) if best is not None and best[0] >= 0 else None
    else:
        found = keys.find(remote) if not names or names == ["default"] else None
    if found is not None:
        put_key(builder, *found)
    return rings


def _candidates(rings: list[Section], sections: Sections | None) -> list[tuple[list[str], int]]:
    """Every key as (`address A mask key K`, line), the global ones turned to that order."""
    found = [(list(c.words[1:]), c.line) for ring in rings for c in ring.all("pre-shared-key")]
    for section in sections.of("key") if sections is not None else []:
        words = list(split_words(section.args["rest"]))
        lower = [word.lower() for word in words]
        at = next((i for i in range(1, len(words)) if lower[i] in ("address", "hostname")), 0)
        if at:
            owner = [word for word in words[at:] if word.lower() != "no-xauth"]
            found.append(([*owner, "key", *words[:at]], section.line))
    return found


def _identities(builder: GatewayBuilder, profile: Section) -> None:
    local = profile.last("self-identity")
    if local is not None and len(local.words) > 2:
        put_id(builder, "local.id", local.words[1], local.words[2], local.line)
    elif local is not None and local.word(1) in ("fqdn", "user-fqdn"):
        builder.unknown("local.id", f"{local.text}: the device's name", local.line)
    for command in _matches(builder, profile.all("match"))[:1]:
        words = tuple(word for word in command.words if word.lower() not in ("ipv4", "ipv6"))
        kind = command.word(2)
        if kind == "address" and "/" in words[-1] and not words[-1].endswith(("/32", "/128")):
            continue
        if command.word(1) == "identity" and len(words) > 3 and kind in ("address", "host", "user"):
            masked = len(words) > 4 and words[4].count(".") == 3 and words[4] != "255.255.255.255"
            if words[3].lower() != "domain" and not masked and words[3] != "0.0.0.0":
                put_id(
                    builder, "remote.id", {"host": "fqdn", "user": "user-fqdn"}.get(kind, kind), words[3], command.line
                )


def put_ikev2(builder: GatewayBuilder, profile: Section, sections: Sections) -> list[Section]:
    """An IKEv2 profile, its keyring, and the proposals of the IKEv2 policies."""
    builder.set("ike.version", "ikev2", profile.line, profile.text)
    _identities2(builder, profile)
    bound = next((c for c in profile.all("match") if c.word(1) == "address" and c.word(2) == "local"), None)
    _own_address(builder, bound, 3)
    for command in profile.all("authentication")[:2]:
        if command.word(1) in ("local", "remote"):
            _method(builder, command, command.word(2))
            if command.word(3) == "key" and (command.word(1) == "local" or not builder.has("auth.psk")):
                put_key(builder, command.words[4:], command.line)
    alive, life = profile.last("dpd"), profile.last("lifetime")
    if life is not None:
        lifetime(builder, life, "ike.lifetime_s")
    if alive is not None:
        _keepalive(builder, alive, 1)
    for command in sections.loose:
        if command.text.lower().startswith("crypto ikev2 dpd") and not builder.has("dpd.enabled"):
            _keepalive(builder, command, 3)
    rings = _keys2(builder, profile, sections)
    if builder.has("auth.psk"):
        builder.default("auth.method", "psk", "a pre-shared key is set for this peer")
    policies = sections.of("policy2")
    names = [word for policy in policies for command in policy.all("proposal") for word in command.words[1:]]
    found = [item for name in dict.fromkeys(names) if (item := sections.find("proposal2", name))]
    found = found or ([] if policies else sections.of("proposal2"))
    put_suites(builder, "IKE", [ikev2_suite(item) for item in found], found[0].line if found else None)
    return [profile, *rings, *policies, *found]


def _matches(builder: GatewayBuilder, commands: list[Command]) -> list[Command]:
    """The `match` lines; of several the one for this peer first."""
    remote = remote_text(builder)
    return sorted(commands, key=lambda command: not remote or remote not in command.words)


_KINDS = {"email": "user-fqdn", "host": "fqdn"}


def _identities2(builder: GatewayBuilder, profile: Section) -> None:
    local = profile.last("identity")
    if local is not None and local.word(1) == "local" and len(local.words) > 3:
        put_id(builder, "local.id", _KINDS.get(local.word(2), local.word(2)), local.words[3], local.line)
    for command in _matches(builder, profile.all("match")):
        words = command.words
        if command.word(1) != "identity" or command.word(2) != "remote" or len(words) < 5 or builder.has("remote.id"):
            continue
        kind, value = command.word(3), words[4]
        network = len(words) > 5 and words[5].count(".") == 3 and words[5] != "255.255.255.255"
        if value.lower() != "domain" and not network and value != "0.0.0.0" and kind != "any":
            put_id(builder, "remote.id", _KINDS.get(kind, kind), value, command.line)


def _keys2(builder: GatewayBuilder, profile: Section, sections: Sections) -> list[Section]:
    names = [command.words[-1] for command in profile.all("keyring") if command.word(1) != "aaa"]
    names += [
        command.words[2] for command in profile.all("keyring") if len(command.words) > 3 and command.word(1) == "local"
    ]
    rings = list({ring.name: ring for name in names if (ring := sections.find("keyring2", name))}.values())
    remote = remote_text(builder)
    best: tuple[int, Command] | None = None
    for ring in rings:
        rank = -1
        for command in ring.commands:
            if command.head == "peer":
                rank = -1
            elif command.head in ("address", "hostname"):
                rank = max(rank, key_fit(remote, command.words))
            elif command.head == "pre-shared-key" and not command.negated:
                best = _better(best, rank, command)
    if best is not None:
        words = [word for word in best[1].words[1:] if word.lower() not in ("local", "remote")]
        put_key(builder, words, best[1].line)
    return rings


def _better(best: tuple[int, Command] | None, rank: int, command: Command) -> tuple[int, Command]:
    """The key that fits better; of the two halves of one peer (`local`, `remote`) the local one."""
    if best is None or rank > best[0] or (rank == best[0] and command.word(1) == "local"):
        return rank, command
    return best
