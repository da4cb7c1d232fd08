"""What each term is worth in each unit: titles above quoted lines above the text, saturating, long texts held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kbapp.search.concepts import ConceptTable
from kbapp.search.fold import fold
from kbapp.search.tokens import analysed
from kbapp.search.units import Unit

TITLE, CONTEXT, NAMED, LINE = 6.0, 2.0, 3.0, 1.5
SATURATION = 1.5
LENGTH_PENALTY = 0.5


class Analysis:
    """Texts to counted terms. `words` gathers every (kind, word) that is not Chinese."""

    def __init__(self, concepts: ConceptTable) -> None:
        self.concepts = concepts
        self.words: set[tuple[str, str]] = set()

    def count(self, text: str) -> Counter[str]:
        """Terms and concepts of a text, as often as they occur."""
        terms, atoms, words = analysed(fold(text))
        self.words |= words
        counts = Counter(terms)
        counts.update(self.concepts.all_in(atoms))
        return counts


def unit_titles(unit: Unit) -> list[str]:
    """Every title of a unit, each once."""
    return list(dict.fromkeys((unit.title.zh, unit.title.en, *unit.names)))


def all_weights(
    units: Iterable[Unit],
    analysis: Analysis,
    named_by: Mapping[str, Iterable[str]],
    about: Mapping[str, Iterable[str]],
) -> list[dict[str, float]]:
    """Term -> weight for every unit. `named_by` holds the concepts that stand for a cause (console words),
    `about` those that a unit (by its reference) is about."""
    units = list(units)
    bodies = [analysis.count(f"{unit.body.zh}\n{unit.body.en}") for unit in units]
    mean = sum(sum(body.values()) for body in bodies) / max(1, len(bodies))
    found = []
    for unit, body in zip(units, bodies, strict=True):
        held_back = 1 - LENGTH_PENALTY + LENGTH_PENALTY * sum(body.values()) / max(1.0, mean)
        worth = {term: count / held_back for term, count in body.items()}
        for text in unit_titles(unit):
            _raise(worth, analysis.count(text), TITLE)
        _raise(worth, about.get(unit.reference, ()), TITLE)
        for text in unit.context:
            _raise(worth, analysis.count(text), CONTEXT)
        for line in unit.lines:
            _raise(worth, analysis.count(line), LINE)
        if len(unit.causes) == 1:
            _raise(worth, named_by.get(unit.causes[0], ()), NAMED)
        found.append({term: _saturated(value) for term, value in worth.items()})
    return found


def _raise(worth: dict[str, float], terms: Iterable[str], least: float) -> None:
    for term in terms:
        worth[term] = max(worth.get(term, 0.0) + 1, least)


def _saturated(value: float) -> float:
    return round(value * (SATURATION + 1) / (value + SATURATION), 3)
