"""Huawei VRP (USG): IKE and IPsec proposals, peer, access list, policy; a profile where everything is routed."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.spelling.huawei import CIPHERS, HASHES, INTEGRITY, PRFS
from kbapp.gateways.writers.commands import (
    foreign_id,
    group,
    is_routed,
    not_said,
    pfs_group,
    to_be_added,
    unknown,
    vrp_rules,
    without_groups,
)
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, items, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway

_ID_TYPES = {"ipv4": "ip", "fqdn": "fqdn", "user-fqdn": "user-fqdn", "key-id": "key-id", "dn": "dn"}


LONGEST = 13
"""Characters of a name: VRP takes 15, and the proposals' names get a number behind it."""


def write(gateway: Gateway) -> str:
    name = name_of(gateway)[:LONGEST].rstrip("-")
    lines = ["#", *_sha2(gateway), *_esp(gateway, name), *_ike(gateway), *_peer(gateway, name)]
    lines += [*_profile(gateway, name)] if is_routed(gateway) else [*_policy(gateway, name)]
    return "\n".join([*lines, *_notes(gateway)]) + "\n"


def _notes(gateway: Gateway) -> Iterator[str]:
    yield from unknown(gateway, "#", "remote.address", "local.subnets", "remote.subnets")
    yield from not_said(gateway, "#", "esp.esn")
    if switch(gateway, "dpd.enabled") is False:
        yield "# dpd.enabled = False: DPD is off unless it is configured"
    if len(suites(gateway, "IKE")) > 1:
        yield "# one IKE proposal offers all the algorithms of several suites"


def _sha2(gateway: Gateway) -> Iterator[str]:
    """Without the compatible mode older releases cut HMAC-SHA2-256 to 96 bits: the tunnel is up and nothing passes."""
    if "HMAC_SHA2_256_128" in items(gateway, "esp.integrity"):
        yield from ("ipsec sha2 compatible enable", "# AR: ipsec authentication sha2 compatible enable", "#")


def _esp(gateway: Gateway, name: str) -> Iterator[str]:
    protocol = word(gateway, "esp.protocol") or "esp"
    for index, suite in enumerate(without_groups(suites(gateway, "ESP")), 1):
        yield f"ipsec proposal {name}-{index}"
        if gateway.get("esp.protocol").value:
            yield f" transform {protocol}"
        if gateway.get("esp.mode").value:
            yield f" encapsulation-mode {word(gateway, 'esp.mode')}"
        if suite.integrity:
            yield f" {protocol} authentication-algorithm {_words(suite.integrity, HASHES)}"
        if suite.encryption and protocol == "esp":
            yield f" esp encryption-algorithm {_words(suite.encryption, CIPHERS)}"
        yield "#"


def _words(names: tuple[str, ...], table: dict[str, str]) -> str:
    return " ".join(spelled(name, table) for name in names)


def _ike(gateway: Gateway) -> Iterator[str]:
    """One proposal with the lists of all suites: a peer names only one."""
    version = word(gateway, "ike.version")
    hashes, prfs = items(gateway, "ike.integrity"), items(gateway, "ike.prf")
    yield "ike proposal 10"
    if items(gateway, "ike.encryption"):
        yield f" encryption-algorithm {_words(items(gateway, 'ike.encryption'), CIPHERS)}"
    if items(gateway, "ike.dh_groups"):
        yield " dh " + " ".join(f"group{group(name)}" for name in items(gateway, "ike.dh_groups"))
    if hashes:
        yield f" authentication-algorithm {_words(hashes, HASHES)}"
    method = {"psk": "pre-share", "certificate": "rsa-signature"}.get(word(gateway, "auth.method") or "")
    if method:
        yield f" authentication-method {method}"
    if hashes and version != "ikev1":
        yield f" integrity-algorithm {_words(hashes, INTEGRITY)}"
    if prfs and version != "ikev1":
        yield f" prf {_words(prfs, PRFS)}"
    lifetime = number(gateway, "ike.lifetime_s")
    if lifetime is not None:
        yield f" sa duration {lifetime}"
    yield "#"


def _peer(gateway: Gateway, name: str) -> Iterator[str]:
    yield f"ike peer {name}"
    version, mode = word(gateway, "ike.version"), word(gateway, "ike.mode")
    if version in ("ikev1", "ikev2"):
        yield f" undo version {'2' if version == 'ikev1' else '1'}"
    if mode and version != "ikev2":
        yield f" exchange-mode {mode}"
    if word(gateway, "auth.method") != "certificate":
        yield f" pre-shared-key {PLACEHOLDER}"
    yield " ike-proposal 10"
    for side in ("local", "remote"):
        own = identity(gateway, f"{side}.id")
        if own is not None and own.type in _ID_TYPES:
            yield f" {side}-id-type {_ID_TYPES[own.type]}"
            yield f" {side}-id {own.value}"
        yield from foreign_id(gateway, side, _ID_TYPES, "#")
    if word(gateway, "remote.address"):
        yield f" remote-address {word(gateway, 'remote.address')}"
    nat, interval = switch(gateway, "nat_traversal"), number(gateway, "dpd.interval_s")
    if nat is not None:
        yield " nat traversal" if nat else " undo nat traversal"
    if switch(gateway, "dpd.enabled"):
        yield " dpd type periodic"
        yield from ([f" dpd idle-time {interval}"] if interval else [])
    yield "#"


def _policy(gateway: Gateway, name: str) -> Iterator[str]:
    yield "acl number 3999"
    yield from vrp_rules(gateway)
    yield from ("#", f"ipsec policy {name} 1 isakmp", " security acl 3999")
    yield from _phase2(gateway, name)
    if word(gateway, "local.address"):
        yield f" tunnel local {word(gateway, 'local.address')}"
    starts = {
        "yes": " sa trigger-mode auto",
        "on-traffic": " sa trigger-mode traffic-based",
        "no": " respond-only enable",
    }
    start = starts.get(word(gateway, "initiates") or "")
    yield from ([start] if start else [])
    yield from ("#", "# interface <WAN>", f"#  ipsec policy {name}")


def _phase2(gateway: Gateway, name: str) -> Iterator[str]:
    """What policies and profiles share."""
    yield f" ike-peer {name}"
    count = len(without_groups(suites(gateway, "ESP")))
    if count:
        yield " proposal " + " ".join(f"{name}-{index}" for index in range(1, count + 1))
    if pfs_group(gateway):
        yield f" pfs dh-group{pfs_group(gateway)}"
    for key, kind in (("esp.lifetime_s", "time-based"), ("esp.lifetime_kb", "traffic-based")):
        amount = number(gateway, key)
        if amount is not None:
            yield f" sa duration {kind} {amount}"


def _profile(gateway: Gateway, name: str) -> Iterator[str]:
    yield f"ipsec profile {name}"
    yield from _phase2(gateway, name)
    yield from ("#", "interface Tunnel1", " tunnel-protocol ipsec")
    if word(gateway, "local.address"):
        yield f" source {word(gateway, 'local.address')}"
    if word(gateway, "remote.address"):
        yield f" destination {word(gateway, 'remote.address')}"
    yield f" ipsec profile {name}"
    yield from to_be_added(gateway, "ip address unnumbered interface <WAN>")
    yield from not_said(gateway, "#", "initiates")
