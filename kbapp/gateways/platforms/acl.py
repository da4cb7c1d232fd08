"""Access lists as traffic selectors: wildcard and network masks, `host`, `any`, names of address objects."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kbapp.gateways.builder import GatewayBuilder, is_masked

ANY = "0.0.0.0/0"

Objects = Callable[[str], list[str]]
"""The networks of a named object or group; empty if it is not known."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One line of an access list: every source network with every destination network is a pair."""

    line: int
    sources: tuple[str, ...]
    destinations: tuple[str, ...]


@lru_cache(maxsize=50_000)
def network(address: str, mask: str = "", *, wildcard: bool = False) -> str | None:
    """`10.1.0.0/16` from an address and a mask; a mask that can only be one kind is read as that kind.

    A masked address (`10.xx.xx.0`) comes back as it is, for the builder to mark it; `None` if it is no network.
    """
    if is_masked(address):
        return address
    if "/" in address:
        return _network(address)
    if not mask:
        return _network(address)
    if mask.lstrip("/").isdigit() and "." not in mask:
        bits = mask.lstrip("/")
        return _network(address if wildcard and bits == "0" else f"{address}/{bits}")  # a wildcard of 0 is a host
    length = _length(mask, wildcard)
    return None if length is None else _network(f"{address}/{length}")


def _network(text: str) -> str | None:
    try:
        return str(ipaddress.ip_network(text, strict=False))
    except ValueError:
        return None


def _length(mask: str, wildcard: bool) -> int | None:
    try:
        number = int(ipaddress.IPv4Address(mask))
    except ValueError:
        return None
    if number in (0, 0xFFFFFFFF):
        return 32 if (number == 0) == wildcard else 0
    for value in (number, number ^ 0xFFFFFFFF):
        length = bin(value).count("1")
        if value == (0xFFFFFFFF << (32 - length)) & 0xFFFFFFFF:
            return length
    return None


def is_mask(word: str) -> bool:
    """Is this word a mask behind an address (`0.0.0.255`, `0`)?"""
    return word.isdigit() or is_masked(word) or _is_address(word)


def _is_address(word: str) -> bool:
    try:
        ipaddress.IPv4Address(word)
    except ValueError:
        return False
    return True


def cisco_end(words: Sequence[str], objects: Objects, *, wildcard: bool) -> tuple[list[str], int] | None:
    """One end of an IOS or ASA line: its networks and how many words it took; `None` if it is not understood."""
    if not words:
        return None
    head = words[0].lower()
    if head in ("any", "any4"):
        return [ANY], 1
    if head == "any6":
        return ["::/0"], 1
    if head in ("host", "object", "object-group", "addrgroup") and len(words) > 1:
        found = [network(words[1])] if head == "host" else objects(words[1])
        kept = [item for item in found if item]
        return (kept, 2) if kept else None
    if "/" in words[0]:
        item = network(words[0])
        return ([item], 1) if item else None
    item = network(words[0], words[1], wildcard=wildcard) if len(words) > 1 else None
    if item is None and len(words) > 1:
        named = objects(words[0])  # ASA: `name 10.1.0.0 lan`
        item = network(named[0].split("/")[0], words[1], wildcard=wildcard) if named else None
    return ([item], 2) if item else None


_PORTS = {"eq": 2, "neq": 2, "lt": 2, "gt": 2, "range": 3}


def cisco_flow(line: int, words: Sequence[str], objects: Objects, *, wildcard: bool) -> Flow | None:
    """`permit ip A W B W` behind the list's name; `None` if it is not understood."""
    rest = list(words[1:])
    rest = rest[2:] if rest and rest[0].lower() in ("object", "object-group") else rest[1:]
    ends: list[tuple[str, ...]] = []
    for _ in range(2):
        end = cisco_end(rest, objects, wildcard=wildcard)
        if end is None:
            return None
        ends.append(tuple(end[0]))
        rest = rest[end[1] :]
        if rest and rest[0].lower() in _PORTS:
            rest = rest[_PORTS[rest[0].lower()] :]
    return Flow(line, ends[0], ends[1])


def vrp_flow(line: int, words: Sequence[str], objects: Objects) -> Flow | None:
    """`permit ip source A W destination B W` of VRP and Comware; an end that is not named is any address."""
    ends: dict[str, list[str]] = {}
    index = 0
    while index < len(words):
        side = _side(words[index].lower())
        if side:
            end = _vrp_end(words[index + 1 :], objects)
            if end is None:
                return None
            ends[side], taken = end
            index += taken
        index += 1
    return Flow(line, tuple(ends.get("source", [ANY])), tuple(ends.get("destination", [ANY])))


def _side(word: str) -> str:
    for side in ("source", "destination"):
        if len(word) >= 3 and side.startswith(word):
            return side
    return ""


def _vrp_end(words: Sequence[str], objects: Objects) -> tuple[list[str], int] | None:
    if not words:
        return None
    head = words[0].lower()
    if head == "any":
        return [ANY], 1
    if head in ("address-set", "address-group", "object-group") and len(words) > 1:
        found = objects(words[1])
        return (found, 2) if found else None
    mask = words[1] if len(words) > 1 else ""
    if mask.lower() == "mask" and len(words) > 2:
        item, taken = network(words[0], words[2]), 3
    elif is_mask(mask):
        item, taken = network(words[0], mask, wildcard=True), 2
    else:
        item, taken = network(words[0]), 1
    return ([item], taken) if item else None


def put_flows(builder: GatewayBuilder, flows: Iterable[Flow]) -> None:
    """Both subnets and the pairs, as the access list's lines give them."""
    kept = list(flows)
    if not kept:
        return
    builder.subnets("local.subnets", [item for flow in kept for item in flow.sources], kept[0].line)
    builder.subnets("remote.subnets", [item for flow in kept for item in flow.destinations], kept[0].line)
    pairs = [(a, b) for flow in kept for a in flow.sources for b in flow.destinations]
    builder.pairs = [pair for pair in dict.fromkeys(pairs) if not is_masked(pair[0]) and not is_masked(pair[1])]


def put_any(builder: GatewayBuilder, line: int, text: str, network: str = ANY) -> None:
    """A routed tunnel: everything on both sides."""
    for name in ("local.subnets", "remote.subnets"):
        builder.set(name, (network,), line, text)
    builder.pairs = [(network, network)]
