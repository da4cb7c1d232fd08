"""FortiGate: `get vpn ipsec tunnel summary`, `diagnose vpn ike gateway list`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status

_SUMMARY = re.compile(
    r"'(?P<name>[^']+)' (?:(?P<remote>[\d.]+):\d+)?\s*selectors\(total,up\): (?P<total>\d+)/(?P<up>\d+)"
    r"(?:\s+rx\(pkt,err\): (?P<received>\d+)/\d+\s+tx\(pkt,err\): (?P<sent>\d+)/)?"
)
_NAME = re.compile(r"^\s*name: (?P<name>\S+)\s*$")
_VERSION = re.compile(r"^\s*version: (?P<version>[12])\s*$")
_ENDS = re.compile(r"^\s*addr: (?P<local>[\d.]+):\d+ -> (?P<remote>[\d.]+):\d+")
_IPSEC = re.compile(r"^\s*IPsec SA: created \d+/\d+(?:\s+established (?P<up>\d+)/\d+)?")
_STATUS = re.compile(r"^\s*status: (?P<state>established|connecting)\b")


def read(lines: Lines) -> Status | None:
    status = Status("fortigate")
    gateway: Peer | None = None
    for line in lines:
        text = line.text
        if match := _SUMMARY.search(text):
            _summary(status, line.number, match)
        elif match := _NAME.search(text):
            gateway = Peer(line.number, False, name=match["name"], state="down")
        elif gateway is None:
            continue
        elif match := _VERSION.search(text):
            gateway.version = int(match["version"])
        elif match := _ENDS.search(text):
            gateway.local, gateway.remote = match["local"], match["remote"]
            status.peers.append(gateway)
        elif (match := _IPSEC.search(text)) and int(match["up"] or 0):
            status.children.append(Child(line.number, gateway.remote, gateway.name))
        elif match := _STATUS.search(text):
            gateway.state = match["state"] if not gateway.up else gateway.state
            gateway.up = gateway.up or match["state"] == "established"
    return status if status.tells else None


def _summary(status: Status, number: int, match: re.Match[str]) -> None:
    """One row a tunnel. Its counters are those of all its selectors."""
    up = int(match["up"]) > 0
    state = "up" if up else "down"
    status.peers.append(Peer(number, up, match["remote"], name=match["name"], state=state))
    if not up:
        return
    child = Child(number, match["remote"], match["name"], marks=[number])
    if match["sent"] is not None:
        child.received, child.sent = int(match["received"]), int(match["sent"])
    status.children.append(child)
