"""The line store numbers lines as the diagnosis does, whatever the line ends, encodings and sizes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbapp.diagnosis.lines import LogText
from kbapp.ui.diagnose.linestore import BLOCK, LineStore

LINES = st.lists(st.sampled_from(["", "a", "中文 x", "\x1b[31mred\x1b[0m", "line"]), max_size=3 * BLOCK)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\n\n", "\x0b"])


@settings(max_examples=150, deadline=None)
@given(LINES, ENDS, st.booleans(), st.sampled_from([1, 7, 100, 1024 * 1024]))
def test_same_lines_as_the_diagnosis(lines: list[str], end: str, last: bool, slice_: int) -> None:
    """However many bytes are indexed at a go."""
    text = end.join(lines) + (end if last else "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kbapp.ui.diagnose.linestore.SLICE", slice_)
        store, read = LineStore.from_text(text), LogText.from_text("x", text)
    assert len(store) == read.total
    assert [store.line(number) for number in range(len(store))] == [line.text for line in read.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("slice_", [3, 1024 * 1024])
def test_files_of_any_encoding(
    tmp_path: Path, encoding: str, packed: bool, slice_: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbapp.ui.diagnose.linestore.SLICE", slice_)
    data = "第一行\nsecond\n第三行，隧道\n".encode(encoding)
    file = tmp_path / "x.log"
    file.write_bytes(gzip.compress(data) if packed else data)
    store = LineStore.from_file(file)
    assert [store.line(number) for number in range(len(store))] == ["第一行", "second", "第三行，隧道"]
    store.close()


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert len(LineStore.from_file(tmp_path / "x")) == 0


def test_a_very_long_line_is_cut_for_the_eye() -> None:
    store = LineStore.from_text("x" * 3_000_000 + "\nend")
    assert len(store.line(0)) == 20_000
    assert store.line(1) == "end"


def test_matching_lines_and_cancelling() -> None:
    store = LineStore.from_text("".join(f"line {number}\n" for number in range(1000)))
    assert list(store.matching(lambda text: text.endswith("77"), lambda: False)) == list(range(77, 1000, 100))
    assert not store.matching(lambda _: True, lambda: True)
