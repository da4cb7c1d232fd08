"""Cisco IOS and IOS-XE, and Ruijie's RGOS, which speaks the same: crypto maps and tunnel protection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.acl import ANY, put_any
from kbapp.gateways.platforms.cisco_ike import Keys, put_ikev1, put_ikev2
from kbapp.gateways.platforms.cisco_net import Net
from kbapp.gateways.platforms.cisco_words import GRAMMAR, WHERE, association_lifetime, transform_suite
from kbapp.gateways.platforms.command_parts import default_identity, put_address, put_id, report
from kbapp.gateways.platforms.suites import DH, Part, put_suites
from kbapp.gateways.readers.commands import read_commands, sample
from kbapp.gateways.readers.devices import each_device
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.sections import MANY, Section, Sections
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import TransformKind, parse_transform

FORMAT = "cisco-ios"

_ANCHOR = re.compile(
    r"^crypto\s+(?:isakmp\s+(?:policy|key|profile)|ikev2\s+(?:proposal|keyring|profile)|keyring|"
    r"ipsec\s+(?:transform-set|profile)|map)\s+\S",
    re.M | re.I,
)
_OURS = re.compile(
    r"\bcrypto\s+(?:ipsec\s+transform-set|ikev2\s+(?:keyring|profile|proposal)|keyring|map\s+\S+\s+\d+\s+ipsec-isakmp\s*$|"
    r"isakmp\s+(?:key|profile))|\bip\s+access-list\s+extended\b|^[^\S\n]*set\s+(?:peer|transform-set)\b|\bip\s+route\b|\bRuijie\b",
    re.M | re.I,
)
_THEIRS = re.compile(
    r"\btunnel-group\b|\bcrypto\s+ikev1\b|\bcrypto\s+ipsec\s+ikev[12]\b|\bnameif\b|\bcrypto\s+map\s+\S+\s+\d+\s+(?:set|match)\b|"
    r"\bcrypto\s+ikev2\s+policy\s+\d+\s*$|\bobject\s+network\b|\bASA\s+Version\b|\bcrypto\s+map\s+\S+\s+interface\b",
    re.M | re.I,
)


def score(text: str) -> int:
    """IOS and ASA share their openers; the words that only one of them has decide."""
    beginning = sample(text)
    if not _ANCHOR.search(beginning):
        return 0
    return 85 if len(_OURS.findall(beginning)) >= len(_THEIRS.findall(beginning)) * 2 else 30


def read(text: str) -> list[Gateway]:
    return each_device(text, _read)


def _read(text: str) -> list[Gateway]:
    return _Text(read_commands(clean_lines(text), GRAMMAR)).gateways()


Setting = tuple[int, list[str]]
"""The line and the words behind `set`, the first one in full."""


class _Text:
    """One text: its sections, and what they refer to."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.net = Net(sections, wildcard=True)
        self.keys = Keys(sections)
        self.used: set[int] = set()
        self.applied: dict[str, Section] = {}
        self.tunnels: dict[str, list[Section]] = {}
        for interface in sections.of("interface"):
            for command in interface.all("crypto", "tunnel"):
                if command.word(1) == "map" and len(command.words) > 2:
                    self.applied.setdefault(command.word(2), interface)
                elif command.word(1) == "protection" and command.word(3) == "profile" and len(command.words) > 4:
                    self.tunnels.setdefault(command.word(4), []).append(interface)

    def gateways(self) -> list[Gateway]:
        builders = [builder for entry in self._entries() for builder in self._builders(*entry)]
        rest = [section for section in self.sections.found if section.unknown and id(section) not in self.used]
        for builder in builders if len(builders) <= MANY else builders[:1]:
            report(builder, rest)
            for command in self.sections.loose:
                if not GRAMMAR.globals.match(command.text):
                    builder.not_understood(command.line, ("no " if command.negated else "") + command.text)
        return [builder.build() for builder in builders]

    def _entries(self) -> Iterator[tuple[str, list[Section], Section | None]]:
        """(name, sections that say what, tunnel interface) of every connection."""
        for entry in self.sections.of("map"):
            name = f"{entry.name} {entry.args['seq']}"
            if entry.args.get("mode", "").lower() not in ("", "ipsec-isakmp"):
                continue
            below = self.sections.named("dynamic", entry.args["dynamic"]) if "dynamic" in entry.args else []
            for item in below:
                yield f"{name}/{item.args['seq']}" if len(below) > 1 else name, [entry, item], None
            if not below:
                yield name, [entry], None
        for profile in self.sections.of("ipsec-profile"):
            tunnels = self.tunnels.get(profile.name.casefold(), [])
            for tunnel in tunnels:
                yield profile.name if len(tunnels) == 1 else f"{profile.name} {tunnel.name}", [profile], tunnel
            if not tunnels:
                yield profile.name, [profile], None
        if not self.sections.of("map", "ipsec-profile") and self.sections.of("policy1", "profile2"):
            yield "crypto", [(self.sections.of("profile2") or self.sections.of("policy1"))[0]], None  # a part of a text

    def _builders(self, name: str, sections: list[Section], tunnel: Section | None) -> Iterator[GatewayBuilder]:
        """One gateway for each peer."""
        remotes = _remotes(sections, tunnel)
        choices: list[tuple[str, int] | None] = [*remotes] or [None]
        for remote in choices:
            builder = GatewayBuilder(FORMAT, name if len(remotes) < 2 or remote is None else f"{name} {remote[0]}")
            if remote is not None:
                put_address(builder, "remote.address", *remote)
            self._fill(builder, sections, tunnel)
            yield builder

    def _fill(self, builder: GatewayBuilder, sections: list[Section], tunnel: Section | None) -> None:
        self.used.update(id(section) for section in sections)
        settings = _settings(sections)
        self._local(builder, sections[0], tunnel)
        for section in sections:
            match = section.last("match")
            if match is not None and "address".startswith(match.word(1)) and len(match.words) > 2:
                self.net.put_selectors(builder, match.words[2], match.line)
            if section.last("responder-only") or section.kind == "dynamic":
                builder.set("initiates", "no", section.line, section.text)
        if tunnel is not None and _carries_all(tunnel):
            put_any(builder, tunnel.line, tunnel.text, "::/0" if _carries_all(tunnel, "ipv6") else ANY)
        elif sections[0].kind == "ipsec-profile" and tunnel is None:
            for side in ("local.subnets", "remote.subnets"):
                builder.unknown(side, "the tunnel interface is not in the text", sections[0].line)
        self._phase1(builder, sections, settings)
        self._phase2(builder, settings)
        report(builder, sections)
        self._identity(builder)

    def _local(self, builder: GatewayBuilder, section: Section, tunnel: Section | None) -> None:
        """The own address: of the tunnel's source, the map's `local-address`, or the interface that has the map."""
        found: tuple[str, int] | None = None
        if tunnel is not None:
            source = next((c for c in tunnel.all("tunnel") if c.word(1) == "source" and len(c.words) > 2), None)
            if source is not None:
                interface = self.net.interface("".join(source.words[2:]))
                found = self.net.address_of(interface) or (source.words[2], source.line)
                found = None if found[0] == source.words[2] and not re.match(r"[\dxX*]+[.:]", found[0]) else found
        elif section.kind == "map":
            prefix = f"crypto map {section.name.lower()} local-address "
            bound = next((c for c in self.sections.loose if c.text.lower().startswith(prefix)), None)
            interface = (
                self.net.interface("".join(bound.words[4:])) if bound else self.applied.get(section.name.casefold())
            )
            found = self.net.address_of(interface)
            if found is None and interface is not None:  # the port's address stands under its other name
                found = self.net.address_of(self.net.interface(interface.name))
        if found is not None:
            put_address(builder, "local.address", *found)

    def _phase1(self, builder: GatewayBuilder, sections: list[Section], settings: dict[str, Setting]) -> None:
        names = {
            key: settings[key][1][1]
            for key in ("ikev2-profile", "isakmp-profile")
            if len(settings.get(key, (0, []))[1]) > 1
        }
        profile2 = self.sections.find("profile2", names["ikev2-profile"]) if "ikev2-profile" in names else None
        profile1 = self.sections.find("profile1", names["isakmp-profile"]) if "isakmp-profile" in names else None
        if sections[0].kind == "profile2":
            profile2 = sections[0]
        if profile2 is not None:
            used = put_ikev2(builder, profile2, self.sections)
        elif "ikev2-profile" in names:
            builder.set("ike.version", "ikev2", settings["ikev2-profile"][0], f"ikev2-profile {names['ikev2-profile']}")
            used = []
        else:
            used = put_ikev1(builder, profile1, self.sections, self.keys)
            bound = profile1.last("local-address") if profile1 is not None else None
            address = self.net.address_of(self.net.interface("".join(bound.words[1:]))) if bound is not None else None
            if address is not None and not builder.has("local.address"):
                put_address(builder, "local.address", *address)
            if "exchange-mode" in settings:  # Ruijie
                line, words = settings["exchange-mode"]
                builder.set("ike.mode", "aggressive" if "aggressive" in words else "main", line, " ".join(words))
        self.used.update(id(section) for section in used)
        report(builder, [section for section in used if section not in sections])

    def _phase2(self, builder: GatewayBuilder, settings: dict[str, Setting]) -> None:
        line, names = settings.get("transform-set", (0, []))
        found = [s for name in names[1:] if (s := self.sections.find("transform", name))]
        if not settings and len(self.sections.of("transform")) == 1:
            found = self.sections.of("transform")
        suites = [transform_suite(builder, section) for section in found]
        group = _pfs(builder, settings)
        for suite in suites:
            if group is not None:
                suite.parts[DH] = group
        if "pfs" not in settings or group is not None:
            put_suites(builder, "ESP", suites, line or None)
        else:  # `set pfs` without a group: the single lists only
            for suite in suites:
                suite.strange = []
            put_suites(builder, "ESP", suites, line or None)
            builder.values.pop("esp.proposals", None)
        self.used.update(id(section) for section in found)
        report(builder, found)
        self._lifetimes(builder, settings)
        if settings:
            builder.default("esp.pfs_groups", (), WHERE + "no PFS")
        if found:
            builder.default("esp.mode", "tunnel", WHERE + "tunnel")
        if "autoup" in settings:  # Ruijie
            builder.set("initiates", "yes", settings["autoup"][0], "set autoup")

    def _lifetimes(self, builder: GatewayBuilder, settings: dict[str, Setting]) -> None:
        for key, (line, words) in settings.items():
            if key.startswith("security-association lifetime") and not association_lifetime(builder, words[2:], line):
                builder.not_understood(line, " ".join(words))
        for command in self.sections.loose:
            words = list(command.words)
            if command.text.lower().startswith("crypto ipsec security-association lifetime") and not command.negated:
                association_lifetime(builder, words[4:], command.line, weak=True)
        if settings:
            builder.default("esp.lifetime_s", 3600, WHERE + "3600")
            builder.default("esp.lifetime_kb", 4608000, WHERE + "4608000")

    def _identity(self, builder: GatewayBuilder) -> None:
        for command in self.sections.loose:
            text = command.text.lower()
            if text.startswith("crypto isakmp identity") and command.word(3) != "address" and not command.negated:
                if builder.has("ike.version") and builder.values["ike.version"].value == "ikev1":
                    builder.unknown("local.id", f"{text}: the device's name", command.line)
            elif text.startswith("crypto ipsec nat-transparency") and command.negated:
                builder.set("nat_traversal", False, command.line, "no " + command.text)
        for section in self.sections.of("own-id")[:1]:  # Ruijie
            if not builder.has("local.id"):
                put_id(builder, "local.id", section.args["type"].lower(), section.name, section.line)
        ours = builder.values.get("auth.method")
        if ours is not None and ours.value == "psk":
            default_identity(builder, WHERE + "the own address")


_SETTINGS = (
    "peer transform-set pfs security-association isakmp-profile ikev2-profile nat reverse-route identity autoup "
    "exchange-mode local ip mtu security-policy mixed-mode df-bit trustpoint group aggressive-mode".split()
)


def _settings(sections: list[Section]) -> dict[str, Setting]:
    """The `set` commands by their first word in full; the peers are read apart, lifetimes keep their unit."""
    found: dict[str, Setting] = {}
    for section in sections:
        for command in section.all("set"):
            key = next(
                (word for word in _SETTINGS if len(command.word(1)) > 1 and word.startswith(command.word(1))), ""
            )
            if not key:
                section.unknown = [*(c for c in section.unknown if c is not command), command]
                continue
            words = [key, *command.words[2:]]
            if key == "security-association":
                kind = command.word(2)
                words = [key, *command.words[2:]]
                key = f"{key} {'lifetime' if 'lifetime'.startswith(kind) and kind else kind} {command.word(3)}"
            found[key] = (command.line, words)
    return found


def _remotes(sections: list[Section], tunnel: Section | None) -> list[tuple[str, int]]:
    if tunnel is not None:
        ends = [c for c in tunnel.all("tunnel") if c.word(1) == "destination" and len(c.words) > 2]
        return [(ends[-1].words[2], ends[-1].line)] if ends and ends[-1].word(2) != "dynamic" else []
    found: dict[str, int] = {}
    for section in sections:
        for command in section.all("set"):
            words = [word for word in command.words[2:] if word.lower() not in ("default", "dynamic", "ipv6", "ipv4")]
            if command.word(1) == "peer":
                for word in words:
                    found.setdefault(word, command.line)
    return list(found.items())


def _carries_all(tunnel: Section, family: str = "") -> bool:
    """`tunnel mode ipsec`; GRE, which is the default, protects its own packets only."""
    modes = [c for c in tunnel.all("tunnel") if c.word(1) == "mode" and c.word(2) == "ipsec"]
    return any(not family or command.word(3) == family for command in modes)


def _pfs(builder: GatewayBuilder, settings: dict[str, Setting]) -> Part | None:
    """`set pfs group14`; without a group it is the release's default."""
    if "pfs" not in settings:
        return None
    line, words = settings["pfs"]
    group = parse_transform(words[1], TransformKind.DH) if len(words) > 1 else None
    if group is None:
        builder.unknown("esp.pfs_groups", f"set {' '.join(words)}: the release's default group", line)
        return None
    builder.set("esp.pfs_groups", (group,), line, f"set {' '.join(words)}")
    return Part((group,), line, " ".join(words))


READER = Reader(FORMAT, score, read)
