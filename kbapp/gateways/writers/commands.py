"""What the writers of command configurations share: selectors as access lists, single suites, comment lines."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from itertools import product

from kbapp.gateways.writers.parts import identity, items, suites
from kbapp.model.gateway import Gateway
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, group_number, is_aead

ANY = ("0.0.0.0/0",)


def pairs(gateway: Gateway) -> list[tuple[str, str]]:
    """The pairs of subnets, as the gateway has them or every local one with every remote one."""
    if gateway.selector_pairs:
        return list(gateway.selector_pairs)
    return list(product(items(gateway, "local.subnets"), items(gateway, "remote.subnets")))


def is_routed(gateway: Gateway) -> bool:
    """Everything on both sides: a tunnel interface rather than an access list."""
    return items(gateway, "local.subnets") == items(gateway, "remote.subnets") == ANY


def wildcard(network: str, host: str = "0") -> str:
    """`10.1.0.0 0.0.255.255`; a host as the platform spells it, everything as `any`."""
    found = ipaddress.ip_network(network, strict=False)
    if found.prefixlen == 0:
        return "any"
    if found.prefixlen == found.max_prefixlen:
        return f"{found.network_address} {host}" if host == "0" else f"{host} {found.network_address}"
    return f"{found.network_address} {found.hostmask}"


def netmask(network: str) -> str:
    """`10.1.0.0 255.255.0.0`; ASA's `host` and `any`."""
    found = ipaddress.ip_network(network, strict=False)
    if found.prefixlen == 0:
        return "any"
    if found.prefixlen == found.max_prefixlen:
        return f"host {found.network_address}"
    return f"{found.network_address} {found.netmask}"


def vrp_rules(gateway: Gateway) -> Iterator[str]:
    """The rules of an advanced access list of VRP and Comware."""
    for index, (local, remote) in enumerate(pairs(gateway), 1):
        ends = (("source", wildcard(local)), ("destination", wildcard(remote)))
        words = " ".join(f"{side} {text}" for side, text in ends if text != "any")
        yield f" rule {index * 5} permit ip {words}".rstrip()


def singles(gateway: Gateway, protocol: str) -> list[Proposal]:
    """Suites of one algorithm a kind (IKEv1 policies, transform sets); their order is kept."""
    found: dict[Proposal, None] = {}
    for suite in suites(gateway, protocol):
        for cipher in suite.encryption or ("",):
            hashes = ("",) if is_aead(cipher) or not suite.integrity else suite.integrity
            for digest, group in product(hashes, suite.dh or ("",)):
                found[Proposal(protocol, _some(cipher), _some(digest), (), _some(group))] = None
    return list(found)


def _some(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def without_groups(found: Iterable[Proposal]) -> list[Proposal]:
    """ESP suites whose PFS group stands elsewhere."""
    return list(dict.fromkeys(suite.with_(TransformKind.DH, ()) for suite in found))


def group(name: str) -> str:
    """The number of a DH group; one without a number stands out."""
    number = group_number(name)
    return str(number) if number else f"<{name}>"


def pfs_group(gateway: Gateway) -> str | None:
    """The PFS group's number; `None` where PFS is off or unknown."""
    found = items(gateway, "esp.pfs_groups")
    return group(found[0]) if found else None


def unknown(gateway: Gateway, mark: str, *names: str) -> Iterator[str]:
    """A comment line for each of these parameters that the gateway does not tell."""
    for name in names:
        if gateway.get(name).value is None:
            yield f"{mark} {name}: unknown, left out"


def not_said(gateway: Gateway, mark: str, *names: str) -> Iterator[str]:
    """A comment line for each of these parameters that the gateway has and the platform says nowhere here."""
    for name in names:
        value = gateway.get(name)
        if value.value is not None:
            yield f"{mark} {name} = {value.as_json()}: no command for it here"


def foreign_id(gateway: Gateway, side: str, known: Iterable[str], mark: str) -> Iterator[str]:
    """A comment where the platform has no word for the identity's type."""
    own = identity(gateway, f"{side}.id")
    if own is not None and own.type not in set(known):
        yield f"{mark} {side}.id = {own.type} {own.value}: no command for it here"


def to_be_added(gateway: Gateway, address: str) -> Iterator[str]:
    """What a tunnel interface of VRP or Comware needs besides, in comments: its address, its source, the routes."""
    yield f"# interface Tunnel1: {address}"
    if not gateway.get("local.address").value:
        yield "# interface Tunnel1: source <WAN>"
    yield from ("# ip route-static <NETWORK> <MASK> Tunnel1", "#")
