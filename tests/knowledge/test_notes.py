"""Notes: read as articles, searched with the rest, bad ones named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.knowledge import ContentError, load_content
from kbapp.knowledge.notes import read_note, read_notes
from kbapp.knowledge.overlay import load_content_with
from kbapp.paths import content_dir
from kbapp.search import SearchService


def test_notes_are_searched_and_the_bad_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "phase-1-failed.md").write_text("# Our zanzibar branch\n\nOld box.\n\n## Okapi port\n\nUse it.\n")
    (tmp_path / "机房.md").write_text("机房里的长颈鹿网关要先重启。", encoding="utf-8")
    (tmp_path / "bad.md").write_bytes(b"# a\n\n\xff")
    content, problems = load_content_with(content_dir(), None, tmp_path)
    assert [(problem.file.name, problem.line) for problem in problems] == [("bad.md", 3)]
    note = content.articles["note-phase-1-failed"]["zh"]
    assert (note.title, note.kind, note.related) == ("Our zanzibar branch", "notes", ("phase-1-failed",))
    assert content.articles["phase-1-failed"]["en"].kind == "faq"
    service = SearchService(content)
    assert service.search("okapi port", "zh").hits[0].section == "part-1"
    assert service.search("长颈鹿网关", "en").hits[0].article == "note-机房"


def test_the_version_follows_the_notes(tmp_path: Path) -> None:
    shipped = load_content(content_dir()).version
    assert load_content_with(content_dir(), None, tmp_path)[0].version != ""
    (tmp_path / "a.md").write_text("one")
    first = load_content_with(content_dir(), None, tmp_path)[0].version
    (tmp_path / "a.md").write_text("two")
    second = load_content_with(content_dir(), None, tmp_path)[0].version
    assert len({shipped, first, second}) == 3


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert read_notes(tmp_path / "gone").problems[0].message == "the folder of the notes is not there"


def test_a_broken_head_has_its_line() -> None:
    with pytest.raises(ContentError) as caught:
        read_note(Path("n.md"), b"+++\ntitle = \n+++\nx")
    assert caught.value.problem.line == 2


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_a_named_problem(data: bytes) -> None:
    try:
        named = read_note(Path("n.md"), data).title
    except ContentError as error:
        named = error.problem.file.name
    assert named
