"""FortiGate: `config vpn ipsec phase1-interface` / `phase2-interface` and the policy-based `phase1` / `phase2`.

Keys: FortiOS CLI reference; defaults: full-configuration dumps of FortiOS 5 to 7.
"""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.defaults import FORTIGATE_PHASE1, FORTIGATE_PHASE2
from kbapp.gateways.platforms.fortigate_parts import Objects, objects, put_proposals, put_selectors
from kbapp.gateways.platforms.fortigate_words import PHASE1, PHASE2
from kbapp.gateways.readers.commands import SAMPLE, sample
from kbapp.gateways.readers.fortios import Entry, read_tables
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import Identity, IdType, address_identity

FORMAT = "fortigate"

_MARK = re.compile(r"^[^\S\n]*(?:\S+ (?:\([^)]*\) )?[#$] )?config vpn ipsec phase[12]", re.MULTILINE | re.IGNORECASE)
_SECRET = re.compile(r"key$|secret|passw|psk")
_PHASES = (("vpn ipsec phase1-interface", "vpn ipsec phase2-interface"), ("vpn ipsec phase1", "vpn ipsec phase2"))


def score(text: str) -> int:
    return 95 if _MARK.search(sample(text)) else 95 if _MARK.search(text, SAMPLE) else 0


def read(text: str) -> list[Gateway]:
    tables = read_tables(clean_lines(text))
    known = objects(tables)
    ports = {entry.name: entry for entry in tables.get("system interface", [])}
    found = []
    for first, second in _PHASES:
        children: dict[str, list[Entry]] = {}
        for child in tables.get(second, []):
            children.setdefault((child.first("phase1name") or ("", 0))[0].strip(), []).append(child)
        for phase1 in tables.get(first, []):
            found.append(_gateway(phase1, children.pop(phase1.name.strip(), []), known, ports))
        for name, orphans in children.items():  # a paste of the second phase only
            found.append(_gateway(Entry(name or orphans[0].name, orphans[0].line), orphans, known, ports))
    return found


def _gateway(phase1: Entry, children: list[Entry], known: Objects, ports: Objects) -> Gateway:
    builder = GatewayBuilder(FORMAT, phase1.name)
    _addresses(builder, phase1, ports)
    _phase1(builder, phase1)
    _identities(builder, phase1)
    put_proposals(builder, "IKE", phase1)
    for child in reversed(children):  # the first child has the last word
        _phase2(builder, child)
    put_selectors(builder, children, known)
    _defaults(builder, bool(phase1.settings), children)
    for entry, words_of in ((phase1, PHASE1), *((child, PHASE2) for child in children)):
        for key, (words, line) in entry.settings.items():
            if key not in words_of:
                builder.not_understood(line, f"set {key} {_shown(key, words)}")
    return builder.build()


def _shown(key: str, words: list[str]) -> str:
    """The words of a setting; never those of a secret."""
    return "***" if _SECRET.search(key) else " ".join(words)


def _addresses(builder: GatewayBuilder, phase1: Entry, ports: Objects) -> None:
    remote = phase1.first("remote-gw") or phase1.first("remotegw-ddns")
    if remote:
        builder.address("remote.address", *remote)
    local, interface = phase1.first("local-gw"), phase1.first("interface")
    port = ports.get(interface[0]) if interface else None
    address = port.first("ip") if port else None
    if local and local[0] != "0.0.0.0":
        builder.address("local.address", *local)
    elif address:
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
    "type": ("initiates", {"dynamic": "no"}),
    "encapsulation": ("esp.mode", {"tunnel-mode": "tunnel", "transport-mode": "transport"}),
}


_SILENT = ("static", "ddns", "disable")
"""Values of these keys that say nothing about a parameter."""


def _word(builder: GatewayBuilder, entry: Entry, key: str) -> None:
    found = entry.first(key)
    if not found:
        return
    name, words = _WORDS[key]
    if found[0] in words:
        builder.set(name, words[found[0]], found[1], found[0])
    elif found[0] not in _SILENT:
        builder.not_understood(found[1], f"set {key} {found[0]}")


def _phase1(builder: GatewayBuilder, phase1: Entry) -> None:
    for key in ("ike-version", "mode", "authmethod", "nattraversal", "dpd", "type", "passive-mode"):
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


def _phase2(builder: GatewayBuilder, child: Entry) -> None:
    _word(builder, child, "encapsulation")
    put_proposals(builder, "ESP", child)
    pfs = child.first("pfs")
    if pfs and pfs[0] == "disable":
        builder.set("esp.pfs_groups", (), pfs[1], "disable")
    if pfs and pfs[0] not in ("enable", "disable"):
        builder.not_understood(pfs[1], f"set pfs {pfs[0]}")
    for key, name in (("keylifeseconds", "esp.lifetime_s"), ("keylifekbs", "esp.lifetime_kb")):
        found = child.first(key)
        if found and found[0].isdigit():
            builder.set(name, int(found[0]), found[1], found[0])
    negotiate = child.first("auto-negotiate")
    if negotiate:
        builder.set("initiates", "yes" if negotiate[0] == "enable" else "on-traffic", negotiate[1], negotiate[0])


def _defaults(builder: GatewayBuilder, has_phase1: bool, children: list[Entry]) -> None:
    limits = {(child.first("keylife-type") or ("seconds", 0))[0] for child in children}
    for name, value, text in (*(FORTIGATE_PHASE1 if has_phase1 else ()), *(FORTIGATE_PHASE2 if children else ())):
        if name == "esp.lifetime_s" and limits == {"kbs"}:
            continue  # a volume ends the SA, not a time
        builder.default(name, value, f"not in the text; FortiOS: {text}")
    address = builder.values.get("local.address")
    if address and isinstance(address.value, str) and (identity := address_identity(address.value)):
        builder.default("local.id", identity, "not in the text; FortiOS: the local address")


READER = Reader(FORMAT, score, read)
