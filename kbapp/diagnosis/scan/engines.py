"""Engines: each reports where a signature may match, and at least where one does: so all find the same hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from kbapp.diagnosis.scan.cover import Cover, spellings

Reports = tuple[Sequence[int], Sequence[int]]
"""Ends (offset behind a place within the line), not falling; and what was found there."""


class Engine(Protocol):
    """One way to look through a chunk; it belongs to one scan.

    With a `cover` it reports pieces (their indexes), and lines are looked at by the signatures' own patterns. Without
    one it reports signatures: `exact[i]`: on a plain ASCII line that is a match; `blank_end[i]`: unless the line ends
    in blanks.
    """

    @property
    def name(self) -> str: ...
    @property
    def cover(self) -> Cover | None: ...
    @property
    def exact(self) -> Sequence[bool]: ...
    @property
    def blank_end(self) -> Sequence[bool]: ...

    def reports(self, text: memoryview) -> Reports: ...


class FullHyperscan:
    """All signatures in one block database: the fastest where many lines match."""

    name = "hyperscan"
    cover = None

    def __init__(self, database: Any, exact: Sequence[bool], blank_end: Sequence[bool]) -> None:  # noqa: ANN401
        self.exact = exact
        self.blank_end = blank_end
        self._scan = database.scan

    def reports(self, text: memoryview) -> Reports:
        return _reported(self._scan, text)


def _reported(scan: Any, text: memoryview) -> Reports:  # noqa: ANN401
    ends: list[int] = []
    indexes: list[int] = []
    add_end, add_index = ends.append, indexes.append

    def report(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
        add_end(end)
        add_index(index)

    scan(text, match_event_handler=report)
    return ends, indexes


class _PieceEngine:
    """What engines share that look for the pieces of a cover."""

    exact: Sequence[bool] = ()
    blank_end: Sequence[bool] = ()

    def __init__(self, cover: Cover) -> None:
        self.cover: Cover | None = cover
        self._literals = [data for piece in cover.pieces for data in spellings(piece)] or [b"\x00\x00"]
        self._piece = [index for index, piece in enumerate(cover.pieces) for _ in spellings(piece)] or [0]


class LightHyperscan(_PieceEngine):
    """The pieces in a small database: the fastest where few lines match, and compiled at once."""

    name = "hyperscan"

    def __init__(self, cover: Cover) -> None:
        import hyperscan

        super().__init__(cover)
        pieces = cover.pieces or ((b"\x00\x00", False),)
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=[b"".join(b"\\x%02x" % byte for byte in data) for data, _ in pieces],
            ids=list(range(len(pieces))),
            elements=len(pieces),
            flags=[hyperscan.HS_FLAG_CASELESS if caseless else 0 for _, caseless in pieces],
        )
        self._scan = database.scan

    def reports(self, text: memoryview) -> Reports:
        return _reported(self._scan, text)


class AhoCorasickEngine(_PieceEngine):
    """The pieces in one automaton."""

    name = "ahocorasick"

    def __init__(self, cover: Cover) -> None:
        import ahocorasick_rs

        super().__init__(cover)
        automaton = ahocorasick_rs.BytesAhoCorasick(self._literals, implementation=ahocorasick_rs.Implementation.DFA)
        self._find = automaton.find_matches_as_indexes

    def reports(self, text: memoryview) -> Reports:
        found = self._find(text, overlapping=True)
        return [end for _, _, end in found], [self._piece[literal] for literal, _, _ in found]


class FindEngine(_PieceEngine):
    """`bytes.find`, a piece at a time: slow, and always there."""

    name = "find"

    def reports(self, text: memoryview) -> Reports:
        data = bytes(text)
        found: list[tuple[int, int]] = []
        for literal, piece in zip(self._literals, self._piece, strict=True):
            place = data.find(literal)
            while place >= 0:
                found.append((place + len(literal), piece))
                place = data.find(literal, place + len(literal))
        found.sort()
        return [end for end, _ in found], [piece for _, piece in found]
