"""Engines: each reports where a signature may match, and at least where one does: so all find the same hits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from kbapp.diagnosis.scan.literals import Offer, choose

Reports = tuple[Sequence[int], Sequence[int]]
"""Ends (offset behind a place within the line), not falling; and the signature's index of each."""


class Engine(Protocol):
    """One way to look through a chunk. An engine belongs to one scan: it may keep a scratch space.

    `exact[i]`: on a plain ASCII line a report of signature `i` is a match; `blank_end[i]`: unless it ends in blanks.
    """

    @property
    def name(self) -> str: ...
    @property
    def exact(self) -> Sequence[bool]: ...
    @property
    def blank_end(self) -> Sequence[bool]: ...
    @property
    def everywhere(self) -> Sequence[int]:
        """Signatures that cannot be looked for: every line is a candidate."""

    def reports(self, text: memoryview) -> Reports: ...


class HyperscanEngine:
    """All signatures in one block database."""

    name = "hyperscan"
    everywhere: Sequence[int] = ()

    def __init__(self, database: Any, exact: Sequence[bool], blank_end: Sequence[bool]) -> None:  # noqa: ANN401
        self.exact = exact
        self.blank_end = blank_end
        self._scan = database.scan

    def reports(self, text: memoryview) -> Reports:
        ends: list[int] = []
        indexes: list[int] = []
        add_end, add_index = ends.append, indexes.append

        def report(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add_end(end)
            add_index(index)

        self._scan(text, match_event_handler=report)
        return ends, indexes


class _LiteralEngine:
    """What the two engines share that look for literals: nothing they report is sure."""

    def __init__(self, offers: Sequence[Offer], cost: Callable[[bytes], float]) -> None:
        table, bare = choose(offers, cost)
        self.exact = (False,) * len(offers)
        self.blank_end = (True,) * len(offers)
        self.everywhere: Sequence[int] = bare
        self.table: Mapping[bytes, tuple[int, ...]] = table


class AhoCorasickEngine(_LiteralEngine):
    """One automaton over the rarest literals of the signatures, chosen by a sample of the log."""

    name = "ahocorasick"

    def __init__(self, offers: Sequence[Offer], sample: bytes) -> None:
        import ahocorasick_rs

        self._library = ahocorasick_rs
        every = list(dict.fromkeys(literal for offer in offers for literals in offer.sets for literal in literals))
        counts: dict[bytes, float] = dict.fromkeys(every, 0.0)
        if every:
            trial = self._automaton(every, ahocorasick_rs.Implementation.ContiguousNFA)
            for index, _, _ in trial.find_matches_as_indexes(sample, overlapping=True):
                counts[every[index]] += 1.0
        super().__init__(offers, lambda literal: counts[literal] + 1.0 / len(literal))
        self._indexes = list(self.table.values())
        literals = list(self.table) or [b"\x00"]
        self._indexes = self._indexes or [()]
        self._find = self._automaton(literals, ahocorasick_rs.Implementation.DFA).find_matches_as_indexes

    def _automaton(self, literals: Sequence[bytes], implementation: Any) -> Any:  # noqa: ANN401
        return self._library.BytesAhoCorasick(literals, implementation=implementation)

    def reports(self, text: memoryview) -> Reports:
        ends: list[int] = []
        indexes: list[int] = []
        for literal, _, end in self._find(text, overlapping=True):
            for index in self._indexes[literal]:
                ends.append(end)
                indexes.append(index)
        return ends, indexes


class FindEngine(_LiteralEngine):
    """`bytes.find`, a literal at a time: slow, and always there."""

    name = "find"

    def __init__(self, offers: Sequence[Offer], sample: bytes) -> None:
        sample = sample[: 64 * 1024]
        super().__init__(offers, lambda literal: sample.count(literal) + 1.0 / len(literal))

    def reports(self, text: memoryview) -> Reports:
        data = bytes(text)
        found: list[tuple[int, int]] = []
        for literal, indexes in self.table.items():
            place = data.find(literal)
            while place >= 0:
                end = place + len(literal)
                found.extend((end, index) for index in indexes)
                place = data.find(literal, end)
        found.sort()
        return [end for end, _ in found], [index for _, index in found]
