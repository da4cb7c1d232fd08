"""Chinese typed as pinyin, and characters mistaken for others of the same sound."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from kbapp.search.fold import DATA

_LONGEST_SYLLABLE = 6


@cache
def characters() -> dict[str, str]:
    """Syllable without tone -> the characters read so."""
    lines = (DATA / "pinyin.txt").read_text(encoding="utf-8").splitlines()[1:]
    found: dict[str, str] = {}
    for line in lines:
        syllable, _, chars = line.partition(" ")
        found[syllable] = chars
    return found


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Character -> its syllables."""
    found: dict[str, list[str]] = {}
    for syllable, chars in characters().items():
        for char in chars:
            found.setdefault(char, []).append(syllable)
    return {char: tuple(syllables) for char, syllables in found.items()}


@lru_cache(maxsize=2000)
def syllables(word: str) -> tuple[str, ...]:
    """Cut a lower-case word into syllables, longest first; empty if it is no pinyin."""
    known = characters()
    best: dict[int, tuple[str, ...]] = {len(word): ()}
    for start in range(len(word) - 1, -1, -1):
        for length in range(min(_LONGEST_SYLLABLE, len(word) - start), 0, -1):
            rest = best.get(start + length)
            if rest is not None and word[start : start + length] in known:
                cut = (word[start : start + length], *rest)
                if start not in best or len(cut) < len(best[start]):
                    best[start] = cut
    return best.get(0, ())


def pairs_read_as(first: str, second: str, known: Collection[str]) -> Iterator[str]:
    """The known pairs of characters that sound like two syllables."""
    table = characters()
    for char in table.get(first, ""):
        for other in table.get(second, ""):
            if char + other in known:
                yield char + other


def sounding_like(pair: str, known: Collection[str]) -> Iterator[str]:
    """Known pairs with one of the two characters replaced by another of the same sound."""
    for position in (0, 1):
        for syllable in readings().get(pair[position], ()):
            for char in characters()[syllable]:
                other = char + pair[1] if position == 0 else pair[0] + char
                if other != pair and other in known:
                    yield other
