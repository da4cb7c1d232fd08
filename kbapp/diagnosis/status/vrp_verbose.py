"""H3C Comware: `display ike sa verbose`, one page an SA."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Lines, Peer, Status

_START = re.compile(r"^\s*Connection ID: \d+\s*$")
_FIELD = re.compile(
    r"^\s*(?P<key>Local IP|Remote IP|Responder cookie|Remaining key duration\(sec\)|Profile): ?(?P<value>\S*)\s*$"
)
_V2 = re.compile(r"^\s*(?:Initiator|Responder) SPI: ")


def read(lines: Lines) -> Status | None:
    status = Status("h3c")
    peer: Peer | None = None
    for line in lines:
        if _START.search(line.text):
            peer = Peer(line.number, True, version=1)
            status.peers.append(peer)
        elif peer is None:
            continue
        elif _V2.search(line.text):
            peer.version = 2
        elif match := _FIELD.search(line.text):
            _field(peer, match["key"], match["value"])
    return status if status.tells else None


def _field(peer: Peer, key: str, value: str) -> None:
    """An SA that is still being negotiated has no peer's cookie yet, or no lifetime."""
    if key == "Local IP":
        peer.local = value or None
    elif key == "Remote IP":
        peer.remote = value or None
    elif key == "Profile":
        peer.name = value or None
    elif (key == "Responder cookie" and not value.strip("0")) or (key != "Responder cookie" and not value):
        peer.up = False
