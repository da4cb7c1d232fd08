"""Through the middle of a dense log at twice the speed: only what decides something is looked for there.

Where half of all lines match, most of them are chatter of attempts that later ones have overtaken. So between the
log's first and last megabytes a second engine looks for the deciding signatures alone, and what stands just before
each connection's last decision in a chunk is then read in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kbapp.diagnosis.scan.chain import Chain, available, chain_of
from kbapp.diagnosis.scan.chunks import Chunk
from kbapp.diagnosis.scan.confirm import Confirmer
from kbapp.diagnosis.scan.engines import Engine
from kbapp.diagnosis.scan.rows import Asked, Found, Row, rows_of
from kbapp.diagnosis.scan.scanner import Sweep
from kbapp.diagnosis.scan.source import Source
from kbapp.knowledge.signatures import Signatures

CHATTER = frozenset(
    "message-in message-out packet-in packet-out proposals-received proposals-configured proposal-selected identity "
    "looking-for-config config-selected auth-ok auth-sent nat-local nat-remote nat-none dpd-sent dpd-answer "
    "peer-detected info phase2-initiating phase2-responding".split()
)
"""Kinds of events that decide nothing: the story goes on as before."""
AT_START = 4
"""Chunks at the log's begin that are read in full."""
AT_END = 8 * 1024 * 1024
"""Bytes on the disk at the log's end that are read in full."""
DENSE = 800
"""Rows of a chunk from which on a log is dense: about one line of ten."""
STRETCH = 64
"""Chunks that are skimmed before the density is looked at again."""
_BEFORE = 8 * 1024
_MOST_CONTEXT = 256 * 1024


@lru_cache(maxsize=4)
def deciding(signatures: Signatures) -> Signatures:
    """The signatures that decide something."""
    return Signatures(tuple(one for one in signatures.all if one.event not in CHATTER), {})


@dataclass(slots=True)
class Skim(Sweep):
    """A sweep that skims where it may. What it finds then is marked by `Found.skimmed`, and its rows' signatures are
    indexes into `deciding(signatures)`."""

    _chunk: int = 0
    _left: int = 0
    _full: tuple[Engine, Confirmer] | None = None
    _chain: Chain | None = None
    _engine_there: Engine | None = None
    _confirmer: Confirmer | None = None

    def look(
        self,
        chunk: Chunk,
        first: int,
        engine: Engine,
        confirmer: Confirmer,
        source: Source,
        asked: Asked | None,
    ) -> tuple[Found, int]:
        """One chunk, in full or skimmed."""
        self._chunk += 1
        self._full = (engine, confirmer)
        if self._left > 0 and chunk.raw is None and source.left > AT_END and self._ready(source.codec, chunk):
            self._left -= 1
            return self._skimmed(chunk, first)
        found, following = rows_of(chunk, first, engine, confirmer, asked)
        if self._chunk >= AT_START and len(found.rows) > DENSE:
            self._left = STRETCH
        return found, following

    def _ready(self, codec: str, chunk: Chunk) -> bool:
        """The second engine; while it is being compiled, the first one goes on."""
        subset = deciding(self.signatures)
        if self._chain is None:
            self._chain = chain_of(subset, self.folder, "deciding")
            self._chain.prepare()
            self._confirmer = Confirmer(subset.all, codec)
        if self._engine_there is None:
            self._engine_there = self._chain.full(codec)
        if self._engine_there is None and "hyperscan" not in available():
            self._engine_there = self._chain.best(bytes(chunk.text[: chunk.size]), codec)
        return self._engine_there is not None

    def _skimmed(self, chunk: Chunk, first: int) -> tuple[Found, int]:
        assert self._engine_there is not None
        assert self._confirmer is not None
        found, following = rows_of(chunk, first, self._engine_there, self._confirmer)
        found.skimmed = True
        return found, following

    def context(self, found: Found, rows: Iterable[Row]) -> Iterator[Found]:
        """What stands before these rows of a skimmed chunk, read in full; the latest first, up to a limit."""
        assert self._full is not None
        text, left = found.chunk.text, _MOST_CONTEXT
        upper = found.chunk.size
        for number, start, stop, _ in sorted(rows, key=lambda row: -row[0]):
            end = min(stop, upper)
            begin = text.rfind(b"\n", 0, max(0, start - _BEFORE)) + 1
            if end <= begin or left <= 0:
                continue
            upper, left = begin, left - (end - begin)
            part = bytes(memoryview(text)[begin:end])
            line = number - text.count(b"\n", begin, start)
            yield rows_of(Chunk(part, len(part), found.chunk.offset + begin), line, *self._full)[0]
