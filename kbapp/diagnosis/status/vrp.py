"""Huawei and H3C: `display ike sa`, `display ipsec sa`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status, network

_HEADING = re.compile(r"^\s*(?:IKE SA information|Conn-ID\s+Peer|Connection-ID\s+(?:Remote|Local)|ike sa number)", re.I)
_ROW = re.compile(
    r"^\s*\d+\s+(?P<peer>\d+\.\d+\.\d+\.\d+)(?:[:/]\d+)?\s+(?P<rest>\S.*)$",
)
_FLAGS = re.compile(
    r"\b(?P<flags>(?:RD|ST|RL|FD|TO|HRT|LKG|BCK|M|S|A|NEG|D|NAT)(?:\|\w+)*)\b|(?P<none>\bNONE\b|Unknown)"
)
_PHASE = re.compile(r"\bv(?P<version>[12]):(?P<phase>[12])\b")
_SOURCE = re.compile(
    r"(?:Flow source|sour addr)\s*:\s*(?P<net>[\d.]+)[/\s]+(?:mask\s+)?(?P<mask>\d+\.[\d.]+|\d+)", re.I
)
_DEST = re.compile(
    r"(?:Flow destination|dest addr)\s*:\s*(?P<net>[\d.]+)[/\s]+(?:mask\s+)?(?P<mask>\d+\.[\d.]+|\d+)", re.I
)
_REMOTE = re.compile(r"(?:Tunnel remote|remote address)\s*:\s*(?P<peer>[\d.]+)", re.I)
_COUNTS = (
    (re.compile(r"(?:SA encrypted packets \(number/\S+\)|Outpacket count)\s*:\s*(?P<count>\d+)", re.I), "sent"),
    (re.compile(r"(?:SA decrypted packets \(number/\S+\)|Inpacket count)\s*:\s*(?P<count>\d+)", re.I), "received"),
    (re.compile(r"Max sent sequence-number\s*:\s*(?P<count>\d+)", re.I), "sent"),
    (re.compile(r"Max received sequence-number\s*:\s*(?P<count>\d+)", re.I), "received"),
)
_H3C = re.compile(r"Comware|sour addr|Connection-ID|Inside VPN|Perfect forward secrecy", re.I)


def read(lines: Lines) -> Status | None:
    status = Status("huawei")
    table = False
    child: Child | None = None
    peer: str | None = None
    for line in lines:
        text = line.text
        if _H3C.search(text):
            status.dialect = "h3c"
        if _HEADING.search(text):
            table, status.heading = True, line.number
        elif table and (match := _ROW.search(text)):
            _row(status, line.number, match["peer"], match["rest"])
        elif match := _REMOTE.search(text):
            peer = match["peer"]
            if child is not None and child.peer is None:
                child.peer = peer
        elif match := _SOURCE.search(text):
            child = Child(line.number, peer, local=(network(match["net"], match["mask"]),), marks=[line.number])
            status.children.append(child)
        elif (match := _DEST.search(text)) and child is not None:
            child.remote = (network(match["net"], match["mask"]),)
            child.marks.append(line.number)
        elif child is not None:
            _count(child, text, line.number)
    return status if status.tells else None


def _row(status: Status, number: int, peer: str, rest: str) -> None:
    """A row of phase 1, or of phase 2 where the table lists both. `RD`: ready."""
    flags = _FLAGS.search(rest)
    phase = _PHASE.search(rest)
    version = int(phase["version"]) if phase else None
    second = bool(phase and phase["phase"] == "2") or bool(re.search(r"\s2\s+IPSEC\s*$", rest, re.I))
    words = (flags["flags"] or "") if flags else ""
    ready = "RD" in words.split("|")
    if phase:
        status.second = bool(status.second) or (second and ready)
    if not second:
        status.peers.append(Peer(number, ready, peer, version=version, state=words or "NONE"))


def _count(child: Child, text: str, number: int) -> None:
    """The exact counters stand in some releases only; then the sequence numbers tell as much."""
    for pattern, name in _COUNTS:
        if match := pattern.search(text):
            setattr(child, name, max(int(match["count"]), getattr(child, name) or 0))
            child.marks.append(number)
            return
