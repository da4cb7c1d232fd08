"""A user's own signatures are used; what cannot be used is named with file, line and reason, and the rest works."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kbapp.cli.main import main
from kbapp.diagnosis import LogText, diagnose
from kbapp.diagnosis.scan.admit import admit, safe
from kbapp.knowledge import load_content
from kbapp.knowledge.errors import Problem
from kbapp.knowledge.own_signatures import LARGEST, with_own_signatures
from kbapp.knowledge.signatures import Signatures, load_signatures
from kbapp.paths import content_dir

ENTRY = """
[[signature]]
id = "{id}"
pattern = '''{pattern}'''
event = "no-proposal"
phase = 1
causes = {{ {cause} = 0.9 }}
source = "seen at a customer's"
match = ["{match}"]
no_match = ["{miss}"]
"""
GOOD = {
    "id": "team-zebra",
    "pattern": r"zebra unit (?P<number>\d+) gave in",
    "cause": "ike-dh-mismatch",
    "match": "zebra unit 7 gave in",
    "miss": "zebra unit x gave in",
}
BAD: dict[str, tuple[dict[str, str], str]] = {
    "backreference": ({"pattern": r"(zebra) unit \1 gave"}, "RE2 refuses"),
    "unclosed": ({"pattern": r"zebra unit (\d+ gave in"}, "RE2 refuses it: missing )"),
    "too-wide": ({"pattern": r"[a-z]+ [a-z]+"}, "no literal"),
    "no-cause": ({"cause": "zebras"}, "cause 'zebras' does not exist"),
    "no-match": ({"match": "zebra unit gave in"}, "does not match its example"),
    "near-hit": ({"miss": "zebra unit 8 gave in"}, "matches its near miss"),
    "weight": ({"cause": 'psk-mismatch = "much", dpd-timeout'}, "not of the right shape"),
}


@pytest.fixture(scope="module")
def shipped() -> Signatures:
    return load_signatures(content_dir() / "signatures")


@pytest.fixture(scope="module")
def causes() -> frozenset[str]:
    return frozenset(load_content(content_dir()).causes)


def write(folder: Path, *entries: dict[str, str], name: str = "team.toml", dialect: str = "strongswan") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    body = "".join(ENTRY.format(**{**GOOD, **entry}) for entry in entries)
    (folder / name).write_text(f'dialect = "{dialect}"\n{body}', encoding="utf-8")
    return folder


def joined(folder: Path, base: Signatures, causes: frozenset[str]) -> tuple[list[str], list[Problem]]:
    """The ids of the own signatures, and the problems."""
    found, problems = with_own_signatures(base, [folder], causes, admit, safe)
    assert found.all[: len(base)] == base.all
    return [one.id for one in found.all[len(base) :]], problems


def test_an_own_signature_names_its_cause(tmp_path: Path, shipped: Signatures, causes: frozenset[str]) -> None:
    folder = write(tmp_path / "own", {})
    assert joined(folder, shipped, causes) == (["strongswan/team-zebra"], [])
    found, _ = with_own_signatures(shipped, [folder], causes, admit, safe)
    content = load_content(content_dir())
    line = "Nov 23 16:33:07 05[IKE] <a|1> initiating IKE_SA a[1] to 203.0.113.10\n"
    log = LogText.from_text("x", line + "Nov 23 16:33:08 05[IKE] <a|1> zebra unit 7 gave in\n")
    verdict = diagnose([log], found, content.causes, content.platforms)
    assert any(item.signature == "strongswan/team-zebra" for one in verdict.findings for item in one.evidence)


def test_each_bad_entry_is_named_and_the_rest_works(
    tmp_path: Path, shipped: Signatures, causes: frozenset[str]
) -> None:
    entries = [{"id": name, **change} for name, (change, _) in BAD.items()]
    folder = write(tmp_path / "own", *entries, {})
    ids, problems = joined(folder, shipped, causes)
    assert ids == ["strongswan/team-zebra"]
    lines = (folder / "team.toml").read_text(encoding="utf-8").splitlines()
    assert len(problems) == len(BAD)
    for problem, (name, (_, message)) in zip(problems, BAD.items(), strict=True):
        assert problem.line is not None
        assert lines[problem.line - 1 : problem.line + 1] == ["[[signature]]", f'id = "{name}"']
        assert message in problem.message
        assert problem.file == folder / "team.toml"


def test_a_file_that_is_none_leaves_the_others(tmp_path: Path, shipped: Signatures, causes: frozenset[str]) -> None:
    folder = write(tmp_path / "own", {})
    (folder / "a.toml").write_text('dialect = "strongswan"\nsignature = 3\n', encoding="utf-8")
    (folder / "b.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "c.toml").write_text('dialect = "klingon"\n', encoding="utf-8")
    (folder / "d.toml").write_text("#" * (LARGEST + 1), encoding="utf-8")
    write(folder, {}, name="e.toml")
    ids, problems = joined(folder, shipped, causes)
    assert ids == ["strongswan/team-zebra"]
    assert [problem.file.name for problem in problems] == ["a.toml", "b.toml", "c.toml", "d.toml", "team.toml"]
    assert "is there already" in problems[-1].message


def test_no_folder_is_no_problem(tmp_path: Path, shipped: Signatures, causes: frozenset[str]) -> None:
    assert joined(tmp_path / "none", shipped, causes) == ([], [])


def test_an_own_pattern_cannot_hang_the_program(tmp_path: Path, shipped: Signatures, causes: frozenset[str]) -> None:
    """A pattern that takes a backtracking engine minutes, over its own example already."""
    evil = {"pattern": "(?:(?:z+)+)+ebra unit", "match": "z" * 40 + "ebra unit", "miss": "z" * 40 + "!"}
    start = time.monotonic()
    joined(write(tmp_path / "own", evil), shipped, causes)
    assert time.monotonic() - start < 5


def test_the_command_line_uses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KBAPP_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KBAPP_CACHE_DIR", str(tmp_path / "cache"))
    folder = write(tmp_path / "signatures", {}, {"id": "bad", **BAD["unclosed"][0]})
    log = tmp_path / "a.log"
    log.write_text("Nov 23 16:33:08 05[IKE] <a|1> zebra unit 7 gave in\n", encoding="utf-8")
    main(["diagnose", str(log), "--json"])
    told = capsys.readouterr()
    assert "strongswan/team-zebra" in told.out
    assert f"{folder / 'team.toml'}:13: signature strongswan/bad: RE2 refuses it: missing )" in told.err
