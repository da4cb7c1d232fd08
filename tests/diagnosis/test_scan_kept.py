"""What a scan keeps for the next one is used, and is never trusted when it is damaged or of other patterns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbapp.diagnosis.scan.cover import cover
from kbapp.diagnosis.scan.prepared import Preparation

PATTERNS = ["received NO_PROPOSAL_CHOSEN notify error", r"giving up after (?P<n>\d+) retransmits", "密钥不一致"]


def test_the_second_scan_finds_what_the_first_has_kept(tmp_path: Path) -> None:
    first = Preparation(PATTERNS, tmp_path, "all")
    chosen = cover(first.prepared.offers, b"giving up")
    first.keep(chosen)
    second = Preparation(PATTERNS, tmp_path, "all")
    assert second._kept_patterns() == first.prepared
    assert second.cover == chosen


@pytest.mark.parametrize("damage", [b"", b"{", b'{"digest": 1}', b"[]", b"\xff\xfe", None])
def test_damaged_data_is_worked_out_anew(damage: bytes | None, tmp_path: Path) -> None:
    wanted = Preparation(PATTERNS, tmp_path, "all").prepared
    for path in tmp_path.iterdir():
        if damage is None:
            kept = json.loads(path.read_bytes())
            path.write_text(json.dumps({"digest": kept["digest"], "data": {"offers": [[1, 2, 3]], "expressions": 4}}))
        else:
            path.write_bytes(damage)
    again = Preparation(PATTERNS, tmp_path, "all")
    assert again._kept_patterns() is None
    assert again.prepared == wanted
    assert again.cover is None


def test_other_patterns_get_nothing(tmp_path: Path) -> None:
    Preparation(PATTERNS, tmp_path, "all").prepared  # noqa: B018
    assert Preparation(PATTERNS[:2], tmp_path, "all")._kept_patterns() is None


def test_a_folder_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    Preparation(PATTERNS, tmp_path, "all").prepared  # noqa: B018
    tmp_path.chmod(0o777)
    assert Preparation(PATTERNS, tmp_path, "all")._kept_patterns() is None


def test_nothing_is_kept_without_a_cache() -> None:
    one = Preparation(PATTERNS, None, "all")
    one.keep(cover(one.prepared.offers, b""))
    assert one.cover is None
