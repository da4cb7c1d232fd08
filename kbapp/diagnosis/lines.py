"""A log as numbered lines, free of what a terminal or a browser added to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbapp.diagnosis.decoding import decode

if TYPE_CHECKING:
    from kbapp.knowledge.signatures import Signatures

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_LINE_END = re.compile(r"\r\n|\n|\r|\x0b|\x0c|\u2028|\u2029")
MAX_LINE = 64 * 1024
LARGE = 4 * 1024 * 1024
_PACKED = 16
"""What a packed log grows by, about: the files say nothing sure."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `number` counts from 1. Pieces of an over-long line carry the same number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class LogText:
    """One log. `lines` may be a selection (a scan of a big file keeps the lines that say something): they keep their
    numbers, and `total` counts all."""

    name: str
    encoding: str
    lines: Sequence[Line]
    total: int

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> LogText:
        text, encoding = decode(data)
        return cls.from_text(name, text, encoding)

    @classmethod
    def from_text(cls, name: str, text: str, encoding: str = "utf-8") -> LogText:
        parts = _LINE_END.split(text)
        if parts and not parts[-1]:
            parts.pop()
        return cls(name, encoding, tuple(_pieces(parts)), len(parts))

    @classmethod
    def from_file(
        cls,
        path: Path,
        signatures: Signatures | None = None,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> LogText:
        """Read a whole file; of one beyond `LARGE` bytes the lines that tell something, if signatures are given.

        Raises `OSError` where it cannot be read, `scan.ScanCancelledError` where `cancelled` (of a large file) says so.
        """
        if signatures is None or not _is_large(path):
            return cls.from_bytes(path.name, path.read_bytes())
        from kbapp.diagnosis.scan import read_large

        return read_large(path, signatures, progress, cancelled)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)


def _is_large(path: Path) -> bool:
    size = path.stat().st_size
    if size * _PACKED <= LARGE:
        return False
    with path.open("rb") as file:
        return size * (_PACKED if file.read(2) == b"\x1f\x8b" else 1) > LARGE


def clean(text: str) -> str:
    """Without colours, other terminal sequences, zero bytes and the end's blanks."""
    if "\x1b" in text:
        text = _ANSI.sub("", text)
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text.rstrip()


def unescaped(text: str) -> str:
    """A message within JSON (a cloud console's export) has its quotes escaped."""
    return text.replace('\\"', '"').replace("\\/", "/") if "\\" in text else text


def _pieces(parts: Iterable[str]) -> Iterator[Line]:
    for number, part in enumerate(parts, 1):
        text = clean(part)
        if len(text) <= MAX_LINE:
            yield Line(number, text)
            continue
        for start in range(0, len(text), MAX_LINE):
            yield Line(number, text[start : start + MAX_LINE])
