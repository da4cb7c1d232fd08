"""Cisco IOS: keyring, profile and crypto map, of IKEv1 or IKEv2; a VTI where everything is routed."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.spelling.cisco_ios import CIPHERS, ESP_CIPHERS, HASHES, IKEV2_CIPHERS, IKEV2_HASHES, PRFS
from kbapp.gateways.writers.commands import (
    foreign_id,
    group,
    is_routed,
    not_said,
    pairs,
    pfs_group,
    singles,
    unknown,
    wildcard,
    without_groups,
)
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway
from kbapp.model.proposal import Proposal

_ID_TYPES1 = {"ipv4": "address", "fqdn": "host", "user-fqdn": "user"}
_ID_TYPES2 = {"ipv4": "address", "fqdn": "fqdn", "user-fqdn": "email", "key-id": "key-id"}


def write(gateway: Gateway) -> str:
    name = name_of(gateway)
    version2 = word(gateway, "ike.version") in ("ikev2", "any")
    lines = [*_ikev2(gateway, name)] if version2 else [*_ikev1(gateway, name)]
    sets = [*_transforms(gateway, name)]
    names = " ".join(line.split()[3] for line in sets if line.startswith("crypto"))
    body = [f" set transform-set {names}"] if names else []
    body += [*_phase2(gateway), f" set {'ikev2' if version2 else 'isakmp'}-profile {name}"]
    lines += [*sets, *(_vti(gateway, name, body) if is_routed(gateway) else _map(gateway, name, body))]
    return "\n".join([*lines, *_notes(gateway)]) + "\n"


def _notes(gateway: Gateway) -> Iterator[str]:
    yield from unknown(gateway, "!", "remote.address", "local.subnets", "remote.subnets")
    yield from not_said(gateway, "!", "initiates", "esp.esn")
    if word(gateway, "ike.version") == "any":
        yield "! ike.version = any: written as IKEv2"
    if switch(gateway, "nat_traversal") is False:
        yield from ("! holds for all tunnels:", "no crypto ipsec nat-transparency udp-encapsulation")


def _ikev1(gateway: Gateway, name: str) -> Iterator[str]:
    method = {"psk": "pre-share", "certificate": "rsa-sig"}.get(word(gateway, "auth.method") or "")
    lifetime = number(gateway, "ike.lifetime_s")
    for index, suite in enumerate(singles(gateway, "IKE"), 1):
        yield f"crypto isakmp policy {index * 10}"
        yield from (f" encryption {spelled(item, CIPHERS)}" for item in suite.encryption)
        yield from (f" hash {spelled(item, HASHES)}" for item in suite.integrity)
        yield from ([f" authentication {method}"] if method else [])
        yield from (f" group {group(item)}" for item in suite.dh)
        yield from ([f" lifetime {lifetime}"] if lifetime is not None else [])
        yield "!"
    local, remote = word(gateway, "local.address"), word(gateway, "remote.address")
    if method != "rsa-sig" and remote:
        yield from (f"crypto keyring {name}", f" pre-shared-key address {remote} key {PLACEHOLDER}", "!")
    yield f"crypto isakmp profile {name}"
    if method != "rsa-sig" and remote:
        yield f" keyring {name}"
    yield from _identities1(gateway)
    alive, interval = switch(gateway, "dpd.enabled"), number(gateway, "dpd.interval_s")
    if alive:
        yield f" keepalive {interval or 10} retry 2"
    elif alive is False:
        yield " no keepalive"
    if word(gateway, "ike.mode") == "aggressive":
        yield " initiate mode aggressive"
    yield from ([f" local-address {local}"] if local else [])
    yield "!"


def _identities1(gateway: Gateway) -> Iterator[str]:
    local, remote = identity(gateway, "local.id"), identity(gateway, "remote.id")
    if local is not None and local.type in ("fqdn", "user-fqdn"):
        yield f" self-identity {local.type} {local.value}"
    elif local is not None and local.value == word(gateway, "local.address"):
        yield " self-identity address"
    elif local is not None:
        yield f"! local.id = {local.type} {local.value}: no command for it here"
    peer = word(gateway, "remote.address")
    if remote is not None and remote.type in _ID_TYPES1:
        mask = " 255.255.255.255" if remote.type == "ipv4" else ""
        yield f" match identity {_ID_TYPES1[remote.type]} {remote.value}{mask}"
    elif peer:
        yield f" match identity address {peer} 255.255.255.255"
    yield from foreign_id(gateway, "remote", _ID_TYPES1, "!")


def _ikev2(gateway: Gateway, name: str) -> Iterator[str]:
    found = suites(gateway, "IKE")
    for index, suite in enumerate(found, 1):
        yield f"crypto ikev2 proposal {name}-{index}"
        yield from _proposal2(suite)
        yield "!"
    yield f"crypto ikev2 policy {name}"
    yield from (f" proposal {name}-{index}" for index in range(1, len(found) + 1))
    yield "!"
    method = {"psk": "pre-share", "certificate": "rsa-sig"}.get(word(gateway, "auth.method") or "")
    local, remote = word(gateway, "local.address"), word(gateway, "remote.address")
    psk = method != "rsa-sig" and remote is not None
    if psk:
        yield from (f"crypto ikev2 keyring {name}", f" peer {name}", f"  address {remote}")
        yield from (f"  pre-shared-key {PLACEHOLDER}", " !", "!")
    yield f"crypto ikev2 profile {name}"
    yield from ([f" match address local {local}"] if local else [])
    yield from _identities2(gateway)
    yield from (f" authentication {side} {method}" for side in (("remote", "local") if method else ()))
    yield from ([f" keyring local {name}"] if psk else [])
    lifetime, interval = number(gateway, "ike.lifetime_s"), number(gateway, "dpd.interval_s")
    yield from ([f" lifetime {lifetime}"] if lifetime is not None else [])
    if switch(gateway, "dpd.enabled"):
        yield f" dpd {interval or 10} 2 on-demand"
    elif switch(gateway, "dpd.enabled") is False:
        yield "! dpd.enabled = False: DPD is off unless it is configured"
    yield "!"


def _proposal2(suite: Proposal) -> Iterator[str]:
    kinds = (("encryption", suite.encryption, IKEV2_CIPHERS), ("integrity", suite.integrity, IKEV2_HASHES))
    for head, names, table in (*kinds, ("prf", suite.prf, PRFS)):
        if names:
            yield f" {head} " + " ".join(spelled(item, table) for item in names)
    if suite.dh:
        yield " group " + " ".join(group(item) for item in suite.dh)


def _identities2(gateway: Gateway) -> Iterator[str]:
    local, remote = identity(gateway, "local.id"), identity(gateway, "remote.id")
    peer = word(gateway, "remote.address")
    if remote is not None and remote.type in _ID_TYPES2:
        mask = " 255.255.255.255" if remote.type == "ipv4" else ""
        yield f" match identity remote {_ID_TYPES2[remote.type]} {remote.value}{mask}"
    elif peer:
        yield f" match identity remote address {peer} 255.255.255.255"
    if local is not None and local.type in _ID_TYPES2:
        yield f" identity local {_ID_TYPES2[local.type]} {local.value}"
    for side in ("local", "remote"):
        yield from foreign_id(gateway, side, _ID_TYPES2, "!")


def _transforms(gateway: Gateway, name: str) -> Iterator[str]:
    ah = word(gateway, "esp.protocol") == "ah"
    for index, suite in enumerate(without_groups(singles(gateway, "ESP")), 1):
        words = [] if ah else [spelled(item, ESP_CIPHERS) for item in suite.encryption]
        words += [f"{'ah' if ah else 'esp'}-{spelled(item, HASHES)}-hmac" for item in suite.integrity]
        yield f"crypto ipsec transform-set {name}-{index} " + " ".join(words)
        yield from ([f" mode {word(gateway, 'esp.mode')}"] if word(gateway, "esp.mode") else [])
        yield "!"


def _phase2(gateway: Gateway) -> Iterator[str]:
    if pfs_group(gateway):
        yield f" set pfs group{pfs_group(gateway)}"
    seconds, kilobytes = number(gateway, "esp.lifetime_s"), number(gateway, "esp.lifetime_kb")
    if seconds is not None:
        yield f" set security-association lifetime seconds {seconds}"
    if kilobytes is not None:
        yield f" set security-association lifetime kilobytes {kilobytes or 'disable'}"


def _map(gateway: Gateway, name: str, body: list[str]) -> Iterator[str]:
    yield f"ip access-list extended {name}-acl"
    for local, remote in pairs(gateway):
        yield f" permit ip {wildcard(local, 'host')} {wildcard(remote, 'host')}"
    yield from ("!", f"crypto map {name} 10 ipsec-isakmp")
    yield from ([f" set peer {word(gateway, 'remote.address')}"] if word(gateway, "remote.address") else [])
    yield from (*body, f" match address {name}-acl", "!", "! interface <WAN>", f"!  crypto map {name}")


def _vti(gateway: Gateway, name: str, body: list[str]) -> Iterator[str]:
    yield from (f"crypto ipsec profile {name}", *body, "!", "interface Tunnel1")
    local, remote = word(gateway, "local.address"), word(gateway, "remote.address")
    yield from ([f" tunnel source {local}"] if local else ["! tunnel source <WAN>"])
    yield " tunnel mode ipsec ipv4"
    yield from ([f" tunnel destination {remote}"] if remote else [])
    yield from (f" tunnel protection ipsec profile {name}", "!")
