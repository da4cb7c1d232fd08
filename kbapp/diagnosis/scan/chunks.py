"""A stream in chunks of whole lines, over a few buffers that are used again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from kbapp.diagnosis.lines import MAX_LINE
from kbapp.diagnosis.scan.source import Source

CHUNK = 1024 * 1024
BUFFERS = 3
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_ODD_ENDS = bytes.maketrans(b"\x0b\x0c", b"\n\n")
_SEPARATORS = (b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_ANSI = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n\r]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_ESCAPED = re.compile(rb'\\(["/])')


@dataclass(slots=True)
class Chunk:
    """`text[:size]`: lines that end with a line feed, valid until `BUFFERS` more chunks are asked for.

    `raw` is what stands in the file where `text` had to be freed of terminal colours, zeros or escaped quotes: the
    same lines, of other lengths; else `None`.
    """

    text: bytearray | bytes
    size: int
    offset: int
    """Of the first byte, in the unpacked file."""
    raw: bytes | None = None

    @property
    def complete(self) -> bool:
        """The last line has its line feed; else it goes on in the next chunk, or ends the file."""
        return self.raw.endswith(b"\n") if self.raw is not None else self.text[self.size - 1] == 10


def chunks(source: Source, size: int = CHUNK) -> Iterator[Chunk]:
    """Cut at the last line feed; a rest of more than `MAX_LINE` bytes goes along, its line cut in two."""
    buffers = [bytearray(size + 2 * MAX_LINE) for _ in range(BUFFERS + 1)]
    rest, offset = b"", source.base
    for turn in count():
        buffer = buffers[turn % len(buffers)]
        buffer[: len(rest)] = rest
        read = source.stream.readinto(memoryview(buffer)[len(rest) : len(rest) + size]) or 0
        length = len(rest) + read
        ended = read == 0
        chunk, used = _chunk(buffer, length, offset, ended, source.codec == "utf-8")
        rest = bytes(memoryview(buffer)[used:length])
        offset += used
        if chunk is not None:
            yield chunk
        if ended:
            return


def _chunk(buffer: bytearray, length: int, offset: int, ended: bool, separators: bool) -> tuple[Chunk | None, int]:
    """The next chunk and how many bytes of the buffer it takes."""
    if length == 0:
        return None, 0
    text: bytearray | bytes = buffer
    if _has_odd_ends(buffer, length, separators):
        text = _with_line_feeds(bytes(memoryview(buffer)[:length]), ended, separators)
    used = length
    if not ended:
        last = text.rfind(b"\n", 0, length) + 1
        if length - last <= MAX_LINE:
            used = last
        if used == 0:
            return None, 0
    if any(text.find(mark, 0, used) >= 0 for mark in (b"\x1b", b"\x00", b"\\")):
        return _cleaned(bytes(memoryview(text)[:used]), offset), used
    return Chunk(text, used, offset), used


def _has_odd_ends(buffer: bytearray, length: int, separators: bool) -> bool:
    if buffer.find(b"\x0b", 0, length) >= 0 or buffer.find(b"\x0c", 0, length) >= 0:
        return True
    if buffer.find(b"\r", 0, length) >= 0 and buffer.count(b"\r", 0, length) != buffer.count(b"\r\n", 0, length):
        return True
    if not separators or buffer.find(b"\xe2", 0, length) < 0:
        return False
    return any(buffer.find(mark, 0, length) >= 0 for mark in _SEPARATORS)


def _with_line_feeds(text: bytes, ended: bool, separators: bool) -> bytes:
    """Every line end as a line feed, in the same number of bytes. A return at the very end may be half of one."""
    held = text.endswith(b"\r") and not ended
    body = text[:-1] if held else text
    body = _LONE_RETURN.sub(b"\n", body).translate(_ODD_ENDS)
    for mark in _SEPARATORS if separators else ():
        body = body.replace(mark, b"  \n")
    return body + b"\r" if held else body


def _cleaned(raw: bytes, offset: int) -> Chunk:
    """What `clean` and `unescaped` do to single lines, done to all at once."""
    text = _ANSI.sub(b"", raw) if b"\x1b" in raw else raw
    text = text.replace(b"\x00", b"") if b"\x00" in text else text
    text = _ESCAPED.sub(rb"\1", text) if b"\\" in text else text
    return Chunk(text, len(text), offset, raw if text != raw else None)
