"""A file in one pass: chunks, an engine's reports, the lines that they stand in, and which of them are matches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from kbapp.diagnosis.scan.chain import Chain, Name, chain_of
from kbapp.diagnosis.scan.chunks import BUFFERS, CHUNK, Chunk, chunks
from kbapp.diagnosis.scan.confirm import Confirmer
from kbapp.diagnosis.scan.engines import Engine
from kbapp.diagnosis.scan.hits import MOST, Hits
from kbapp.diagnosis.scan.rows import DENSE, Asked, Found, rows_of
from kbapp.diagnosis.scan.source import Source
from kbapp.knowledge.signatures import Signatures
from kbapp.paths import cache_dir

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]
_SAMPLE = 1024 * 1024
SETTLED = 16
"""Chunks after which a sparse log is taken for one, and pieces are looked for, if as much again is left at least."""


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
    wanted: str = ""
    """The encoding that the reader chose; empty for the one that the file looks like."""
    total: int = 0
    encoding: str = "utf-8"
    engines: list[str] = field(default_factory=list)
    stopped: bool = False
    _light: Engine | None = None
    _rows: int = 0
    _chunks: int = 0

    def __iter__(self) -> Iterator[Found]:
        """Raises `OSError`."""
        with Source(self.path, self.wanted) as source:
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
            engine = self._engine(chain, engine, source, chunk)
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

    def _engine(self, chain: Chain, engine: Engine | None, source: Source, chunk: Chunk) -> Engine:
        """The engine for the next chunk: whole patterns where many lines match, as soon as they are compiled."""
        self._chunks += 1
        codec = source.codec
        if engine is None:
            sample = sample_of(chunk)
            engine = chain.only(self.engine, codec, sample) if self.engine else self._first(chain, codec, sample)
        elif self.engine is None:
            engine = self._adapted(chain, engine, source, chunk)
        if engine.name not in self.engines:
            self.engines.append(engine.name)
        return engine

    def _first(self, chain: Chain, codec: str, sample: bytes) -> Engine:
        """Whole patterns if they are kept from an earlier scan; else pieces, while the patterns are being compiled."""
        chain.prepare()
        full = chain.full(codec)
        if full is not None:
            return full
        self._light = chain.best(sample, codec)
        return self._light

    def _adapted(self, chain: Chain, engine: Engine, source: Source, chunk: Chunk) -> Engine:
        if self._rows > DENSE:
            return (chain.full(source.codec) or engine) if engine is self._light else engine
        if self._light is None and self._chunks > SETTLED and source.left > SETTLED * CHUNK:
            self._light = chain.best(sample_of(chunk), source.codec)
        return self._light or engine if self._rows < DENSE // 4 else engine


def sample_of(chunk: Chunk) -> bytes:
    """The beginning of a chunk, on which an engine is chosen."""
    return bytes(memoryview(chunk.text)[: min(chunk.size, _SAMPLE)])


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
    plain, base = found.chunk.raw is None, found.chunk.offset
    hits.lines.extend([row[0] for row in found.rows for _ in row[3]])
    hits.offsets.extend([base + row[1] if plain else found.offset(row) for row in found.rows for _ in row[3]])
    hits.signatures.extend([signature for row in found.rows for signature in row[3]])
