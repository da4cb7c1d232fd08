"""The lines of a log of any size, decoded when they are looked at. Qt-free.

Holds the bytes (a file is mapped, not read) and the offset of every 64th line. Line ends are those of
`kbapp.diagnosis.lines`, so that both number the lines alike.
"""

from __future__ import annotations

import mmap
import re
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
LONGEST = 20_000
"""Characters of one line that are shown; nobody reads more, and Qt would have to lay them out."""

_END = re.compile(rb"\r\n|[\n\r\x0b\x0c]|\xe2\x80[\xa8\xa9]")
_PLAIN_BLOCK = re.compile(rb"(?:[^\n]*\n){%d}" % BLOCK)
_RARE = (b"\r", b"\x0b", b"\x0c", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_GZIP = b"\x1f\x8b"


class LineStore:
    """Lines by number, counted from 0."""

    def __init__(self, data: bytes | mmap.mmap, encoding: str, name: str = "") -> None:
        self.name = name
        self.encoding = encoding
        self._data = data
        self._codec = "latin-1" if encoding == "binary" else encoding
        self._starts, self._count = _index(data)
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
        store = cls(
            data.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "surrogatepass"), "utf-8", name
        )
        store.encoding = encoding
        return store

    @classmethod
    def from_file(cls, path: Path, encoding: str = "") -> LineStore:
        """Map the file. Raises `OSError` where it cannot be read."""
        with path.open("rb") as file:
            head = file.read(SAMPLE)
            codec = codec_of(head, encoding)
            simple = not head.startswith((_GZIP, b"\xef\xbb\xbf")) and not codec.startswith("utf-16")
            if not head or not simple:
                return cls.from_bytes(head + file.read(), path.name, encoding)
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), codec, path.name)

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


def _index(data: bytes | mmap.mmap) -> tuple[array[int], int]:
    """Offsets of the lines 0, 64, 128 … and the number of lines."""
    if len(data) == 0:
        return array("Q"), 0
    plain = all(data.find(rare) < 0 for rare in _RARE)
    return _plain_index(data) if plain else _full_index(data)


def _plain_index(data: bytes | mmap.mmap) -> tuple[array[int], int]:
    starts = array("Q", [0])
    place = 0
    while found := _PLAIN_BLOCK.match(data, place):
        place = found.end()
        starts.append(place)
    rest = data[place:]
    if not rest:
        starts.pop()
    left = rest.count(b"\n") + (not rest.endswith(b"\n") and bool(rest))
    full = len(starts) if not rest else len(starts) - 1
    return starts, full * BLOCK + left


def _full_index(data: bytes | mmap.mmap) -> tuple[array[int], int]:
    starts = array("Q", [0])
    count, last = 0, 0
    for last in _ends(data):
        count += 1
        if count % BLOCK == 0:
            starts.append(last)
    if last < len(data):
        count += 1
    elif count % BLOCK == 0:
        starts.pop()
    return starts, count


def _ends(data: bytes | mmap.mmap) -> Iterator[int]:
    return (found.end() for found in _END.finditer(data))
