"""Engines: each reports where a signature may match, and at least where one does: so all find the same hits."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
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

    @property
    def threads(self) -> int:
        """Threads that may look through different chunks at once; 0 where its reports take turns with other work."""

    def reports(self, text: memoryview) -> Reports: ...

    @property
    def precise(self) -> FullHyperscan | None:
        """With a cover: what tells which signatures match a line, if it is there."""

    def candidates(self, pieces: Sequence[int], line: bytes) -> list[int]:
        """With a cover: the signatures to be tried on a line in which these pieces were found, in order."""


class FullHyperscan:
    """All signatures in one block database: the fastest where many lines match, and where it is there already."""

    name = "hyperscan"
    cover = None
    precise = None
    threads = 1

    def __init__(self, database: Any, exact: Sequence[bool], blank_end: Sequence[bool]) -> None:  # noqa: ANN401
        self.exact = exact
        self.blank_end = blank_end
        self._scan = database.scan
        self._scratch = Lock()

    def reports(self, text: memoryview) -> Reports:
        with self._scratch:
            return _reported(self._scan, text)

    def candidates(self, pieces: Sequence[int], line: bytes) -> list[int]:  # noqa: ARG002
        return list(pieces)


def _reported(scan: Any, text: memoryview) -> Reports:  # noqa: ANN401
    ends: list[int] = []
    indexes: list[int] = []
    add_end, add_index = ends.append, indexes.append

    def report(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
        add_end(end)
        add_index(index)

    scan(text, match_event_handler=report)
    return ends, indexes


class PieceEngine(ABC):
    """What engines share that look for the pieces of a cover."""

    name: str
    threads: int
    exact: Sequence[bool] = ()
    blank_end: Sequence[bool] = ()
    precise: FullHyperscan | None = None

    def __init__(self, cover: Cover) -> None:
        self.cover: Cover | None = cover
        self._cover = cover
        self._literals = [data for piece in cover.pieces for data in spellings(piece)] or [b"\x00\x00"]
        self._piece = [index for index, piece in enumerate(cover.pieces) for _ in spellings(piece)] or [0]

    @abstractmethod
    def reports(self, text: memoryview) -> Reports:
        """Where pieces stand."""

    def candidates(self, pieces: Sequence[int], line: bytes) -> list[int]:
        """The signatures whose own text stands in a line in which pieces were found, in order."""
        return self._cover.candidates(set(pieces), line)


class LightHyperscan(PieceEngine):
    """The pieces in a small database: the fastest where few lines match, and compiled at once."""

    name = "hyperscan"
    threads = 1

    def __init__(self, cover: Cover) -> None:
        super().__init__(cover)
        pieces = cover.pieces or ((b"\x00\x00", False),)
        self._scan = _literal_database([(data, caseless, index) for index, (data, caseless) in enumerate(pieces)])
        self._scratch = Lock()

    @cached_property
    def _narrow(self) -> Any:  # noqa: ANN401
        """Compiled only where no whole patterns are there to judge a line."""
        cover = self._cover
        texts = [(text, cover.caseless[index], index) for index, found in enumerate(cover.needs) for text in found]
        return _literal_database(texts or [(b"\x00\x00", False, 0)])

    def reports(self, text: memoryview) -> Reports:
        with self._scratch:
            return _reported(self._scan, text)

    def candidates(self, pieces: Sequence[int], line: bytes) -> list[int]:  # noqa: ARG002
        return sorted({*_reported(self._narrow, memoryview(line))[1], *self._cover.bare})


def _literal_database(literals: Sequence[tuple[bytes, bool, int]]) -> Any:  # noqa: ANN401
    """A database's `scan` that reports the numbers given to literals: (bytes, whether case counts not, number)."""
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[b"".join(b"\\x%02x" % byte for byte in data) for data, _, _ in literals],
        ids=[number for _, _, number in literals],
        elements=len(literals),
        flags=[hyperscan.HS_FLAG_CASELESS if caseless else 0 for _, caseless, _ in literals],
    )
    return database.scan


class AhoCorasickEngine(PieceEngine):
    """The pieces in one automaton; what stands in a line is found by two more, of which one has lower case only."""

    name = "ahocorasick"
    threads = 2

    def __init__(self, cover: Cover) -> None:
        import ahocorasick_rs

        super().__init__(cover)
        kinds = ahocorasick_rs.Implementation
        build = ahocorasick_rs.BytesAhoCorasick
        self._find = build(self._literals, implementation=kinds.DFA).find_matches_as_indexes
        self._narrow: list[Any] = []
        for caseless in (False, True):
            owners: dict[bytes, list[int]] = {}
            for index, texts in enumerate(cover.needs):
                for text in texts if cover.caseless[index] == caseless else ():
                    owners.setdefault(text, []).append(index)
            automaton = build(list(owners) or [b"\x00\x00"], implementation=kinds.ContiguousNFA)
            self._narrow.append((automaton.find_matches_as_indexes, list(owners.values()) or [[]]))

    def reports(self, text: memoryview) -> Reports:
        found = self._find(text, overlapping=True)
        return [end for _, _, end in found], [self._piece[literal] for literal, _, _ in found]

    def candidates(self, pieces: Sequence[int], line: bytes) -> list[int]:  # noqa: ARG002
        names = set(self._cover.bare)
        for text, (find, owners) in zip((line, line.lower()), self._narrow, strict=True):
            for literal, _, _ in find(text, overlapping=True):
                names.update(owners[literal])
        return sorted(names)


class FindEngine(PieceEngine):
    """`bytes.find`, a piece at a time: slow, and always there."""

    name = "find"
    threads = 0

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
