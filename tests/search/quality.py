"""The query set of tests/data/queries.toml, and how well a search service answers it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kbapp.model.text import LANGS, Lang
from kbapp.search import Hit, SearchService

WHOLE = ("field_", "fresh_", "unseen_", "last_", "after_")
"""Kinds that are holdout as a whole: written before any result of theirs was seen, one sitting after the other."""
DATA = Path(__file__).resolve().parents[1] / "data" / "queries.toml"


@dataclass(frozen=True)
class Case:
    """A query, the language it is in (`both`: none) and the places that answer it (none: nothing must be found)."""

    kind: str
    query: str
    lang: str
    places: tuple[str, ...]
    holdout: bool


@dataclass(frozen=True)
class Outcome:
    """Where the first right hit stands in one shown language (0 is first, `None` not among the first three)."""

    case: Case
    shown: Lang
    place: int | None
    hits: tuple[Hit, ...]

    @property
    def crossed(self) -> bool:
        """The query is in the other language than the hits."""
        return self.case.lang in LANGS and self.case.lang != self.shown


def load_cases() -> list[Case]:
    tables = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return [
        Case(kind, row[0], row[1], tuple(row[2:]), kind.startswith(WHOLE) or number // 2 % 2 == 1)
        for kind, table in tables.items()
        for number, row in enumerate(table["rows"])
    ]


def is_right(hit: Hit, places: Iterable[str]) -> bool:
    """A hit's own place, its article, or its first cause is among the places."""
    return bool({hit.reference, hit.article, *hit.causes[:1]} & set(places))


def answer(service: SearchService, case: Case, shown: Lang) -> Outcome:
    hits = service.search(case.query, shown, 20).hits
    place = next((number for number, hit in enumerate(hits[:3]) if is_right(hit, case.places)), None)
    return Outcome(case, shown, place, hits)


def answer_all(service: SearchService, cases: Iterable[Case]) -> list[Outcome]:
    return [answer(service, case, shown) for case in cases for shown in LANGS]


def shares(outcomes: Iterable[Outcome]) -> tuple[float, float, int]:
    """(right first, right among the first three, count) of questions that have an answer."""
    asked = [outcome for outcome in outcomes if outcome.case.places]
    count = len(asked)
    first = sum(outcome.place == 0 for outcome in asked)
    return first / max(1, count), sum(outcome.place is not None for outcome in asked) / max(1, count), count
