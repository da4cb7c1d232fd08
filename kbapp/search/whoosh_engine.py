"""Whoosh as the engine: one field, one segment, weights given, no positions; only what 2.7.5 and whoosh3 share."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Format
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.reading import TermNotFound

from kbapp.search.engine import Engine, Weights

FIELD = "text"
_KEPT = 300_000


class GivenWeights(Format):
    """Takes (term, weight) pairs as they are and stores nothing but the weight."""

    posting_size = 0

    def word_values(self, value: Any, analyzer: Any, **_: Any) -> Iterator[Any]:  # noqa: ANN401, ARG002
        return ((term, 1, weight, b"") for term, weight in value)


class TermsField(FieldType):
    """The field of a unit's terms."""

    format = GivenWeights()
    analyzer = None
    scorable = False
    stored = False
    vector = None
    unique = False
    spelling = False
    multitoken_query = "default"
    column_type = None

    def __init__(self) -> None:
        pass


def _schema() -> Schema:
    return Schema(**{FIELD: TermsField()})


def _in_memory() -> FileIndex:
    storage: Any = RamStorage()  # type: ignore[no-untyped-call]
    index: FileIndex = storage.create_index(_schema())
    return index


class WhooshEngine:
    """Reads posting lists and keeps the ones that were asked for."""

    def __init__(self, index: FileIndex) -> None:
        self._index: Any = index
        self._reader: Any = cast(Any, index).reader()
        self._lock = threading.Lock()
        self._lists: dict[str, dict[int, float]] = {}
        self._room = _KEPT

    def postings(self, term: str) -> Mapping[int, float]:
        found = self._lists.get(term)
        return self._read(term) if found is None else found

    def _read(self, term: str) -> dict[int, float]:
        with self._lock:
            found = self._from_index(term)
            self._room -= len(found) + 1
            if self._room < 0:
                self._lists, self._room = {}, _KEPT
            self._lists[term] = found
        return found

    def _from_index(self, term: str) -> dict[int, float]:
        found: dict[int, float] = {}
        try:
            matcher = self._reader.postings(FIELD, term)
        except TermNotFound:
            return found
        while matcher.is_active():
            found[matcher.id()] = matcher.weight()
            matcher.next()
        return found

    def close(self) -> None:
        with self._lock:
            self._reader.close()
            self._index.close()


class Whoosh:
    """Writes and opens Whoosh indexes."""

    def build(self, folder: Path | None, units: Iterable[Weights]) -> Engine | None:
        index: Any = _in_memory() if folder is None else create_in(str(folder), _schema())
        writer = index.writer(limitmb=256)
        try:
            for weights in units:
                writer.add_document(**{FIELD: list(weights.items())})
        except BaseException:
            writer.cancel()
            raise
        writer.commit(optimize=True)
        if folder is None:
            return WhooshEngine(index)
        index.close()
        return None

    def open(self, folder: Path) -> Engine:
        return WhooshEngine(open_dir(str(folder), readonly=True, schema=_schema()))
