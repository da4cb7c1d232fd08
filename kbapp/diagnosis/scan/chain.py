"""Which engine looks for a set of signatures: the fastest that is there now. All find the same."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from kbapp.diagnosis.scan import database
from kbapp.diagnosis.scan.cover import Cover, cover
from kbapp.diagnosis.scan.engines import (
    AhoCorasickEngine,
    Engine,
    FindEngine,
    FullHyperscan,
    LightHyperscan,
    PieceEngine,
)
from kbapp.diagnosis.scan.prepared import Preparation
from kbapp.knowledge.signatures import Signatures

Name = Literal["hyperscan", "hyperscan-full", "ahocorasick", "find"]
ENGINES: tuple[Name, ...] = ("hyperscan", "hyperscan-full", "ahocorasick", "find")
_MODULES = {"hyperscan": "hyperscan", "hyperscan-full": "hyperscan", "ahocorasick": "ahocorasick_rs"}
_PIECES: dict[str, Callable[[Cover], PieceEngine]] = {
    "hyperscan": LightHyperscan,
    "ahocorasick": AhoCorasickEngine,
    "find": FindEngine,
}
_TRAILING_ASCII = frozenset({"gb18030"})
"""Encodings in which a byte of a wide character may look like ASCII: there only literals are sure to be found."""


FEW = 200 / 1024 / 1024
"""Reports a byte: with so few the pieces chosen for an earlier log serve this one too."""


def available() -> tuple[Name, ...]:
    """The engines whose library is installed, the fastest first."""
    return tuple(name for name in ENGINES if name not in _MODULES or importlib.util.find_spec(_MODULES[name]))


class Chain:
    """The engines for one set of signatures. The Hyperscan database comes from the cache, or is compiled aside."""

    def __init__(self, signatures: Signatures, cache: Path | None, kind: str) -> None:
        self._kind = kind
        self._patterns = [signature.pattern for signature in signatures.all]
        self._cache = cache
        self._lock = threading.Lock()
        self._database: Any = None
        self._full: FullHyperscan | None = None
        self._worker: threading.Thread | None = None

    @cached_property
    def _preparation(self) -> Preparation:
        return Preparation(self._patterns, self._cache, self._kind)

    def prepare(self) -> None:
        """Load the Hyperscan database, or begin to compile it in a thread of its own."""
        with self._lock:
            if self._worker is not None or self._database is not None or "hyperscan" not in available():
                return
            expressions = self._preparation.prepared.expressions
            if not expressions:
                return
            self._database = database.load(self._cache, self._kind, expressions) if self._cache else None
            if self._database is None:
                self._worker = threading.Thread(target=self._compile, name="kbapp-compile", daemon=True)
                self._worker.start()

    def wait(self) -> None:
        """Until what `prepare` has begun is done."""
        if self._worker is not None:
            self._worker.join()

    def _compile(self) -> None:
        import hyperscan

        try:
            made = database.compiled(self._preparation.prepared.expressions)
        except hyperscan.error:
            return
        if self._cache is not None:
            database.save(self._cache, self._kind, self._preparation.prepared.expressions, made)
        self._database = made

    def best(self, sample: bytes, codec: str) -> Engine:
        """What looks for pieces, chosen for the log of this sample; `full` may be faster where many lines match."""
        build = _PIECES[next(name for name in ("hyperscan", "ahocorasick", "find") if name in available())]
        chosen = self._preparation.cover
        engine = build(chosen) if chosen is not None else None
        if engine is None or len(engine.reports(memoryview(sample))[0]) > FEW * len(sample):
            chosen = self._cover(sample)
            self._preparation.keep(chosen)
            engine = build(chosen)
        engine.precise = self.full(codec)
        return engine

    def full(self, codec: str) -> FullHyperscan | None:
        """The engine with whole patterns, if it is ready (by now) and fit for this encoding."""
        if self._database is None or codec in _TRAILING_ASCII:
            return None
        if self._full is None:
            expressions = self._preparation.prepared.expressions
            exact, blank_end = [one.exact for one in expressions], [one.blank_end for one in expressions]
            self._full = FullHyperscan(self._database, exact, blank_end)
        return self._full

    def only(self, name: Name, codec: str, sample: bytes) -> Engine:
        """One engine by name (for tests and measurements); waits for its database."""
        if name == "hyperscan-full":
            self.prepare()
            self.wait()
            return self.full(codec) or LightHyperscan(self._cover(sample))
        engine = _PIECES[name](self._cover(sample))
        engine.precise = self.full(codec) if name == "hyperscan" else None
        return engine

    def _cover(self, sample: bytes) -> Cover:
        return cover(self._preparation.prepared.offers, sample)


@lru_cache(maxsize=4)
def chain_of(signatures: Signatures, cache: Path | None, kind: str = "all") -> Chain:
    """The chain of a set of signatures, made once. Of each kind of set the cache keeps one database, the newest."""
    return Chain(signatures, cache, kind)
