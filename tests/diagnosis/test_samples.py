"""Real logs of real daemons (tests/data/logs): aggregate measures must not fall below what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbapp.diagnosis import Diagnosis, LogText, diagnose
from kbapp.knowledge import Content
from kbapp.knowledge.signatures import Signatures
from tests.bench.score_logs import FORMS, Scorer, Table, score

ROOT = Path(__file__).parent.parent / "data" / "logs"


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    return {table.name: table for table in score(ROOT, None, perturb=True)}


@pytest.mark.parametrize("form", [*FORMS, "coloured", "interleaved", "cut-head"])
def test_first_cause_is_one_that_the_log_can_tell(tables: dict[str, Table], form: str) -> None:
    assert tables[form].first_ok >= 0.99 * tables[form].judged


def test_first_cause_of_a_snippet(tables: dict[str, Table]) -> None:
    assert tables["snippet"].first_ok >= 0.92 * tables["snippet"].judged


@pytest.mark.parametrize("form", [*FORMS, "coloured", "interleaved", "cut-head"])
def test_the_truth_is_among_the_first_three(tables: dict[str, Table], form: str) -> None:
    assert tables[form].top3 >= 0.95 * tables[form].top3_of


@pytest.mark.parametrize("form", [*FORMS, "coloured", "interleaved", "cut-head", "cut-tail", "snippet", "shuffled"])
def test_certainty_is_honest(tables: dict[str, Table], form: str) -> None:
    assert tables[form].false_certain <= 0.01 * tables[form].judged


@pytest.mark.parametrize("form", [*FORMS, "coloured", "interleaved", "shuffled"])
def test_what_is_proven_is_called_certain(tables: dict[str, Table], form: str) -> None:
    assert tables[form].certain >= 0.95 * tables[form].provable


@pytest.mark.parametrize("form", [*FORMS, "coloured", "interleaved", "cut-head", "cut-tail", "snippet", "shuffled"])
def test_healthy_logs_stay_free_of_causes(tables: dict[str, Table], form: str) -> None:
    assert tables[form].healthy >= 10
    assert tables[form].healthy_claims == 0


@pytest.mark.parametrize("form", list(FORMS))
def test_both_logs_give_the_truth(tables: dict[str, Table], form: str) -> None:
    assert tables[form].pair_first >= 0.93 * tables[form].pairs
    assert tables[form].pair_certain_wrong == 0


def test_confidence_is_calibrated(tables: dict[str, Table]) -> None:
    from tests.bench.score_logs import calibration

    assert calibration(tables["log"].confidences) <= 0.1


def test_every_case_has_its_truth_and_no_secret() -> None:
    truths = list(ROOT.glob("*/truth.json"))
    assert len(truths) >= 100
    assert not any('"psk":' in path.read_text(encoding="utf-8") for path in truths)


def test_scorer_counts_a_wrong_certainty(content: Content, signatures: Signatures) -> None:
    """The measure itself can fail: a proven cause against a truth that does not hold it."""
    scorer, table = Scorer(content, signatures), Table("log")
    log = LogText.from_text("x", "tried 1 shared key for 'a' - 'b', but MAC mismatched")
    found: Diagnosis = diagnose([log], signatures, content.causes, content.platforms)
    scorer._certainty(table, ["id-mismatch", "psk-mismatch"], found, "x")
    assert table.false_certain == 1
