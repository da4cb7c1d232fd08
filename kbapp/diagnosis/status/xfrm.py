"""Linux kernel: `ip xfrm state`, `ip xfrm policy` (the SAs of strongSwan, libreswan, racoon)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kbapp.diagnosis.status.model import Child, Lines, Status

_ENDS = re.compile(
    r"^src (?P<src>[\da-fA-F.:]+)(?:/(?P<src_bits>\d+))? dst (?P<dst>[\da-fA-F.:]+)(?:/(?P<dst_bits>\d+))?"
)
_PROTO = re.compile(r"^\s+proto (?:esp|ah) spi 0x[0-9a-f]{5,8}")
_DIRECTION = re.compile(r"^\s+dir (?P<way>out|in|fwd)\b")
_TEMPLATE = re.compile(r"^\s+tmpl src (?P<src>[\da-fA-F.:]+) dst (?P<dst>[\da-fA-F.:]+)")
_CURRENT = re.compile(r"^\s+(?P<bytes>\d+)\(bytes\), (?P<packets>\d+)\(packets\)")


@dataclass(slots=True)
class _Sa:
    line: int
    packets: int | None = None
    marked: int = 0


def read(lines: Lines) -> Status | None:
    reader = _Reader()
    for line in lines:
        reader.take(line.number, line.text)
    return reader.status()


class _Reader:
    def __init__(self) -> None:
        self.sas: dict[tuple[str, str], _Sa] = {}
        self.out: dict[tuple[str, str], tuple[str, str]] = {}
        """(own gateway, the peer's) -> (own subnet, the peer's), from the outgoing policies."""
        self.ends: re.Match[str] | None = None
        self.way = ""
        self.current: _Sa | None = None

    def take(self, number: int, text: str) -> None:
        if match := _ENDS.search(text):
            self.ends, self.way, self.current = match, "", None
        elif self.ends is None:
            return
        elif match := _DIRECTION.search(text):
            self.way = match["way"]
        elif (match := _TEMPLATE.search(text)) and self.way == "out":
            self.out[match["src"], match["dst"]] = (_net(self.ends, "src"), _net(self.ends, "dst"))
        elif not self.way and _PROTO.search(text):
            self.current = _Sa(number)
            self.sas[self.ends["src"], self.ends["dst"]] = self.current
        elif self.current is not None and self.current.packets is None and (match := _CURRENT.search(text)):
            self.current.packets, self.current.marked = int(match["packets"]), number

    def status(self) -> Status | None:
        status = Status("strongswan")
        seen: set[frozenset[str]] = set()
        for (source, target), sa in sorted(self.sas.items(), key=lambda item: self._order(*item)):
            mirror = self.sas.get((target, source))
            if mirror is None or frozenset((source, target)) in seen:
                continue
            seen.add(frozenset((source, target)))
            status.children.append(self._child(source, target, sa, mirror))
        return status if status.tells else None

    def _order(self, ends: tuple[str, str], sa: _Sa) -> tuple[bool, int]:
        """The policies say which end is this one; without them the SA that counts is taken for the outgoing one."""
        return ends not in self.out, -(sa.packets or 0)

    def _child(self, source: str, target: str, sa: _Sa, mirror: _Sa) -> Child:
        child = Child(sa.line, target, received=mirror.packets, sent=sa.packets)
        child.marks = [number for number in (sa.marked, mirror.marked) if number]
        nets = self.out.get((source, target))
        if nets:
            child.local, child.remote = (nets[0],), (nets[1],)
        return child


def _net(match: re.Match[str], side: str) -> str:
    return f"{match[side]}/{match[f'{side}_bits'] or 32}"
