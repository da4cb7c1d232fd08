"""English stems: `mismatched`, `mismatches` and `mismatch` are one word."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from whoosh.lang import porter

_porter = cast(Callable[[str], str], porter.stem)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; short words and words with digits stay as they are."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    return _porter(word)
