"""A file as a stream of bytes in an encoding that keeps ASCII: unpacked, transcoded from UTF-16, its mark taken off."""

from __future__ import annotations

import codecs
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol

from kbapp.diagnosis.decoding import detect

SAMPLE = 64 * 1024
_PIECE = 256 * 1024
_GZIP = b"\x1f\x8b"
_UTF8_MARK = codecs.BOM_UTF8


class Stream(Protocol):
    """Fills a buffer; 0 is the end."""

    def readinto(self, buffer: memoryview, /) -> int | None: ...


class Source:
    """One opened log. `base` is the offset of the first byte that `stream` gives (behind a byte-order mark).

    `encoding` is what the file is in, `codec` what the stream gives: they differ for UTF-16, and for what is no text.
    """

    def __init__(self, path: Path, encoding: str = "") -> None:
        """`encoding`: the one that the reader chose; empty for the one that the bytes look like. Raises `OSError`."""
        self._file = path.open("rb", buffering=0)
        self.size = max(path.stat().st_size, 1)
        head = self._file.read(2) or b""
        self._file.seek(0)
        stream: Stream = _Unzipped(self._file) if head == _GZIP else self._file
        sample = _filled(stream, SAMPLE)
        self.encoding = _chosen(detect(sample), encoding)
        self.base = len(_UTF8_MARK) if sample.startswith(_UTF8_MARK) else 0
        stream = _Pushed(sample[self.base :], stream)
        wide = self.encoding.startswith("utf-16")
        self.codec = "utf-8" if wide else "latin-1" if self.encoding == "binary" else self.encoding
        self.stream: Stream = _Transcoded(stream, self.encoding) if wide else stream

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def left(self) -> int:
        """Bytes on the disk that are not read yet."""
        return self.size - self._file.tell()

    @property
    def progress(self) -> float:
        """0..1, of the bytes on the disk."""
        return min(self._file.tell() / self.size, 1.0)


def _chosen(found: str, wanted: str) -> str:
    """UTF-16 without a mark is taken as little-endian."""
    if wanted != "utf-16":
        return wanted or found
    return found if found.startswith("utf-16") else "utf-16-le"


def _filled(stream: Stream, size: int) -> bytes:
    buffer = bytearray(size)
    view = memoryview(buffer)
    length = 0
    while length < size and (count := stream.readinto(view[length:])):
        length += count
    return bytes(view[:length])


class _Pushed:
    """Gives back what was read to look at it, then the rest."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head = head
        self._rest = rest

    def readinto(self, buffer: memoryview, /) -> int | None:
        if not self._head:
            return self._rest.readinto(buffer)
        count = min(len(buffer), len(self._head))
        buffer[:count] = self._head[:count]
        self._head = self._head[count:]
        return count


class _Pieces:
    """Pieces of any length, poured into buffers."""

    def __init__(self) -> None:
        self._left = memoryview(b"")

    def readinto(self, buffer: memoryview, /) -> int | None:
        while not self._left:
            piece = self._next()
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _next(self) -> bytes | None:
        """The next piece, maybe empty; `None` at the end."""
        raise EOFError


class _Unzipped(_Pieces):
    """The members of a `.gz`, one after the other. A damaged one ends where it cannot be read on."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._broken = False

    def _next(self) -> bytes | None:
        packed = self._engine.unconsumed_tail or self._engine.unused_data
        if self._broken or not (packed := packed or self._file.read(_PIECE)):
            return None
        if self._engine.eof:
            self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            return self._engine.decompress(packed, 4 * _PIECE)
        except zlib.error:
            self._broken = True
            return b""


class _Transcoded(_Pieces):
    """UTF-16 as UTF-8."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._first = True
        self._ended = False

    def _next(self) -> bytes | None:
        if self._ended:
            return None
        data = _filled(self._stream, _PIECE)
        self._ended = not data
        text = self._decoder.decode(data, final=self._ended)
        if self._first and text:
            self._first = False
            text = text.removeprefix("\ufeff")
        return text.encode("utf-8", "surrogatepass")
