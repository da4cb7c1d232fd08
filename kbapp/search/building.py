"""From the content to terms with weights, look-up tables and the texts that snippets are cut from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kbapp.knowledge import Content
from kbapp.model.text import LANGS, Lang, Text
from kbapp.search.catalogue import Catalogue, UnitRow
from kbapp.search.concepts import Concept, ConceptTable, all_concepts, phrase_rows
from kbapp.search.direction import direction
from kbapp.search.fold import fold, squeezed
from kbapp.search.loglines import SHORTEST, line_words
from kbapp.search.tokens import address_terms, pieces, word_terms
from kbapp.search.units import Unit, units_of
from kbapp.search.weights import Analysis, all_weights, unit_titles

OWN_LINE, OWN_QUOTED, OTHER_LINE, OTHER_QUOTED = 1.0, 0.7, 0.6, 0.35
_SURE_WORDS, _QUOTED_AGAIN = 3, 0.3
_KIND_OF_LINE = {"faq": 1.0, "causes": 0.9, "codes": 0.7, "guides": 0.5, "platforms": 0.5}


@dataclass
class Built:
    """Everything an index is made of."""

    weights: list[dict[str, float]]
    catalogue: Catalogue
    texts: list[Text]


def build(content: Content) -> Built:
    """Analyse the whole content."""
    return build_units(units_of(content), all_concepts(content.terms))


def build_units(units: Sequence[Unit], concepts: Sequence[Concept]) -> Built:
    rows = phrase_rows(concepts)
    analysis = Analysis(ConceptTable(rows))
    about = _about(concepts)
    weights = all_weights(units, analysis, _named_by(concepts), about)
    frequency = Counter(term for unit in weights for term in unit)
    texts = [Text(*(unit.body.get(lang).replace("\n", " ") for lang in LANGS)) for unit in units]
    rows_of_units = [_row(unit, analysis, about.get(unit.reference, ())) for unit in units]
    catalogue = Catalogue(
        units=rows_of_units,
        frequency=dict(frequency),
        surfaces=_surfaces(analysis.words, frequency),
        phrases=rows,
        forms=_all_forms(concepts),
        pinyin=_pinyin(concepts),
        exact=_exact(units),
        lines=_lines(units),
        in_titles=frozenset(term for row in rows_of_units for terms in row.titles for term in terms),
    )
    return Built(weights, catalogue, texts)


def _all_forms(concepts: Iterable[Concept]) -> dict[str, dict[Lang, list[str]]]:
    """How each concept is written; a token may have several sources."""
    written: dict[str, tuple[list[str], list[str]]] = {}
    for concept in concepts:
        zh, en = written.setdefault(concept.token, ([], []))
        zh += concept.zh
        en += concept.en
    return {token: {"zh": _forms(zh), "en": _forms(en)} for token, (zh, en) in written.items()}


def _forms(phrases: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(phrase.lower() for phrase in phrases))


def _named_by(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Cause -> concepts that name it: those given for one cause only."""
    found: dict[str, list[str]] = {}
    for concept in concepts:
        if len(concept.causes) == 1:
            found.setdefault(concept.causes[0], []).append(concept.token)
    return found


def _about(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Reference -> concepts that it is about."""
    found: dict[str, list[str]] = {}
    for concept in concepts:
        for reference in concept.about:
            found.setdefault(reference, []).append(concept.token)
    return found


def _row(unit: Unit, analysis: Analysis, topics: Iterable[str]) -> UnitRow:
    """What a unit is about counts as further titles of it."""
    titles = (*(tuple(analysis.count(title)) for title in unit_titles(unit)), *((token,) for token in topics))
    about = next(filter(None, (direction(title, analysis.concepts) for title in (*unit.page, *unit_titles(unit)))), 0)
    shown = _shown_title(unit)
    return UnitRow(unit.article, unit.section, unit.kind, shown.zh, shown.en, unit.causes, titles, about)


def _shown_title(unit: Unit) -> Text:
    """`See the log` alone says nothing: the sections of platforms and guides are shown with their page."""
    if unit.kind == "faq" or unit.section is None or len(unit.page) != len(LANGS):
        return unit.title
    return Text(*(f"{page} · {unit.title.get(lang)}" for lang, page in zip(LANGS, unit.page, strict=True)))


def _surfaces(words: Iterable[tuple[str, str]], frequency: Counter[str]) -> dict[str, str]:
    """Every word, code and address as it is written, with the term it is found by."""
    found: dict[str, str] = {}
    for kind, word in sorted(words):
        for surface, term in _spellings(kind, word):
            if frequency[term] > frequency[found.get(surface, "")]:
                found[surface] = term
    return found


def _spellings(kind: str, word: str) -> Iterator[tuple[str, str]]:
    if kind == "address":
        yield from ((term, term) for term in address_terms(word))
        return
    parts = pieces(word)
    if len(parts) > 1:
        yield "".join(parts), word_terms(word)[0]
    for part in parts:
        terms = word_terms(part)
        if terms:
            yield part, terms[0]


def _pinyin(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for concept in concepts:
        for key in concept.pinyin:
            found.setdefault(key.replace(" ", "").lower(), []).append(concept.token)
    return found


def _exact(units: Sequence[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        for title in unit_titles(unit):
            places = found.setdefault(squeezed(title), [])
            if number not in places:
                places.append(number)
    found.pop("", None)
    return found


def _lines(units: Sequence[Unit]) -> dict[str, list[tuple[int, float, list[str]]]]:
    """Words of each quoted line -> the units that quote it, with how much it is theirs."""
    worth: dict[str, dict[tuple[int, tuple[str, ...]], float]] = {}
    for number, unit in enumerate(units):
        for key, numbers, value in _lines_of(unit):
            places = worth.setdefault(key, {})
            before = places.get((number, numbers), 0.0)
            places[number, numbers] = max(before, value) + _QUOTED_AGAIN * min(before, value)
    return {
        key: sorted(
            ((u, round(value, 3), list(numbers)) for (u, numbers), value in found.items()), key=lambda row: -row[1]
        )
        for key, found in worth.items()
    }


def _lines_of(unit: Unit) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """(words, small numbers, worth) of every line that a unit quotes."""
    of_kind = _KIND_OF_LINE.get(unit.kind, 0.5)
    for lines, weight, sure_from in _line_groups(unit):
        for place, line in enumerate(lines):
            words = line_words(fold(line))
            sure = min(1.0, len(words.strict) / sure_from) ** 2
            for key in {words.strict, words.loose}:
                if len(key) >= SHORTEST:
                    yield " ".join(key), words.numbers, weight * of_kind * sure * (1 - 0.01 * min(place, 20))


def _line_groups(unit: Unit) -> tuple[tuple[list[str], float, int], ...]:
    """(lines, weight, from how many words on they are surely log lines): code in the text may be anything."""
    return (
        (unit.lines, OWN_LINE, SHORTEST),
        (unit.quoted, OWN_QUOTED, _SURE_WORDS),
        (unit.more_lines, OTHER_LINE, SHORTEST),
        (unit.more_quoted, OTHER_QUOTED, _SURE_WORDS),
    )
