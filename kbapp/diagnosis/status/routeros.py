"""MikroTik RouterOS: `/ip ipsec active-peers print`, `policy print`, `installed-sa print` (also with `detail`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status

_PAIR = re.compile(r"(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>\S+))")
_ENTRY = re.compile(r"^\s*\d+\s")
_TEMPLATE = re.compile(r"\btemplate=yes\b")


def read(lines: Lines) -> Status | None:
    status = Status("mikrotik")
    flows: dict[tuple[str, str], tuple[int, int | None]] = {}
    for number, text in _entries(lines):
        fields = {match["key"]: match["quoted"] or match["plain"] or "" for match in _PAIR.finditer(text)}
        if "remote-address" in fields and "state" in fields:
            _peer(status, number, fields)
        elif "ph2-state" in fields and not _TEMPLATE.search(text):
            _policy(status, number, fields)
        elif "spi" in fields and fields.get("state") in ("mature", "dying"):
            packets = fields.get("current-packets")
            flows[_address(fields, "src-address"), _address(fields, "dst-address")] = (
                number,
                int(packets) if packets and packets.isdigit() else 0,
            )
    _installed(status, flows)
    return status if status.tells else None


def _entries(lines: Lines) -> Iterator[tuple[int, str]]:
    """An entry may go on over lines: joined, with the number of its first line."""
    held: tuple[int, str] | None = None
    for line in lines:
        if _ENTRY.search(line.text):
            if held:
                yield held
            held = (line.number, line.text)
        elif held and "=" in line.text:
            held = (held[0], f"{held[1]} {line.text.strip()}")
    if held:
        yield held


def _address(fields: Mapping[str, str], name: str) -> str:
    return fields.get(name, "").partition(":")[0]


def _peer(status: Status, number: int, fields: Mapping[str, str]) -> None:
    up = fields["state"] == "established"
    state = fields["state"]
    remote, local = _address(fields, "remote-address"), _address(fields, "local-address") or None
    status.peers.append(Peer(number, up, remote, local, fields.get("id"), state=state))
    if up and fields.get("ph2-total", "0") not in ("", "0"):
        status.children.append(Child(number, remote))


def _policy(status: Status, number: int, fields: Mapping[str, str]) -> None:
    up = fields["ph2-state"] == "established"
    remote, local = _address(fields, "sa-dst-address") or None, _address(fields, "sa-src-address") or None
    status.peers.append(Peer(number, up, remote, local, fields.get("peer"), state=fields["ph2-state"]))
    if up:
        nets = ((fields.get("src-address", ""),), (fields.get("dst-address", ""),))
        status.children.append(Child(number, remote, fields.get("peer"), *nets, marks=[number]))


def _installed(status: Status, flows: Mapping[tuple[str, str], tuple[int, int | None]]) -> None:
    """Two SAs that mirror each other are one child. Which end is this router's the table does not say: the SA that
    counts packets while its mirror does not is taken for the outgoing one (an unanswered sender is the common case)."""
    seen: set[frozenset[str]] = set()
    for (source, target), (number, sent) in sorted(flows.items(), key=lambda item: -(item[1][1] or 0)):
        ends = frozenset((source, target))
        mirror = flows.get((target, source))
        if ends in seen or mirror is None:
            continue
        seen.add(ends)
        status.children.append(Child(number, target, received=mirror[1], sent=sent, marks=[number, mirror[0]]))
