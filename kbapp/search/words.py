"""Groups of single words: literal, completed, corrected, from pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kbapp.search import pinyin
from kbapp.search.catalogue import Catalogue
from kbapp.search.stopwords import ENGLISH
from kbapp.search.tokens import Token, address_terms, pieces, word_terms
from kbapp.search.typos import allowed_edits, completions, nearest

_COMPLETED, CORRECTED, _HEARD = 0.75, 0.8, 0.8
MOST_COMPLETIONS = 16
LEAST_INFO = 0.15
_LONGEST_WORD = 48


@dataclass(slots=True)
class Group:
    """One thing that is asked for: terms with how well each answers it (0..1).

    `forms` and `concepts` say what to mark in a snippet; a group without terms is a word that nothing is known of.
    """

    typed: str
    terms: dict[str, float]
    info: float = 0.0
    forms: list[str] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)


def word_groups(token: Token, catalogue: Catalogue, typing: bool, exact_only: bool = False) -> Iterator[Group]:
    """The groups of one word, code or address; `typing`: it may be the beginning of a word."""
    parts = pieces(token.text) if token.kind == "word" else ()
    whole = "".join(parts) if parts else token.text
    group = _known(token, whole, catalogue, typing)
    if group.terms:
        yield weighed(group, catalogue)
    elif exact_only:
        return
    elif len(parts) > 1:
        last = len(parts) - 1
        for place, part in enumerate(parts):
            if part not in ENGLISH and (len(part) > 1 or part.isdigit()):
                yield from word_groups(Token("word", part, 0, len(part)), catalogue, typing and place == last)
    elif token.kind == "word" and len(whole) <= _LONGEST_WORD:
        yield from _guessed(whole, catalogue)
    else:
        yield Group(whole, {}, catalogue.unknown)


def _known(token: Token, whole: str, catalogue: Catalogue, typing: bool) -> Group:
    """The word as it stands, or as a beginning."""
    group = Group(whole, {}, forms=[token.text.lower()])
    candidates = word_terms(token.text)[:1] if token.kind == "word" else address_terms(token.text)[-1:]
    for term in (*candidates, catalogue.surfaces.get(whole, whole)):
        if term in catalogue.frequency and term not in ENGLISH:
            group.terms[term] = 1.0
            group.forms.append(term)
    if typing:
        _complete(group, whole, catalogue)
    return group


def _complete(group: Group, beginning: str, catalogue: Catalogue) -> None:
    """Add the most frequent words that begin so."""
    if len(beginning) < 2 and not group.terms and beginning.isdigit():
        return
    found: dict[str, str] = {}
    for word in completions(catalogue.words, beginning):
        found.setdefault(catalogue.surfaces[word], word)
    frequent = sorted(found, key=lambda term: -catalogue.frequency[term])[:MOST_COMPLETIONS]
    for term in frequent:
        if term not in group.terms:
            group.terms[term] = _COMPLETED
    if frequent:
        group.forms.append(beginning)
    for key in completions(catalogue.pinyin_keys, beginning, 6) if len(beginning) > 2 else ():
        _add_concepts(group, catalogue.pinyin[key], catalogue)


def weighed(group: Group, catalogue: Catalogue) -> Group:
    """Info: the rarity of the commonest sure term."""
    best = max(group.terms.values())
    group.info = max(LEAST_INFO, min(catalogue.telling(t) for t, factor in group.terms.items() if factor == best))
    return group


def _guessed(word: str, catalogue: Catalogue) -> Iterator[Group]:
    """An unknown word: pinyin of a term, the beginning of a word, a misspelt word, pinyin, or nothing."""
    group = Group(word, {})
    _add_concepts(group, catalogue.pinyin.get(word, ()), catalogue)
    if not group.terms and len(word) >= 4:
        _complete(group, word, catalogue)
    if not group.terms:
        _correct(group, word, allowed_edits(word), catalogue)
    if group.terms:
        yield weighed(group, catalogue)
        return
    heard = list(_heard(word, catalogue))
    yield from heard or [Group(word, {}, catalogue.unknown if len(word) > 1 else LEAST_INFO)]


def _correct(group: Group, word: str, edits: int, catalogue: Catalogue) -> None:
    for known, _ in nearest(catalogue.spelled, word, edits):
        group.terms.setdefault(catalogue.surfaces[known], CORRECTED)
        group.forms.append(known)
    if not group.terms and edits:
        for key in [key for key, _ in nearest(dict.fromkeys(catalogue.pinyin, 1), word, 1, 1)]:
            _add_concepts(group, catalogue.pinyin[key], catalogue)


def _add_concepts(group: Group, tokens: list[str] | tuple[str, ...], catalogue: Catalogue) -> None:
    for token in tokens:
        if token in catalogue.frequency:
            group.terms.setdefault(token, _HEARD)
            group.concepts.append(token)


def _heard(word: str, catalogue: Catalogue) -> Iterator[Group]:
    """Pinyin of something that is no term: every two syllables are a pair of characters that occurs."""
    cut = pinyin.syllables(word) if len(word) >= 4 and word.isascii() and word.isalpha() else ()
    known = catalogue.frequency
    found = []
    for first, second in pairwise(cut):
        sounding = list(pinyin.pairs_read_as(first, second, known))
        sounding.sort(key=lambda pair: -known[pair])
        if sounding:
            group = Group(first + second, dict.fromkeys(sounding[:6], _HEARD), forms=sounding[:6])
            found.append(weighed(group, catalogue))
    if len(found) * 3 >= 2 * (len(cut) - 1):
        yield from found
