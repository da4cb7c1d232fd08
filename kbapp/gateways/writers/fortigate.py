"""FortiGate: `config vpn ipsec phase1-interface` and one `phase2-interface` for each pair of subnets."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from itertools import product

from kbapp.gateways.spelling.fortigate import CIPHERS, HASHES, PRFS
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, items, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import group_number

_ID_TYPES = {
    "fqdn": "fqdn",
    "user-fqdn": "user-fqdn",
    "key-id": "keyid",
    "dn": "asn1dn",
    "ipv4": "address",
    "ipv6": "address",
}


def write(gateway: Gateway) -> str:
    name = name_of(gateway)[:15]  # an interface name holds 15 characters
    lines = ["config vpn ipsec phase1-interface", f'    edit "{name}"']
    lines += [f"        {line}" for line in _phase1(gateway)]
    lines += ["    next", "end", "config vpn ipsec phase2-interface"]
    pairs = list(product(items(gateway, "local.subnets") or ("",), items(gateway, "remote.subnets") or ("",)))
    for index, (local, remote) in enumerate(pairs, 1):
        lines += [f'    edit "{name}-{index}"', f'        set phase1name "{name}"']
        lines += [f"        {line}" for line in _phase2(gateway, local, remote)]
        lines += ["    next"]
    return "\n".join([*lines, "end"]) + "\n"


def _phase1(gateway: Gateway) -> Iterator[str]:
    yield 'set interface "<WAN>"'
    version = word(gateway, "ike.version")
    if version in ("ikev1", "ikev2"):
        yield f"set ike-version {version[-1]}"
    yield from _set("local-gw", word(gateway, "local.address"))
    yield from _set("remote-gw", word(gateway, "remote.address"))
    if version != "ikev2":
        yield from _set("mode", word(gateway, "ike.mode"))
    method = {"psk": "psk", "certificate": "signature"}.get(word(gateway, "auth.method") or "")
    yield from _set("authmethod", method)
    yield from _set("proposal", _proposal(gateway, "IKE"))
    yield from _set("dhgrp", _groups(items(gateway, "ike.dh_groups")))
    lifetime = number(gateway, "ike.lifetime_s")
    yield from _set("keylife", str(lifetime) if lifetime is not None else None)
    own, peer = identity(gateway, "local.id"), identity(gateway, "remote.id")
    if own is not None:
        yield from (f"set localid-type {_ID_TYPES[own.type]}", f'set localid "{own.value}"')
    if peer is not None:
        yield from ("set peertype one", f'set peerid "{peer.value}"')
    yield from _set("nattraversal", _on(switch(gateway, "nat_traversal")))
    dpd = switch(gateway, "dpd.enabled")
    if dpd is not None:
        yield f"set dpd {'on-demand' if dpd else 'disable'}"
    interval = number(gateway, "dpd.interval_s")
    yield from _set("dpd-retryinterval", str(interval) if interval else None)
    yield f'set psksecret "{PLACEHOLDER}"'


def _phase2(gateway: Gateway, local: str, remote: str) -> Iterator[str]:
    yield from _set("proposal", _proposal(gateway, "ESP"))
    groups = gateway.get("esp.pfs_groups").value
    if groups == ():
        yield "set pfs disable"
    elif isinstance(groups, tuple):
        yield from ("set pfs enable", f"set dhgrp {_groups(groups)}")
    lifetime = number(gateway, "esp.lifetime_s")
    yield from _set("keylifeseconds", str(lifetime) if lifetime is not None else None)
    mode = {"tunnel": "tunnel-mode", "transport": "transport-mode"}.get(word(gateway, "esp.mode") or "")
    yield from _set("encapsulation", mode)
    for side, network in (("src", local), ("dst", remote)):
        if network:
            found = ipaddress.ip_network(network)
            yield f"set {side}-subnet {found.network_address} {found.netmask}"
    starts = {"yes": "enable", "on-traffic": "disable"}.get(word(gateway, "initiates") or "")
    yield from _set("auto-negotiate", starts)


def _set(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"set {key} {value}"


def _on(value: bool | None) -> str | None:
    return None if value is None else "enable" if value else "disable"


def _groups(names: tuple[str, ...]) -> str:
    return " ".join(str(group_number(name) or f"<{name}>") for name in names)


def _proposal(gateway: Gateway, protocol: str) -> str:
    words = []
    for suite in suites(gateway, protocol):
        for cipher in suite.encryption:
            tail = [f"-{spelled(digest, HASHES)}" for digest in suite.integrity] or [_prf_word(suite.prf)]
            words += [spelled(cipher, CIPHERS) + item for item in tail]
    return " ".join(dict.fromkeys(words))


def _prf_word(prf: tuple[str, ...]) -> str:
    return f"-{PRFS[prf[0]]}" if prf and prf[0] in PRFS else ""
