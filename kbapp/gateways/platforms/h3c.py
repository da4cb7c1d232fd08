"""H3C Comware V5 and V7 (routers, SecPath firewalls, HP and 3Com of the same line).

Words and defaults: the IPsec and IKE command references of Comware V5 and V7 (not in FIPS mode).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.acl import put_any, put_flows
from kbapp.gateways.platforms.command_parts import default_identity, put_address, report
from kbapp.gateways.platforms.h3c_peer import put_global_dpd, put_global_identity, put_ikev1, put_ikev2
from kbapp.gateways.platforms.h3c_words import GRAMMAR, WHERE, esp_suite
from kbapp.gateways.platforms.huawei import score as huawei_score
from kbapp.gateways.platforms.huawei import votes
from kbapp.gateways.platforms.suites import DH, Part, put_suites
from kbapp.gateways.readers.commands import read_commands, sample
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.sections import MANY, Command, Section, Sections
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway

FORMAT = "h3c"

_OURS = re.compile(
    r"^(?:ipsec\s+transform-set|ike\s+keychain|ike\s+profile|ikev2\s+(?:keychain|profile|proposal|policy))\s+\S",
    re.M | re.I,
)


def score(text: str) -> int:
    """The words of Comware V7 are its own; V5 shares its openers with VRP (see `huawei.score`)."""
    theirs = huawei_score(text)
    if _OURS.search(sample(text)):
        vrp_words, ours = votes(text)
        return 88 if ours >= vrp_words else 70
    return 100 - theirs if theirs else 0


def read(text: str) -> list[Gateway]:
    return _Text(read_commands(clean_lines(text), GRAMMAR)).gateways()


class _Text:
    """One text: its sections, and what they refer to."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.net = vrp.Net(sections)
        self.used: set[int] = set()

    def gateways(self) -> list[Gateway]:
        builders = [builder for entry in self._entries() for builder in self._builders(*entry)]
        rest = [section for section in self.sections.found if section.unknown and id(section) not in self.used]
        for builder in builders if len(builders) <= MANY else builders[:1]:
            report(builder, rest)
            for command in self.sections.loose:
                _report_loose(builder, command)
        for builder in builders:
            vrp.tell_compatible(builder, self.sections.loose)
        return [builder.build() for builder in builders]

    def _entries(self) -> Iterator[tuple[str, list[Section], Section | None]]:
        """(name, sections that say what, tunnel interface) of every connection."""
        for policy in self.sections.of("policy"):
            if policy.args.get("mode", "").lower() == "manual":
                continue
            name = f"{policy.name} {policy.args['seq']}"
            template = policy.args.get("template")
            below = self.sections.named("template", template) if template else []
            for item in below:
                yield f"{name}/{item.args['seq']}" if len(below) > 1 else name, [policy, item], None
            if not below:
                yield name, [policy], None
        for profile in self.sections.of("profile"):
            tunnels = self.net.tunnels(profile.name)
            for tunnel in tunnels:
                yield profile.name if len(tunnels) == 1 else f"{profile.name} {tunnel.name}", [profile], tunnel
            if not tunnels and profile.args.get("mode", "").lower() != "manual":
                yield profile.name, [profile], None
        if not self.sections.of("policy", "profile"):  # a part of a configuration
            for peer in self.sections.of("ike-profile", "peer", "ikev2-profile"):
                yield peer.name, [peer], None

    def _builders(self, name: str, sections: list[Section], tunnel: Section | None) -> Iterator[GatewayBuilder]:
        """One gateway for each remote address."""
        remotes = self._remotes(sections, tunnel)
        choices: list[tuple[str, int] | None] = [*remotes] or [None]
        for remote in choices:
            builder = GatewayBuilder(FORMAT, name if len(remotes) < 2 or remote is None else f"{name} {remote[0]}")
            self.used.update(id(section) for section in sections)
            if remote is not None:
                put_address(builder, "remote.address", *remote)
            self._fill(builder, sections, tunnel)
            yield builder

    def _remotes(self, sections: list[Section], tunnel: Section | None) -> list[tuple[str, int]]:
        end = vrp.tunnel_end(tunnel) if tunnel is not None else None
        if end is not None:
            return [end]
        peer = self._named(sections, "ike-peer", "peer")
        commands = [c for section in [*sections, *([peer] if peer else [])] for c in section.all("remote-address")]
        found: dict[str, int] = {}
        for command in commands:
            words = [word for word in command.words[1:] if word.lower() not in ("ipv6", "primary", "dynamic")]
            if words:
                found.setdefault(words[0], command.line)
        return list(found.items())

    def _named(self, sections: list[Section], head: str, kind: str) -> Section | None:
        """The section of another kind that a policy names; a part of a configuration is its own."""
        if sections[0].kind == kind:
            return sections[0]
        named = next((c for s in reversed(sections) if (c := s.last(head))), None)
        return self.sections.find(kind, named.words[1]) if named and len(named.words) > 1 else None

    def _fill(self, builder: GatewayBuilder, sections: list[Section], tunnel: Section | None) -> None:
        whole = sections[0].kind in ("policy", "profile")
        for section in sections if whole else []:
            self._policy(builder, section)
        self._local(builder, sections, tunnel)
        self._selectors(builder, sections, tunnel)
        self._phase1(builder, sections)
        self._phase2(builder, sections)
        if tunnel is not None:
            vrp.tell_gre(builder, sections[0], tunnel)
        report(builder, sections)
        put_global_dpd(builder, self.sections.loose)
        put_global_identity(builder, self.sections.loose)
        if any(section.kind == "template" for section in sections):
            builder.default("initiates", "no", "a policy template only answers")
        if "auth.method" in builder.values and builder.values["auth.method"].value == "psk":
            default_identity(builder, WHERE + "the own address")

    def _policy(self, builder: GatewayBuilder, section: Section) -> None:
        for command in section.commands:
            if command.negated:
                continue
            if command.head == "local-address":
                words = [word for word in command.words[1:] if word.lower() != "ipv6"]
                put_address(builder, "local.address", words[0] if words else "", command.line)
            elif command.head == "pfs":
                vrp.put_pfs(builder, command)
            elif command.head == "sa":
                vrp.put_duration(builder, command)
        for command in self.sections.loose:
            if command.text.lower().startswith("ipsec sa global-duration") and not command.negated:
                vrp.put_duration(builder, command, first=3, weak=True)
        builder.default("esp.lifetime_s", 3600, WHERE + "3600 s")
        builder.default("esp.lifetime_kb", 1843200, WHERE + "1843200 KB")

    def _local(self, builder: GatewayBuilder, sections: list[Section], tunnel: Section | None) -> None:
        """The own address: of the policy, the V5 peer, the tunnel's source, or the interface that applies it."""
        peer = self._named(sections, "ike-peer", "peer")
        command = peer.last("local-address") if peer else None
        if command is not None and len(command.words) > 1 and not builder.has("local.address"):
            put_address(builder, "local.address", command.words[1], command.line)
        if tunnel is not None:
            self.net.put_source(builder, tunnel)
        if not builder.has("local.address") and sections[0].kind == "policy":
            own = self.net.address_of(self.net.applying(sections[0].name))
            put_address(builder, "local.address", *(own or ("", None)))

    def _selectors(self, builder: GatewayBuilder, sections: list[Section], tunnel: Section | None) -> None:
        command = next((c for s in reversed(sections) if (c := s.last("security"))), None)
        acl = self.net.acl(command.words[2:]) if command else None
        if acl is not None and command is not None:
            put_flows(builder, self.net.flows(builder, acl))
            if command.word(len(command.words) - 1) == "aggregation":  # one SA for all lines
                builder.pairs = []
        elif command is not None:
            vrp.tell_missing(builder, command, ("local.subnets", "remote.subnets"))
        elif sections[0].kind == "profile" and (tunnel is None or _carries_all(tunnel)):
            owner = tunnel or sections[0]
            put_any(builder, owner.line, owner.text)

    def _phase1(self, builder: GatewayBuilder, sections: list[Section]) -> None:
        profile2 = self._named(sections, "ikev2-profile", "ikev2-profile")
        profile = self._named(sections, "ike-profile", "ike-profile") or self._named(sections, "ike-peer", "peer")
        if profile2 is not None:
            used = put_ikev2(builder, profile2, self.sections)
            if profile is not None:
                builder.set("ike.version", "any", profile2.line, "ike-profile, ikev2-profile")
        elif profile is None and any(section.last("ike-profile", "ike-peer", "ikev2-profile") for section in sections):
            used = []  # named, and not in the text
            heads = ("ike-profile", "ike-peer", "ikev2-profile")
            named = next((c for s in reversed(sections) if (c := s.last(*heads))), None)
            vrp.tell_missing(builder, named, vrp.IKE_VALUES)
        else:
            used = put_ikev1(builder, profile, self.sections)
        self.used.update(id(section) for section in used)
        report(builder, [section for section in used if section not in sections])

    def _phase2(self, builder: GatewayBuilder, sections: list[Section]) -> None:
        whole = sections[0].kind in ("policy", "profile")
        named = (
            next((c for s in reversed(sections) if (c := s.last("transform-set", "proposal"))), None) if whole else None
        )
        found = [s for word in named.words[1:] if (s := self.sections.find("esp", word))] if named else []
        if not whole and len(self.sections.of("esp")) == 1:
            found = self.sections.of("esp")
        self.used.update(id(section) for section in found)
        suites = [esp_suite(builder, section, old="proposal" in section.text.lower()) for section in found]
        pfs = builder.values.get("esp.pfs_groups")
        for suite in suites:
            if pfs is not None and isinstance(pfs.value, tuple) and pfs.value:
                suite.parts[DH] = Part(pfs.value, pfs.line, pfs.text or "")
        put_suites(builder, "ESP", suites, named.line if named else None)
        vrp.tell_missing(builder, named if not found else None, vrp.ESP_VALUES)
        report(builder, found)
        if found:
            builder.default("esp.pfs_groups", (), WHERE + "no PFS")
        builder.default("esp.protocol", "esp", WHERE + "esp")
        builder.default("esp.mode", "tunnel", WHERE + "tunnel")


def _carries_all(tunnel: Section) -> bool:
    """An IPsec tunnel interface; GRE and ADVPN tunnels protect their own packets only."""
    protocol = tunnel.last("tunnel-protocol")
    told = protocol.word(1) if protocol else "ipsec"
    mode = tunnel.args.get("rest", "").lower().split()
    return (mode[1] if mode[:1] == ["mode"] and len(mode) > 1 else told) == "ipsec"


_LOOSE_IGNORED = re.compile(
    r"ike (?:local-name|identity|keepalive|nat-keepalive|invalid-spi|limit|signature-identity|logging|dpd|sa|"
    r"next-payload|gm-main|compatible|address-group)|ikev2 (?:nat-keepalive|cookie|dpd|address-group|limit)|"
    r"ipsec (?:anti-replay|df-bit|global-df-bit|decrypt|fragmentation|limit|logging|redundancy|sa|cpu|apply|policy|"
    r"ipv6-policy|invalid|synchronization|session|no-nat|flow|netmask|statistics|gmvpn|sm4)"
)


def _report_loose(builder: GatewayBuilder, command: Command) -> None:
    text = command.text.lower()
    if not vrp.is_sha2_compatible(command) and not _LOOSE_IGNORED.match(text):
        builder.not_understood(command.line, ("undo " if command.negated else "") + command.text)


READER = Reader(FORMAT, score, read)
