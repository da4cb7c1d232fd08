"""Cisco IOS: `show crypto session [detail]`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status, network

_STATE = re.compile(r"^\s*Session status:\s+(?P<state>[A-Z-]+)")
_PEER = re.compile(r"^\s*Peer:\s+(?P<remote>[\d.]+) port \d+")
_SA = re.compile(
    r"^\s*IKEv(?P<version>[12]) SA: local (?P<local>[\d.]+)/\d+ remote (?P<remote>[\d.]+)/\d+ (?P<state>\w+)"
)
_FLOW = re.compile(
    r"^\s*IPSEC FLOW: permit \S+\s+(?P<local>[\d.]+)/(?P<local_mask>[\d.]+)\s+"
    r"(?P<remote>[\d.]+)/(?P<remote_mask>[\d.]+)"
)
_ACTIVE = re.compile(r"^\s*Active SAs: (?P<count>\d+)")
_IN = re.compile(r"^\s*Inbound:\s+#pkts dec'ed (?P<count>\d+)")
_OUT = re.compile(r"^\s*Outbound:\s+#pkts enc'ed (?P<count>\d+)")


def read(lines: Lines) -> Status | None:
    status = Status("cisco-ios")
    peer: Peer | None = None
    child: Child | None = None
    for line in lines:
        text = line.text
        if match := _STATE.search(text):
            peer = Peer(line.number, match["state"].startswith("UP"), state=match["state"])
            status.peers.append(peer)
        elif peer is None:
            continue
        elif match := _PEER.search(text):
            peer.remote = match["remote"]
        elif match := _SA.search(text):
            peer.local, peer.version = match["local"], int(match["version"])
        elif match := _FLOW.search(text):
            child = Child(line.number, peer.remote, up=False, marks=[line.number])
            child.local = (network(match["local"], match["local_mask"]),)
            child.remote = (network(match["remote"], match["remote_mask"]),)
            status.children.append(child)
        elif child is not None:
            _count(child, text, line.number)
    return status if status.tells else None


def _count(child: Child, text: str, number: int) -> None:
    if match := _ACTIVE.search(text):
        child.up = match["count"] != "0"
    elif match := _IN.search(text):
        child.received = int(match["count"])
        child.marks.append(number)
    elif match := _OUT.search(text):
        child.sent = int(match["count"])
        child.marks.append(number)
