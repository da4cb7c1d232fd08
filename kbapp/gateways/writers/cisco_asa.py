"""Cisco ASA 9.x: IKE policies, crypto map and tunnel group; a VTI where everything is routed."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.spelling.cisco_asa import (
    CIPHERS,
    ESP_CIPHERS,
    ESP_HASHES,
    HASHES,
    IKEV2_CIPHERS,
    IKEV2_ESP_HASHES,
    IKEV2_HASHES,
    PRFS,
)
from kbapp.gateways.writers.commands import (
    group,
    is_routed,
    netmask,
    not_said,
    pairs,
    pfs_group,
    singles,
    unknown,
    without_groups,
)
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import is_aead, prf_for


def write(gateway: Gateway) -> str:
    name = name_of(gateway)
    version2 = word(gateway, "ike.version") in ("ikev2", "any")
    lines = [*_policies2(gateway)] if version2 else [*_policies1(gateway)]
    sets = [*_proposals2(gateway, name)] if version2 else [*_transforms1(gateway, name)]
    names = " ".join(dict.fromkeys(line.split()[4] for line in sets if line.startswith("crypto")))
    what = f"ikev2 ipsec-proposal {names}" if version2 else f"ikev1 transform-set {names}"
    settings = [*([what] if names else []), *_phase2(gateway)]
    lines += [*sets, *(_vti(gateway, name, settings) if is_routed(gateway) else _map(gateway, name, settings))]
    return "\n".join([*lines, *_group(gateway, version2), *_globals(gateway), *_notes(gateway, version2)]) + "\n"


def _notes(gateway: Gateway, version2: bool) -> Iterator[str]:
    yield from unknown(gateway, "!", "remote.address", "local.subnets", "remote.subnets")
    yield from not_said(gateway, "!", "local.address", "esp.esn")
    peer = identity(gateway, "remote.id")
    if peer is not None and peer.value != word(gateway, "remote.address"):
        yield f"! remote.id = {peer.type} {peer.value}: no command for it here"
    if word(gateway, "ike.version") == "any":
        yield "! ike.version = any: written as IKEv2"
    if is_routed(gateway) and word(gateway, "ike.mode") == "aggressive":
        yield "! ike.mode = aggressive: no command for it on a tunnel interface"
    if version2 and word(gateway, "esp.mode") == "transport":
        yield "! esp.mode = transport: no command for it here"
    if word(gateway, "initiates") in ("yes", "on-traffic"):
        yield f"! initiates = {word(gateway, 'initiates')}: the ASA starts on traffic"


def _policies1(gateway: Gateway) -> Iterator[str]:
    method = {"psk": "pre-share", "certificate": "rsa-sig"}.get(word(gateway, "auth.method") or "")
    lifetime = number(gateway, "ike.lifetime_s")
    for index, suite in enumerate(singles(gateway, "IKE"), 1):
        yield f"crypto ikev1 policy {index * 10}"
        yield from ([f" authentication {method}"] if method else [])
        yield from (f" encryption {spelled(item, CIPHERS)}" for item in suite.encryption)
        yield from (f" hash {spelled(item, HASHES)}" for item in suite.integrity)
        yield from (f" group {group(item)}" for item in suite.dh)
        yield from ([f" lifetime {lifetime}"] if lifetime is not None else [])
    yield "! crypto ikev1 enable <WAN>"


def _policies2(gateway: Gateway) -> Iterator[str]:
    lifetime = number(gateway, "ike.lifetime_s")
    for index, suite in enumerate(suites(gateway, "IKE"), 1):
        yield f"crypto ikev2 policy {index * 10}"
        kinds = (("encryption", suite.encryption, IKEV2_CIPHERS), ("integrity", suite.integrity, IKEV2_HASHES))
        prfs = suite.prf or tuple(prf for item in suite.integrity if (prf := prf_for(item)))  # else it would be SHA-1
        for head, names, table in (*kinds, ("prf", prfs, PRFS)):
            if names:
                yield f" {head} " + " ".join(spelled(item, table) for item in names)
            elif head == "integrity":
                yield " integrity null"  # what goes with AES-GCM
        if suite.dh:
            yield " group " + " ".join(group(item) for item in suite.dh)
        yield from ([f" lifetime seconds {lifetime}"] if lifetime is not None else [])
    yield "! crypto ikev2 enable <WAN>"


def _transforms1(gateway: Gateway, name: str) -> Iterator[str]:
    for index, suite in enumerate(without_groups(singles(gateway, "ESP")), 1):
        words = [spelled(item, ESP_CIPHERS) for item in suite.encryption]
        words += [spelled(item, ESP_HASHES) for item in suite.integrity] or ["esp-none"]
        yield f"crypto ipsec ikev1 transform-set {name}-{index} " + " ".join(words)
        if word(gateway, "esp.mode") == "transport":
            yield f"crypto ipsec ikev1 transform-set {name}-{index} mode transport"


def _proposals2(gateway: Gateway, name: str) -> Iterator[str]:
    for index, suite in enumerate(without_groups(suites(gateway, "ESP")), 1):
        yield f"crypto ipsec ikev2 ipsec-proposal {name}-{index}"
        if suite.encryption:
            yield " protocol esp encryption " + " ".join(spelled(item, IKEV2_CIPHERS) for item in suite.encryption)
        hashes = [spelled(item, IKEV2_ESP_HASHES) for item in suite.integrity]
        if not hashes and any(is_aead(item) for item in suite.encryption):
            hashes = ["null"]
        if hashes:
            yield " protocol esp integrity " + " ".join(hashes)


def _phase2(gateway: Gateway) -> Iterator[str]:
    if pfs_group(gateway):
        yield f"pfs group{pfs_group(gateway)}"
    seconds, kilobytes = number(gateway, "esp.lifetime_s"), number(gateway, "esp.lifetime_kb")
    if seconds is not None:
        yield f"security-association lifetime seconds {seconds}"
    if kilobytes is not None:
        yield f"security-association lifetime kilobytes {kilobytes or 'unlimited'}"


def _map(gateway: Gateway, name: str, settings: list[str]) -> Iterator[str]:
    for local, remote in pairs(gateway):
        yield f"access-list {name}-acl extended permit ip {netmask(local)} {netmask(remote)}"
    stem = f"crypto map {name} 10"
    yield f"{stem} match address {name}-acl"
    yield from ([f"{stem} set peer {word(gateway, 'remote.address')}"] if word(gateway, "remote.address") else [])
    yield from (f"{stem} set {item}" for item in settings)
    if word(gateway, "ike.mode") == "aggressive":
        yield f"{stem} set ikev1 phase1-mode aggressive"
    if word(gateway, "initiates") == "no":
        yield f"{stem} set connection-type answer-only"
    if switch(gateway, "nat_traversal") is False:
        yield f"{stem} set nat-t-disable"
    if word(gateway, "auth.method") == "certificate":
        yield f"{stem} set trustpoint <TRUSTPOINT>"
    yield f"! crypto map {name} interface <WAN>"


def _vti(gateway: Gateway, name: str, settings: list[str]) -> Iterator[str]:
    yield from (f"crypto ipsec profile {name}", *(f" set {item}" for item in settings))
    if word(gateway, "initiates") == "no":
        yield " responder-only"
    if word(gateway, "auth.method") == "certificate":
        yield " set trustpoint <TRUSTPOINT>"
    yield from ("!", "interface Tunnel1", " tunnel source interface <WAN>")
    yield from ([f" tunnel destination {word(gateway, 'remote.address')}"] if word(gateway, "remote.address") else [])
    yield from (" tunnel mode ipsec ipv4", f" tunnel protection ipsec profile {name}", "!")
    if switch(gateway, "nat_traversal") is False:
        yield "no crypto isakmp nat-traversal"


def _group(gateway: Gateway, version2: bool) -> Iterator[str]:
    peer = word(gateway, "remote.address") or "DefaultL2LGroup"
    if peer != "DefaultL2LGroup":
        yield f"tunnel-group {peer} type ipsec-l2l"
    yield f"tunnel-group {peer} ipsec-attributes"
    if word(gateway, "auth.method") != "certificate":
        sides = ("ikev2 remote-authentication", "ikev2 local-authentication") if version2 else ("ikev1",)
        yield from (f" {side} pre-shared-key {PLACEHOLDER}" for side in sides)
    alive, interval = switch(gateway, "dpd.enabled"), number(gateway, "dpd.interval_s")
    if alive:
        yield f" isakmp keepalive threshold {interval or 10} retry 2"
    elif alive is False:
        yield " isakmp keepalive disable"


def _globals(gateway: Gateway) -> Iterator[str]:
    """What holds for all connections."""
    own = identity(gateway, "local.id")
    if own is not None and own.type == "key-id":
        yield f"crypto isakmp identity key-id {own.value}"
    elif own is not None and own.type == "ipv4":
        yield "crypto isakmp identity address"
    elif own is not None:
        yield f"! local.id = {own.type} {own.value}: no command for it here"
    if switch(gateway, "nat_traversal"):
        yield "crypto isakmp nat-traversal"
