"""Huawei VRP: USG and Eudemon firewalls, AR and NE routers.

Words and defaults: Huawei's command references (USG6000 V500, AR V200R010, NE40E V800R012). What differs between the
products and versions (algorithms that are not configured, the lifetime by traffic) stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.acl import put_any, put_flows
from kbapp.gateways.platforms.command_parts import default_identity, put_address, report
from kbapp.gateways.platforms.huawei_evpn import put_efficient
from kbapp.gateways.platforms.huawei_peer import put_peer
from kbapp.gateways.platforms.huawei_products import Product, product, put_product_defaults
from kbapp.gateways.platforms.huawei_words import GRAMMAR, POLICY_IGNORED, esp_suite
from kbapp.gateways.platforms.suites import DH, Part, put_suites
from kbapp.gateways.readers.commands import read_commands, sample
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.sections import MANY, Command, Section, Sections
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway

FORMAT = "huawei"
_ESP_LISTS = ("esp.encryption", "esp.integrity")

_ANCHOR = re.compile(
    r"^(?:ike\s+(?:peer|proposal)\s+\S|ipsec\s+(?:proposal|policy|profile|efficient-vpn)\s+\S)", re.M | re.I
)
_OURS = re.compile(
    r"\bike-proposal\s+\d|\bundo\s+version\s+[12]\b|\bike\s+peer\s+\S+\s+v[12]\b|\bintegrity-algorithm\s+hmac|\bprf\s+hmac|"
    r"\bexchange-mode\s+auto|\btunnel\s+local\b|\b(?:local|remote)-id-type\b|\bsa\s+trigger-mode|\bsha2-\d{3}\b|"
    r"\bipsec\s+(?:authentication\s+)?sha2\s+compatible|\bsysname\s+(?:Huawei|USG|AR\d|NE\d|HUAWEI)|^\[V\d{3}R\d{3}|"
    r"\brule name\b|\bsecurity-policy\b|\bike\s+dpd\s+type\b|\bvlan\s+batch\b|"
    r"\befficient-vpn\b",
    re.M | re.I,
)
_THEIRS = re.compile(
    r"\btransform-set\b|\bikev?2?\s+keychain\b|\bike\s+profile\b|\bikev2\s+profile\b|\bipsec\s+apply\s+policy|\bacl\s+advanced\b|"
    r"^[^\S\n]*version\s+[57]\.\d|\bsysname\s+H3C|\bport\s+link-mode\b|\bdomain\s+default\s+enable\b",
    re.M | re.I,
)


def score(text: str) -> int:
    """VRP and Comware share their openers; the words that only one of them has decide."""
    if not _ANCHOR.search(sample(text)):
        return 0
    ours, theirs = votes(text)
    return 85 if ours >= theirs else 30


def votes(text: str) -> tuple[int, int]:
    """How many words only VRP has, and how many only Comware."""
    beginning = sample(text)
    return len(_OURS.findall(beginning)), len(_THEIRS.findall(beginning))


def read(text: str) -> list[Gateway]:
    sections = read_commands(clean_lines(text), GRAMMAR)
    return _Text(sections, product(text)).gateways()


class _Text:
    """One text: its sections, and what they refer to."""

    def __init__(self, sections: Sections, which: Product = "") -> None:
        self.sections, self.product = sections, which
        self.net = vrp.Net(sections)
        self.used: set[int] = set()

    def gateways(self) -> list[Gateway]:
        builders = [builder for entry in self._entries() for builder in self._builders(*entry)]
        builders += [self._efficient(section) for section in self.sections.of("efficient")]
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
            if "manual" in policy.args.get("mode", "").lower():
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
            if not tunnels:
                yield profile.name, [profile], None
        if not self.sections.of("policy", "profile", "efficient"):  # a part of a configuration
            for peer in self.sections.of("peer"):
                yield peer.name, [peer], None

    def _builders(self, name: str, sections: list[Section], tunnel: Section | None) -> Iterator[GatewayBuilder]:
        """One gateway for each remote address of the peer."""
        peer = self._peer(sections)
        remotes = _remotes(peer) if peer else []
        remotes = remotes if tunnel is None or vrp.tunnel_end(tunnel) is None else []
        choices: list[tuple[str, int] | None] = [*remotes] or [None]
        for remote in choices:
            builder = GatewayBuilder(FORMAT, name if len(remotes) < 2 or remote is None else f"{name} {remote[0]}")
            self._fill(builder, sections, tunnel, peer, remote)
            yield builder

    def _efficient(self, section: Section) -> GatewayBuilder:
        builder = GatewayBuilder(FORMAT, section.name)
        self.used.add(id(section))
        put_efficient(builder, section, self.net)
        report(builder, [section])
        return builder

    def _peer(self, sections: list[Section]) -> Section | None:
        if sections[0].kind == "peer":
            return sections[0]
        named = next((c for s in reversed(sections) if (c := s.last("ike-peer"))), None)
        return self.sections.find("peer", named.words[1]) if named and len(named.words) > 1 else None

    def _fill(
        self,
        builder: GatewayBuilder,
        sections: list[Section],
        tunnel: Section | None,
        peer: Section | None,
        remote: tuple[str, int] | None,
    ) -> None:
        policy = sections[0]
        self.used.update(id(section) for section in sections)
        if remote:
            put_address(builder, "remote.address", *remote)
        if tunnel is not None:
            self._tunnel(builder, tunnel)
            vrp.tell_gre(builder, policy, tunnel)
        elif policy.kind == "profile":
            put_any(builder, policy.line, policy.text)
        for section in sections if policy.kind != "peer" else []:
            self._policy(builder, section)
        if policy.kind == "policy":
            self._applied(builder, policy, sections)
        if peer is not None:
            self.used.add(id(peer))
            proposals = put_peer(builder, peer, self.sections)
            self.used.update(id(proposal) for proposal in proposals)
            report(builder, [peer, *proposals])
            if proposals:
                builder.default("ike.lifetime_s", 86400, "not in the text; VRP: 86400 s")
        elif policy.kind != "peer":
            named = next((c for s in reversed(sections) if (c := s.last("ike-peer"))), None)
            missing = () if remote or tunnel else ("remote.address",)
            vrp.tell_missing(builder, named, (*vrp.IKE_VALUES, *missing))
        self._phase2(builder, sections)
        report(builder, sections if policy.kind != "peer" else [])
        self._defaults(builder, sections)

    def _tunnel(self, builder: GatewayBuilder, tunnel: Section) -> None:
        self.net.put_source(builder, tunnel)
        destination = vrp.tunnel_end(tunnel)
        if destination is not None:
            put_address(builder, "remote.address", *destination)
        protocol = tunnel.last("tunnel-protocol")
        if protocol is None or protocol.word(1) == "ipsec":
            put_any(builder, tunnel.line, tunnel.text)

    def _applied(self, builder: GatewayBuilder, policy: Section, sections: list[Section]) -> None:
        """What the interface that applies a policy adds; an IPsec tunnel without an access list carries all."""
        applying = self.net.applying(policy.name)
        if applying is None:
            return
        if not builder.has("local.address") and not self.net.put_source(builder, applying):
            found = self.net.address_of(applying)
            if found:
                put_address(builder, "local.address", *found)
        protocol = applying.last("tunnel-protocol")
        if protocol is not None and protocol.word(1) == "ipsec" and not any(s.last("security") for s in sections):
            put_any(builder, applying.line, applying.text)

    def _policy(self, builder: GatewayBuilder, section: Section) -> None:
        for command in section.commands:
            if command.negated or command.head in POLICY_IGNORED:
                continue
            if command.head == "security":
                self._acl(builder, command)
            elif command.head in ("tunnel", "local-address"):
                self._local(builder, command)
            elif command.head == "pfs":
                vrp.put_pfs(builder, command)
            elif command.head == "sa":
                vrp.put_duration(builder, command)
            elif command.head == "respond-only" and command.word(1) == "enable":
                builder.set("initiates", "no", command.line, command.text)

    def _acl(self, builder: GatewayBuilder, command: Command) -> None:
        acl = self.net.acl(command.words[2:])
        if acl is None:
            vrp.tell_missing(builder, command, ("local.subnets", "remote.subnets"))
            return
        put_flows(builder, self.net.flows(builder, acl))

    def _local(self, builder: GatewayBuilder, command: Command) -> None:
        words = [word for word in command.words[1:] if word.lower() != "local"]
        if command.word(1) != "remote" and words and not words[0].lower().startswith("applied"):
            put_address(builder, "local.address", words[0], command.line)

    def _phase2(self, builder: GatewayBuilder, sections: list[Section]) -> None:
        named = next((c for s in reversed(sections) if s.kind != "peer" and (c := s.last("proposal"))), None)
        found = [s for word in named.words[1:] if (s := self.sections.find("esp", word))] if named else []
        if sections[0].kind == "peer" and len(self.sections.of("esp")) == 1:
            found = self.sections.of("esp")
        self.used.update(id(section) for section in found)
        suites = [esp_suite(builder, section) for section in found]
        pfs = builder.values.get("esp.pfs_groups")
        for suite in suites:
            if pfs is not None and isinstance(pfs.value, tuple) and pfs.value:
                suite.parts[DH] = Part(pfs.value, pfs.line, pfs.text or "")
        put_suites(builder, "ESP", suites, named.line if named else None)
        vrp.tell_missing(builder, named if not found else None, vrp.ESP_VALUES)
        if any(builder.values[name].source == "unknown" for name in _ESP_LISTS if name in builder.values):
            builder.values.pop("esp.proposals", None)
        report(builder, found)

    def _defaults(self, builder: GatewayBuilder, sections: list[Section]) -> None:
        where = "not in the text; VRP: "
        template = any(section.kind == "template" for section in sections)
        if template:
            builder.default("initiates", "no", "a policy template only answers")
        builder.default("esp.pfs_groups", (), where + "no PFS")
        for command in self.sections.loose:
            _global(builder, command)
        if sections[0].kind != "peer":
            put_product_defaults(builder, self.product, template=template or sections[0].kind == "profile")
        builder.default("esp.lifetime_s", 3600, where + "3600 s")
        builder.default("esp.protocol", "esp", where + "esp")
        builder.default("esp.mode", "tunnel", where + "tunnel")
        if "auth.psk" in builder.values:
            builder.default("auth.method", "psk", where + "pre-share")
        if "auth.method" in builder.values and builder.values["auth.method"].value == "psk":
            default_identity(builder, where + "the own address")


_LOOSE_IGNORED = (
    r"ike (?:local-name|keepalive|nat-keepalive|heartbeat|peer$|negotiate|identity|user-table|invalid-spi|"
    r"certificate-check|signature|limit|dscp|call|dpd)|ipsec (?:nat-traversal|anti-replay|invalid|df-bit|fragmentation|"
    r"decrypt|statistics|netmask|policy|apply|global|remote|smart-link|efficient|server|sm4|trap|cpu|logging|redundancy|"
    r"limit|history|vpn|mtu|sa)"
)


def _global(builder: GatewayBuilder, command: Command) -> None:
    """Commands of the system view that hold where the section says nothing."""
    text = command.text.lower()
    if text.startswith("ipsec sa global-duration") and not command.negated:
        vrp.put_duration(builder, command, first=3, weak=True)
    elif text.startswith("ike dpd") and not command.negated:
        _global_dpd(builder, command)


def _report_loose(builder: GatewayBuilder, command: Command) -> None:
    text = command.text.lower()
    if not vrp.is_sha2_compatible(command) and not re.match(_LOOSE_IGNORED, text):
        builder.not_understood(command.line, ("undo " if command.negated else "") + command.text)


def _remotes(peer: Section) -> list[tuple[str, int]]:
    """Every remote address with its line; of a range the first."""
    found: dict[str, int] = {}
    for command in peer.all("remote-address"):
        words = list(command.words[1:])
        if words[:1] and words[0].lower() == "vpn-instance":
            words = words[2:]
        words = [word for word in words if word.lower() not in ("ipv4", "ipv6", "host-name", "authentication-address")]
        if words:
            found.setdefault(words[0], command.line)
    return list(found.items())


def _global_dpd(builder: GatewayBuilder, command: Command) -> None:
    """`ike dpd type periodic`, `ike dpd idle-time 10`, `ike dpd interval 10 10`."""
    words = [word.lower() for word in command.words]
    if not builder.has("dpd.enabled") and (
        words[2:3] == ["type"] or {"periodic", "on-demand", "interval"} & set(words)
    ):
        builder.set("dpd.enabled", True, command.line, command.text)
    for key in ("idle-time", "interval"):
        if key in words[:-1] and words[words.index(key) + 1].isdigit() and not builder.has("dpd.interval_s"):
            builder.set("dpd.interval_s", int(words[words.index(key) + 1][:9]), command.line, command.text)
        elif key in words and not words[-1].isdigit():
            builder.not_understood(command.line, command.text)


READER = Reader(FORMAT, score, read)
