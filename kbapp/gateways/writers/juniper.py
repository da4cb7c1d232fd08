"""Juniper SRX as `set` lines, route-based with a traffic selector for each pair of subnets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kbapp.gateways.spelling.juniper import CIPHERS, ESP_HASHES, IKE_HASHES
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, items, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, group_number

_ID_TYPES = {
    "fqdn": "hostname",
    "user-fqdn": "user-at-hostname",
    "ipv4": "inet",
    "ipv6": "inet6",
    "key-id": "key-id",
    "dn": "distinguished-name",
}


def write(gateway: Gateway) -> str:
    name = name_of(gateway)
    lines = [*_ike(gateway, name), *_ipsec(gateway, name)]
    interface = "set interfaces st0 unit 0 family inet"  # what the VPN is bound to must be there
    return "\n".join([interface, *(f"set security {line}" for line in lines)]) + "\n"


def _ike(gateway: Gateway, name: str) -> Iterator[str]:
    method = {"psk": "pre-shared-keys", "certificate": "rsa-signatures"}.get(word(gateway, "auth.method") or "")
    lifetime = number(gateway, "ike.lifetime_s")
    names = []
    for index, suite in enumerate(suites(gateway, "IKE"), 1):
        names.append(f"{name}-{index}")
        stem = f"ike proposal {names[-1]}"
        yield from _optional(stem, "authentication-method", method)
        yield from _suite(stem, suite, IKE_HASHES)
        group = group_number(suite.dh[0]) if suite.dh else None
        yield from _optional(stem, "dh-group", f"group{group}" if group else None)
        yield from _optional(stem, "lifetime-seconds", str(lifetime) if lifetime is not None else None)
    policy = f"ike policy {name}"
    yield from _optional(policy, "mode", word(gateway, "ike.mode"))
    yield from (f"{policy} proposals {item}" for item in names)
    yield f'{policy} pre-shared-key ascii-text "{PLACEHOLDER}"'
    yield from _peer(gateway, name)


def _peer(gateway: Gateway, name: str) -> Iterator[str]:
    stem = f"ike gateway {name}"
    yield f"{stem} ike-policy {name}"
    yield from _optional(stem, "address", word(gateway, "remote.address"))
    yield from _optional(stem, "local-address", word(gateway, "local.address"))
    yield f"{stem} external-interface <WAN>"
    for side in ("local", "remote"):
        own = identity(gateway, f"{side}.id")
        if own is not None:
            yield f"{stem} {side}-identity {_ID_TYPES[own.type]} {own.value}"
    version = {"ikev1": "v1-only", "ikev2": "v2-only"}.get(word(gateway, "ike.version") or "")
    yield from _optional(stem, "version", version)
    if switch(gateway, "nat_traversal") is False:
        yield f"{stem} no-nat-traversal"
    interval = number(gateway, "dpd.interval_s")
    if switch(gateway, "dpd.enabled"):
        yield f"{stem} dead-peer-detection" + (f" interval {interval}" if interval else "")


def _ipsec(gateway: Gateway, name: str) -> Iterator[str]:
    lifetime = number(gateway, "esp.lifetime_s")
    groups: set[str] = set(items(gateway, "esp.pfs_groups"))
    found = list(dict.fromkeys(suite.with_(TransformKind.DH, ()) for suite in suites(gateway, "ESP")))
    for index, suite in enumerate(found, 1):
        stem = f"ipsec proposal {name}-{index}"
        yield from _optional(stem, "protocol", word(gateway, "esp.protocol"))
        yield from _suite(stem, suite, ESP_HASHES)
        yield from _optional(stem, "lifetime-seconds", str(lifetime) if lifetime is not None else None)
        yield f"ipsec policy {name} proposals {name}-{index}"
    for group in sorted(groups)[:1]:
        yield f"ipsec policy {name} perfect-forward-secrecy keys group{group_number(group)}"
    stem = f"ipsec vpn {name}"
    yield from (f"{stem} bind-interface st0.0", f"{stem} ike gateway {name}", f"{stem} ike ipsec-policy {name}")
    pairs = product(items(gateway, "local.subnets"), items(gateway, "remote.subnets"))
    for index, (local, remote) in enumerate(pairs, 1):
        yield f"{stem} traffic-selector ts{index} local-ip {local}"
        yield f"{stem} traffic-selector ts{index} remote-ip {remote}"
    starts = {"yes": "immediately", "on-traffic": "on-traffic"}.get(word(gateway, "initiates") or "")
    yield from _optional(stem, "establish-tunnels", starts)


def _suite(stem: str, suite: Proposal, hashes: dict[str, str]) -> Iterator[str]:
    for cipher in suite.encryption[:1]:
        yield f"{stem} encryption-algorithm {spelled(cipher, CIPHERS)}"
    for digest in suite.integrity[:1]:
        yield f"{stem} authentication-algorithm {spelled(digest, hashes)}"


def _optional(stem: str, key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{stem} {key} {value}"
