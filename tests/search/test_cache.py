"""The index on disk is built once, checked, repaired, and survives what disks and other processes do."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kbapp.knowledge import Content
from kbapp.search import SearchService, building
from kbapp.search import service as service_module
from kbapp.search.engine import Weights


def first(service: SearchService) -> str:
    return service.search("预共享密钥不一致", "zh").hits[0].reference


def index_folder(cache: Path) -> Path:
    (folder,) = [path for path in (cache / "search").iterdir() if not path.name.startswith(".")]
    return folder


@pytest.fixture
def no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(content: Content) -> building.Built:
        raise AssertionError("built again")

    monkeypatch.setattr(service_module.building, "build", refuse)


def test_a_second_start_does_not_build(small: Content, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    SearchService(small, tmp_path).close()
    request.getfixturevalue("no_build")
    service = SearchService(small, tmp_path)
    assert first(service) == "phase-1-failed#psk-mismatch"
    assert service.notices == ()
    service.close()


def test_another_version_is_built_anew(small: Content, tmp_path: Path) -> None:
    for version in ("v1", "v2", "v3", "v4", "v5"):
        SearchService(replace(small, version=version), tmp_path).close()
    assert len(list((tmp_path / "search").iterdir())) == 3


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file() and path.stat().st_size]


@pytest.mark.parametrize("how", ["cut", "flip", "gone", "empty"])
def test_any_damaged_file_is_noticed(small: Content, tmp_path: Path, how: str) -> None:
    SearchService(small, tmp_path).close()
    for name in [path.name for path in _files(index_folder(tmp_path))]:
        path = index_folder(tmp_path) / name
        if not path.exists():
            continue
        _damage(path, how)
        service = SearchService(small, tmp_path)
        assert first(service) == "phase-1-failed#psk-mismatch", name
        assert service.notices == ()
        service.close()
    assert not [path for path in (tmp_path / "search").iterdir() if path.name.startswith(".")]


def _damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 0xFF]) + data[len(data) // 2 + 1 :])


def test_a_folder_that_cannot_be_made_is_survived_with_a_notice(small: Content, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    service = SearchService(small, tmp_path / "file")
    assert first(service) == "phase-1-failed#psk-mismatch"
    assert len(service.notices) == 1
    assert service.notices[0].zh != service.notices[0].en


@pytest.mark.skipif(not Path("/dev/full").exists() or not hasattr(os, "geteuid"), reason="needs a Unix system")
def test_a_full_disk_is_survived_with_a_notice(small: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path | None, units: Any) -> None:
        raise OSError(28, "No space left on device")

    class FullDisk(service_module.Whoosh):
        def build(self, folder: Path | None, units: Any) -> Any:
            return full(folder, units) if folder else super().build(folder, units)

    service = SearchService(small, tmp_path, FullDisk())
    assert first(service) == "phase-1-failed#psk-mismatch"
    assert "No space left" in service.notices[0].en
    assert list((tmp_path / "search").iterdir()) == []


def _open(content: Content, cache: str) -> str:
    service = SearchService(content, Path(cache))
    found = first(service) + str(service.notices)
    service.close()
    return found


def test_several_processes_at_once(small: Content, tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        found = pool.starmap(_open, [(small, str(tmp_path))] * 8)
    assert set(found) == {"phase-1-failed#psk-mismatch()"}
    assert len(list((tmp_path / "search").iterdir())) == 1


class Dictionary:
    """Another engine, as small as can be: what the interface asks for is all that is needed."""

    def __init__(self, units: list[Weights]) -> None:
        self.units = units

    def postings(self, term: str) -> dict[int, float]:
        return {number: unit[term] for number, unit in enumerate(self.units) if term in unit}

    def close(self) -> None:
        self.units = []


class DictionaryKind:
    def build(self, folder: Path | None, units: Any) -> Dictionary | None:
        return Dictionary(list(units)) if folder is None else None

    def open(self, folder: Path) -> Dictionary:
        raise FileNotFoundError(folder)


@pytest.mark.parametrize(
    "query", ["预共享密钥不一致", "psk mismatch", "retransmit request", "ECS 访问不了本地服务器", "group2"]
)
def test_another_engine_gives_the_same_hits(small: Content, service: SearchService, query: str) -> None:
    other = SearchService(small, None, DictionaryKind())
    assert [hit.reference for hit in other.search(query, "zh").hits] == [
        hit.reference for hit in service.search(query, "zh").hits
    ]
