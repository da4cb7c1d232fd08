"""FortiGate's proposals and selectors: `proposal` and `dhgrp` lists, subnets, ranges, firewall addresses and groups."""

from __future__ import annotations

import ipaddress

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.fortios import Entry, Tables
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, parse_transform, prf_for

ANY = "0.0.0.0/0"
Objects = dict[str, Entry]
"""Address objects and groups by name."""
_LISTS = {
    "IKE": (
        (TransformKind.ENCR, "ike.encryption"),
        (TransformKind.INTEG, "ike.integrity"),
        (TransformKind.PRF, "ike.prf"),
    ),
    "ESP": ((TransformKind.ENCR, "esp.encryption"), (TransformKind.INTEG, "esp.integrity")),
}


def put_proposals(builder: GatewayBuilder, protocol: str, entry: Entry) -> None:
    """`proposal` lists cipher-hash pairs; each goes with every group of `dhgrp`."""
    words, line = entry.settings.get("proposal", ([], 0))
    numbers, where = entry.settings.get("dhgrp", ([], 0))
    off = protocol == "ESP" and (entry.first("pfs") or ("", 0))[0] == "disable"
    groups = [] if off else [name for word in numbers if (name := parse_transform(word, TransformKind.DH))]
    suites = [suite for word in words if (suite := _suite(protocol, word, groups))]
    for word in words:
        if _suite(protocol, word, groups) is None:
            builder.not_understood(line, f"proposal {word}")
    if suites and (groups or off):
        builder.proposals(protocol, suites, line, " ".join(words))
    for kind, name in _LISTS[protocol] if suites and not (groups or off) else ():
        found = tuple(dict.fromkeys(item for suite in suites for item in suite.of(kind)))
        if found and (kind is not TransformKind.PRF or "prf" in " ".join(words)):
            builder.set(name, found, line, " ".join(words))
    if groups:
        name = "ike.dh_groups" if protocol == "IKE" else "esp.pfs_groups"
        builder.set(name, tuple(groups), where, " ".join(numbers))


def _suite(protocol: str, word: str, groups: list[str]) -> Proposal | None:
    """`aes256-sha256`, `aes256gcm-prfsha384`, `chacha20poly1305-prfsha256`, `aes128gcm`."""
    cipher, _, digest = word.lower().partition("-")
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


def put_selectors(builder: GatewayBuilder, children: list[Entry], known: Objects) -> None:
    """The subnets of every phase 2, and their pairs; an address object that is not in the text is unknown."""
    pairs = [(_subnets(child, "src", known), _subnets(child, "dst", known)) for child in children]
    for index, name in ((0, "local.subnets"), (1, "remote.subnets")):
        told = [pair[index] for pair in pairs]
        missing = next((item for item in told if not item[0] and item[1]), None)
        line = next((item[1] for item in told if item[1]), None)
        if missing is not None:
            builder.unknown(name, "address object: not in the text", missing[1])
        elif line:
            builder.subnets(name, [text for texts, _ in told for text in texts or [ANY]], line)
        elif children:
            builder.default(name, (ANY,), "not in the text; FortiOS: 0.0.0.0/0")
    if len(children) > 1:
        builder.pairs = [(a, b) for local, remote in pairs for a in local[0] or [ANY] for b in remote[0] or [ANY]]


def _subnets(child: Entry, side: str, known: Objects) -> tuple[list[str], int | None]:
    """The prefixes of one end; none and a line: a name that nothing explains; none and no line: not set."""
    kind = (child.first(f"{side}-addr-type") or ("", 0))[0]
    found, named = child.settings.get(f"{side}-subnet"), child.first(f"{side}-name")
    if named and (kind == "name" or not found):
        return _named(named[0], known, 0), named[1]
    start, end = child.first(f"{side}-start-ip"), child.first(f"{side}-end-ip")
    if start and end and (kind == "range" or not found):
        return _range(start[0], end[0]), start[1]
    if start and (kind == "ip" or not found):
        return [start[0]], start[1]
    return (["/".join(found[0][:2])], found[1]) if found and found[0] else ([], None)


def objects(tables: Tables) -> Objects:
    """The firewall addresses and the groups by name."""
    named = [entry for name in ("firewall addrgrp", "firewall address") for entry in reversed(tables.get(name, []))]
    return {entry.name: entry for entry in named}


def _named(name: str, known: Objects, depth: int) -> list[str]:
    """The prefixes of a firewall address or, recursively, of a group."""
    entry = known.get(name)
    subnet = entry.settings.get("subnet") if entry else None
    if subnet and subnet[0]:
        return ["/".join(subnet[0][:2])]
    start, end = (entry.first(key) if entry else None for key in ("start-ip", "end-ip"))
    if start and end:
        return _range(start[0], end[0])
    members = entry.settings.get("member") if entry else None
    if members and depth < 10:
        return [prefix for member in members[0] for prefix in _named(member, known, depth + 1)]
    return [ANY] if name == "all" else []


def _range(start: str, end: str) -> list[str]:
    try:
        first, last = ipaddress.ip_address(start), ipaddress.ip_address(end)
        return [str(network) for network in ipaddress.summarize_address_range(first, last)]
    except (ValueError, TypeError):
        return []
