"""What a status output tells: the IKE SAs, and under them the IPsec SAs with their selectors and counters."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from kbapp.diagnosis.lines import Line


@dataclass(slots=True)
class Child:
    """One IPsec SA pair. Counters are packets or bytes, whichever is printed; `None`: not printed."""

    line: int
    peer: str | None = None
    name: str | None = None
    local: tuple[str, ...] = ()
    remote: tuple[str, ...] = ()
    received: int | None = None
    sent: int | None = None
    up: bool = True
    marks: list[int] = field(default_factory=list)
    """Lines that speak of it: selectors and counters."""

    @property
    def selectors(self) -> str:
        return f"{' '.join(self.local)} === {' '.join(self.remote)}"


@dataclass(slots=True)
class Peer:
    """One IKE SA, or the attempt at one. `state` is the platform's own word."""

    line: int
    up: bool
    remote: str | None = None
    local: str | None = None
    name: str | None = None
    version: int | None = None
    state: str = ""


@dataclass(slots=True)
class Status:
    """One pasted status output."""

    dialect: str
    peers: list[Peer] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    empty: int | None = None
    """The line that says that there is no SA at all."""
    heading: int = 1
    second: bool | None = None
    """Whether an SA of phase 2 stands, where one table lists both phases."""

    @property
    def tells(self) -> bool:
        return bool(self.peers or self.children or self.empty)


Lines = list[Line]


def network(address: str, mask: str) -> str:
    """`192.168.10.0`, `255.255.255.0` or `0.0.0.255` or `24` -> `192.168.10.0/24`; as it stands if it is no network."""
    try:
        return str(ipaddress.ip_network(f"{address}/{mask}", strict=False))
    except ValueError:
        return f"{address}/{mask}"


def between(first: str, last: str) -> str:
    """`10.0.0.0`, `10.0.0.255` -> `10.0.0.0/24`; a range that is no network stays a range."""
    try:
        nets = list(ipaddress.summarize_address_range(ipaddress.ip_address(first), ipaddress.ip_address(last)))
    except (ValueError, TypeError):
        return f"{first}-{last}"
    return str(nets[0]) if len(nets) == 1 else f"{first}-{last}"
