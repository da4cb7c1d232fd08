"""`kbapp compare CASE`: the case file that the window saves."""

from __future__ import annotations

import json
from pathlib import Path

from kbapp.gateways.case import as_case, case_json, dump, read_case, said_form
from kbapp.gateways.form import read_form
from tests.cli.conftest import Run

LEFT = {
    "schema": 1,
    "format": "form",
    "platform": "alibaba-cloud",
    "parameters": {"ike.version": "ikev2", "ike.lifetime_s": 86400},
}
RIGHT = {
    "schema": 1,
    "format": "form",
    "platform": "vyos",
    "parameters": {"ike.version": "ikev1", "auth.psk": "TopSecret1"},
}


def saved(path: Path, accepted: list[str]) -> Path:
    forms = (said_form(read_form(LEFT)), said_form(read_form(RIGHT)))
    path.write_text(dump(case_json(*forms, ("cloud", "onprem"), accepted)), encoding="utf-8")
    return path


def test_a_saved_case_is_compared(run: Run, tmp_path: Path) -> None:
    done = run("compare", "--json", saved(tmp_path / "a.json", []))
    rows = {row["field"]: row["status"] for row in done.json["fields"]}
    assert (done.code, rows["ike.version"]) == (1, "mismatch")
    assert done.json["left"]["platform"] == "alibaba-cloud"


def test_what_was_accepted_is_no_fault(run: Run, tmp_path: Path) -> None:
    done = run("compare", "--json", saved(tmp_path / "a.json", ["ike.version"]))
    assert (done.code, done.json["accepted"]) == (0, ["ike.version"])
    told = run("compare", "--lang", "en", tmp_path / "a.json")
    assert "accepted in the case: ike.version" in told.out


def test_one_file_that_is_no_case_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(LEFT), encoding="utf-8")
    done = run("compare", tmp_path / "a.json")
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1


def test_a_case_holds_no_key_and_comes_back_the_same(tmp_path: Path) -> None:
    text = saved(tmp_path / "a.json", ["ike.version", "no.such"]).read_text(encoding="utf-8")
    data = as_case(text)
    assert "TopSecret1" not in text
    assert data is not None
    case = read_case(data)
    assert (case.roles, case.accepted) == (("cloud", "onprem"), frozenset({"ike.version"}))
    assert said_form(case.left)["parameters"] == LEFT["parameters"]
