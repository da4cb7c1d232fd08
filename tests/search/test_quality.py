"""The query set is answered as well as issue 5 asks for."""

from __future__ import annotations

import pytest

from kbapp.search import SearchService
from tests.search.quality import Outcome, answer_all, load_cases, shares


@pytest.fixture(scope="module")
def outcomes(shipped_service: SearchService) -> list[Outcome]:
    return answer_all(shipped_service, load_cases())


def _missed(outcomes: list[Outcome]) -> list[str]:
    return [f"{outcome.case.query!r} [{outcome.shown}]" for outcome in outcomes if outcome.place is None]


def test_the_right_section_is_first(outcomes: list[Outcome]) -> None:
    first, third, count = shares(outcomes)
    assert count >= 150
    assert first >= 0.90
    assert third >= 0.98, _missed([outcome for outcome in outcomes if outcome.case.places])


def test_the_other_language_finds_it_too(outcomes: list[Outcome]) -> None:
    first, third, count = shares(outcome for outcome in outcomes if outcome.crossed)
    assert count >= 50
    assert first >= 0.85
    assert third >= 0.95


def test_nonsense_finds_nothing(outcomes: list[Outcome]) -> None:
    nonsense = [outcome for outcome in outcomes if not outcome.case.places]
    assert len(nonsense) >= 40
    assert [outcome.case.query for outcome in nonsense if outcome.hits] == []


def test_log_lines_and_codes_are_first_of_all(outcomes: list[Outcome]) -> None:
    for kind in ("log", "code", "title", "term"):
        first, third, _ = shares(outcome for outcome in outcomes if outcome.case.kind == kind)
        assert first >= 0.95, kind
        assert third >= 0.98, kind
