"""Juniper SRX: `show security ike security-associations`, `show security ipsec security-associations [detail]`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status, between

_IKE = re.compile(r"^\s*\d+\s+(?P<state>UP|DOWN)\s+[0-9a-f]{16}\s+[0-9a-f]{16}\s+(?P<mode>\S+)\s+(?P<remote>[\d.]+)")
_IKE_DETAIL = re.compile(r"IKE peer (?P<remote>[\d.]+), Index \d+")
_STATE = re.compile(r"\bState: (?P<state>UP|DOWN)\b")
_TOTAL = re.compile(r"Total active tunnels: (?P<count>\d+)")
_ROW = re.compile(r"^\s*(?P<way>[<>])(?P<id>\d+)\s+(?:ESP|AH):\S+\s+[0-9a-f]+\s+.*?(?P<remote>\d+\.\d+\.\d+\.\d+)\s*$")
_ID = re.compile(r"^\s*ID: (?P<id>\d+)\b.*?(?:VPN-name|Virtual-system)")
_ENDS = re.compile(r"Local Gateway: (?P<local>[\d.]+), Remote Gateway: (?P<remote>[\d.]+)")
_IDENTITY = re.compile(
    r"(?P<side>Local|Remote) Identity: ipv4(?:_subnet)?\((?:[^)]*=)?"
    r"(?P<first>[\d.]+)(?:(?P<how>[-/])(?P<second>[\d.]+))?\)"
)
_BYTES = re.compile(r"^\s*(?P<way>Encrypted|Decrypted) (?P<what>bytes|packets):\s+(?P<count>\d+)")


def read(lines: Lines) -> Status | None:
    status = Status("juniper")
    rows: dict[str, Child] = {}
    child: Child | None = None
    for line in lines:
        text = line.text
        if match := _IKE.search(text):
            version = 2 if "v2" in match["mode"] else 1
            status.peers.append(
                Peer(line.number, match["state"] == "UP", match["remote"], version=version, state=match["state"])
            )
        elif match := _IKE_DETAIL.search(text):
            status.peers.append(Peer(line.number, False, match["remote"]))
        elif (match := _STATE.search(text)) and status.peers and child is None:
            status.peers[-1].up, status.peers[-1].state = match["state"] == "UP", match["state"]
        elif match := _TOTAL.search(text):
            status.heading = line.number
            status.empty = line.number if match["count"] == "0" else None
        elif match := _ROW.search(text):
            rows.setdefault(match["id"], Child(line.number, match["remote"])).marks.append(line.number)
        elif match := _ID.search(text):
            child = rows.setdefault(match["id"], Child(line.number))
        else:
            child = _detail(rows, child, line.number, text)
    status.children = list(rows.values())
    return status if status.tells else None


def _detail(rows: dict[str, Child], child: Child | None, number: int, text: str) -> Child | None:
    """Selectors and counters; the statistics alone (`show security ipsec statistics`) are a tunnel of their own."""
    if match := _BYTES.search(text):
        one = child or next(iter(rows.values()), None) or rows.setdefault("", Child(number))
        name = "sent" if match["way"] == "Encrypted" else "received"
        setattr(one, name, max(int(match["count"]), getattr(one, name) or 0))
        one.marks.append(number)
        return child
    if child is None:
        return None
    if match := _ENDS.search(text):
        child.peer = match["remote"]
    elif match := _IDENTITY.search(text):
        net = f"{match['first']}/{match['second'] or 32}"
        if match["how"] == "-":
            net = between(match["first"], match["second"])
        setattr(child, match["side"].lower(), (net,))
        child.marks.append(number)
    return child
