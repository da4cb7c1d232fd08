"""H3C Comware V7: IKEv1 with profile and keychain, or the `ikev2` family; a tunnel interface where all is routed."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.spelling.h3c import CIPHERS, ESP_HASHES, IKE_HASHES, PRFS
from kbapp.gateways.writers.commands import (
    foreign_id,
    group,
    is_routed,
    not_said,
    pfs_group,
    singles,
    to_be_added,
    unknown,
    vrp_rules,
    without_groups,
)
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway

_ID_TYPES = {"ipv4": "address", "fqdn": "fqdn", "user-fqdn": "user-fqdn"}
_ID_TYPES2 = {**_ID_TYPES, "user-fqdn": "email", "key-id": "key-id"}


def write(gateway: Gateway) -> str:
    name = name_of(gateway)[:31]
    version2 = word(gateway, "ike.version") in ("ikev2", "any")
    lines = ["#", *_transforms(gateway, name)]
    lines += [*_ikev2(gateway, name)] if version2 else [*_ikev1(gateway, name)]
    profile = f" {'ikev2' if version2 else 'ike'}-profile {name}"
    lines += [*_profile(gateway, name, profile)] if is_routed(gateway) else [*_policy(gateway, name, profile)]
    return "\n".join([*lines, *_notes(gateway)]) + "\n"


def _notes(gateway: Gateway) -> Iterator[str]:
    yield from unknown(gateway, "#", "remote.address", "local.subnets", "remote.subnets")
    yield from not_said(gateway, "#", "initiates", "nat_traversal")
    if number(gateway, "esp.lifetime_kb") == 0:
        yield "# esp.lifetime_kb = 0: the lifetime by traffic cannot be switched off, it is left at its default"
    if word(gateway, "ike.version") == "any":
        yield "# ike.version = any: written as IKEv2"
    if switch(gateway, "dpd.enabled") is False:
        yield "# dpd.enabled = False: DPD is off unless it is configured"


def _transforms(gateway: Gateway, name: str) -> Iterator[str]:
    protocol = word(gateway, "esp.protocol") or "esp"
    for index, suite in enumerate(without_groups(suites(gateway, "ESP")), 1):
        yield f"ipsec transform-set {name}-{index}"
        if word(gateway, "esp.mode"):
            yield f" encapsulation-mode {word(gateway, 'esp.mode')}"
        if word(gateway, "esp.protocol"):
            yield f" protocol {protocol}"
        if suite.encryption and protocol == "esp":
            yield " esp encryption-algorithm " + " ".join(spelled(item, CIPHERS) for item in suite.encryption)
        if suite.integrity:
            words = " ".join(spelled(item, ESP_HASHES) for item in suite.integrity)
            yield f" {protocol} authentication-algorithm {words}"
        if pfs_group(gateway):
            yield f" pfs dh-group{pfs_group(gateway)}"
        if word(gateway, "esp.esn") in ("yes", "either"):
            yield " esn enable" + (" both" if word(gateway, "esp.esn") == "either" else "")
        yield "#"


def _ikev1(gateway: Gateway, name: str) -> Iterator[str]:
    found = singles(gateway, "IKE")
    method = {"psk": "pre-share", "certificate": "rsa-signature"}.get(word(gateway, "auth.method") or "")
    lifetime = number(gateway, "ike.lifetime_s")
    for index, suite in enumerate(found, 1):
        yield f"ike proposal {index}"
        yield from (f" encryption-algorithm {spelled(item, CIPHERS)}" for item in suite.encryption)
        yield from (f" dh group{group(item)}" for item in suite.dh)
        yield from (f" authentication-algorithm {spelled(item, IKE_HASHES)}" for item in suite.integrity)
        yield from ([f" authentication-method {method}"] if method else [])
        yield from ([f" sa duration {lifetime}"] if lifetime is not None else [])
        yield "#"
    remote = word(gateway, "remote.address")
    psk = word(gateway, "auth.method") != "certificate" and remote is not None
    if psk:
        yield f"ike keychain {name}"
        yield f" pre-shared-key address {remote} 255.255.255.255 key simple {PLACEHOLDER}"
        yield "#"
    yield f"ike profile {name}"
    yield from ([f" keychain {name}"] if psk else [])
    yield from _dpd(gateway)
    yield from ([f" exchange-mode {word(gateway, 'ike.mode')}"] if word(gateway, "ike.mode") else [])
    yield from _identities(gateway, "local-identity", _ID_TYPES)
    if found:
        yield " proposal " + " ".join(str(index) for index in range(1, len(found) + 1))
    yield "#"


def _dpd(gateway: Gateway) -> Iterator[str]:
    if switch(gateway, "dpd.enabled"):
        yield f" dpd interval {number(gateway, 'dpd.interval_s') or 10} on-demand"


def _identities(gateway: Gateway, head: str, types: dict[str, str]) -> Iterator[str]:
    local, remote = identity(gateway, "local.id"), identity(gateway, "remote.id")
    if local is not None and local.type in types:
        yield f" {head} {types[local.type]} {local.value}"
    if remote is not None and remote.type in types:
        mask = " 255.255.255.255" if remote.type == "ipv4" else ""
        yield f" match remote identity {types[remote.type]} {remote.value}{mask}"
    for side in ("local", "remote"):
        yield from foreign_id(gateway, side, types, "#")


def _ikev2(gateway: Gateway, name: str) -> Iterator[str]:
    found = suites(gateway, "IKE")
    for index, suite in enumerate(found, 1):
        yield f"ikev2 proposal {name}-{index}"
        kinds = (("encryption", suite.encryption, CIPHERS), ("integrity", suite.integrity, ESP_HASHES))
        for head, names, table in (*kinds, ("prf", suite.prf, PRFS)):
            if names:
                yield f" {head} " + " ".join(spelled(item, table) for item in names)
        if suite.dh:
            yield " dh " + " ".join(f"group{group(item)}" for item in suite.dh)
        yield "#"
    yield f"ikev2 policy {name}"
    yield from (f" proposal {name}-{index}" for index in range(1, len(found) + 1))
    yield "#"
    method = {"psk": "pre-share", "certificate": "rsa-signature"}.get(word(gateway, "auth.method") or "")
    remote = word(gateway, "remote.address")
    psk = method != "rsa-signature" and remote is not None
    if psk:
        yield from (f"ikev2 keychain {name}", f" peer {name}", f"  address {remote} 32")
        yield from (f"  pre-shared-key plaintext {PLACEHOLDER}", "#")
    yield f"ikev2 profile {name}"
    for side in ("local", "remote") if method else ():
        yield f" authentication-method {side} {method}"
    yield from ([f" keychain {name}"] if psk else [])
    yield from _identities(gateway, "identity local", _ID_TYPES2)
    yield from _dpd(gateway)
    lifetime = number(gateway, "ike.lifetime_s")
    yield from ([f" sa duration {lifetime}"] if lifetime is not None else [])
    yield "#"


def _policy(gateway: Gateway, name: str, profile: str) -> Iterator[str]:
    yield "acl advanced 3999"
    yield from vrp_rules(gateway)
    yield from ("#", f"ipsec policy {name} 1 isakmp", " security acl 3999")
    for head, key in (("local-address", "local.address"), ("remote-address", "remote.address")):
        if word(gateway, key):
            yield f" {head} {word(gateway, key)}"
    yield from _phase2(gateway, name, profile)
    yield from ("#", "# interface <WAN>", f"#  ipsec apply policy {name}")


def _phase2(gateway: Gateway, name: str, profile: str) -> Iterator[str]:
    """What policies and profiles share."""
    count = len(without_groups(suites(gateway, "ESP")))
    if count:
        yield " transform-set " + " ".join(f"{name}-{index}" for index in range(1, count + 1))
    yield profile
    for key, kind in (("esp.lifetime_s", "time-based"), ("esp.lifetime_kb", "traffic-based")):
        amount = number(gateway, key)
        if amount:
            yield f" sa duration {kind} {amount}"


def _profile(gateway: Gateway, name: str, profile: str) -> Iterator[str]:
    yield f"ipsec profile {name} isakmp"
    yield from _phase2(gateway, name, profile)
    yield from ("#", "interface Tunnel1 mode ipsec")
    for head, key in (("source", "local.address"), ("destination", "remote.address")):
        if word(gateway, key):
            yield f" {head} {word(gateway, key)}"
    yield f" tunnel protection ipsec profile {name}"
    yield from to_be_added(gateway, "ip address unnumbered interface <WAN>")
