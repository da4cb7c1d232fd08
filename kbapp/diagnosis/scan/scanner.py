"""A file in one pass: chunks, an engine's reports, the lines that they stand in, and which of them are matches."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from kbapp.diagnosis.lines import MAX_LINE
from kbapp.diagnosis.scan.chain import Chain, Name, chain_of
from kbapp.diagnosis.scan.chunks import BUFFERS, CHUNK, Chunk, chunks
from kbapp.diagnosis.scan.confirm import Confirmer
from kbapp.diagnosis.scan.engines import Engine, Reports
from kbapp.diagnosis.scan.hits import MOST, Hits
from kbapp.diagnosis.scan.source import Source
from kbapp.knowledge.signatures import Signatures
from kbapp.paths import cache_dir

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]
_SAMPLE = 1024 * 1024
DENSE = 400
"""Rows of a chunk from which on whole patterns are looked for: about one line of twenty."""


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


@dataclass(slots=True)
class Sweep:
    """One pass over a file, chunk by chunk. After it: what it read."""

    path: Path
    signatures: Signatures
    progress: Progress | None = None
    cancelled: Cancelled | None = None
    engine: Name | None = None
    """One engine only (for tests and measurements)."""
    cache: Path | None = None
    total: int = 0
    encoding: str = "utf-8"
    engines: list[str] = field(default_factory=list)
    stopped: bool = False
    _light: Engine | None = None
    _rows: int = 0

    def __iter__(self) -> Iterator[Found]:
        """Raises `OSError`."""
        with Source(self.path) as source:
            self.encoding = source.encoding
            yield from self._found(source)

    def _found(self, source: Source) -> Iterator[Found]:
        chain = chain_of(self.signatures, self.folder)
        confirmer = Confirmer(self.signatures.all, source.codec)
        number = 1
        with ThreadPoolExecutor(2, "kbapp-scan") as pool:
            for chunk, engine, reports in self._reported(source, chain, pool):
                if self.cancelled is not None and self.cancelled():
                    self.stopped = True
                    return
                found, number = self.look(chunk, number, engine, confirmer, source, reports)
                self._rows = len(found.rows)
                yield found
                self.total = number - 1 + (not chunk.complete)
                if self.progress is not None:
                    self.progress(source.progress)

    def _reported(
        self, source: Source, chain: Chain, pool: ThreadPoolExecutor
    ) -> Iterator[tuple[Chunk, Engine, Asked | None]]:
        """Each chunk with its engine and, where the log is not dense, the reports that a thread is gathering."""
        engine: Engine | None = None
        ahead: deque[tuple[Chunk, Engine, Asked | None]] = deque()
        for chunk in chunks(source, CHUNK):
            engine = self._engine(chain, engine, source.codec, chunk)
            asked = None
            if engine.threads > 0 and self._rows <= DENSE:
                asked = pool.submit(engine.reports, memoryview(chunk.text)[: chunk.size])
            ahead.append((chunk, engine, asked))
            if len(ahead) > min(engine.threads, BUFFERS - 1) or asked is None:
                yield ahead.popleft()
                while ahead and asked is None:
                    yield ahead.popleft()
        yield from ahead

    @property
    def folder(self) -> Path:
        """Where databases are kept."""
        return self.cache or cache_dir() / "scan"

    def look(
        self,
        chunk: Chunk,
        first: int,
        engine: Engine,
        confirmer: Confirmer,
        source: Source,  # noqa: ARG002
        asked: Asked | None,
    ) -> tuple[Found, int]:
        """What one chunk holds, and the number of the next one's first line."""
        return rows_of(chunk, first, engine, confirmer, asked)

    def _engine(self, chain: Chain, engine: Engine | None, codec: str, chunk: Chunk) -> Engine:
        """The engine for the next chunk: whole patterns where many lines match, as soon as they are compiled."""
        if engine is None:
            sample = bytes(memoryview(chunk.text)[: min(chunk.size, _SAMPLE)])
            if self.engine is not None:
                engine = chain.only(self.engine, codec, sample)
            else:
                engine = self._light = chain.best(sample)
        elif self.engine is None:
            engine = self._adapted(chain, engine, codec)
        if engine.name not in self.engines:
            self.engines.append(engine.name)
        return engine

    def _adapted(self, chain: Chain, engine: Engine, codec: str) -> Engine:
        if self._rows > DENSE and engine is self._light:
            chain.prepare()
            return chain.full(codec) or engine
        return self._light or engine if self._rows < DENSE // 4 else engine


def scan(
    path: Path,
    signatures: Signatures,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    engine: Name | None = None,
    cache: Path | None = None,
    most: int = MOST,
) -> Hits:
    """All hits of a file. Raises `OSError`. A cancelled scan gives what it has found so far."""
    hits = Hits()
    sweep = Sweep(path, signatures, progress, cancelled, engine, cache)
    for found in sweep:
        if len(hits) < most:
            _add(hits, found)
        else:
            hits.left_out += sum(len(row[3]) for row in found.rows)
    hits.total, hits.encoding = sweep.total, sweep.encoding
    hits.engines, hits.cancelled = tuple(sweep.engines), sweep.stopped
    return hits


def _add(hits: Hits, found: Found) -> None:
    add_line, add_offset, add_signature = hits.lines.append, hits.offsets.append, hits.signatures.append
    plain, base = found.chunk.raw is None, found.chunk.offset
    for row in found.rows:
        offset = base + row[1] if plain else found.offset(row)
        for signature in row[3]:
            add_line(row[0])
            add_offset(offset)
            add_signature(signature)


def rows_of(
    chunk: Chunk, first: int, engine: Engine, confirmer: Confirmer, asked: Asked | None = None
) -> tuple[Found, int]:
    """The lines that match, and the number of the next chunk's first line."""
    text, size = chunk.text, chunk.size
    ends, indexes = asked.result() if asked is not None else engine.reports(memoryview(text)[:size])
    if engine.cover is not None and engine.cover.bare:
        ends, indexes = _with_every_line(chunk, ends, indexes)
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
    found = Found(chunk, rows, first)
    found.rows = _confirmed(found, engine, confirmer)
    return found, number + text.count(b"\n", counted, size)


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
    text, exact = found.chunk.text, engine.exact
    plain = bytes(memoryview(text)[: found.chunk.size]).isascii()
    rows: list[Row] = []
    for row in found.rows:
        _, start, stop, candidates = row
        sure = len(candidates) == 1 and plain and exact[candidates[0]]
        if sure and text[stop - 1] > 32 and stop - start <= MAX_LINE:
            rows.append(row)
        elif matching := _matching(found, row, engine, confirmer):
            rows.append((row[0], start, stop, matching))
    return rows


def _of_pieces(found: Found, engine: Engine, confirmer: Confirmer) -> list[Row]:
    """The rows in which a piece's signature does match."""
    text = found.chunk.text
    rows: list[Row] = []
    for row in found.rows:
        number, start, stop, pieces = row
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
