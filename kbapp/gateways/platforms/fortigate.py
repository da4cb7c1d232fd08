"""FortiGate: `config vpn ipsec phase1-interface` / `phase2-interface` and the policy-based `phase1` / `phase2`.

Keys: FortiOS CLI reference; defaults: full-configuration dumps of FortiOS 5 to 7.
"""

from __future__ import annotations

import ipaddress
import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.fortios import Entry, Tables, read_tables
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import Identity, IdType, address_identity
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, parse_transform, prf_for

FORMAT = "fortigate"

_MARK = re.compile(r"^\s*(?:\S+ (?:\([^)]*\) )?[#$] )?config vpn ipsec phase[12]", re.MULTILINE)
_PHASES = (("vpn ipsec phase1-interface", "vpn ipsec phase2-interface"), ("vpn ipsec phase1", "vpn ipsec phase2"))


def score(text: str) -> int:
    return 95 if _MARK.search(text) else 0


def read(text: str) -> list[Gateway]:
    tables = read_tables(clean_lines(text))
    found = []
    for first, second in _PHASES:
        for phase1 in tables.get(first, []):
            children = [p2 for p2 in tables.get(second, []) if (p2.first("phase1name") or ("", 0))[0] == phase1.name]
            found.append(_gateway(phase1, children, tables))
    return found


def _gateway(phase1: Entry, children: list[Entry], tables: Tables) -> Gateway:
    builder = GatewayBuilder(FORMAT, phase1.name)
    _addresses(builder, phase1, tables)
    _phase1(builder, phase1)
    _identities(builder, phase1)
    _proposals(builder, "IKE", phase1)
    for child in reversed(children):  # the first child has the last word
        _phase2(builder, child)
    _selectors(builder, children, tables)
    _defaults(builder, bool(children))
    for entry, known in ((phase1, _PHASE1_KNOWN), *((child, _PHASE2_KNOWN) for child in children)):
        for key, (words, line) in entry.settings.items():
            if key not in known:
                builder.not_understood(line, f"set {key} {' '.join(words)}")
    return builder.build()


def _addresses(builder: GatewayBuilder, phase1: Entry, tables: Tables) -> None:
    remote = phase1.first("remote-gw") or phase1.first("remotegw-ddns")
    if remote:
        builder.address("remote.address", *remote)
    local = phase1.first("local-gw")
    if local and local[0] != "0.0.0.0":
        builder.address("local.address", *local)
        return
    interface = phase1.first("interface")
    for entry in tables.get("system interface", []):
        address = entry.first("ip")
        if interface and entry.name == interface[0] and address:
            builder.address("local.address", address[0].partition("/")[0], address[1])


_WORDS: dict[str, tuple[str, dict[str, ParameterValue]]] = {
    "ike-version": ("ike.version", {"1": "ikev1", "2": "ikev2"}),
    "mode": ("ike.mode", {"main": "main", "aggressive": "aggressive"}),
    "authmethod": ("auth.method", {"psk": "psk", "signature": "certificate", "rsa-signature": "certificate"}),
    "nattraversal": ("nat_traversal", {"enable": True, "forced": True, "disable": False}),
    "dpd": (
        "dpd.enabled",
        {"enable": True, "on-demand": True, "on-idle": True, "disable": False},
    ),
    "passive-mode": ("initiates", {"enable": "no"}),
    "encapsulation": ("esp.mode", {"tunnel-mode": "tunnel", "transport-mode": "transport"}),
}


def _word(builder: GatewayBuilder, entry: Entry, key: str) -> None:
    found = entry.first(key)
    if not found:
        return
    name, words = _WORDS[key]
    if found[0] in words:
        builder.set(name, words[found[0]], found[1], found[0])


def _phase1(builder: GatewayBuilder, phase1: Entry) -> None:
    for key in ("ike-version", "mode", "authmethod", "nattraversal", "dpd", "passive-mode"):
        _word(builder, phase1, key)
    for key, name in (("keylife", "ike.lifetime_s"), ("dpd-retryinterval", "dpd.interval_s")):
        found = phase1.first(key)
        if found and found[0].isdigit():
            builder.set(name, int(found[0]), found[1], found[0])
    secret = phase1.settings.get("psksecret")
    if secret and secret[0]:
        builder.psk(None if secret[0][0] == "ENC" else secret[0][0], secret[1])


_ID_TYPES: dict[str, IdType] = {"fqdn": "fqdn", "user-fqdn": "user-fqdn", "keyid": "key-id", "asn1dn": "dn"}


def _identities(builder: GatewayBuilder, phase1: Entry) -> None:
    local, kind = phase1.first("localid"), phase1.first("localid-type")
    if local and local[0]:
        named = _ID_TYPES.get(kind[0]) if kind else None
        builder.identity("local.id", *local, identity=Identity(named, local[0]) if named else None)
    peer = phase1.first("peerid")
    if peer and peer[0]:
        builder.identity("remote.id", *peer)


def _proposals(builder: GatewayBuilder, protocol: str, entry: Entry) -> None:
    """`proposal` lists cipher-hash pairs; each goes with every group of `dhgrp`."""
    words, line = entry.settings.get("proposal", ([], 0))
    groups = [
        name for word in entry.settings.get("dhgrp", ([], 0))[0] if (name := parse_transform(word, TransformKind.DH))
    ]
    suites = [suite for word in words if (suite := _suite(protocol, word, groups))]
    off = protocol == "ESP" and (entry.first("pfs") or ("", 0))[0] == "disable"
    if suites and (groups or off):
        builder.proposals(protocol, suites, line, " ".join(words))
    elif suites:
        for kind in (TransformKind.ENCR, TransformKind.INTEG):
            names = tuple(dict.fromkeys(name for suite in suites for name in suite.of(kind)))
            if names:
                builder.set(
                    "ike.encryption" if kind is TransformKind.ENCR else "ike.integrity", names, line, " ".join(words)
                )
    found = entry.settings.get("dhgrp")
    if found and groups:
        name = "ike.dh_groups" if protocol == "IKE" else "esp.pfs_groups"
        builder.set(name, tuple(groups), found[1], " ".join(found[0]))


def _suite(protocol: str, word: str, groups: list[str]) -> Proposal | None:
    """`aes256-sha256`, `aes256gcm-prfsha384`, `chacha20poly1305-prfsha256`, `aes128gcm`."""
    cipher, _, digest = word.partition("-")
    encryption = parse_transform(cipher, TransformKind.ENCR)
    if encryption is None:
        return None
    prf = parse_transform(digest, TransformKind.PRF) if digest.startswith("prf") else None
    integrity = None if prf or not digest or digest == "null" else parse_transform(digest, TransformKind.INTEG)
    derived = prf or (prf_for(integrity) if integrity else None)
    return Proposal(
        protocol,
        (encryption,),
        (integrity,) if integrity else (),
        (derived,) if protocol == "IKE" and derived else (),
        tuple(groups),
    )


def _phase2(builder: GatewayBuilder, child: Entry) -> None:
    _word(builder, child, "encapsulation")
    _proposals(builder, "ESP", child)
    pfs = child.first("pfs")
    if pfs and pfs[0] == "disable":
        builder.set("esp.pfs_groups", (), pfs[1], "disable")
    for key, name in (("keylifeseconds", "esp.lifetime_s"), ("keylifekbs", "esp.lifetime_kb")):
        found = child.first(key)
        if found and found[0].isdigit():
            builder.set(name, int(found[0]), found[1], found[0])
    negotiate = child.first("auto-negotiate")
    if negotiate:
        builder.set("initiates", "yes" if negotiate[0] == "enable" else "on-traffic", negotiate[1], negotiate[0])


def _selectors(builder: GatewayBuilder, children: list[Entry], tables: Tables) -> None:
    pairs = [(_subnets(child, "src", tables), _subnets(child, "dst", tables)) for child in children]
    for index, name in ((0, "local.subnets"), (1, "remote.subnets")):
        texts = [text for pair in pairs for text in pair[index][0]]
        line = next((pair[index][1] for pair in pairs if pair[index][1]), None)
        if texts and line:
            builder.subnets(name, texts, line)
        elif children:
            builder.default(name, ("0.0.0.0/0",), "not in the text; FortiOS: 0.0.0.0/0")
    if len(children) > 1:
        builder.pairs = [(a, b) for local, remote in pairs for a in local[0] for b in remote[0]]


def _subnets(child: Entry, side: str, tables: Tables) -> tuple[list[str], int | None]:
    found = child.settings.get(f"{side}-subnet")
    if found and found[0]:
        return ["/".join(found[0][:2])], found[1]
    named = child.first(f"{side}-name")
    if named:
        return _named(named[0], tables, 0), named[1]
    start, end = child.first(f"{side}-start-ip"), child.first(f"{side}-end-ip")
    if start and end:
        return _range(start[0], end[0]), start[1]
    return ([start[0]], start[1]) if start else ([], None)


def _named(name: str, tables: Tables, depth: int) -> list[str]:
    """The prefixes of a firewall address or, recursively, of a group."""
    for entry in tables.get("firewall address", []):
        subnet = entry.settings.get("subnet")
        if entry.name == name and subnet:
            return ["/".join(subnet[0][:2])]
        start, end = entry.first("start-ip"), entry.first("end-ip")
        if entry.name == name and start and end:
            return _range(start[0], end[0])
    for entry in tables.get("firewall addrgrp", []):
        members = entry.settings.get("member")
        if entry.name == name and members and depth < 10:
            return [prefix for member in members[0] for prefix in _named(member, tables, depth + 1)]
    return ["0.0.0.0/0"] if name == "all" else []


def _range(start: str, end: str) -> list[str]:
    try:
        first, last = ipaddress.ip_address(start), ipaddress.ip_address(end)
        return [str(network) for network in ipaddress.summarize_address_range(first, last)]
    except (ValueError, TypeError):
        return []


def _defaults(builder: GatewayBuilder, has_child: bool) -> None:
    phase1: tuple[tuple[str, ParameterValue, str], ...] = (
        ("ike.version", "ikev1", "ike-version 1"),
        ("ike.mode", "main", "mode main"),
        ("ike.lifetime_s", 86400, "keylife 86400"),
        ("auth.method", "psk", "authmethod psk"),
        ("nat_traversal", True, "nattraversal enable"),
        ("dpd.enabled", True, "dpd on-demand"),
        ("ike.dh_groups", ("MODP_2048", "MODP_1536"), "dhgrp 14 5"),
    )
    phase2: tuple[tuple[str, ParameterValue, str], ...] = (
        ("esp.lifetime_s", 43200, "keylifeseconds 43200"),
        ("esp.mode", "tunnel", "encapsulation tunnel-mode"),
        ("esp.protocol", "esp", "ESP"),
        ("esp.pfs_groups", ("MODP_2048", "MODP_1536"), "pfs enable, dhgrp 14 5"),
    )
    for name, value, text in (*phase1, *(phase2 if has_child else ())):
        builder.default(name, value, f"not in the text; FortiOS: {text}")
    address = builder.values.get("local.address")
    if address and isinstance(address.value, str) and (identity := address_identity(address.value)):
        builder.default("local.id", identity, "not in the text; FortiOS: the local address")


_PHASE1_KNOWN = frozenset(
    "type interface ike-version local-gw keylife authmethod mode peertype net-device passive-mode "
    "exchange-interface-ip proposal dhgrp localid localid-type auto-negotiate negotiate-timeout fragmentation "
    "dpd dpd-retrycount dpd-retryinterval comments npu-offload send-cert-chain suite-b wizard-type xauthtype "
    "nattraversal keepalive remote-gw remotegw-ddns psksecret psksecret-remote peerid peer ip-version "
    "add-route add-gw-route idle-timeout ha-sync-esp-seqno rekey reauth enforce-unique-id fec-egress "
    "fec-ingress encapsulation network-overlay network-id ip-fragmentation dns-mode default-gw priority "
    "monitor certificate signature-hash-alg rsa-signature-format acct-verify ppk cert-id-validation "
    "mesh-selector-type aggregate-member tunnel-search childless-ike digital-signature-auth include-local-lan "
    "group-authentication fgsp-sync inbound-dscp-copy auto-discovery-sender auto-discovery-receiver "
    "auto-discovery-forwarder eap domain distance".split()
)
_PHASE2_KNOWN = frozenset(
    "phase1name proposal pfs dhgrp replay keepalive auto-negotiate add-route keylife-type keylifeseconds "
    "keylifekbs encapsulation protocol src-port dst-port src-addr-type dst-addr-type src-subnet dst-subnet "
    "src-name dst-name src-start-ip src-end-ip dst-start-ip dst-end-ip comments l2tp route-overlap "
    "single-source selector-match use-natip diffserv inbound-dscp-copy auto-discovery-sender "
    "auto-discovery-forwarder ipv4-df initiator-ts-narrow dhcp-ipsec".split()
)

READER = Reader(FORMAT, score, read)
