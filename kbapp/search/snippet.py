"""A piece of text around the place that answers most of the query, with the answers marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kbapp.model.text import Lang
from kbapp.search.catalogue import Catalogue
from kbapp.search.words import Group

_WIDTH = {"zh": 90, "en": 170}
_MOST_PLACES, _MOST_FORMS = 4, 10
_LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are (start, end) spans of `text`, in order, not overlapping."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    group: int


def forms_of(groups: Sequence[Group], catalogue: Catalogue, lang: Lang) -> list[list[str]]:
    """What to look for, for each group, lower case: as typed, and as the language writes it."""
    found = []
    for group in groups:
        forms = list(dict.fromkeys([group.typed, *group.forms]))
        for concept in group.concepts:
            by_language = catalogue.forms.get(concept, {})
            forms += by_language.get(lang, ())
            forms += by_language.get("en" if lang == "zh" else "zh", ())[:3]
        found.append([form for form in dict.fromkeys(forms) if len(form) > 1 or not form.isascii()][:_MOST_FORMS])
    return found


def cut(text: str, forms: Sequence[Sequence[str]], infos: Sequence[float], lang: Lang) -> Snippet:
    """The window that answers most; the beginning where nothing is found."""
    text = text[:_LONGEST_TEXT]
    places = sorted(_places(text, forms), key=lambda place: place.start)
    width = _WIDTH[lang]
    start = _best_window(places, infos, width)
    return _framed(text, places, start, width)


def _places(text: str, forms: Sequence[Sequence[str]]) -> Iterator[_Place]:
    lower = text.lower()
    if len(lower) != len(text):
        return
    for number, group in enumerate(forms):
        for form in group:
            start, found = lower.find(form), 0
            while start >= 0 and found < _MOST_PLACES:
                if _at_word(lower, start, form):
                    yield _Place(start, _word_end(lower, start + len(form), form), number)
                    found += 1
                start = lower.find(form, start + len(form))


def _at_word(text: str, start: int, form: str) -> bool:
    """A Latin form must begin a word, or a part of a code."""
    before = text[start - 1] if start else " "
    return not form[0].isascii() or not (before.isascii() and before.isalnum())


def _word_end(text: str, end: int, form: str) -> int:
    while (
        form[-1:].isascii() and form[-1:].isalpha() and end < len(text) and text[end].isascii() and text[end].isalpha()
    ):
        end += 1
    return end


def _best_window(places: Sequence[_Place], infos: Sequence[float], width: int) -> int:
    best, best_worth = 0, 0.0
    for number, place in enumerate(places):
        groups: set[int] = set()
        for other in places[number:]:
            if other.end > place.start + width:
                break
            groups.add(other.group)
        worth = sum(infos[group] + 0.1 for group in groups)
        if worth > best_worth + 1e-9:
            best, best_worth = place.start, worth
    return best


def _framed(text: str, places: Sequence[_Place], start: int, width: int) -> Snippet:
    """Some text before the first answer, whole words at both ends, dots where text is left out."""
    begin = max(0, start - width // 4)
    begin = 0 if begin < 12 else _boundary(text, begin, start)
    end = min(len(text), begin + width + width // 4)
    if end < len(text):
        end = max(_boundary_back(text, end), min(len(text), start + 1))
    head, tail = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(head) - begin
    spans: list[tuple[int, int]] = []
    for place in places:
        if place.start < begin or place.start >= end:
            continue
        low, high = place.start + shift, min(place.end, end) + shift
        if spans and low <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
        else:
            spans.append((low, high))
    return Snippet(head + text[begin:end] + tail, tuple(spans))


def _boundary(text: str, begin: int, most: int) -> int:
    """The next place where a word begins."""
    while begin < most and _inside_word(text, begin):
        begin += 1
    while begin < most and text[begin] in " ,.;:，。；：、)）":
        begin += 1
    return begin


def _boundary_back(text: str, end: int) -> int:
    least = max(0, end - 24)
    while end > least and _inside_word(text, end):
        end -= 1
    return end


def _inside_word(text: str, place: int) -> bool:
    left, right = text[place - 1], text[place]
    return left.isascii() and right.isascii() and not left.isspace() and not right.isspace()
