"""Juniper SRX (Junos), as `set` lines or in braces. Words: Junos IPsec VPN user guide; its sure defaults only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.defaults import JUNIPER
from kbapp.gateways.platforms.command_parts import default_identity
from kbapp.gateways.platforms.junos_policies import (
    ANY,
    AddressBook,
    Found,
    Rule,
    address_book,
    outbound,
    rule_flows,
    tunnel_rules,
    zone_of,
)
from kbapp.gateways.platforms.junos_scope import scopes
from kbapp.gateways.platforms.junos_services import with_services
from kbapp.gateways.platforms.junos_suites import put_policy
from kbapp.gateways.platforms.junos_words import GATEWAY, IKE_POLICY, IPSEC_POLICY, VPN, leaves, report
from kbapp.gateways.readers.commands import SAMPLE, sample
from kbapp.gateways.readers.devices import each_device
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.paths import Paths, read_paths, unwrapped
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity, IdType

FORMAT = "juniper"
WHERE = "not in the text; Junos: "

_SET = re.compile(
    r"\bset (?:security |groups \S+ security |logical-systems \S+ security )"
    r"(?:ike|ipsec) (?:proposal|policy|gateway|vpn|traceoptions)\b"
    r"|\bset services ipsec-vpn (?:rule|ike|ipsec)\b"
)
_CURLY = re.compile(r"^[^\S\n]*(?:ike|ipsec|ipsec-vpn|security|vpn \S+|gateway \S+)\s*\{", re.MULTILINE)
_EDIT = re.compile(r"\[edit security (?:ike|ipsec)[^\]]*\]")
_ENTERED = re.compile(r"(?:^|[>#]\s*)edit security (?:ike|ipsec)\b", re.MULTILINE)
_WORDS = re.compile(
    r"\b(?:ike-policy|proposal-set|perfect-forward-secrecy|establish-tunnels|external-interface|bind-interface|remote-gateway)\b"
)


def score(text: str) -> int:
    beginning = sample(text)
    if _SET.search(beginning):
        return 95
    if (_EDIT.search(text, 0, SAMPLE) or _ENTERED.search(beginning)) and _WORDS.search(beginning):
        return 90
    return 85 if _CURLY.search(beginning) and _WORDS.search(beginning) and ";" in beginning else 0


def read(text: str) -> list[Gateway]:
    return each_device(text, _read)


def _read(text: str) -> list[Gateway]:
    found: list[Gateway] = []
    for name, paths in scopes(read_paths(unwrapped(clean_lines(text)))):
        found += _Device(name, paths).gateways()
    return found


@dataclass(slots=True)
class _Part:
    """One peer of one VPN: a gateway of which no VPN is in the text has none."""

    gateway: str
    vpn: str | None
    remote: tuple[str, int] | None
    name: str


class _Device:
    """One device or logical system."""

    def __init__(self, name: str, paths: Paths) -> None:
        self.name = name
        paths = with_services(paths)
        self.security = Paths(leaf for path in paths.under("security") for leaf in leaves(path))
        self.interfaces = paths.under("interfaces")
        self.ike, self.ipsec = self.security.under("ike"), self.security.under("ipsec")
        self.rules: dict[str, list[Rule]] = tunnel_rules(self.security)
        self.book: AddressBook = address_book(self.security)

    def gateways(self) -> list[Gateway]:
        return [self._gateway(part) for part in self._parts()]

    def _parts(self) -> Iterator[_Part]:
        vpns = [(name, self.ipsec.value("vpn", name, "ike", "gateway")) for name in self.ipsec.names("vpn")]
        pairs = [(name, gateway[0]) for name, gateway in vpns if gateway is not None]
        used = {gateway for _, gateway in pairs}
        alone = [(None, name) for name in self.ike.names("gateway") if name not in used and not pairs]
        policies = [] if pairs or alone else [(None, "")] * bool(self.ike.names("policy") or self.ike.names("proposal"))
        for vpn, gateway in [*pairs, *alone, *policies]:
            name = vpn or gateway or "ike"
            name = f"{self.name}/{name}" if self.name else name
            remotes = self.ike.values("gateway", gateway, "address")
            if len(remotes) < 2:
                yield _Part(gateway, vpn, remotes[0] if remotes else None, name)
                continue
            for remote in dict.fromkeys(remotes):
                yield _Part(gateway, vpn, remote, f"{name} {remote[0]}")

    def _gateway(self, part: _Part) -> Gateway:
        builder = GatewayBuilder(FORMAT, part.name)
        gateway = self.ike.under("gateway", part.gateway)
        if part.remote is not None:
            builder.address("remote.address", *part.remote)
        self._peer(builder, gateway)
        self._ike_policy(builder, gateway)
        if part.vpn is not None:
            self._phase2(builder, part.vpn, gateway)
            for path in self.ipsec.under("vpn", part.vpn):
                if "manual" in path.words[:1]:
                    builder.not_understood(path.line, f"vpn {part.vpn} {' '.join(path.words)}")
        _defaults(builder)
        report(builder, gateway, GATEWAY)
        return builder.build()

    def _peer(self, builder: GatewayBuilder, gateway: Paths) -> None:
        local, interface = gateway.value("local-address"), gateway.value("external-interface")
        if local:
            builder.address("local.address", *local)
        elif interface:
            self._interface_address(builder, interface[0])
        version = gateway.value("version")
        if version:
            words = {"v1-only": "ikev1", "v2-only": "ikev2"}
            builder.set("ike.version", words.get(version[0], "any"), version[1], version[0])
        for side in ("local", "remote"):
            _identity(builder, f"{side}.id", gateway.under(f"{side}-identity"))
        if not builder.has("remote.id"):
            _identity(builder, "remote.id", gateway.under("dynamic"))
        off = gateway.has("no-nat-traversal")
        if off:
            builder.set("nat_traversal", False, off, "no-nat-traversal")
        _dead_peers(builder, gateway)

    def _interface_address(self, builder: GatewayBuilder, interface: str) -> None:
        port, _, unit = interface.partition(".")
        for at in ((port, "unit", unit or "0"), (f"{port}.{unit or '0'}",)):
            for path in self.interfaces.under(*at, "family"):
                if path.words[1:2] == ("address",) and len(path.words) > 2 and not builder.has("local.address"):
                    builder.address("local.address", path.words[2].partition("/")[0], path.line)

    def _ike_policy(self, builder: GatewayBuilder, gateway: Paths) -> None:
        named = gateway.value("ike-policy")
        names = [named[0]] if named else self.ike.names("policy")[:1] if not self.ike.names("gateway") else []
        policy = self.ike.under("policy", names[0]) if names else Paths(())
        mode = policy.value("mode")
        if mode and mode[0] in ("main", "aggressive"):
            builder.set("ike.mode", mode[0], mode[1], mode[0])
        for word in ("ascii-text", "hexadecimal"):
            secret = policy.value("pre-shared-key", word)
            if secret:
                plain = word == "ascii-text" and not secret[0].startswith("$9$")
                builder.psk(secret[0] if plain else None, secret[1])
        wanted = policy.names("proposals") or (self.ike.names("proposal") if not names else [])
        put_policy(builder, "IKE", policy, [(name, self.ike.under("proposal", name)) for name in wanted])
        if builder.has("auth.psk"):
            builder.default("auth.method", "psk", "a pre-shared key is set in the policy")
        report(builder, policy, IKE_POLICY)

    def _phase2(self, builder: GatewayBuilder, name: str, gateway: Paths) -> None:
        vpn = self.ipsec.under("vpn", name)
        named = vpn.value("ike", "ipsec-policy")
        if named:
            policy = self.ipsec.under("policy", named[0])
            wanted = policy.names("proposals")
            put_policy(builder, "ESP", policy, [(item, self.ipsec.under("proposal", item)) for item in wanted])
            if not builder.has("esp.pfs_groups") and list(policy) and not policy.value("proposal-set"):
                builder.default("esp.pfs_groups", (), WHERE + "no perfect-forward-secrecy")
            report(builder, policy, IPSEC_POLICY)
        starts = vpn.value("establish-tunnels")
        if starts:
            words = {"immediately": "yes", "on-traffic": "on-traffic"}
            builder.set("initiates", words.get(starts[0], "no"), starts[1], starts[0])
        self._selectors(builder, name, vpn, gateway)
        report(builder, vpn, VPN)

    def _selectors(self, builder: GatewayBuilder, name: str, vpn: Paths, gateway: Paths) -> None:
        identity = vpn.under("ike", "proxy-identity")
        pairs = [(identity.values("local"), identity.values("remote"))] if list(identity) else []
        for selector in vpn.names("traffic-selector"):
            own = vpn.under("traffic-selector", selector)
            pairs.append((_prefixes(own, "local-ip"), _prefixes(own, "remote-ip")))
        rules = self.rules.get(name, [])
        if not pairs and rules:
            interface = gateway.value("external-interface")
            chosen, turned = outbound(rules, zone_of(interface[0], self.security) if interface else "")
            flows = [rule_flows(rule, self.security, self.book) for rule in chosen]
            pairs = [(b, a) if turned else (a, b) for a, b in flows]
        _put_pairs(builder, pairs)
        if not pairs and vpn.value("bind-interface"):
            for key in ("local.subnets", "remote.subnets"):
                builder.default(key, (ANY,), WHERE + "route-based: 0.0.0.0/0")


def _prefixes(selector: Paths, word: str) -> list[Found]:
    """`local-ip 10.1.0.0/16`, and the newer `term t local-ip 10.1.0.0/16`."""
    terms = [item for name in selector.names("term") for item in selector.values("term", name, word)]
    return selector.values(word) + terms


def _put_pairs(builder: GatewayBuilder, pairs: Iterable[tuple[list[Found], list[Found]]]) -> None:
    kept = list(pairs)
    for index, key in ((0, "local.subnets"), (1, "remote.subnets")):
        found = [item for pair in kept for item in pair[index]]
        names = [text for text, _ in found if not text[:1].isdigit() and ":" not in text]
        if names:
            builder.unknown(key, ", ".join(names), found[0][1])
        elif found:
            builder.subnets(key, [text for text, _ in found], found[0][1])
    if len(kept) > 1 and builder.has("local.subnets") and builder.has("remote.subnets"):
        builder.pairs = [(a, b) for own, theirs in kept for a, _ in own for b, _ in theirs]


_ID_TYPES: dict[str, IdType] = {
    "hostname": "fqdn",
    "fqdn": "fqdn",
    "user-at-hostname": "user-fqdn",
    "inet": "ipv4",
    "inet6": "ipv6",
    "key-id": "key-id",
    "distinguished-name": "dn",
}


def _identity(builder: GatewayBuilder, name: str, identity: Paths) -> None:
    for word, kind in _ID_TYPES.items():
        found = identity.value(word)
        if found and found[0] not in ("container", "wildcard"):
            builder.identity(name, *found, identity=Identity(kind, found[0]))


def _dead_peers(builder: GatewayBuilder, gateway: Paths) -> None:
    line = gateway.has("dead-peer-detection")
    if not line:
        return
    builder.set("dpd.enabled", True, line, "dead-peer-detection")
    for path in gateway.under("dead-peer-detection"):
        for word, value in zip(path.words, path.words[1:], strict=False):
            if word == "interval" and value.isdigit():
                builder.set("dpd.interval_s", int(value[:9]), path.line, value)


def _defaults(builder: GatewayBuilder) -> None:
    for name, value, text in JUNIPER:
        builder.default(name, value, WHERE + text)
    method = builder.values.get("auth.method")
    if method is not None and method.value == "psk":
        default_identity(builder, WHERE + "the own address")


READER = Reader(FORMAT, score, read)
