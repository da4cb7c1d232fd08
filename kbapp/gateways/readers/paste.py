"""A pasted session -> clean lines with their numbers: prompts, pagers, colours and full-width marks taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]")
_MORE = r"(?:-{2,}\s*\(?\s*more\s*\)?\s*-{2,}|<-{2,}\s*more\s*-{2,}>|---\(more[^)]*\)---|--More--)"
_ERASED = re.compile(rf"^\s*(?:{_MORE}\s*)?(?:\x1b?\[\d{{1,3}}D *(?:\x1b?\[\d{{1,3}}D)?|\x08+ +\x08+)", re.IGNORECASE)
"""A pager's mark that the terminal wiped out (also with its escape characters lost); the line begins behind it."""
_BACKSPACES = re.compile(r"[\x08\x7f]+ *[\x08\x7f]*")
_PAGER = re.compile(rf"^\s*{_MORE}\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,6})[.:)](?:\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FULL_WIDTH = {ord("　"): " ", 0xA0: " ", ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'"} | {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the text as it was pasted (from 1), and its text without trailing blanks."""

    number: int
    text: str

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def clean_lines(text: str) -> list[Line]:
    """Every line with its number; empty ones stay, so that the numbers are the user's own."""
    raw = re.split(r"\r\n|\n|\r", text)
    return [Line(number, clean(line)) for number, line in enumerate(_unnumbered(raw), 1)]


def _unnumbered(lines: list[str]) -> list[str]:
    """Without the numbers that a web page put before every line (`1. crypto …`, `2. …`)."""
    found = [_NUMBERED.match(line) for line in lines]
    numbers = [int(one["number"]) for one in found if one]
    filled = sum(1 for line in lines if line.strip())
    if len(numbers) < 5 or len(numbers) < filled or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return lines
    return [line[one.end() :] if one else line for line, one in zip(lines, found, strict=True)]


def clean(line: str) -> str:
    """One line without terminal codes, pager marks, control characters and full-width forms."""
    line = _ERASED.sub("", line.lstrip("\ufeff"))
    line = _BACKSPACES.sub("", _ANSI.sub("", line))
    line = _PAGER.sub("", line.translate(_FULL_WIDTH))
    return _CONTROL.sub("", line.expandtabs(4)).rstrip()
