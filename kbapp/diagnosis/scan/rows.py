"""The lines of one chunk that match: an engine's reports, the lines they stand in, and which are matches for sure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from kbapp.diagnosis.lines import MAX_LINE
from kbapp.diagnosis.scan.chunks import Chunk
from kbapp.diagnosis.scan.confirm import Confirmer
from kbapp.diagnosis.scan.engines import Engine, Reports

DENSE = 400
"""Reports of a chunk from which on many lines match: about one of twenty."""

Asked = Future[Reports]
Row = tuple[int, int, int, Sequence[int]]
"""One line that matches: its number (from 1), where it starts and stops in the chunk's `text`, its signatures."""


@dataclass(slots=True)
class Found:
    """What one chunk holds. `first` is the number of its first line."""

    chunk: Chunk
    rows: list[Row]
    first: int
    skimmed: bool = False
    """Only the deciding signatures were looked for (`scan.skim`)."""
    _starts: list[int] | None = None

    def line(self, row: Row) -> bytes:
        """The row's bytes as they stand in the file."""
        if self.chunk.raw is None:
            return bytes(self.chunk.text[row[1] : row[2]])
        start = self._raw_start(row[0])
        end = self.chunk.raw.find(b"\n", start)
        return self.chunk.raw[start : end if end >= 0 else None]

    def offset(self, row: Row) -> int:
        """Where the row begins in the unpacked file."""
        return self.chunk.offset + (row[1] if self.chunk.raw is None else self._raw_start(row[0]))

    def _raw_start(self, number: int) -> int:
        assert self.chunk.raw is not None
        if self._starts is None:
            self._starts = [0, *(found.end() for found in re.finditer(b"\n", self.chunk.raw))]
        return self._starts[number - self.first]


def rows_of(
    chunk: Chunk, first: int, engine: Engine, confirmer: Confirmer, asked: Asked | None = None
) -> tuple[Found, int]:
    """The lines that match, and the number of the next chunk's first line."""
    ends, indexes = asked.result() if asked is not None else engine.reports(memoryview(chunk.text)[: chunk.size])
    if engine.cover is not None and engine.cover.bare:
        ends, indexes = _with_every_line(chunk, ends, indexes)
    lines = _among_all_lines if len(ends) > DENSE else _one_by_one
    rows, following = lines(chunk, first, ends, indexes)
    found = Found(chunk, rows, first)
    found.rows = _confirmed(found, engine, confirmer)
    return found, following


def _one_by_one(chunk: Chunk, first: int, ends: Sequence[int], indexes: Sequence[int]) -> tuple[list[Row], int]:
    """Where reports are few: each one's line is looked for."""
    text, size = chunk.text, chunk.size
    rows: list[Row] = []
    candidates: list[int] = []
    number, counted, stop = first, 0, -1
    for end, index in zip(ends, indexes, strict=True):
        if end <= stop:
            candidates.append(index)
            continue
        start = text.rfind(b"\n", max(stop, 0), end) + 1
        number += text.count(b"\n", counted, start)
        counted = start
        stop = text.find(b"\n", end, size)
        if stop < 0:
            stop = size
        candidates = [index]
        rows.append((number, start, stop, candidates))
    return rows, number + text.count(b"\n", counted, size)


def _among_all_lines(chunk: Chunk, first: int, ends: Sequence[int], indexes: Sequence[int]) -> tuple[list[Row], int]:
    """Where reports are many: all line ends are found first."""
    breaks = [found.start() for found in re.finditer(b"\n", memoryview(chunk.text)[: chunk.size])]
    following = first + len(breaks)
    breaks.append(chunk.size)
    rows: list[Row] = []
    add_row = rows.append
    candidates: list[int] = []
    place, stop = 0, -1
    for end, index in zip(ends, indexes, strict=True):
        if end <= stop:
            candidates.append(index)
            continue
        place = bisect_left(breaks, end, place)
        stop = breaks[place]
        candidates = [index]
        add_row((first + place, breaks[place - 1] + 1 if place else 0, stop, candidates))
    return rows, following


def _with_every_line(chunk: Chunk, ends: Sequence[int], indexes: Sequence[int]) -> Reports:
    """The reports, and one (-1) on each line that is not empty: some signatures cannot be looked for."""
    reports = list(zip(ends, indexes, strict=True))
    for line in re.finditer(rb"[^\n]+", memoryview(chunk.text)[: chunk.size]):
        reports.append((line.start() + 1, -1))
    reports.sort()
    return [end for end, _ in reports], [index for _, index in reports]


def _confirmed(found: Found, engine: Engine, confirmer: Confirmer) -> list[Row]:
    """The rows with the signatures that do match; a line's own bytes are looked at only where a report may be wrong."""
    if engine.cover is not None:
        return _of_pieces(found, engine, confirmer)
    text = found.chunk.text
    plain = bytes(memoryview(text)[: found.chunk.size]).isascii()
    settled: dict[tuple[int, ...], list[int] | None] = {}
    rows: list[Row] = []
    for row in found.rows:
        number, start, stop, candidates = row
        if plain and text[stop - 1] > 32 and stop - start <= MAX_LINE:
            key = tuple(candidates)
            names = settled[key] if key in settled else settled.setdefault(key, _all_exact(key, engine))
            if names is not None:
                rows.append((number, start, stop, names))
                continue
        if matching := _matching(found, row, engine, confirmer):
            rows.append((number, start, stop, matching))
    return rows


def _all_exact(candidates: tuple[int, ...], engine: Engine) -> list[int] | None:
    """In order, if none of them needs a second look on a plain line."""
    names = sorted(set(candidates))
    return names if all(engine.exact[index] for index in names) else None


def _of_pieces(found: Found, engine: Engine, confirmer: Confirmer) -> list[Row]:
    """The rows in which a piece's signature does match."""
    text, precise = found.chunk.text, engine.precise
    rows: list[Row] = []
    for row in found.rows:
        number, start, stop, pieces = row
        if precise is not None:
            whole = (number, start, stop, precise.reports(memoryview(text)[start:stop])[1])
            if whole[3] and (matching := _matching(found, whole, precise, confirmer)):
                rows.append((number, start, stop, matching))
            continue
        names = engine.candidates(pieces, bytes(text[start:stop]))
        if names and (matching := confirmer.matching(found.line(row), names)):
            rows.append((number, start, stop, matching))
    return rows


def _matching(found: Found, row: Row, engine: Engine, confirmer: Confirmer) -> list[int]:
    """Those of a row's candidates that match."""
    text = found.chunk.text
    _, start, stop, candidates = row
    names = sorted(set(candidates))
    sure: list[int] = []
    if stop - start <= MAX_LINE and text[start:stop].isascii():
        blank = _ends_blank(text, stop)
        sure = [index for index in names if engine.exact[index] and not (blank and engine.blank_end[index])]
    if len(sure) == len(names):
        return sure
    return sorted([*sure, *confirmer.matching(found.line(row), [index for index in names if index not in sure])])


def _ends_blank(text: bytes | bytearray, stop: int) -> bool:
    """Blanks before the line's end (a return belongs to the end) are no part of the message."""
    last = text[stop - 1]
    return last <= 32 and (last != 13 or text[stop - 2] <= 32)
