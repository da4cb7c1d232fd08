"""FortiGate: `get vpn ipsec tunnel details`, `diagnose vpn tunnel list`."""

from __future__ import annotations

import re

from kbapp.diagnosis.status.model import Child, Lines, Peer, Status, between, network

_NAME = re.compile(
    r"^name=(?P<name>\S+) ver=(?P<version>[12]) serial=\S+ (?P<local>[\d.]+):\d+->(?P<remote>[\d.]+):\d+"
)
_STAT = re.compile(r"^\s*stat: rxp=(?P<received>\d+) txp=(?P<sent>\d+)")
_PROXY = re.compile(r"^\s*proxyid=(?P<name>\S+) proto=\d+ sa=(?P<count>\d+)")
_GATEWAY = re.compile(r"^gateway\s*$")
_FIELD = re.compile(r"^\s+(?P<key>name|local-gateway|remote-gateway|mode): '?(?P<value>[^'\s]+)'?")
_TRAFFIC = re.compile(r"^\s+(?P<way>rx|tx)\s+packets:\s*(?P<count>\d+)")
_NET = re.compile(
    r"^\s*(?P<side>src|dst): (?:\d+:)?(?P<first>\d+\.\d+\.\d+\.\d+)(?:(?P<how>[/-])(?P<second>\d+\.\d+\.\d+\.\d+|\d+))?"
)
_SA = re.compile(r"^\s+SA\s*$")


def read(lines: Lines) -> Status | None:
    status = Status("fortigate")
    reader = _Reader(status)
    for line in lines:
        reader.take(line.number, line.text)
    reader.finish()
    return status if status.tells else None


class _Reader:
    """The counters stand per tunnel, the selectors below: a tunnel's only selector takes them."""

    def __init__(self, status: Status) -> None:
        self.status = status
        self.peer: Peer | None = None
        self.counts: dict[str, tuple[int, int]] = {}
        self.children: list[Child] = []
        self.details = False

    def take(self, number: int, text: str) -> None:
        if match := _NAME.search(text):
            self._open(Peer(number, False, match["remote"], match["local"], match["name"], int(match["version"])))
        elif _GATEWAY.search(text):
            self._open(Peer(number, False))
            self.details = True
        elif self.peer is None:
            return
        elif match := _STAT.search(text):
            self.counts = {"received": (int(match["received"]), number), "sent": (int(match["sent"]), number)}
        elif match := _TRAFFIC.search(text):
            name = "received" if match["way"] == "rx" else "sent"
            self.counts[name] = (int(match["count"]), number)
        elif match := _PROXY.search(text):
            self.children.append(Child(number, self.peer.remote, match["name"], up=int(match["count"]) > 0))
        elif match := _NET.search(text):
            self._selector(number, match)
        elif self.details and _SA.search(text) and self.children:
            self.children[-1].up = True
        elif self.details and (match := _FIELD.search(text)):
            self._field(match["key"], match["value"])

    def _selector(self, number: int, match: re.Match[str]) -> None:
        side = "local" if match["side"] == "src" else "remote"
        if not self.children or (self.details and side == "local"):
            self.children.append(Child(number, self.peer.remote if self.peer else None, up=not self.details))
        net = _net(match)
        setattr(self.children[-1], side, (*getattr(self.children[-1], side), net))
        self.children[-1].marks.append(number)

    def _field(self, key: str, value: str) -> None:
        assert self.peer is not None
        address = value.rsplit(":", 1)[0]
        if key == "name" and self.peer.name is None:
            self.peer.name = value
        elif key == "local-gateway":
            self.peer.local = address
        elif key == "remote-gateway":
            self.peer.remote = address
        elif key == "mode" and value.startswith("ike-v"):
            self.peer.version = int(value[-1]) if value[-1] in "12" else None

    def _open(self, peer: Peer) -> None:
        self.finish()
        self.peer, self.counts, self.children, self.details = peer, {}, [], False

    def finish(self) -> None:
        if self.peer is None:
            return
        self.peer.up = any(child.up for child in self.children)
        up = [child for child in self.children if child.up]
        if len(up) == 1:
            for name, (count, line) in self.counts.items():
                setattr(up[0], name, count)
                up[0].marks.append(line)
        for child in self.children:
            child.peer = self.peer.remote
        self.status.peers.append(self.peer)
        self.status.children += up


def _net(match: re.Match[str]) -> str:
    if match["how"] == "-":
        return between(match["first"], match["second"])
    return network(match["first"], match["second"] or "32")
