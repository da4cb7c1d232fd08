"""Known words that are an edit or two away from a word that is not known; words that begin as a typed one does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

ONE_EDIT = 5
TWO_EDITS = 9


def allowed_edits(word: str) -> int:
    """One edit in a word of five letters, two in nine."""
    return 2 if len(word) >= TWO_EDITS else 1 if len(word) >= ONE_EDIT else 0


def nearest(words: Mapping[str, int], word: str, edits: int, limit: int = 3) -> list[tuple[str, int]]:
    """(known word, edits) at the least distance, a swap of neighbours being one edit; the most frequent first.

    `words` maps the known words to how often they occur.
    """
    if edits < 1:
        return []
    close = extract(word, words.keys(), scorer=OSA.distance, score_cutoff=edits, limit=50)
    best = min((edit for _, edit, _ in close), default=0)
    found = [(known, int(edit)) for known, edit, _ in close if edit == best and len(known) > 2]
    found.sort(key=lambda item: (item[0][:1] != word[:1], -words[item[0]], item[0]))
    return found[:limit]


def completions(words: Sequence[str], prefix: str, most: int = 400) -> Sequence[str]:
    """The words of a sorted list that begin so."""
    start = bisect_left(words, prefix)
    end = bisect_left(words, prefix + "\U0010ffff", start)
    return words[start : min(end, start + most)]
