"""Log lines without what changes from log to log, so that a pasted line finds the line that the content quotes.

A line becomes its *words*: addresses, hexadecimal, quoted names, bracketed ids and timestamps are left out, so are the
prefix and the connection's name. The strict words keep algorithms (`AES_CBC_256`), the loose ones do not. Small
numbers (`message ID 0`) are kept apart: they tell two lines of equal words from each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?(?:\[[^\]\s]*\])?|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])"
)
_QUOTED = re.compile(r"'[^'\n]{1,80}'|\"[^\"\n]{1,80}\"|<[^<>\s]{1,60}>")
_TIME = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+\d+\b|\b\d{4}-\d\d-\d\d\w*|\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?"
)
_PREFIX = re.compile(
    r"^.*?(?:(?<!\w)\d*\[(?:ike|net|enc|cfg|knl|esp|mgr|chd|job|dmn|asn|tls|lib|app|iks|ikd)\]"
    r"|\b(?:charon(?:-systemd)?|pluto|racoon2?|iked|ipsec|strongswan|kmd|ike_?d?)(?:\[\d+\])?:)(?:\s*<[^<>\s]{1,60}>)?"
)
_HEX = re.compile(r"\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{6,}(?:_[io])?\b")
_ALGORITHM = re.compile(
    r"\b(?:aes|3des|des|hmac|prf|modp|ecp|curve|sha|md5|blowfish|camellia|cast|no_ext_seq|ext_seq|null|chacha)\w*(?:_\w+)*"
)
_WORD = re.compile(r"[a-z][a-z0-9_]*[a-z0-9]|[a-z]")
_ANY = re.compile(r"[a-z0-9_]+")
_SMALL = 2
_FILLER = frozenset(("xxxx", "xxx", "xx", "n", "s", "d", "x", "y", "a", "b", "t"))
STRICT, LOOSE = 1.0, 0.65
"""What a line counts that is recognised with its algorithms, and without."""
SHORTEST = 2
"""A line of fewer words is no line to recognise; it is searched for as words."""


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line's words; `numbers` are its small numbers in order, `#` for a large one."""

    strict: tuple[str, ...]
    loose: tuple[str, ...]
    numbers: tuple[str, ...]


def line_words(line: str) -> LineWords:
    """The words of a line that went through `fold`."""
    text = _PREFIX.sub("", _PREFIX.sub("", line.lower()))
    for pattern in (_QUOTED, _TIME, _ADDRESS, _HEX):
        text = pattern.sub(" ", text)
    words = [word for word in _ANY.findall(text) if word not in _FILLER]
    return LineWords(
        tuple(word for word in words if not word.isdigit()),
        tuple(word for word in _WORD.findall(_ALGORITHM.sub(" ", text)) if word not in _FILLER),
        tuple(word if len(word) <= _SMALL else "#" for word in words if word.isdigit()),
    )


def looks_like_log(line: str) -> bool:
    """Whether a folded line begins as a log line does: with a time, or a daemon's name and tag."""
    head = line[:80].lower()
    return bool(_PREFIX.match(head) or _TIME.match(head))


def agreement(numbers: Sequence[str], others: Sequence[str]) -> float:
    """The share of small numbers that a line has in common with a quoted one, from the end."""
    if not others:
        return 1.0
    longest = max(len(numbers), len(others))
    return sum(left == right for left, right in zip(reversed(numbers), reversed(others), strict=False)) / (longest or 1)


@dataclass(frozen=True, slots=True)
class LineMatch:
    """A quoted line that was recognised. `part` is the share of the typed words that it explains."""

    key: str
    part: float
    degree: float
    numbers: tuple[str, ...]


class LineTable:
    """Recognises quoted lines in what was pasted: word for word, wherever they begin."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_start: dict[str, list[tuple[str, ...]]] = {}
        for key in keys:
            words = tuple(key.split(" "))
            if len(words) >= SHORTEST:
                self._by_start.setdefault(f"{words[0]} {words[1]}", []).append(words)

    def find(self, line: str) -> list[LineMatch]:
        """Every quoted line in one pasted line, the one that explains most first."""
        found: dict[str, LineMatch] = {}
        read = line_words(line)
        for words, degree in ((read.strict, STRICT), (read.loose, LOOSE)):
            for match in self._in(words, degree, read.numbers):
                found.setdefault(match.key, match)
        return sorted(found.values(), key=lambda match: -match.part)

    def _in(self, words: Sequence[str], degree: float, numbers: tuple[str, ...]) -> Iterator[LineMatch]:
        for start in range(len(words) - 1):
            for key in self._by_start.get(f"{words[start]} {words[start + 1]}", ()):
                if tuple(words[start : start + len(key)]) == key:
                    yield LineMatch(" ".join(key), len(key) / len(words), degree, numbers)
