"""The lines of a log of any size, decoded when they are looked at. Qt-free.

Holds the bytes (a file is mapped, not read) and the offset of every 64th line. Line ends are those of
`kbapp.diagnosis.lines`, so that both number the lines alike.
"""

from __future__ import annotations

import codecs
import mmap
import re
import time
from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from kbapp.diagnosis.decoding import decompressed, detect
from kbapp.diagnosis.lines import clean

ENCODINGS = ("utf-8", "gb18030", "utf-16")
"""What a reader may choose where the recognition is wrong."""
BLOCK = 64
SAMPLE = 64 * 1024
SLICE = 1024 * 1024
"""Bytes that are indexed at a go; in between the window gets its turn, and the reader may cancel."""
LONGEST = 20_000
"""Characters of one line that are shown; nobody reads more, and Qt would have to lay them out."""

_END = re.compile(rb"\r\n|[\n\r\x0b\x0c]|\xe2\x80[\xa8\xa9]")
_PLAIN_BLOCK = re.compile(rb"(?:[^\n]*\n){%d}" % BLOCK)
_PLAIN_LINE = re.compile(rb"[^\n]*\n")
_RARE = (b"\r", b"\x0b", b"\x0c", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_GZIP = b"\x1f\x8b"


Watch = Callable[[int], None]
"""Told the place in the file now and then; raises to stop."""


class IndexingCancelledError(Exception):
    """Nobody wants the file's lines any more."""


class LineStore:
    """Lines by number, counted from 0."""

    def __init__(self, data: bytes | mmap.mmap, encoding: str, name: str = "", watch: Watch | None = None) -> None:
        self.name = name
        self.encoding = encoding
        self._data = data
        self._codec = "latin-1" if encoding == "binary" else encoding
        self._starts, self._count = _index(data, watch)
        self._block = lru_cache(maxsize=64)(self._read_block)

    @classmethod
    def from_text(cls, text: str, name: str = "") -> LineStore:
        return cls(text.encode("utf-8", "surrogatepass"), "utf-8", name)

    @classmethod
    def from_bytes(cls, data: bytes, name: str = "", encoding: str = "") -> LineStore:
        """Without an encoding the one that the data looks like."""
        data = decompressed(data)
        encoding = codec_of(data[:SAMPLE], encoding)
        if not encoding.startswith("utf-16"):
            return cls(data.removeprefix(b"\xef\xbb\xbf"), encoding, name)
        store = cls(_as_utf8(data, encoding), "utf-8", name)
        store.encoding = encoding
        return store

    @classmethod
    def from_file(
        cls,
        path: Path,
        encoding: str = "",
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> LineStore:
        """Map the file. Raises `OSError`, and `IndexingCancelledError` where `cancelled` says so."""
        with path.open("rb") as file:
            head = file.read(SAMPLE)
            codec = codec_of(head, encoding)
            simple = not head.startswith((_GZIP, b"\xef\xbb\xbf")) and not codec.startswith("utf-16")
            if not head or not simple:
                return cls.from_bytes(head + file.read(), path.name, encoding)
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            return cls(data, codec, path.name, _watch(len(data), progress, cancelled))
        except IndexingCancelledError:
            data.close()
            raise

    def __len__(self) -> int:
        return self._count

    def line(self, number: int) -> str:
        """One line without its end and without terminal colours."""
        return self._block(number // BLOCK)[number % BLOCK]

    def matching(
        self, wanted: Callable[[str], object], cancelled: Callable[[], bool], among: array[int] | None = None
    ) -> array[int]:
        """The numbers of all lines, or of those among some (sorted), for which `wanted` is true."""
        found = array("Q")
        if among is not None:
            found.extend(number for number in among if not cancelled() and wanted(self.line(number)))
            return found
        for block in range(len(self._starts)):
            if cancelled():
                break
            for place, text in enumerate(self._read_block(block)):
                if wanted(text):
                    found.append(block * BLOCK + place)
        return found

    def close(self) -> None:
        """Let go of the mapped file."""
        self._block.cache_clear()
        if isinstance(self._data, mmap.mmap):
            self._data.close()
            self._data, self._starts, self._count = b"", array("Q"), 0

    def _read_block(self, block: int) -> tuple[str, ...]:
        start = self._starts[block]
        end = self._starts[block + 1] if block + 1 < len(self._starts) else len(self._data)
        parts = _END.split(self._data[start:end])
        lines = tuple(clean(part[: LONGEST * 4].decode(self._codec, "replace")[:LONGEST]) for part in parts)
        return lines[: min(BLOCK, self._count - block * BLOCK)]


def codec_of(sample: bytes, wanted: str = "") -> str:
    """The wanted encoding, else the one that the bytes look like. UTF-16 without a mark is taken as little-endian."""
    if wanted and wanted != "utf-16":
        return wanted
    found = detect(sample)
    return found if not wanted or found.startswith("utf-16") else "utf-16-le"


def decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """A whole log in an encoding that was chosen: its text, and the encoding's full name."""
    data = decompressed(data)
    codec = codec_of(data[:SAMPLE], encoding)
    return data.decode(codec, "replace").removeprefix("\ufeff"), codec


def _as_utf8(data: bytes, encoding: str) -> bytes:
    """Without the byte-order mark; piece by piece, so that the window gets its turn."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    parts = []
    for place in range(0, len(data) + 1, SLICE):
        text = decoder.decode(data[place : place + SLICE], final=place + SLICE > len(data))
        parts.append((text if place else text.removeprefix("\ufeff")).encode("utf-8", "surrogatepass"))
        time.sleep(0)
    return b"".join(parts)


def _watch(size: int, progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> Watch:
    def watch(place: int) -> None:
        if cancelled is not None and cancelled():
            raise IndexingCancelledError
        if progress is not None:
            progress(place / size)
        time.sleep(0)  # the window's turn

    return watch


def _index(data: bytes | mmap.mmap, watch: Watch | None = None) -> tuple[array[int], int]:
    """Offsets of the lines 0, 64, 128 … and the number of lines."""
    starts = array("Q", [0])
    count = place = 0
    while place < len(data):
        if watch is not None:
            watch(place)
        end = _slice_end(data, place)
        piece = data[place:end]
        count = (_plain if _is_plain(piece) else _odd)(piece, place, count, starts)
        place = end
    if count and starts[-1] == len(data):
        starts.pop()
    return (starts, count) if len(data) else (array("Q"), 0)


def _slice_end(data: bytes | mmap.mmap, place: int) -> int:
    """Behind a line's end, where one is near; a piece never ends within a line."""
    end = data.find(b"\n", min(place + SLICE, len(data)))
    return end + 1 if end >= 0 else len(data)


def _is_plain(piece: bytes) -> bool:
    return all(piece.find(rare) < 0 for rare in _RARE)


def _plain(piece: bytes, base: int, count: int, starts: array[int]) -> int:
    """Lines that end in LF alone: 64 of them a step."""
    place = 0
    while count % BLOCK and (found := _PLAIN_LINE.match(piece, place)):
        place, count = found.end(), count + 1
        if count % BLOCK == 0:
            starts.append(base + place)
    while found := _PLAIN_BLOCK.match(piece, place):
        place, count = found.end(), count + BLOCK
        starts.append(base + place)
    rest = piece[place:]
    return count + rest.count(b"\n") + (bool(rest) and not rest.endswith(b"\n"))


def _odd(piece: bytes, base: int, count: int, starts: array[int]) -> int:
    last = 0
    for last in _ends(piece):
        count += 1
        if count % BLOCK == 0:
            starts.append(base + last)
    return count + (last < len(piece))


def _ends(data: bytes) -> Iterator[int]:
    return (found.end() for found in _END.finditer(data))
