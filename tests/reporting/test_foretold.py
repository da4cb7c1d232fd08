"""The lines that a predicted failure will leave, with the columns' own values in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbapp.knowledge.traces import load_traces
from kbapp.paths import content_dir
from kbapp.reporting.foretold import Foretold, foretell
from tests.reporting.pairs import pair

TRACES = load_traces(content_dir() / "traces.toml")
LOGS = Path(__file__).parents[1] / "data" / "logs"


def one(found: tuple[Foretold, ...], starts: str, side: str) -> Foretold:
    [item] = [item for item in found if (item.starts, item.side) == (starts, side)]
    return item


def test_both_sides_of_both_directions_are_told() -> None:
    found = foretell(pair("strongswan", ike__dh_groups=["group2"]), TRACES)
    assert {(item.starts, item.side, item.role) for item in found} == {
        ("left", "left", "initiator"),
        ("left", "right", "responder"),
        ("right", "left", "responder"),
        ("right", "right", "initiator"),
    }
    answer = one(found, "left", "right")
    assert answer.cause == "ike-dh-mismatch"
    assert answer.own
    assert "received proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024" in answer.lines
    assert "configured proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048" in answer.lines


def test_the_lines_hold_the_columns_own_networks_and_names() -> None:
    wrong = pair("strongswan", local__subnets=["172.16.7.0/24"])
    answer = one(foretell(wrong, TRACES), "left", "right")
    assert "no matching CHILD_SA config found for 172.16.7.0/24 === 192.168.10.0/24" in answer.lines
    names = pair("strongswan", local__id="hub.example.net")
    answer = one(foretell(names, TRACES), "left", "right")
    assert any(line.endswith("203.0.113.10[hub.example.net]") for line in answer.lines)


def test_a_platform_with_other_words_says_so() -> None:
    found = foretell(pair("huawei", ike__dh_groups=["group2"]), TRACES)
    assert not one(found, "left", "right").own
    assert one(found, "left", "left").own


def test_an_ikev2_pfs_mismatch_is_told_for_the_rekey() -> None:
    found = foretell(
        pair("strongswan", {"ike__version": "ikev2"}, ike__version="ikev2", esp__pfs_groups=["group2"]), TRACES
    )
    assert {item.rekey for item in found} == {True}
    assert any("CHILD_SA rekeying failed" in line for item in found for line in item.lines)


def test_a_pair_that_works_leaves_no_lines() -> None:
    assert foretell(pair("strongswan"), TRACES) == ()


@pytest.mark.parametrize("scenario", ["esp_all_differ-v2", "ike_dh-v1main", "auth_method-v1main"])
def test_a_recorded_failure_holds_its_trace(scenario: str) -> None:
    """The trace of a cause, but for numbers, stands in the real logs of that cause."""
    folder = LOGS / scenario
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    exchange = "ikev2" if scenario.endswith("-v2") else "ikev1-main"
    trace = TRACES.find(truth["cause"], "strongswan", exchange, rekey=False, parameter=None)
    assert trace is not None
    for role in ("initiator", "responder"):
        log = (folder / f"{role}.log").read_text(encoding="utf-8")
        plain = [line for line in trace.lines(role) if not any(letter.isdigit() for letter in line)]  # type: ignore[arg-type]
        assert all(line in log for line in plain)
