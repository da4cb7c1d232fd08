"""Every signature's own examples are its tests."""

from __future__ import annotations

import pytest
import re2

from kbapp.knowledge import load_content
from kbapp.knowledge.signatures import Signature, Signatures, check, load_signatures
from kbapp.paths import content_dir

SIGNATURES: Signatures = load_signatures(content_dir() / "signatures")


def test_examples_match_and_near_misses_do_not() -> None:
    assert check(SIGNATURES, []) == []


def test_every_cause_exists() -> None:
    causes = set(load_content(content_dir()).causes)
    named = {cause for one in SIGNATURES for cause in (*one.causes, *([one.proves] if one.proves else []))}
    assert named <= causes


@pytest.mark.parametrize("signature", SIGNATURES.all, ids=lambda one: one.id)
def test_pattern_is_linear_time(signature: Signature) -> None:
    """RE2 takes it, and finds the examples as the standard library does."""
    pattern = re2.compile(signature.pattern.removeprefix("^"))
    for example in signature.match:
        assert pattern.search(example)


@pytest.mark.parametrize("signature", SIGNATURES.all, ids=lambda one: one.id)
def test_example_is_recognised_as_itself(signature: Signature) -> None:
    """No signature of the same dialect that stands before it takes its first example away."""
    from kbapp.diagnosis.lines import Line
    from kbapp.diagnosis.matcher import hits

    found = list(hits([Line(1, signature.match[0])], SIGNATURES))
    assert found
    assert found[0].matches[signature.dialect].signature.id == signature.id


def test_strongswan_failures_are_covered_broadly() -> None:
    neutral = {"info", "start", "config", "message-in", "message-out", "packet-in", "packet-out"}
    failures = [one for one in SIGNATURES if one.dialect == "strongswan" and one.event not in neutral]
    assert len(failures) >= 150
