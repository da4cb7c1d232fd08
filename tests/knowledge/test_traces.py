"""Traces: real lines by cause, and every fault named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbapp.knowledge import ContentError
from kbapp.knowledge.signatures import load_signatures
from kbapp.knowledge.traces import load_traces
from kbapp.paths import content_dir

GOOD = """
[example]
"203.0.113.10" = "initiator local.address"

["psk-mismatch/strongswan/ikev2"]
initiator = ["received AUTHENTICATION_FAILED notify error"]
responder = ["tried 1 shared key for 'a' - 'b', but MAC mismatched"]
sure = "measured"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "traces.toml"


def test_a_trace_is_found_by_parameter_first() -> None:
    traces = load_traces(content_dir() / "traces.toml")
    local = traces.find("id-mismatch", "strongswan", "ikev1-main", rekey=False, parameter="local.id")
    remote = traces.find("id-mismatch", "strongswan", "ikev1-main", rekey=False, parameter="remote.id")
    assert local is not None
    assert remote is not None
    assert "no peer config found" in local.responder
    assert any("does not match to" in line for line in remote.initiator)
    assert traces.find("id-mismatch", "racoon", "ikev2", rekey=False, parameter=None) is None


def test_the_first_ikev2_pfs_mismatch_shows_at_the_rekey_only() -> None:
    traces = load_traces(content_dir() / "traces.toml")
    assert traces.find("pfs-mismatch", "strongswan", "ikev2", rekey=False, parameter=None) is None
    assert traces.find("pfs-mismatch", "strongswan", "ikev2", rekey=True, parameter=None) is not None


def test_the_lines_are_such_as_the_diagnosis_knows() -> None:
    """What is foretold is recognised when it comes, by the signatures of the daemon that writes it."""
    traces = load_traces(content_dir() / "traces.toml")
    signatures = load_signatures(content_dir() / "signatures")
    lines = {(trace.daemon, line) for trace in traces.entries for line in trace.initiator + trace.responder}
    known = {
        (daemon, line)
        for daemon, line in lines
        if any(item.dialect == daemon and item.search(line, line) for item in signatures)
    }
    assert len(known) > 0.97 * len(lines), sorted(lines - known)


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("strongswan", "charon", "'charon' is not one of", 5),
        ("/ikev2", "/ikev3", "'ikev3' is not one of", 5),
        ("/ikev2", "", "the name must be cause/daemon/exchange", 5),
        ("/ikev2", "/ikev2/ike.mood", "'ike.mood' is no parameter", 5),
        ("measured", "guessed", "'guessed' is not one of", 5),
        ("responder =", "answerer =", "unknown keys: answerer", 5),
        ("initiator local.address", "someone local.address", "must say initiator or responder", 2),
        ("initiator local.address", "initiator local", "'local' is no parameter", 2),
    ],
)
def test_a_fault_is_named_with_its_line(path: Path, old: str, new: str, message: str, line: int) -> None:
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_traces(path)
    assert message in str(caught.value)
    assert f"{path}:{line}: " in str(caught.value)
