"""Device platforms without a laboratory: excerpts written from the vendors' documents, and excerpts that engineers
published (`published/`, each with its source), each with the cause that an honest expert names from it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.diagnosis.conftest import Run

CASES = Path(__file__).parents[1] / "data" / "dialects"


def _cases(folder: Path = CASES) -> Iterator[Any]:
    for path in sorted(folder.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")


@pytest.mark.parametrize(("dialect", "case"), list(_cases()))
def test_excerpt(run: Run, dialect: str, case: dict[str, Any]) -> None:
    found = run(case["log"].strip("\n"))
    causes = [finding.cause for finding in found.findings]
    wanted = case["verdict"]
    assert found.logs[0].dialect == dialect
    assert found.verdict in ([wanted] if isinstance(wanted, str) else wanted), causes
    if "truth" not in case:
        assert causes == []
        return
    assert causes[0] in case.get("first", [case["truth"]]), causes
    assert case["truth"] in causes[: case.get("top", 3)], causes


@pytest.mark.parametrize("dialect", [path.stem for path in sorted(CASES.glob("*.toml"))])
def test_enough_excerpts(dialect: str) -> None:
    """At least six faults and two healthy logs of each platform."""
    cases = tomllib.loads((CASES / f"{dialect}.toml").read_text(encoding="utf-8"))["case"]
    assert len({case["truth"] for case in cases if "truth" in case}) >= 6
    assert len([case for case in cases if case["verdict"] == "healthy"]) >= 2


@pytest.mark.parametrize(("dialect", "case"), list(_cases(CASES / "published")))
def test_published_excerpt(run: Run, dialect: str, case: dict[str, Any]) -> None:
    """`first`: what may stand first; `top`: among how many the true cause is (0: this log cannot tell it at all)."""
    found = run(case["log"].strip("\n"))
    causes = [finding.cause for finding in found.findings]
    wanted = case["verdict"]
    assert found.logs[0].dialect == dialect
    assert found.verdict in ([wanted] if isinstance(wanted, str) else wanted), causes
    assert found.logs[0].role == case.get("role", found.logs[0].role)
    if "truth" not in case:
        assert causes == []
        return
    assert causes[0] in case.get("first", [case["truth"]]), causes
    top = case.get("top", 3)
    assert not top or case["truth"] in causes[:top], causes


def test_every_published_excerpt_names_its_source() -> None:
    cases = [case.values[1] for case in _cases(CASES / "published")]
    assert len(cases) >= 150
    assert all(case["source"] for case in cases)
