"""Cisco IOS and ASA: `show crypto isakmp|ikev1|ikev2 sa`, `show crypto ipsec sa`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status, between, network

_IOS_V1 = re.compile(
    r"^(?P<dst>\d+\.\d+\.\d+\.\d+)\s+(?P<src>\d+\.\d+\.\d+\.\d+)\s+"
    r"(?P<state>QM_IDLE|(?:MM|AG)_\w+)\s+\d+\s+(?P<status>\S+)"
)
_IOS_V2 = re.compile(
    r"^\d+\s+(?P<local>\d+\.\d+\.\d+\.\d+)/\d+\s+(?P<remote>\d+\.\d+\.\d+\.\d+)/\d+\s+.*?"
    r"\b(?P<state>READY|IN-NEG|DELETE|[A-Z]+_[A-Z_0-9]+)\b"
)
_ASA_CHILD = re.compile(
    r"^\s*(?:Child sa: )?(?P<side>local|remote) selector\s+(?P<first>[\d.]+)/\d+ - (?P<last>[\d.]+)/\d+"
)
_ASA = re.compile(r"IKE count:\d+, CHILD count:|^\s*access-list \S+ extended |^\s*current_peer: \d")
_DELETED = "(deleted)"
_ASA_PEER = re.compile(r"IKE Peer:\s*(?P<peer>\S+)")
_ASA_STATE = re.compile(r"\bState\s*:\s*(?P<state>(?:MM|AM)_\w+)")
_EMPTY = re.compile(r"^There are no (?:IKEv1|IKEv2|ipsec|isakmp)\b.*SAs?\b|^There are no ipsec sas", re.I)
_IDENT = re.compile(r"^\s*(?P<side>local|remote)\s+ident \(addr/mask/prot/port\): \((?P<net>[\d.]+)/(?P<mask>[\d.]+)/")
_PEER = re.compile(r"^\s*current_peer:?\s+(?P<peer>[\d.]+)")
_ENCAPS = re.compile(r"#pkts encaps: (?P<count>\d+)")
_DECAPS = re.compile(r"#pkts decaps: (?P<count>\d+)")
_SPI = re.compile(r"current outbound spi:\s*(?P<spi>(?:0x)?[0-9A-Fa-f]+)")


def read(lines: Lines) -> Status | None:
    status = Status("cisco-ios")
    asa_peer: str | None = None
    child: Child | None = None
    for line in lines:
        text = line.text
        if _ASA.search(text):
            status.dialect = "cisco-asa"
        if _EMPTY.search(text):
            status.empty, status.dialect = line.number, "cisco-asa"
        elif match := _IOS_V1.search(text):
            state = match["state"]
            if _DELETED in text and status.peers:
                continue
            status.peers.append(Peer(line.number, state == "QM_IDLE", match["dst"], match["src"], None, 1, state))
        elif match := _IOS_V2.search(text):
            state = match["state"]
            status.peers.append(Peer(line.number, state == "READY", match["remote"], match["local"], None, 2, state))
        elif match := _ASA_PEER.search(text):
            asa_peer, status.dialect = match["peer"], "cisco-asa"
        elif (match := _ASA_STATE.search(text)) and asa_peer:
            state = match["state"]
            up = state in ("MM_ACTIVE", "AM_ACTIVE")
            status.peers.append(Peer(line.number, up, asa_peer, version=1, state=state))
        elif match := _ASA_CHILD.search(text):
            if match["side"] == "local":
                status.children.append(Child(line.number, status.peers[-1].remote if status.peers else None))
            if status.children:
                setattr(status.children[-1], match["side"], (between(match["first"], match["last"]),))
        elif match := _IDENT.search(text):
            if match["side"] == "local" or child is None or child.remote:
                child = Child(line.number)
                status.children.append(child)
            setattr(child, match["side"], (network(match["net"], match["mask"]),))
            child.marks.append(line.number)
        elif child is not None:
            _count(child, text, line.number)
    return status if status.tells else None


def _count(child: Child, text: str, number: int) -> None:
    if match := _PEER.search(text):
        child.peer = match["peer"]
    if match := _ENCAPS.search(text):
        child.sent = int(match["count"])
        child.marks.append(number)
    if match := _DECAPS.search(text):
        child.received = int(match["count"])
        child.marks.append(number)
    if match := _SPI.search(text):
        child.up = int(match["spi"], 16) != 0
