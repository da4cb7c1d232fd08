"""One spelling for what is the same to a reader: width, traditional forms, apostrophes, control characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['\u2019](?=(?:s|t|re|ve|ll|d|m)\b)")
_PLAIN = re.compile(r"[ -&(-~\n\t]*\Z")


@cache
def simplified() -> dict[int, str]:
    """A `str.translate` table from traditional to simplified characters."""
    lines = (DATA / "traditional.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {ord(traditional): line[0] for line in lines for traditional in line[1:]}


def fold(text: str) -> str:
    """The text as the analyser wants it; case is kept, for it separates the words of `PskMismatch`."""
    if _PLAIN.match(text):
        return text
    text = unicodedata.normalize("NFKC", text)
    return _APOSTROPHE.sub("", _CONTROL.sub(" ", text)).translate(simplified())


def squeezed(text: str) -> str:
    """Letters and digits only, lower case: two titles are equal if these are."""
    return "".join(char for char in fold(text).casefold() if char.isalnum())
