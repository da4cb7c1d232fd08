"""Status outputs pasted instead of logs: one reader a family of commands."""

from __future__ import annotations

from collections.abc import Callable

from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.status import (
    charon,
    cisco,
    cisco_session,
    fortigate,
    fortigate_lists,
    juniper,
    paloalto,
    routeros,
    vrp,
    vrp_verbose,
    xfrm,
)
from kbapp.diagnosis.status.judge import account_of
from kbapp.diagnosis.status.model import Child, Lines, Peer, Status

__all__ = ["Child", "Peer", "Status", "account_of", "read_status"]

MOST = 20_000
"""Lines: a status output is never longer, a log may be."""
_Reader = Callable[[Lines], Status | None]
_READERS: tuple[tuple[_Reader, tuple[str, ...]], ...] = (
    (charon.read, ("Security Associations (", ", IKEv1, ", ", IKEv2, ", "inBytes=")),
    (
        cisco.read,
        ("_IDLE", "MM_", "AG_", "Tunnel-id", "IKE Peer:", "There are no ", "ident (addr/mask", "#pkts encaps"),
    ),
    (cisco_session.read, ("Session status:",)),
    (fortigate.read, (" serial=", "remote-gateway:")),
    (fortigate_lists.read, ("selectors(total,up)", "IPsec SA: created")),
    (
        juniper.read,
        ("Initiator cookie", "Total active tunnels", "IKE peer ", "Encrypted bytes", "Local Identity:"),
    ),
    (paloalto.read, ("Gateway ID", "GwID/client IP", "SA found", "encap packets:", "show vpn ")),
    (routeros.read, ("ph2-state=", "state=mature", "remote-address=")),
    (xfrm.read, ("proto esp", "proto ah")),
    (vrp_verbose.read, ("Connection ID: ",)),
    (vrp.read, ("Conn-ID", "Conn-id", "conn-id", "Connection-ID", "IKE SA information", "Flow source", "sour addr")),
)
"""Readers, each with the words of which its outputs hold at least one."""


def read_status(log: LogText) -> Status | None:
    """What the text tells as a status output; `None` where it is none."""
    if log.total > MOST:
        return None
    lines = list(log)
    text = "\n".join(line.text for line in lines)
    readers = [reader for reader, words in _READERS if any(word in text for word in words)]
    found = [status for status in (reader(lines) for reader in readers) if status is not None]
    return max(found, key=lambda status: len(status.peers) + len(status.children), default=None)
