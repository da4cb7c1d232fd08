"""strongSwan: `ipsec statusall`, `ipsec status`, `swanctl --list-sas`; libreswan: `ipsec trafficstatus`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status

_NONE = re.compile(r"^\s*(?:no match|none)\s*$|^Security Associations \(0 up, 0 connecting\)")
_HEADING = re.compile(r"^Security Associations \(\d+ up, \d+ connecting\)")
_STROKE_IKE = re.compile(
    r"^\s*(?P<name>[^\s\[\]{}]+)\[(?P<number>\d+)\]:\s+(?P<state>[A-Z]{5,})\b(?P<rest>.*)$",
)
_STROKE_ENDS = re.compile(r"(?P<local>[\da-fA-F.:%\w]+)\[[^\]]*\]\.\.\.(?P<remote>[\da-fA-F.:%\w]+)\[")
_STROKE_VERSION = re.compile(r"^\s*(?P<name>[^\s\[\]{}]+)\[\d+\]:\s+IKEv(?P<version>[12]) SPIs")
_STROKE_CHILD = re.compile(r"^\s*(?P<name>[^\s\[\]{}]+)\{(?P<number>\d+)\}:\s+(?P<rest>\S.*)$")
_STROKE_BYTES = re.compile(r"(?P<received>\d+) bytes_i\b.*?(?P<sent>\d+) bytes_o\b")
_VICI_IKE = re.compile(r"^(?P<name>[^\s:]+): #\d+, (?P<state>[A-Z_]{5,}), IKEv(?P<version>[12])")
_VICI_CHILD = re.compile(
    r"^\s+(?P<name>[^\s:]+): #\d+, (?:reqid \d+, )?(?P<state>[A-Z_]{5,}), (?:TUNNEL|TRANSPORT|BEET)"
)
_VICI_END = re.compile(r"^\s+(?P<side>local|remote)\s+'[^']*' @ (?P<address>[^\s\[]+)")
_VICI_COUNT = re.compile(r"^\s+(?P<way>in|out)\s+[0-9a-f]{8}\b.*?,\s+(?P<bytes>\d+) bytes")
_VICI_NETS = re.compile(r"^\s+(?P<side>local|remote)\s+(?P<nets>[\da-fA-F.:]+/\d+\S*(?:\s+[\da-fA-F.:]+/\d+\S*)*)\s*$")
_PLUTO = re.compile(r"#\d+: \"(?P<name>[^\"]+)\".*?,? type=ESP,.*?inBytes=(?P<received>\d+).*?outBytes=(?P<sent>\d+)")
_DEAD = frozenset({"DELETING", "DELETED", "REKEYED", "DESTROYING"})


def read(lines: Lines) -> Status | None:
    """`None` where the text is none of these."""
    for reader in (_stroke, _vici, _pluto):
        found = reader(lines)
        if found.tells:
            return found
    return None


def _stroke(lines: Lines) -> Status:
    status = Status("strongswan")
    children: dict[tuple[str, str], Child] = {}
    for line in lines:
        if _HEADING.search(line.text):
            status.heading = line.number
            status.empty = line.number if _NONE.search(line.text) else None
        elif match := _STROKE_VERSION.search(line.text):
            for peer in status.peers:
                peer.version = int(match["version"]) if peer.name == match["name"] else peer.version
        elif (match := _STROKE_IKE.search(line.text)) and match["state"] not in _DEAD:
            ends = _STROKE_ENDS.search(match["rest"])
            local, remote = (ends["local"], ends["remote"]) if ends else (None, None)
            up = match["state"] in ("ESTABLISHED", "REKEYING")
            status.peers.append(Peer(line.number, up, remote, local, match["name"], state=match["state"]))
        elif match := _STROKE_CHILD.search(line.text):
            key = (match["name"], match["number"])
            child = children.setdefault(key, Child(line.number, name=match["name"]))
            _stroke_child(child, match["rest"], line.number)
    status.children = [child for child in children.values() if child.local and child.up]
    for child in status.children:
        child.peer = _only_peer(status)
    return status


def _stroke_child(child: Child, rest: str, line: int) -> None:
    words = rest.split(",")[0].strip()
    if words in _DEAD:
        child.up = False
    count = _STROKE_BYTES.search(rest)
    if count:
        child.received, child.sent = int(count["received"]), int(count["sent"])
        child.marks.append(line)
    elif " === " in rest:
        local, _, remote = rest.partition(" === ")
        child.local, child.remote = tuple(local.split()), tuple(remote.split())
        child.marks.append(line)


def _only_peer(status: Status) -> str | None:
    peers = {peer.remote for peer in status.peers if peer.remote}
    return peers.pop() if len(peers) == 1 else None


def _vici(lines: Lines) -> Status:
    status = Status("strongswan")
    peer: Peer | None = None
    child: Child | None = None
    for line in lines:
        if match := _VICI_IKE.search(line.text):
            up = match["state"] in ("ESTABLISHED", "REKEYING")
            peer = Peer(line.number, up, name=match["name"], version=int(match["version"]), state=match["state"])
            child = None
            if match["state"] not in _DEAD:
                status.peers.append(peer)
        elif peer is None:
            continue
        elif match := _VICI_CHILD.search(line.text):
            child = Child(line.number, peer.remote, match["name"], up=match["state"] not in _DEAD)
            if child.up:
                status.children.append(child)
        elif child is None and (match := _VICI_END.search(line.text)):
            setattr(peer, match["side"], match["address"])
        elif child is not None:
            _vici_child(child, line.text, line.number)
    return status


def _vici_child(child: Child, text: str, number: int) -> None:
    if match := _VICI_COUNT.search(text):
        setattr(child, "received" if match["way"] == "in" else "sent", int(match["bytes"]))
        child.marks.append(number)
    elif match := _VICI_NETS.search(text):
        setattr(child, match["side"], tuple(match["nets"].split()))
        child.marks.append(number)


def _pluto(lines: Lines) -> Status:
    status = Status("libreswan")
    for line in lines:
        match = _PLUTO.search(line.text)
        if match:
            one = Child(line.number, None, match["name"], received=int(match["received"]), sent=int(match["sent"]))
            one.marks.append(line.number)
            status.children.append(one)
    return status
