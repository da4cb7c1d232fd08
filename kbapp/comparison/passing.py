"""Which subnet pairs an initiator offers, what the responder accepts of them, and what passes afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kbapp.comparison.ends import End
from kbapp.model.selector import Network, intersection, same_networks

Pair = tuple[Network, Network]
Pairs = tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Passing:
    """What the IPsec SAs of one direction carry, as the initiator sees it: (local, remote) pairs."""

    wanted: int
    """How many subnet pairs both ends hold in common, in whole or in part."""
    agreed: Pairs


NOTHING_KNOWN = Passing(0, ())


def per_pair(end: End) -> bool:
    """One SA for each pair: the platform's way, or several children (ACL lines, proxy ids) in its configuration."""
    return end.habits.sa_per_pair or len(end.gateway.selector_pairs) > 1


def passing(initiator: End, responder: End, version: str) -> Passing:
    """Empty where the subnets of either end are not known."""
    if not all(end.local and end.remote for end in (initiator, responder)):
        return NOTHING_KNOWN
    return _ikev1(initiator, responder) if version == "ikev1" else _ikev2(initiator, responder)


def _ikev1(initiator: End, responder: End) -> Passing:
    """One pair an SA. strongSwan offers its first pair only; the others one SA for each pair."""
    offered, configured = initiator.pairs, turned(responder)
    common = common_pairs(initiator, responder)
    if initiator.habits.first_pair_only and not per_pair(initiator):
        offered = offered[:1]
    known, narrows = set(configured), responder.habits.narrows_v1
    answers = (pair if pair in known else _narrowed(pair, configured) if narrows else None for pair in offered)
    agreed = tuple(pair for pair in answers if pair is not None)
    if initiator.habits.one_subnet_per_side_v1 or responder.habits.one_subnet_per_side_v1:
        agreed = agreed[:1]
    return Passing(len(common), agreed)


def _narrowed(offered: Pair, configured: Pairs) -> Pair | None:
    found = _overlapping((offered,), configured)
    return found[0] if found else None


def _ikev2(initiator: End, responder: End) -> Passing:
    """One SA for all subnets, unless an end makes one for each pair."""
    configured = turned(responder)
    common = common_pairs(initiator, responder)
    if per_pair(initiator):
        return _pairwise(initiator, responder, common)
    if per_pair(responder) and len(configured) > 1:
        return Passing(len(common), common[:1])  # the whole list meets policies of one pair each
    if responder.habits.narrows_v2 is False and not _equal(initiator, responder):
        return Passing(len(common), ())
    return Passing(len(common), common)


def _pairwise(initiator: End, responder: End, common: Pairs) -> Passing:
    """The initiator asks for each pair in turn."""
    offered, configured = set(initiator.pairs), set(turned(responder))
    strict = responder.habits.narrows_v2 is False
    agreed = tuple(pair for pair in common if not strict or (pair in offered and pair in configured))
    if not per_pair(responder) and len(configured) > 1:
        agreed = agreed[:1]  # the responder knows one SA with all subnets; a second pair replaces it or is refused
    return Passing(len(common), agreed)


def _equal(a: End, b: End) -> bool:
    return same_networks(a.local or (), b.remote or ()) and same_networks(a.remote or (), b.local or ())


def turned(end: End) -> Pairs:
    """An end's pairs as the other end sees them."""
    return tuple((remote, local) for local, remote in end.pairs)


def common_pairs(a: End, b: End) -> Pairs:
    """The (local, remote) pairs that both ends hold in common, as `a` sees them and in its order."""
    if a.gateway.selector_pairs or b.gateway.selector_pairs:
        return _overlapping(a.pairs, turned(b))
    sources, targets = intersection(a.local or (), b.remote or ()), intersection(a.remote or (), b.local or ())
    return tuple((source, target) for source in sources for target in targets)


@lru_cache(maxsize=256)
def _overlapping(offered: Pairs, configured: Pairs) -> Pairs:
    """What pairs have in common. A pair that both have stands for itself: what else overlaps it lies within."""
    known = set(configured)
    found: dict[Pair, None] = {}
    for pair in offered:
        if pair in known:
            found[pair] = None
            continue
        for other in configured:
            if _overlap(pair[0], other[0]) and _overlap(pair[1], other[1]):
                found[_narrower(pair[0], other[0]), _narrower(pair[1], other[1])] = None
    return tuple(found)


def _overlap(a: Network, b: Network) -> bool:
    """Without the objects that `ipaddress` makes for each comparison: lists of a thousand pairs occur."""
    low_a, high_a, version_a = _bounds(a)
    low_b, high_b, version_b = _bounds(b)
    return version_a == version_b and low_a <= high_b and low_b <= high_a


@lru_cache(maxsize=4096)
def _bounds(network: Network) -> tuple[int, int, int]:
    return int(network.network_address), int(network.broadcast_address), network.version


def _narrower(a: Network, b: Network) -> Network:
    return a if a.prefixlen >= b.prefixlen else b
