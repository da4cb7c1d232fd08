"""What a signature's line must hold, as sets of texts: one of a set stands in every line that the pattern matches.

A pattern offers several such sets: each of its plain runs is one, with its small classes and alternations spelt out
(`v[12]:2` is `v1:2`, `v2:2`). Which of them to look for is decided on the log itself (`cover`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kbapp.diagnosis.scan.pattern import REPEATS, Item, branches, inner, op, parse

Texts = frozenset[str]
_MOST = 16
"""Spellings of one run."""
_SMALL_CLASS = 4
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """The sets that one pattern offers, none with a text below two bytes; lower case where case does not count."""

    sets: tuple[Texts, ...]
    caseless: bool


def offer(pattern: str) -> Offer:
    """Raises `re.error`."""
    items, caseless = parse(pattern)
    caseless = caseless or "(?i" in pattern
    found = (frozenset(text.lower() for text in texts) if caseless else texts for texts in _sets(items))
    usable = (texts for texts in found if not caseless or all(text.isascii() for text in texts))
    return Offer(tuple(dict.fromkeys(usable)), caseless)


def _sets(items: list[Item]) -> Iterator[Texts]:
    """The runs of a sequence, and what its repeats and wide alternations offer."""
    run: set[str] = {""}
    for item in _flat(items):
        spelt = _spelt(item)
        if spelt is not None and len(run) * len(spelt) <= _MOST:
            run = {before + after for before, after in product(run, spelt)}
            continue
        yield from _of_run(run)
        run = {""}
        if spelt is not None:
            run = set(spelt)
        else:
            yield from _of_item(item)
    yield from _of_run(run)


def _flat(items: list[Item]) -> Iterator[Item]:
    """Groups are their items; anchors are nothing."""
    for item in items:
        if item[0] is op.SUBPATTERN:
            yield from _flat(inner(item))
        elif item[0] is not op.AT:
            yield item


def _spelt(item: Item) -> frozenset[str] | None:
    """All texts that an item matches, if they are few."""
    kind, value = item
    if kind is op.LITERAL:
        return frozenset({chr(value)})
    if kind is op.IN:
        plain = all(part[0] is op.LITERAL for part in value) and len(value) <= _SMALL_CLASS
        return frozenset(chr(part[1]) for part in value) if plain else None
    if kind is op.BRANCH:
        parts = [_spelt_sequence(branch) for branch in branches(item)]
        found = frozenset().union(*(part for part in parts if part is not None))
        return None if None in parts or len(found) > _MOST else found
    if kind in REPEATS and value[1] == 1:
        once = _spelt_sequence(inner(item))
        return None if once is None else once | (frozenset({""}) if value[0] == 0 else frozenset())
    return None


def _spelt_sequence(items: list[Item]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset({""})
    for item in _flat(items):
        spelt = _spelt(item)
        if spelt is None or len(found) * len(spelt) > _MOST:
            return None
        found = frozenset(before + after for before, after in product(found, spelt))
    return found


def _of_item(item: Item) -> Iterator[Texts]:
    kind, value = item
    if kind is op.BRANCH:
        best = [max(_sets(branch), key=_quality, default=None) for branch in branches(item)]
        if all(best):
            yield frozenset().union(*(one for one in best if one))
    elif kind in REPEATS and value[0] > 0:
        yield from _sets(inner(item))


def _quality(texts: Texts) -> int:
    return min(map(len, texts))


def _of_run(run: set[str]) -> Iterator[Texts]:
    texts = frozenset(text[:_LONGEST] for text in run)
    if min(len(text.encode()) for text in texts) >= 2:
        yield texts
