"""Bookmarks and visited sections: kept, named, exported, imported, refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kbapp.ui.know.bookmarks import MOST, VISITED, Bookmarks, BookmarksError, read_bookmarks, write_bookmarks
from kbapp.ui.know.pane import KnowPane
from kbapp.ui.window import MainWindow

PLACE = "phase-1-failed#psk-mismatch"
CONTROL = Qt.KeyboardModifier.ControlModifier


def know(window: MainWindow) -> KnowPane:
    pane = window.pane("know")
    assert isinstance(pane, KnowPane)
    return pane


def words(menu: QMenu) -> list[str]:
    """The entries of a menu, which is taken away again."""
    found = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.deleteLater()
    return found


def test_a_section_is_marked_and_kept(qtbot: QtBot, open_window: Callable[..., MainWindow]) -> None:
    window = open_window("en")
    pane = know(window)
    pane.open(PLACE)
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert pane.toolbar.bookmark.isChecked()
    window.close()
    window = open_window()
    window.context.language.set("zh")
    again = know(window)
    assert again.shelf.bookmarks.names == {PLACE: ""}
    again.open(PLACE)
    assert "预共享密钥不一致" in words(again.shelf.bookmark_menu(again, PLACE))
    qtbot.mouseClick(again.toolbar.bookmark, Qt.MouseButton.LeftButton)
    assert not again.shelf.bookmarks.names
    assert not again.toolbar.bookmark.isChecked()


def test_a_bookmark_has_a_name_of_ones_own(english: MainWindow) -> None:
    pane = know(english)
    pane.open(PLACE)
    pane.shelf.toggle(PLACE)
    for answer, shown in (("  Site A &  key ", "Site A && key"), ("", "Pre-shared keys differ")):
        english.context.prompts.answer = answer  # type: ignore[attr-defined]
        pane.shelf.rename(PLACE)
        assert shown in words(pane.shelf.bookmark_menu(pane, PLACE))


def test_the_menu_leads_to_the_section(english: MainWindow) -> None:
    pane = know(english)
    pane.shelf.bookmarks.add(PLACE, "key")
    menu = pane.shelf.bookmark_menu(pane, "")
    next(action for action in menu.actions() if action.text() == "key").trigger()
    menu.deleteLater()
    assert pane.reference == PLACE


def test_visited_sections_are_listed_newest_first(open_window: Callable[..., MainWindow]) -> None:
    window = open_window("en")
    pane = know(window)
    for place in (PLACE, "pfs-mismatch", PLACE):
        pane.open(place)
    assert pane.shelf.visited == [PLACE, "pfs-mismatch"]
    window.close()
    again = know(open_window("en"))
    assert "pfs-mismatch" in again.shelf.visited
    menu = again.shelf.visited_menu(again, PLACE)
    assert menu.actions()[0].text() == "Pre-shared keys differ"
    assert menu.actions()[0].isChecked()
    menu.actions()[-1].trigger()
    menu.deleteLater()
    assert again.shelf.visited == []
    for number in range(VISITED + 5):
        again.shelf.visit(f"page-{number}")
    assert len(again.shelf.visited) == VISITED


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_both_menus_open(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    for button in (pane.toolbar.bookmarks, pane.toolbar.visited):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        menu = next(one for one in pane.findChildren(QMenu) if one.isVisible())
        assert menu.actions()
        menu.close()
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in pane.findChildren(QMenu)))


def test_export_and_import(english: MainWindow, tmp_path: Path) -> None:
    pane, prompts = know(english), english.context.prompts
    pane.shelf.bookmarks = Bookmarks({PLACE: "", "pfs-mismatch": "完美前向"})
    prompts.target = tmp_path / "marks.json"  # type: ignore[attr-defined]
    pane.shelf.export()
    pane.shelf.bookmarks = Bookmarks({PLACE: "mine"})
    prompts.files = [tmp_path / "marks.json"]  # type: ignore[attr-defined]
    pane.shelf.take_in()
    assert pane.shelf.bookmarks.names == {PLACE: "mine", "pfs-mismatch": "完美前向"}
    prompts.target = tmp_path / "none" / "marks.json"  # type: ignore[attr-defined]
    pane.shelf.export()
    assert "none" in english.notice_bar.words.text()


def _file(entries: object, **changed: object) -> bytes:
    return json.dumps({"format": "kbapp-bookmarks", "version": 1, "bookmarks": entries, **changed}).encode()


BAD = {
    "no json": b"not json",
    "no text": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "another file": b'{"a": 1}',
    "another version": _file([], version=2),
    "no list": _file({"place": PLACE}),
    "no place": _file([{"name": "x"}]),
    "a path": _file([{"place": "../../etc/passwd"}]),
    "a name that is none": _file([{"place": PLACE, "name": 3}]),
    "too many": _file([{"place": f"p{number}"} for number in range(MOST + 1)]),
    "too large": b" " * 1_000_001,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(BookmarksError):
        read_bookmarks(path)


def test_a_refusal_is_told_and_changes_nothing(english: MainWindow, tmp_path: Path) -> None:
    pane = know(english)
    pane.shelf.bookmarks = Bookmarks({PLACE: ""})
    for name, content in (("bad.json", b"{}"), ("gone.json", None)):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        english.context.prompts.files = [path]  # type: ignore[attr-defined]
        pane.shelf.take_in()
        assert name in english.notice_bar.words.text()
        assert pane.shelf.bookmarks.names == {PLACE: ""}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    marks = Bookmarks({PLACE: "名字", "PskMismatch#do": ""})
    write_bookmarks(tmp_path / "marks.json", marks)
    assert read_bookmarks(tmp_path / "marks.json") == marks


def test_a_damaged_session_counts_as_none(open_window: Callable[..., MainWindow]) -> None:
    pane = know(open_window("en", know={"bookmarks": [{"place": 3}], "visited": [1, "a/b", PLACE]}))
    assert pane.shelf.bookmarks.names == {}
    assert pane.shelf.visited == [PLACE]
