"""Which connection of one file belongs to which of the other, and which end is local."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kbapp.model.gateway import LEFT_IS_LOCAL, Gateway, Value, mirrored_name

_MIRRORED = ("local.address", "remote.address", "local.id", "remote.id", "local.subnets", "remote.subnets")
_WEIGHT = {"local.address": 4, "remote.address": 4, "local.id": 2, "remote.id": 2}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two gateways that name each other, oriented, with how well they do."""

    left: Gateway
    right: Gateway
    score: int


def choose_pair(lefts: Sequence[Gateway], rights: Sequence[Gateway]) -> Pair | None:
    """The pair that names each other's addresses, identities and subnets best; `None` where two do equally well.

    Gateways whose text does not tell the local end are turned where that fits the other side better.
    """
    best: dict[tuple[int, int], Pair] = {}
    for (i, j), pair in _candidates(lefts, rights):
        if (i, j) not in best or pair.score > best[i, j].score:
            best[i, j] = pair
    ranked = sorted(best.values(), key=lambda pair: -pair.score)
    if not ranked or (len(ranked) > 1 and ranked[0].score == ranked[1].score):
        return None
    best_pair = ranked[0]
    if best_pair.score <= 0:
        return best_pair
    return replace(best_pair, left=_settled(best_pair.left), right=_settled(best_pair.right))


def _settled(gateway: Gateway) -> Gateway:
    """The other end has shown which end is local."""
    return replace(gateway, remarks=tuple(item for item in gateway.remarks if item.message != LEFT_IS_LOCAL))


def _candidates(lefts: Sequence[Gateway], rights: Sequence[Gateway]) -> Iterator[tuple[tuple[int, int], Pair]]:
    for i, left in enumerate(lefts):
        for j, right in enumerate(rights):
            for a in _orientations(left):
                for b in _orientations(right):
                    yield (i, j), Pair(a, b, _score(a, b))


def _orientations(gateway: Gateway) -> list[Gateway]:
    return [gateway] if gateway.oriented else [gateway, replace(gateway.turned(), swapped=not gateway.swapped)]


def _score(left: Gateway, right: Gateway) -> int:
    return sum(_agreement(left.get(name), right.get(mirrored_name(name))) * _WEIGHT.get(name, 1) for name in _MIRRORED)


def _agreement(ours: Value, theirs: Value) -> int:
    """1 where both are known and equal, -1 where both are known and differ."""
    if ours.value is None or theirs.value is None:
        return 0
    a, b = (set(v.value) if isinstance(v.value, tuple) else {v.value} for v in (ours, theirs))
    return 1 if a & b else -1
