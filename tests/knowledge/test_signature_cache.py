"""The kept signatures equal those of the TOML files, and never stand for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbapp.knowledge.errors import ContentError
from kbapp.knowledge.signature_cache import FILE, cached_signatures
from kbapp.knowledge.signatures import load_signatures
from kbapp.paths import content_dir

SHIPPED = content_dir() / "signatures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two small dialects of the shipped ones."""
    target = tmp_path / "signatures"
    target.mkdir()
    for name in ("racoon", "openiked"):
        (target / f"{name}.toml").write_bytes((SHIPPED / f"{name}.toml").read_bytes())
    return target


def test_the_second_reading_equals_the_first(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_signatures(folder)
    first = cached_signatures(folder, tmp_path)
    monkeypatch.setattr("kbapp.knowledge.signature_cache.load_signatures", None)
    second = cached_signatures(folder, tmp_path)
    for found in (first, second):
        assert found.all == expected.all
        assert found.marks == expected.marks
        assert found.literals(frozenset({"racoon"})) == expected.literals(frozenset({"racoon"}))


def test_a_changed_file_is_read_anew(folder: Path, tmp_path: Path) -> None:
    cached_signatures(folder, tmp_path)
    file = folder / "racoon.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "start"', 'id = "begin"'), encoding="utf-8")
    assert cached_signatures(folder, tmp_path).by_id("racoon/begin") is not None
    assert cached_signatures(folder, tmp_path).by_id("racoon/start") is None


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "binary", "folder"])
def test_a_damaged_file_is_replaced(folder: Path, tmp_path: Path, damage: str) -> None:
    expected = cached_signatures(folder, tmp_path).all
    kept = tmp_path / FILE
    data = kept.read_bytes()
    if damage == "folder":
        kept.unlink()
        kept.mkdir()
    else:
        changed = data.replace(b"racoon/", b"raccon/")
        kept.write_bytes({"cut": data[:-9], "changed": changed, "empty": b"", "binary": b"\xff\n\x00"}[damage])
    assert cached_signatures(folder, tmp_path).all == expected
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    if damage != "folder":
        assert kept.read_bytes() == data


def test_where_nothing_can_be_kept_they_are_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert len(cached_signatures(folder, tmp_path / "file" / "cache")) == len(load_signatures(folder))


def test_a_fault_is_told_as_ever(folder: Path, tmp_path: Path) -> None:
    cached_signatures(folder, tmp_path)
    (folder / "racoon.toml").write_text('dialect = "klingon"', encoding="utf-8")
    with pytest.raises(ContentError, match="klingon"):
        cached_signatures(folder, tmp_path)
