"""A pasted session -> clean lines with their numbers: prompts, pagers, colours and full-width marks taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]")
_MORE = r"(?:-{2,}\s*\(?\s*more\s*\)?\s*-{2,}|<-{2,}\s*more\s*-{2,}>|---\(more[^)]*\)---|--More--)"
_ERASED = re.compile(rf"^\s*{_MORE}?\s*?(?:\x1b?\[\d{{1,3}}D *(?:\x1b?\[\d{{1,3}}D)?|\x08+ +\x08+)", re.IGNORECASE)
"""A pager's mark that the terminal wiped out (also with its escape characters lost); the line begins behind it."""
_BACKSPACES = re.compile(r"[\x08\x7f]+ *[\x08\x7f]*")
_PAGER = re.compile(rf"^\s*{_MORE}\s*", re.IGNORECASE)
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
    return [Line(number, clean(raw)) for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1)]


def clean(line: str) -> str:
    """One line without terminal codes, pager marks, control characters and full-width forms."""
    line = _ERASED.sub("", line.lstrip("\ufeff"))
    line = _BACKSPACES.sub("", _ANSI.sub("", line))
    line = _PAGER.sub("", line.translate(_FULL_WIDTH))
    return _CONTROL.sub("", line.expandtabs(4)).rstrip()
