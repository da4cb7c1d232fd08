"""What a signature's line must hold, as sets of bytes: one of a set stands in every line that the pattern matches.

A pattern offers several such sets (each of its plain runs is one; an alternation is one of its branches' together);
which is the rarest is found out on the log itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kbapp.diagnosis.scan.pattern import REPEATS, Item, branches, encodings, inner, op, parse

Literals = frozenset[bytes]
_LONGEST = 24
_SHORTEST = 3
_CASELESS = 4
"""Letters whose case is spelt out in all ways: 16 literals at the most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The sets that one pattern offers; empty where it has no plain run at all."""

    sets: tuple[Literals, ...]


def offer(pattern: str) -> Offer:
    """Raises `re.error`."""
    items, caseless = parse(pattern)
    found = dict.fromkeys(_sets(items, caseless or "(?i" in pattern))
    return Offer(tuple(found))


def choose(
    offers: Iterable[Offer], cost: Callable[[bytes], float]
) -> tuple[Mapping[bytes, tuple[int, ...]], list[int]]:
    """(literal -> indexes of the patterns that it stands for, indexes of the patterns without any)."""
    table: dict[bytes, list[int]] = {}
    bare: list[int] = []
    for index, one in enumerate(offers):
        if not one.sets:
            bare.append(index)
            continue
        best = min(one.sets, key=lambda literals: (sum(map(cost, literals)), -min(map(len, literals))))
        for literal in best:
            table.setdefault(literal, []).append(index)
    return {literal: tuple(indexes) for literal, indexes in table.items()}, bare


def _sets(items: list[Item], caseless: bool) -> Iterator[Literals]:
    run = ""
    for part in _flat(items):
        if isinstance(part, str):
            run += part
            continue
        yield from _of_run(run, caseless)
        run = ""
        if part is not None:
            yield from _of_item(part, caseless)
    yield from _of_run(run, caseless)


def _flat(items: list[Item]) -> Iterator[str | Item | None]:
    """Characters, `None` where a run breaks, and the items to be looked into."""
    for item in items:
        kind, value = item
        if kind is op.LITERAL:
            yield chr(value)
        elif kind is op.SUBPATTERN:
            yield from _flat(inner(item))
        elif kind is op.BRANCH or kind in REPEATS:
            yield item
        elif kind is op.IN and len(value) == 1 and value[0][0] is op.LITERAL:
            yield chr(value[0][1])
        elif kind is not op.AT:
            yield None


def _of_item(item: Item, caseless: bool) -> Iterator[Literals]:
    kind, value = item
    if kind is op.BRANCH:
        best = [max(_sets(branch, caseless), key=_quality, default=None) for branch in branches(item)]
        if all(best):
            yield frozenset().union(*(one for one in best if one))
    elif value[0] > 0:
        yield from _sets(inner(item), caseless)


def _quality(literals: Literals) -> int:
    return min(map(len, literals))


def _of_run(run: str, caseless: bool) -> Iterator[Literals]:
    """A run's sets. Where case does not count, pieces short enough to be spelt in every case."""
    run = run[:_LONGEST]
    if caseless:
        for start in range(0, max(1, len(run) - _CASELESS + 1), _CASELESS):
            piece = run[start : start + _CASELESS]
            if len(piece) >= _SHORTEST and piece.isascii():
                yield frozenset(_spellings(piece))
    elif run and len(run.encode()) >= _SHORTEST - 1:
        yield frozenset(encodings(run))


def _spellings(piece: str) -> Iterator[bytes]:
    for chars in product(*({char.lower(), char.upper()} for char in piece)):
        yield "".join(chars).encode()
