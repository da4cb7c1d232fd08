"""Palo Alto PAN-OS: `show vpn ike-sa`, `show vpn ipsec-sa`, `show vpn flow [tunnel-id N]`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status, between

_HEADING = re.compile(r"^\s*(?:Gateway ID|GwID/client IP|IKEv[12] phase-[12]|IKEv2 SAs|show vpn )|> show vpn ")
_VERSION = re.compile(r"^\s*IKEv(?P<version>[12]) (?:phase-1 )?SAs\b")
_NONE = re.compile(
    r"There is no (?:IKEv[12] )?(?:phase-1 )?SA found|There is no IPSec SA|No IPSec SA found|0 ipsec sa found"
)
_IKE = re.compile(
    r"^\s*\d+\s+(?P<remote>\d+\.\d+\.\d+\.\d+)\s+(?P<name>\S+)\s+(?P<role>Init|Resp)\s+(?:Main|Aggr|Auto|\d+)\s+(?P<rest>.*)$"
)
_CHILD = re.compile(
    r"^\s*(?P<gateway>\S+)\s+\d+\s+(?P<name>\S+)\s+\d+\s+\d+\s+(?:Init|Resp)\s+[0-9A-F]{8}\s+[0-9A-F]{8}\s+\S+\s+(?P<state>\w+)"
)
_IPSEC = re.compile(
    r"^\s*\d+\s+\d+\s+(?P<remote>\d+\.\d+\.\d+\.\d+)\s+(?P<name>[^\s(]+)\([^)]*\)\s+(?:ESP|AH)/\S+\s+[0-9A-F]{8}\s+[0-9A-F]{8}"
)
_FLOW = re.compile(
    r"^\s*\d+\s+(?P<name>\S+)\s+(?P<state>active|inactive|init)\s+(?:on|off)?\s*(?P<local>\d[\d.]+)\s+(?P<remote>\d[\d.]+)"
)
_TUNNEL = re.compile(r"^\s*tunnel\s+(?P<name>\S+)\s*$")
_FIELD = re.compile(
    r"^\s*(?P<key>local ip|peer ip|state|local ip range|remote ip range|encap packets|decap packets):\s+"
    r"(?P<value>\S.*?)\s*$"
)
_UP = frozenset({"established", "mature", "active"})


def read(lines: Lines) -> Status | None:
    status = Status("paloalto")
    child: Child | None = None
    version: int | None = None
    for line in lines:
        text = line.text
        if _NONE.search(text):
            status.empty = status.empty or line.number
        elif match := _VERSION.search(text):
            version, status.heading = int(match["version"]), line.number
        elif match := _IKE.search(text):
            status.peers.append(Peer(line.number, _is_up(match["rest"]), match["remote"], None, match["name"], version))
        elif match := _CHILD.search(text):
            if match["state"].lower() in _UP:
                status.children.append(Child(line.number, _only(status), match["name"]))
        elif match := _IPSEC.search(text):
            status.children.append(Child(line.number, match["remote"], match["name"]))
        elif match := _FLOW.search(text):
            _flow(status, line.number, match)
        elif match := _TUNNEL.search(text):
            child = Child(line.number, name=match["name"], up=False)
            status.children.append(child)
        elif child is not None and (match := _FIELD.search(text)):
            _field(status, child, line.number, match["key"], match["value"])
        elif _HEADING.search(text):
            status.heading = line.number
    return status if status.tells else None


def _is_up(rest: str) -> bool:
    """An IKEv1 row ends with a state number or nothing, an IKEv2 row with its state's name."""
    last = (rest.split()[-1:] or [""])[0].lower()
    return last in _UP or not last.isalpha()


def _only(status: Status) -> str | None:
    peers = {peer.remote for peer in status.peers if peer.remote}
    return peers.pop() if len(peers) == 1 else None


def _flow(status: Status, number: int, match: re.Match[str]) -> None:
    """A row of `show vpn flow`: `active` says that keys are there."""
    up = match["state"] == "active"
    status.peers.append(Peer(number, up, match["remote"], match["local"], match["name"], state=match["state"]))
    if up:
        status.children.append(Child(number, match["remote"], match["name"]))


def _field(status: Status, child: Child, number: int, key: str, value: str) -> None:
    """One tunnel's own page."""
    if key == "peer ip":
        child.peer = value
    elif key == "state":
        child.up = value == "active"
        status.peers.append(Peer(child.line, child.up, child.peer, None, child.name, state=value))
    elif key in ("local ip range", "remote ip range") and " - " in value:
        setattr(child, key.split(maxsplit=1)[0], (between(*value.split(" - ", 1)),))
        child.marks.append(number)
    elif key in ("encap packets", "decap packets") and value.isdigit():
        setattr(child, "sent" if key.startswith("encap") else "received", int(value))
        child.marks.append(number)
