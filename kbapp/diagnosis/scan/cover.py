"""Few short literals that stand for all signatures: what a fast scan looks for.

Every line that a signature matches holds one of its texts, and so a piece of it. Pieces are shared: one that stands in
sixty patterns of a dialect stands for all sixty. Chosen are pieces that are rare in this log and stand for many.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from kbapp.diagnosis.scan.literals import Offer, Texts
from kbapp.diagnosis.scan.pattern import encodings

_LONG, _SHORT = 6, 4
"""Bytes of a piece; short where its case does not count, as it may have to be spelt in every case."""
_SAMPLE = 64 * 1024
_COST = 4.0
"""A piece without case costs as much as so many with."""

Piece = tuple[bytes, bool]
"""The bytes (lower case where case does not count), and whether case does not count."""
_Element = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Cover:
    """`owners[i]`: the signatures that piece `i` stands for. `needs[s]`: one of these must stand in the line."""

    pieces: tuple[Piece, ...]
    owners: tuple[tuple[int, ...], ...]
    needs: tuple[tuple[bytes, ...], ...]
    caseless: tuple[bool, ...]
    bare: tuple[int, ...]
    """Signatures that offer nothing to look for."""

    def candidates(self, found: set[int], line: bytes) -> list[int]:
        """The signatures of the pieces found in a line that have their whole text in it, in order (-1: `bare`)."""
        names = {index for piece in found for index in (self.owners[piece] if piece >= 0 else self.bare)}
        lowered = line.lower()
        return sorted(
            index
            for index in names
            if not self.needs[index]
            or any(text in (lowered if self.caseless[index] else line) for text in self.needs[index])
        )


class _Counts:
    """How often a piece stands in the sample."""

    def __init__(self, sample: bytes) -> None:
        self._texts = (sample, sample.lower())
        self._pieces = tuple(
            Counter(text[start : start + size] for start in range(len(text) - size + 1))
            for text, size in zip(self._texts, (_LONG, _SHORT), strict=True)
        )

    def of(self, piece: bytes, caseless: bool) -> int:
        if len(piece) == (_SHORT if caseless else _LONG):
            return self._pieces[caseless][piece]
        return self._texts[caseless].count(piece)


def cover(offers: Sequence[Offer], sample: bytes) -> Cover:
    """Choose the pieces; a tenth of a second for a thousand signatures."""
    counts = _Counts(sample[:_SAMPLE])
    grams: defaultdict[Piece, set[_Element]] = defaultdict(set)
    needs: list[tuple[bytes, ...]] = []
    todo: set[_Element] = set()
    for index, one in enumerate(offers):
        sets = [_encoded(texts) for texts in one.sets]
        best = min(sets, key=lambda texts, one=one: _price(texts, one.caseless, counts), default=())  # type: ignore[misc]
        needs.append(best)
        for text in best:
            todo.add((index, text))
            for gram in _grams(text, one.caseless):
                grams[gram].add((index, text))
        for others in sets if len(best) == 1 else ():
            for gram in _grams(others[0], one.caseless) if len(others) == 1 and len(others[0]) >= _SHORT else ():
                grams[gram].add((index, best[0]))
    chosen = _greedy(grams, todo, counts)
    return Cover(
        tuple(piece for piece, _ in chosen),
        tuple(tuple(sorted(owners)) for _, owners in chosen),
        tuple(needs),
        tuple(one.caseless for one in offers),
        tuple(index for index, texts in enumerate(needs) if not texts),
    )


def _greedy(grams: dict[Piece, set[_Element]], todo: set[_Element], counts: _Counts) -> list[tuple[Piece, set[int]]]:
    """Always the piece that stands for the most at the least price."""
    prices = {piece: (1 + counts.of(*piece)) * (_COST if piece[1] else 1.0) for piece in grams}
    heap = [(-len(elements) / prices[piece], piece) for piece, elements in grams.items()]
    heapq.heapify(heap)
    chosen = []
    while todo:
        _, piece = heapq.heappop(heap)
        live = grams[piece] & todo
        if not live:
            continue
        worth = -len(live) / prices[piece]
        if heap and worth > heap[0][0]:
            heapq.heappush(heap, (worth, piece))
            continue
        chosen.append((piece, {index for index, _ in live}))
        todo -= live
    return chosen


def _price(texts: Sequence[bytes], caseless: bool, counts: _Counts) -> tuple[int, int, int]:
    rarest = sum(min(counts.of(*gram) for gram in _grams(text, caseless)) for text in texts)
    return (rarest, len(texts), -min(map(len, texts)))


def _encoded(texts: Texts) -> tuple[bytes, ...]:
    return tuple(sorted({data for text in texts for data in encodings(text)}))


def _grams(text: bytes, caseless: bool) -> list[Piece]:
    size = min(_SHORT if caseless else _LONG, len(text))
    return [(text[start : start + size], caseless) for start in range(len(text) - size + 1)]


def spellings(piece: Piece) -> list[bytes]:
    """A piece in every case that it may have."""
    data, caseless = piece
    if not caseless:
        return [data]
    letters = [sorted({byte, byte - 32}) if 97 <= byte <= 122 else [byte] for byte in data]
    return [bytes(spelt) for spelt in product(*letters)]
