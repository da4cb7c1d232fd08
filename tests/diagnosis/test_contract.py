"""Whatever comes in, the answer keeps the contract; nothing raises."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbapp.diagnosis import Diagnosis, LogText, diagnose, explain
from kbapp.knowledge import Content
from kbapp.knowledge.signatures import DIALECTS, Signatures

SAMPLES = sorted((Path(__file__).parent.parent / "data" / "logs").glob("*/*r.log"))
LINES = [line for path in SAMPLES[::9] for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(found: Diagnosis, count: int, content: Content) -> None:
    """The invariants of shared contract: certainty, order, references."""
    assert len(found.logs) == count
    assert found.verdict in ("certain", "likely", "unknown", "healthy", "not-ipsec")
    assert all(log.dialect in (*DIALECTS, "unknown") for log in found.logs)
    assert all(log.role in ("initiator", "responder", "both", "unknown") for log in found.logs)
    confidences = [one.confidence for one in found.findings]
    assert all(0 <= value <= 1 for value in confidences)
    assert confidences == sorted(confidences, reverse=True)
    if found.verdict == "certain":
        assert len(found.findings) == 1
        assert confidences[0] >= 0.9
        assert found.findings[0].evidence
    if found.verdict == "likely":
        assert found.findings
    if found.verdict in ("unknown", "healthy", "not-ipsec"):
        assert not found.findings
    for one in found.findings:
        assert one.cause in content.causes
        assert one.change_side in ("local", "peer", "either", "both")
        assert all(0 <= item.log < count and 1 <= item.line <= found.logs[item.log].lines for item in one.evidence)
    assert found.summary.zh
    assert found.summary.en


@given(data=st.binary(max_size=4000))
@SLOW
def test_any_bytes(data: bytes, content: Content, signatures: Signatures) -> None:
    log = LogText.from_bytes("x", data)
    check(diagnose([log], signatures, content.causes, content.platforms), 1, content)


@given(texts=st.lists(st.lists(st.sampled_from(LINES), max_size=40), min_size=1, max_size=2))
@SLOW
def test_any_lines_in_any_order(texts: list[list[str]], content: Content, signatures: Signatures) -> None:
    logs = [LogText.from_text("x", "\n".join(lines)) for lines in texts]
    check(diagnose(logs, signatures, content.causes, content.platforms), len(logs), content)


@given(seed=st.integers(0, 10_000), start=st.floats(0, 1), end=st.floats(0, 1))
@SLOW
def test_any_piece_of_a_real_log(seed: int, start: float, end: float, content: Content, signatures: Signatures) -> None:
    lines = SAMPLES[seed % len(SAMPLES)].read_text(encoding="utf-8", errors="replace").splitlines()
    first, last = sorted((int(start * len(lines)), int(end * len(lines))))
    log = LogText.from_text("x", "\n".join(lines[first:last]))
    check(diagnose([log], signatures, content.causes, content.platforms), 1, content)


@pytest.mark.parametrize("path", SAMPLES[::5], ids=lambda path: path.parent.name)
def test_real_logs(path: Path, content: Content, signatures: Signatures) -> None:
    log = LogText.from_file(path)
    found = diagnose([log], signatures, content.causes, content.platforms)
    check(found, 1, content)
    assert found.logs[0].dialect in ("strongswan", "libreswan", "racoon", "openiked")


@pytest.mark.parametrize("path", SAMPLES[::17], ids=lambda path: path.parent.name)
def test_shuffled_real_logs(path: Path, content: Content, signatures: Signatures) -> None:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    random.Random(7).shuffle(lines)
    log = LogText.from_text("x", "\n".join(lines))
    check(diagnose([log], signatures, content.causes, content.platforms), 1, content)


def test_empty_and_one_endless_line(content: Content, signatures: Signatures) -> None:
    for text in ("", "\n\n\n", "x" * 3_000_000, "received AUTHENTICATION_FAILED notify error " * 60_000):
        log = LogText.from_text("x", text)
        check(diagnose([log], signatures, content.causes, content.platforms), 1, content)


def test_explain_shows_every_step(content: Content, signatures: Signatures) -> None:
    log = LogText.from_text("x", "05[IKE] <a|1> tried 1 shared key for 'x' - 'y', but MAC mismatched")
    text = explain([log], signatures, content.causes, content.platforms)
    for expected in (
        "strongswan",
        "auth-failed-local",
        "phase 1",
        "key-refused",
        "proves psk-mismatch",
        "verdict: certain",
    ):
        assert expected in text


def test_the_ladder_holds_the_messages(content: Content, signatures: Signatures) -> None:
    text = """05[ENC] <a|1> generating IKE_SA_INIT request 0 [ SA KE No ]
06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]"""
    found = diagnose([LogText.from_text("x", text)], signatures, content.causes, content.platforms)
    assert [(one.outgoing, one.exchange, one.failed) for one in found.ladder] == [
        (True, "IKE_SA_INIT", False),
        (False, "IKE_SA_INIT", True),
    ]
