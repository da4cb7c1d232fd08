"""The prediction against what two real daemons did."""

from __future__ import annotations

import pytest

from kbapp.comparison import Comparison, compare
from tests.comparison.pairs import DIRECTED, RECORDED, Pair, recorded, told_causes


@pytest.fixture(scope="module", params=[RECORDED, DIRECTED], ids=["random", "directed"])
def results(request: pytest.FixtureRequest) -> list[tuple[Pair, Comparison]]:
    return [(pair, compare(pair.initiator, pair.responder)) for pair in recorded(request.param)]


def test_the_other_column_predicts_the_same(results: list[tuple[Pair, Comparison]]) -> None:
    for pair, result in results:
        assert compare(pair.responder, pair.initiator).prediction.right_initiates == result.prediction.left_initiates


def test_the_outcome_is_predicted(results: list[tuple[Pair, Comparison]]) -> None:
    right = [result.prediction.left_initiates.outcome == pair.outcome for pair, result in results]
    assert sum(right) / len(right) >= 0.995


def test_the_first_rekey_is_predicted(results: list[tuple[Pair, Comparison]]) -> None:
    words = {"ok": "up", "failed": "rekey_failed"}
    right = [result.prediction.at_rekey.outcome == words[pair.rekey] for pair, result in results if pair.rekey]
    assert len(right) > 100
    assert sum(right) / len(right) >= 0.995


def test_the_blamed_cause_is_one_that_the_logs_leave_open(results: list[tuple[Pair, Comparison]]) -> None:
    failed = [(pair, result) for pair, result in results if pair.outcome != "up"]
    right = [result.prediction.left_initiates.cause in told_causes(pair) for pair, result in failed]
    assert len(right) > 200
    assert sum(right) / len(right) >= 0.98


def test_the_blamed_cause_is_shown_as_a_mismatch(results: list[tuple[Pair, Comparison]]) -> None:
    for pair, result in results:
        if pair.outcome != "up":
            assert result.prediction.left_initiates.cause in {row.cause for row in result.mismatches}


def test_a_pair_that_works_shows_no_mismatch(results: list[tuple[Pair, Comparison]]) -> None:
    working = [
        result
        for pair, result in results
        if pair.outcome == "up" and pair.rekey == "ok" and result.prediction.right_initiates.outcome == "up"
    ]
    assert len(working) > 100
    assert sum(bool(result.mismatches) for result in working) / len(working) <= 0.005
