"""Which engine looks for a set of signatures: the fastest that is there now. All find the same."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from kbapp.diagnosis.scan import database
from kbapp.diagnosis.scan.cover import Cover, cover
from kbapp.diagnosis.scan.engines import AhoCorasickEngine, Engine, FindEngine, FullHyperscan, LightHyperscan
from kbapp.diagnosis.scan.expression import Expression, expression
from kbapp.diagnosis.scan.literals import Offer, offer
from kbapp.knowledge.signatures import Signatures

Name = Literal["hyperscan", "hyperscan-full", "ahocorasick", "find"]
ENGINES: tuple[Name, ...] = ("hyperscan", "hyperscan-full", "ahocorasick", "find")
_MODULES = {"hyperscan": "hyperscan", "hyperscan-full": "hyperscan", "ahocorasick": "ahocorasick_rs"}
_PIECES: dict[str, Callable[[Cover], Engine]] = {
    "hyperscan": LightHyperscan,
    "ahocorasick": AhoCorasickEngine,
    "find": FindEngine,
}
_TRAILING_ASCII = frozenset({"gb18030"})
"""Encodings in which a byte of a wide character may look like ASCII: there only literals are sure to be found."""


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
        self._worker: threading.Thread | None = None
        self._expressions: list[Expression] = []

    @cached_property
    def _offers(self) -> Sequence[Offer]:
        return [offer(pattern) for pattern in self._patterns]

    def prepare(self) -> None:
        """Load the Hyperscan database, or begin to compile it in a thread of its own."""
        with self._lock:
            if self._worker is not None or self._database is not None or "hyperscan" not in available():
                return
            try:
                self._expressions = [expression(pattern) for pattern in self._patterns]
            except ValueError:
                return
            self._database = database.load(self._cache, self._kind, self._expressions) if self._cache else None
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
            made = database.compiled(self._expressions)
        except hyperscan.error:
            return
        if self._cache is not None:
            database.save(self._cache, self._kind, self._expressions, made)
        self._database = made

    def best(self, sample: bytes) -> Engine:
        """What can begin at once; `full` may take over where many lines match."""
        name = next(name for name in ("hyperscan", "ahocorasick", "find") if name in available())
        return _PIECES[name](self._cover(sample))

    def full(self, codec: str) -> FullHyperscan | None:
        """The engine with whole patterns, if it is ready (by now) and fit for this encoding."""
        made = self._database
        if made is None or codec in _TRAILING_ASCII:
            return None
        return FullHyperscan(
            made, [one.exact for one in self._expressions], [one.blank_end for one in self._expressions]
        )

    def only(self, name: Name, codec: str, sample: bytes) -> Engine:
        """One engine by name (for tests and measurements); waits for its database."""
        if name == "hyperscan-full":
            self.prepare()
            self.wait()
            return self.full(codec) or LightHyperscan(self._cover(sample))
        return _PIECES[name](self._cover(sample))

    def _cover(self, sample: bytes) -> Cover:
        return cover(self._offers, sample)


@lru_cache(maxsize=4)
def chain_of(signatures: Signatures, cache: Path | None, kind: str = "all") -> Chain:
    """The chain of a set of signatures, made once. Of each kind of set the cache keeps one database, the newest."""
    return Chain(signatures, cache, kind)
