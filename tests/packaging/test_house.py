"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "kbapp").rglob("*.py"))
NETWORK = re.compile(r"\bQtNetwork\b|\bQtWebEngine\w*|\bimport socket\b|\burllib\.request\b|\bhttp\.client\b")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_in_the_program_can_reach_a_network(path: Path) -> None:
    assert not NETWORK.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_qt_is_imported_in_the_window_only(path: Path) -> None:
    inside = "ui" in path.relative_to(ROOT / "kbapp").parts
    assert inside or not re.search(r"^\s*(from|import) PySide6", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_wheel_maps_content_and_resources_into_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"] == {"content": "kbapp/_data/content", "resources": "kbapp/_data/resources"}
