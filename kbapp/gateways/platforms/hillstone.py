"""Hillstone StoneOS (and DCFW firewalls, which run it). Words and defaults: StoneOS CLI manual 5.5, IPsec chapter.

The separate `ikev2 proposal|peer|profile` family of older releases is read by its words, without defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.acl import ANY, network
from kbapp.gateways.platforms.cisco_net import Net
from kbapp.gateways.platforms.cisco_words import lifetime
from kbapp.gateways.platforms.command_parts import default_identity, put_address, put_id, report
from kbapp.gateways.platforms.hillstone_builtin import builtin_p1, builtin_p2
from kbapp.gateways.platforms.hillstone_words import GRAMMAR
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, PRF, Suite, put_suites
from kbapp.gateways.readers.commands import read_commands, sample
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.sections import MANY, Command, Section, Sections
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway

FORMAT = "hillstone"
WHERE = "not in the text; StoneOS: "

_OURS = re.compile(r"^(?:isakmp\s+(?:proposal|peer)\s+\S|tunnel\s+ipsec\s+\S+\s+auto\b)", re.M | re.I)


def score(text: str) -> int:
    """`isakmp peer` without `crypto`, and `tunnel ipsec T auto`, are StoneOS's own."""
    return min(60 + 10 * len(_OURS.findall(sample(text))), 95) if _OURS.search(sample(text)) else 0


def read(text: str) -> list[Gateway]:
    return _Text(read_commands(clean_lines(text), GRAMMAR)).gateways()


class _Text:
    """One text: its sections, and what they refer to."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.net = Net(sections, wildcard=False)
        self.used: set[int] = set()

    def gateways(self) -> list[Gateway]:
        builders = [self._gateway(*entry) for entry in self._entries()]
        rest = [section for section in self.sections.found if section.unknown and id(section) not in self.used]
        for builder in builders if len(builders) <= MANY else builders[:1]:
            report(builder, rest)
            for command in self.sections.loose:
                if not GRAMMAR.globals.match(command.text):
                    builder.not_understood(command.line, ("no " if command.negated else "") + command.text)
        return [builder.build() for builder in builders]

    def _entries(self) -> Iterator[tuple[str, Section | None, Section | None]]:
        """(name, tunnel, peer) of every connection; peers that no tunnel names where there is no tunnel at all."""
        for tunnel in self.sections.of("tunnel"):
            named = tunnel.last("isakmp-peer", "ikev2-peer")
            kind = "peerv2" if named is not None and named.head == "ikev2-peer" else "peer"
            peer = self.sections.find(kind, named.words[1]) if named and len(named.words) > 1 else None
            yield tunnel.name, tunnel, peer
        if not self.sections.of("tunnel"):
            for peer in self.sections.of("peer", "peerv2"):
                yield peer.name, None, peer

    def _gateway(self, name: str, tunnel: Section | None, peer: Section | None) -> GatewayBuilder:
        builder = GatewayBuilder(FORMAT, name)
        if tunnel is not None:
            self._tunnel(builder, tunnel)
        if peer is not None:
            self._peer(builder, peer)
            self._phase1(builder, peer)
        self._phase2(builder, tunnel)
        if tunnel is not None:
            builder.default("initiates", "on-traffic", WHERE + "no auto-connect")
        return builder

    def _tunnel(self, builder: GatewayBuilder, tunnel: Section) -> None:
        self._uses(builder, tunnel)
        mode, esn, connect = tunnel.last("mode"), tunnel.last("esn"), tunnel.last("auto-connect")
        if mode is not None:
            builder.set("esp.mode", "transport" if mode.word(1) == "transport" else "tunnel", mode.line, mode.text)
        if esn is not None:
            builder.set("esp.esn", "yes", esn.line, esn.text)
        if connect is not None:
            builder.set("initiates", "yes", connect.line, connect.text)
        pairs = [(pair, command) for command in tunnel.all("id") if (pair := _pair(command))]
        if pairs:
            builder.subnets("local.subnets", [pair[0] for pair, _ in pairs], pairs[0][1].line)
            builder.subnets("remote.subnets", [pair[1] for pair, _ in pairs], pairs[0][1].line)
            builder.pairs = [pair for pair, _ in pairs]
        for command in tunnel.all("id"):
            if command.word(1) == "auto":
                for name in ("local.subnets", "remote.subnets"):
                    builder.unknown(name, "id auto", command.line)
            elif _pair(command) is None:
                builder.not_understood(command.line, command.text)

    def _peer(self, builder: GatewayBuilder, peer: Section) -> None:
        self._uses(builder, peer)
        address, kind = peer.last("peer", "match-peer"), peer.last("type")
        if address is not None and len(address.words) > 1 and (kind is None or kind.word(1) != "dynamic"):
            put_address(builder, "remote.address", address.words[1], address.line)
        bound = peer.last("interface")
        own = self.net.address_of(self.net.interface(bound.words[1])) if bound and len(bound.words) > 1 else None
        if own is not None:
            put_address(builder, "local.address", *own)
        for command in peer.all("local-id", "peer-id"):
            if len(command.words) > 2:
                side = "local.id" if command.head == "local-id" else "remote.id"
                told = {"asn1dn": "dn"}.get(command.word(1), command.word(1))
                put_id(builder, side, told, command.words[2], command.line)
        _switches(builder, peer)

    def _phase1(self, builder: GatewayBuilder, peer: Section) -> None:
        standard = peer.last("protocol-standard")
        if peer.kind == "peerv2" or (standard is not None and standard.word(1) == "ikev2"):
            owner = standard or Command(peer.line, "", tuple(peer.text.split()))
            builder.set("ike.version", "ikev2", owner.line, owner.text)
        elif standard is not None:
            builder.set("ike.version", "ikev1", standard.line, standard.text)
        builder.default("ike.version", "ikev1", WHERE + "ikev1")
        version2 = builder.values["ike.version"].value == "ikev2"
        _mode(builder, peer, version2)
        names = [word for command in peer.all("isakmp-proposal", "ikev2-proposal") for word in command.words[1:]]
        kind = "p1v2" if peer.kind == "peerv2" else "p1"
        found = [item for name in names if (item := self.sections.find(kind, name))]
        line = next((command.line for command in peer.all("isakmp-proposal", "ikev2-proposal")), None)
        builtin = [own for name in names if not self.sections.find(kind, name) and (own := builtin_p1(name))]
        suites = [*(_p1(item, version2) for item in found), *(suite for suite, _ in builtin)]
        put_suites(builder, "IKE", suites, line)
        if names and not suites:
            _absent(builder, "ike", " ".join(names), line)
        if builtin and not found and all(psk for _, psk in builtin):
            builder.default("auth.method", "psk", f"built in: {names[0]}")
        for item in reversed(found):
            self._uses(builder, item)
            life, method = item.last("lifetime"), item.last("authentication")
            if life is not None:
                lifetime(builder, life, "ike.lifetime_s")
            if method is not None:
                psk = method.word(1).startswith("pre")
                builder.set("auth.method", "psk" if psk else "certificate", method.line, method.text)
        if suites:
            builder.default("ike.lifetime_s", 86400, WHERE + "86400")
        if found:
            builder.default("auth.method", "psk", WHERE + "pre-share")
        self._profile(builder, peer)
        _key(builder, peer.last("pre-share"))
        if "auth.method" in builder.values and builder.values["auth.method"].value == "psk":
            default_identity(builder, WHERE + "the own address")

    def _profile(self, builder: GatewayBuilder, peer: Section) -> None:
        """The key, the remote identity and the selectors of an `ikev2 profile`."""
        named = peer.last("ikev2-profile")
        profile = self.sections.find("profilev2", named.words[1]) if named and len(named.words) > 1 else None
        if profile is None:
            return
        self._uses(builder, profile)
        for command in profile.all("remote"):
            if command.word(1) == "key":
                _key(builder, Command(command.line, "remote", command.words[1:]))
            elif command.word(1) == "id" and len(command.words) > 3:
                put_id(builder, "remote.id", command.word(2), command.words[3], command.line)
        for side, word in (("local.subnets", "src"), ("remote.subnets", "dst")):
            lines = [c for c in profile.all("traffic-selector") if c.word(1) == word and len(c.words) > 2]
            builder.subnets(side, [c.words[-1] for c in lines], lines[0].line if lines else None)

    def _phase2(self, builder: GatewayBuilder, tunnel: Section | None) -> None:
        names = [word for command in tunnel.all("ipsec-proposal") for word in command.words[1:]] if tunnel else []
        found = [item for name in names if (item := self.sections.find("p2", name))]
        if tunnel is None and len(self.sections.of("p2")) == 1:
            found = self.sections.of("p2")
        named = tunnel.last("ipsec-proposal") if tunnel else None
        builtin = [own for name in names if not self.sections.find("p2", name) and (own := builtin_p2(name))]
        suites = [*(_p2(item) for item in found), *builtin]
        put_suites(builder, "ESP", suites, named.line if named else None)
        if names and not suites:
            _absent(builder, "esp", " ".join(names), named.line if named else None)
        for item in reversed(found):
            self._uses(builder, item)
            self._p2_settings(builder, item)
        if suites:
            builder.default("esp.pfs_groups", (), WHERE + "nopfs")
            builder.default("esp.lifetime_s", 28800, WHERE + "28800")
            builder.default("esp.lifetime_kb", 0, WHERE + "lifesize 0")
            builder.default("esp.protocol", "esp", WHERE + "esp")
        if tunnel is not None:
            builder.default("esp.mode", "tunnel", WHERE + "tunnel")

    def _p2_settings(self, builder: GatewayBuilder, section: Section) -> None:
        for command in section.commands:
            if command.negated:
                continue
            if command.head == "protocol":
                builder.set("esp.protocol", command.word(1), command.line, command.text)
            elif command.head == "lifetime":
                lifetime(builder, command, "esp.lifetime_s")
            elif command.head == "lifesize":
                lifetime(builder, command, "esp.lifetime_kb")
            elif command.head == "group" and command.word(1) == "nopfs" and not builder.has("esp.pfs_groups"):
                builder.set("esp.pfs_groups", (), command.line, command.text)

    def _uses(self, builder: GatewayBuilder, section: Section) -> None:
        self.used.add(id(section))
        report(builder, [section])


def _absent(builder: GatewayBuilder, phase: str, name: str, line: int | None) -> None:
    """A proposal that is named and not in the text."""
    for kind in ("encryption", "integrity"):
        builder.unknown(f"{phase}.{kind}", f"{name}: not in the text", line)


def _p1(section: Section, version2: bool) -> Suite:
    """A P1 proposal; what it does not say is 3DES, SHA-1, group 2."""
    suite = Suite()
    for heads, kind in ((("encryption",), ENCR), (("hash", "integrity"), INTEG), (("group",), DH)):
        command = section.last(*heads)
        if command is not None:
            suite.put(kind, command.words[1:], command.line)
    prf = section.last("prf")
    if version2 and prf is not None:
        suite.put(PRF, prf.words[1:], prf.line)
    if section.kind == "p1":
        suite.default(ENCR, "3DES_CBC", WHERE + "3des")
        suite.default(INTEG, "HMAC_SHA1_96", WHERE + "sha")
        suite.default(DH, "MODP_1024", WHERE + "group 2")
        if version2:
            suite.default(PRF, "PRF_HMAC_SHA1", WHERE + "prf sha")
    return suite


def _p2(section: Section) -> Suite:
    """A P2 proposal; what it does not say is 3DES, SHA-1, no PFS."""
    suite = Suite()
    for head, kind in (("encryption", ENCR), ("hash", INTEG), ("group", DH)):
        command = section.last(head)
        words = command.words[1:] if command is not None else ()
        words = tuple(w for w in words if w.lower() != "nopfs" and not (kind is INTEG and w.lower() == "null"))
        if command is not None and words:
            suite.put(kind, words, command.line)
    suite.default(ENCR, "3DES_CBC", WHERE + "3des")
    if section.last("hash") is None:
        suite.default(INTEG, "HMAC_SHA1_96", WHERE + "sha")
    return suite


def _pair(command: Command) -> tuple[str, str] | None:
    """`id local 10.1.0.0/16 remote 172.16.0.0/16 service "Any"`."""
    lower = [word.lower() for word in command.words]
    ends: list[str] = []
    for key in ("local", "remote"):
        at = lower.index(key) + 1 if key in lower else len(lower)
        text = command.words[at] if at < len(lower) else ""
        mask = command.words[at + 1] if at + 1 < len(lower) and "/" not in text else ""
        item = (
            ANY
            if text.lower() == "any"
            else network(text, mask if re.match(r"[\d.]+$", mask) else "")
            if text
            else None
        )
        if item is None:
            return None
        ends.append(item)
    return ends[0], ends[1]


def _switches(builder: GatewayBuilder, peer: Section) -> None:
    """NAT traversal and DPD, both off by default; who may start."""
    nat, alive, kind = peer.last("nat-traversal"), peer.last("dpd"), peer.last("connection-type")
    if nat is not None:
        builder.set("nat_traversal", nat.word(1) != "disable", nat.line, nat.text)
    if alive is not None:
        builder.set("dpd.enabled", True, alive.line, alive.text)
        if alive.word(1) == "interval" and alive.word(2).isdigit():
            builder.set("dpd.interval_s", int(alive.word(2)[:9]), alive.line, alive.text)
        builder.default("dpd.interval_s", 10, WHERE + "interval 10")
    if kind is not None and kind.word(1) == "responder-only":
        builder.set("initiates", "no", kind.line, kind.text)
    if peer.kind == "peer":
        builder.default("nat_traversal", False, WHERE + "off")
        builder.default("dpd.enabled", False, WHERE + "off")


def _mode(builder: GatewayBuilder, peer: Section, version2: bool) -> None:
    mode = peer.last("mode")
    if mode is not None:
        builder.set("ike.mode", "aggressive" if mode.word(1) == "aggressive" else "main", mode.line, mode.text)
    elif not version2:
        builder.default("ike.mode", "main", WHERE + "main")


def _key(builder: GatewayBuilder, command: Command | None) -> None:
    """A saved configuration holds the key encrypted, a typed one in clear; long words may be either."""
    if command is not None and len(command.words) > 1:
        key = command.words[1]
        builder.psk(None if len(key) >= 20 or key.startswith("<") else key, command.line)


READER = Reader(FORMAT, score, read)
