"""Traffic selectors (RFC 7296, 2.9): networks, as the two ends would agree on them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PRIVATE = [ipaddress.IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")]


def parse_address(text: str) -> Address | None:
    """An IP address, or `None` for a name, a masked address or anything else."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def is_private(address: Address) -> bool:
    """RFC 1918 and RFC 6598 only: the documentation ranges stand for public addresses in every example."""
    return any(address in network for network in _PRIVATE)


def parse_network(text: str) -> Network | None:
    """`10.1.0.0/16`, `10.1.0.0/255.255.0.0`, a host, or `any`; `None` if it is none of them (also if masked)."""
    text = text.strip()
    if text.lower() in ("any", "any4", "0/0", "0.0.0.0/0", "0::0/0"):
        return ipaddress.ip_network("::/0" if text.startswith("0::") else "0.0.0.0/0")
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def intersection(left: Iterable[Network], right: Sequence[Network]) -> list[Network]:
    """The networks that both lists hold (what narrowing leaves), in the left list's order, without repeats."""
    found: dict[Network, None] = {}
    for a in left:
        for b in right:
            if a.version == b.version and a.overlaps(b):
                found[a if a.prefixlen >= b.prefixlen else b] = None
    return list(found)


def same_networks(left: Iterable[Network], right: Iterable[Network]) -> bool:
    """Equal as sets of addresses, whatever the order or the splitting."""
    return _collapsed(left) == _collapsed(right)


def covers(wide: Iterable[Network], narrow: Iterable[Network]) -> bool:
    """Every address of `narrow` lies in `wide`."""
    wide = list(wide)
    return all(any(n.version == w.version and n.subnet_of(w) for w in wide) for n in narrow)  # type: ignore[arg-type]


def _collapsed(networks: Iterable[Network]) -> set[Network]:
    both = list(networks)
    v4 = [n for n in both if isinstance(n, ipaddress.IPv4Network)]
    v6 = [n for n in both if isinstance(n, ipaddress.IPv6Network)]
    return {*ipaddress.collapse_addresses(v4), *ipaddress.collapse_addresses(v6)}
