"""Words of every day: rare in a manual and yet no sign of what is looked for, so their rarity counts for little."""

from __future__ import annotations

from kbapp.search.fold import DATA
from kbapp.search.stem import stem

SHARE = 0.4
"""Of its rarity, what such a word counts."""
UNKNOWN = 0.25
"""The info of such a word where the content does not have it."""

_english, _chinese = (DATA / "commonwords.txt").read_text(encoding="utf-8").split("\n", 1)[1].split("\n\n")
_words = frozenset(_english.split())
COMMON = _words | frozenset(_chinese.split())
_STEMS = frozenset(map(stem, _words))


def is_common(typed: str) -> bool:
    """Of a word as typed, or a pair of characters."""
    return typed in COMMON or (typed.isascii() and stem(typed) in _STEMS)
