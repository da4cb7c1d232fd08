"""`kbapp pack`: nothing unsafe comes in, and what came in can be listed and removed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KBAPP_DATA_DIR", str(tmp_path / "data"))


def test_without_packs_the_list_is_empty(run: Run) -> None:
    assert run("pack", "list").code == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"\x00" * 100])
def test_what_is_no_zip_is_refused_by_name(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing.zip"
    path.write_bytes(data)
    for action in ("check", "install"):
        done = run("pack", action, path)
        assert done.code in (1, 2)
        assert "thing.zip" in done.out + done.err


def test_a_path_that_leaves_the_pack_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.toml", 'name = "evil"\nversion = "1"\nauthor = "x"\n')
        archive.writestr("../../outside.md", "x")
    assert run("pack", "install", path).code in (1, 2)
    assert not (tmp_path / "outside.md").exists()
    assert run("pack", "list").code == 0


def test_a_pack_that_is_not_there_cannot_be_removed(run: Run) -> None:
    assert run("pack", "remove", "nothing").code == 2
