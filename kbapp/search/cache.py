"""The index on disk: one folder per content version, written aside and renamed, checked when opened."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import sys
import tempfile
import time
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kbapp import __version__
from kbapp.model.text import Text
from kbapp.search.building import Built
from kbapp.search.catalogue import Catalogue
from kbapp.search.engine import Engine, EngineKind
from kbapp.search.fold import DATA

FORMAT = 2
"""Raise it when the files change."""

_MANIFEST, _CATALOGUE, _TEXTS = "manifest.json", "catalogue.bin", "texts.json"
_ASIDE, _DAMAGED = ".building-", ".damaged-"
_KEEP, _STALE_SECONDS = 3, 86_400


class DamagedIndexError(Exception):
    """The folder is not the index that its manifest describes."""


@dataclass
class OpenIndex:
    """An index ready for queries."""

    engine: Engine
    catalogue: Catalogue
    texts: Texts


class Texts:
    """The texts of the units, decoded one by one: JSON strings in a row, zh and en alternating.

    Before them stand their number and the places where they end, as unsigned numbers of this machine.
    """

    def __init__(self, data: bytes) -> None:
        size = array("Q").itemsize
        count = int.from_bytes(data[:size], sys.byteorder)
        self._ends = array("Q", data[size : size * (count + 1)])
        self._start = size * (count + 1)
        self._data = data
        self._kept: dict[int, str] = {}

    @classmethod
    def of(cls, texts: list[Text]) -> Texts:
        lines = [json.dumps(text, ensure_ascii=False).encode() for both in texts for text in (both.zh, both.en)]
        ends, end = array("Q", [len(lines)]), 0
        for line in lines:
            end += len(line)
            ends.append(end)
        return cls(ends.tobytes() + b"".join(lines))

    def as_bytes(self) -> bytes:
        return self._data

    def get(self, unit: int, zh: bool) -> str:
        place = 2 * unit + (not zh)
        if place not in self._kept:
            begin = self._ends[place - 1] if place else 0
            self._kept[place] = json.loads(self._data[self._start + begin : self._start + self._ends[place]])
        return self._kept[place]


@cache
def analysis_version() -> str:
    """A hash over what decides how the content is analysed: this package's data, and its code where that lies open."""
    digest = zlib.crc32(f"{__version__} {sys.implementation.cache_tag} {sys.byteorder}".encode())
    folder = Path(__file__).resolve().parent
    for path in sorted([*folder.glob("*.py"), *DATA.glob("*.t*")]):
        digest = zlib.crc32(path.read_bytes(), digest)
    return f"{digest:08x}"


def in_memory(built: Built, kind: EngineKind) -> OpenIndex:
    """An index that is never written."""
    engine = kind.build(None, built.weights)
    assert engine is not None
    return OpenIndex(engine, built.catalogue, Texts.of(built.texts))


def open_or_build(root: Path, version: str, kind: EngineKind, build: Callable[[], Built]) -> OpenIndex:
    """The index of one content version; `OSError` where the disk does not take it."""
    folder = root / f"{FORMAT}-{analysis_version()}-{version}"
    opened = _opened(folder, version, kind)
    if opened:
        return opened
    root.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=root))
    try:
        _write(aside, version, kind, build())
        opened = _put_in_place(aside, folder, version, kind)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _tidy(root, folder)
    return opened


def _put_in_place(aside: Path, folder: Path, version: str, kind: EngineKind) -> OpenIndex:
    """Rename. What stands there already was just built by another process, or is damaged."""
    with contextlib.suppress(OSError):
        aside.rename(folder)
    opened = _opened(folder, version, kind)
    if opened:
        return opened
    damaged = Path(tempfile.mkdtemp(prefix=_DAMAGED, dir=folder.parent))
    try:
        if folder.exists():
            folder.rename(damaged / "index")
        aside.rename(folder)
    finally:
        shutil.rmtree(damaged, ignore_errors=True)
    opened = _opened(folder, version, kind)
    if not opened:
        raise OSError(f"{folder}: written, but not readable")
    return opened


def _opened(folder: Path, version: str, kind: EngineKind) -> OpenIndex | None:
    """The index, or `None` where there is none, or none that is sound."""
    try:
        with _without_collection():
            return _open(folder, version, kind)
    except Exception:  # whatever a damaged pickle or a half-written file may raise
        return None


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """The tables are many small objects that all stay: no garbage is looked for among them."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _open(folder: Path, version: str, kind: EngineKind) -> OpenIndex:
    manifest = json.loads((folder / _MANIFEST).read_bytes())
    if manifest["version"] != version or manifest["format"] != FORMAT:
        raise DamagedIndexError(folder)
    kept: dict[str, bytes] = {}
    for name, checksum in manifest["files"].items():
        data = (folder / name).read_bytes()
        if zlib.crc32(data) != checksum:
            raise DamagedIndexError(folder / name)
        kept[name] = data
    catalogue = Catalogue.unpacked(kept[_CATALOGUE])
    with contextlib.suppress(OSError):
        os.utime(folder)
    return OpenIndex(kind.open(folder), catalogue, Texts(kept[_TEXTS]))


def _write(folder: Path, version: str, kind: EngineKind, built: Built) -> None:
    kind.build(folder, built.weights)
    (folder / _CATALOGUE).write_bytes(built.catalogue.packed())
    (folder / _TEXTS).write_bytes(Texts.of(built.texts).as_bytes())
    files = {path.name: zlib.crc32(path.read_bytes()) for path in sorted(folder.iterdir()) if path.suffix != ".lock"}
    files = {name: checksum for name, checksum in files.items() if "LOCK" not in name}
    manifest = {"format": FORMAT, "version": version, "files": files}
    (folder / _MANIFEST).write_bytes(_dumped(manifest))


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _tidy(root: Path, current: Path) -> None:
    """Drop what older versions and killed builds left; what is in use stays where the system refuses."""
    with contextlib.suppress(OSError):
        folders = [(path.stat().st_mtime, path) for path in root.iterdir() if path.is_dir() and path != current]
        folders.sort(reverse=True)
        left = [path for age, path in folders if path.name.startswith(".") and age < time.time() - _STALE_SECONDS]
        left += [path for _, path in folders if not path.name.startswith(".")][_KEEP - 1 :]
        for path in left:
            shutil.rmtree(path, ignore_errors=True)
