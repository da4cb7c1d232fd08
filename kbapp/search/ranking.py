"""Which units answer a query, and in what order.

1. Every unit that answers enough of the query's info (a weighted OR with a threshold) gets a text score.
2. The best of them are looked at closely: how much of the query stands in one of their titles and how much of that
   title it is, an exact title, a quoted log line, and at last what the user opened before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from kbapp.search.catalogue import Catalogue
from kbapp.search.engine import Engine
from kbapp.search.fold import squeezed
from kbapp.search.loglines import agreement
from kbapp.search.query import Query
from kbapp.search.words import Group

_CLOSE_LOOK = 50
_OWN = 0.14
"""For the section of a cause, against a passing word elsewhere."""
_TITLE, _TITLE_FIT, _PHRASE, _EXACT, _LINE = 1.2, 1.6, 0.4, 6.0, 4.0
_KIND = {"faq": 0.10, "causes": 0.08, "guides": 0.04, "platforms": 0.0, "codes": -0.5}
_LEAST_LINE, _SURE_LINE, _NUMBERS, _DIRECTION = 0.4, 2.0, 0.5, 0.5
_SHARE, _PASTED = 0.3, 0.5
_CODE, _PHASE, _TERM = 0.8, 0.5, 0.7
_PLATFORM, _PLATFORM_USE = 0.3, 1.2
_GLOSSARY = "glossary"
"""The article that explains words, in the shipped content."""


@dataclass(slots=True)
class Ranked:
    """A unit's number with its score."""

    unit: int
    score: float


def rank(
    query: Query, engine: Engine, catalogue: Catalogue, limit: int, boost: Mapping[str, int] | None = None
) -> list[Ranked]:
    """The best units, best first."""
    scores = _by_text(query, engine)
    exact = (query.squeezed and catalogue.exact.get(query.squeezed)) or catalogue.exact.get(query.core) or ()
    lines = _by_lines(query, catalogue)
    for unit in (*exact, *lines):
        scores.setdefault(unit, (0.0, 0.0))
    promising = {unit: score + lines.get(unit, 0.0) for unit, (score, _) in scores.items()} if lines else scores
    best = {*nlargest(_CLOSE_LOOK, promising, promising.__getitem__), *exact}
    asked = Asked(query)
    ranked = []
    for unit in best:
        found = _close(asked, catalogue, unit, scores[unit]) + _LINE * lines.get(unit, 0.0)
        ranked.append(Ranked(unit, found + _exact(query, catalogue, unit, exact)))
    return _ordered(ranked, catalogue, boost or {})[:limit]


def _exact(query: Query, catalogue: Catalogue, unit: int, exact: Sequence[int]) -> float:
    """A title that is the query; the page of a code, typed as a code, before a cause of another name."""
    if unit not in exact:
        return 0.0
    row = catalogue.units[unit]
    if row.kind != "codes" or row.article.lower() not in query.text.lower().split():
        return _EXACT
    return _EXACT + (0.0 if squeezed(row.article) in map(squeezed, row.causes) else _CODE)


def _ordered(ranked: list[Ranked], catalogue: Catalogue, boost: Mapping[str, int]) -> list[Ranked]:
    """By score; what is nearly equal by how often it was opened, then by the content's order."""

    def key(item: Ranked) -> tuple[float, int, float, int]:
        row = catalogue.units[item.unit]
        opened = max(boost.get(row.reference, 0), boost.get(row.article, 0))
        return (-round(item.score, 1), -opened, -item.score, item.unit)

    return sorted(ranked, key=key)


def _by_text(query: Query, engine: Engine) -> dict[int, tuple[float, float]]:
    """Unit -> (mean weight, share of the info answered), of the units that answer enough."""
    total = query.info
    if total <= 0:
        return {}
    scores: dict[int, float] = {}
    shares: dict[int, float] = {}
    left = total
    for group in sorted(query.groups, key=lambda group: -group.info):
        answers = _answers(group, engine)
        part = group.info / total
        open_to_all = left >= query.enough * total
        left -= group.info
        for unit in answers if open_to_all or len(answers) < len(scores) else scores:
            weight = answers.get(unit)
            if weight is not None and (open_to_all or unit in scores):
                scores[unit] = scores.get(unit, 0.0) + part * weight
                shares[unit] = shares.get(unit, 0.0) + part
    return {unit: (score, shares[unit]) for unit, score in scores.items() if shares[unit] >= query.enough - 1e-9}


def _answers(group: Group, engine: Engine) -> Mapping[int, float]:
    """Unit -> the weight of the group's best term there."""
    if len(group.terms) == 1:
        ((term, factor),) = group.terms.items()
        found = engine.postings(term)
        return found if factor >= 0.95 else {unit: weight * factor for unit, weight in found.items()}
    best: dict[int, float] = {}
    for term, factor in group.terms.items():
        for unit, weight in engine.postings(term).items():
            weight *= factor
            if weight > best.get(unit, 0.0):
                best[unit] = weight
    return best


def _by_lines(query: Query, catalogue: Catalogue) -> dict[int, float]:
    """Unit -> what the recognised log lines say for it, at most 1."""
    if not query.lines:
        return {}
    worth: dict[int, float] = {}
    for line in query.lines:
        here: dict[int, float] = {}
        for unit, weight, numbers in catalogue.lines[line.key]:
            value = line.worth * weight * (1 - _NUMBERS + _NUMBERS * agreement(line.numbers, numbers))
            here[unit] = max(here.get(unit, 0.0), value)
        for unit, value in here.items():
            worth[unit] = worth.get(unit, 0.0) + value
    most = max(worth.values()) or 1.0
    scale = min(1.0, most / _SURE_LINE) / most
    return {unit: value * scale for unit, value in worth.items() if value / most >= _LEAST_LINE}


class Asked:
    """A query turned round: term -> the groups that it answers, with how well."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.info = query.info
        self.by_term: dict[str, list[tuple[int, float]]] = {}
        for number, group in enumerate(query.groups):
            for term, factor in group.terms.items():
                self.by_term.setdefault(term, []).append((number, group.info * factor))


def _close(asked: Asked, catalogue: Catalogue, unit: int, by_text: tuple[float, float]) -> float:
    row, query = catalogue.units[unit], asked.query
    score, share = by_text
    found = score * (1 - _SHARE + _SHARE * share) + _KIND.get(row.kind, 0.0) + (_OWN if len(row.causes) == 1 else 0.0)
    found += _title(asked, catalogue, unit) * (_PASTED if any(line.certain for line in query.lines) else 1.0)
    found += _DIRECTION * query.direction * row.direction
    if query.meaning and row.article == _GLOSSARY:
        found += _TERM
    if row.kind == "platforms":
        found += _platform(query, catalogue, unit)
    if query.phase:
        found += _PHASE * {0: 0, query.phase: 1}.get(catalogue.phase(unit), -1)
    if len(query.squeezed) > 1 and query.squeezed in catalogue.squeezed_title(unit):
        found += _PHRASE
    return found


def _platform(query: Query, catalogue: Catalogue, unit: int) -> float:
    """The page of the platform that is named before the pages of others; above all where its use is asked for."""
    if not query.platforms:
        return 0.0 if query.operation else -_PLATFORM
    if not any(query.platforms & set(title) for title in catalogue.units[unit].titles):
        return -_PLATFORM
    return _PLATFORM_USE if query.operation else _PLATFORM


def _title(asked: Asked, catalogue: Catalogue, unit: int) -> float:
    """The best of a unit's titles: how much of the query it holds, and how much of it the query holds."""
    best = 0.0
    by_term = asked.by_term
    for place, terms in enumerate(catalogue.units[unit].titles):
        there = by_term.keys() & terms
        if not there:
            continue
        groups: dict[int, float] = {}
        for term in there:
            for number, worth in by_term[term]:
                if worth > groups.get(number, 0.0):
                    groups[number] = worth
        held = sum(groups.values()) / asked.info
        fit = sum(map(catalogue.rarity, there)) / catalogue.title_rarity(unit, place)
        best = max(best, held * (_TITLE + _TITLE_FIT * fit))
    return best
