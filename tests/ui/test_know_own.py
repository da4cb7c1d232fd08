"""The user's own knowledge in the window: notes, packs, what the search remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kbapp.paths import NOTES_FILE, config_dir, notes_dir
from kbapp.ui.know.own_page import OwnPage
from kbapp.ui.know.pane import KnowPane
from kbapp.ui.window import MainWindow
from tests.knowledge.test_packs import GOOD, PAGE, SIGNATURE, make

MakeWindow = Callable[..., MainWindow]
NOTE = """# Keys of the Hangzhou site

Kept by **Wang**, see <b>ticket</b> ![x](https://example.com/a.png).

## Zanzibar reset

<script>alert(1)</script>
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of notes that was chosen before; one of its files is bad."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "psk-mismatch.md").write_text(NOTE)
    (folder / "bad.md").write_bytes(b"# a\n\n\xff")
    config_dir().mkdir()
    (config_dir() / NOTES_FILE).write_text(str(folder))
    return folder


def know(window: MainWindow) -> KnowPane:
    pane = window.pane("know")
    assert isinstance(pane, KnowPane)
    return pane


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.workers.busy, timeout=30_000)


def search(qtbot: QtBot, window: MainWindow, query: str) -> list[str]:
    """Titles and tags of the hits."""
    found: list[str] = []
    from kbapp.ui.shell.search_box import hit_row

    window.context.search(
        query, lambda r: found.extend(f"{(row := hit_row(window.context, h)).title}|{row.tag}" for h in r.hits)
    )
    settle(qtbot, window)
    return found


def test_notes_are_shown_searched_and_harmless(qtbot: QtBot, notes: Path, open_window: MakeWindow) -> None:
    window = open_window("en")
    pane = know(window)
    pane.open("psk-mismatch")
    text = pane.reader.toPlainText()
    assert "Your note: Keys of the Hangzhou site" in text
    assert "<b>ticket</b>" in text
    assert "<script>alert(1)</script>" in text
    assert "<script" not in pane.reader.toHtml()
    assert "<img" not in pane.reader.toHtml()
    pane.follow("link:your-note-1")
    assert "kbapp show note-psk-mismatch" in window.notice_bar.words.text()
    assert search(qtbot, window, "zanzibar reset")[0] == "Keys of the Hangzhou site · Zanzibar reset|My notes · English"
    pane.show_own()
    settle(qtbot, window)
    assert "bad.md, line 3: is not UTF-8" in words_of(pane.own.page.notes)
    window.context.language.set("zh")
    qtbot.waitUntil(lambda: "bad.md 第 3 行：不是 UTF-8 编码" in words_of(pane.own.page.notes))


def test_a_change_on_disk_is_picked_up(qtbot: QtBot, notes: Path, open_window: MakeWindow) -> None:
    window = open_window("en")
    pane = know(window)
    pane.open("note-psk-mismatch")
    (notes / "psk-mismatch.md").unlink()
    (notes / "other.md").write_text("# Okapi line\n\nAsk the carrier.\n")
    qtbot.waitUntil(lambda: window.context.content is not None and "note-other" in window.context.content.articles)
    settle(qtbot, window)
    assert pane.reference == ""
    assert search(qtbot, window, "okapi line")[0].startswith("Okapi line|")
    assert not search(qtbot, window, "zanzibar")


def test_a_note_is_written_beside_an_article(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    pane, folder = know(english), tmp_path / "new notes"
    folder.mkdir()
    english.context.prompts.folder = folder  # type: ignore[attr-defined]
    pane.open("pfs-mismatch")
    qtbot.mouseClick(pane.toolbar.note, Qt.MouseButton.LeftButton)
    editor = pane.own.editor
    assert notes_dir() == folder
    assert editor.text.toPlainText().startswith("# On “")
    qtbot.keyClicks(editor.text, "Quagga group only.")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, english)
    assert "Quagga group only." in (folder / "pfs-mismatch.md").read_text()
    assert pane.reference.startswith("pfs-mismatch")
    assert "Quagga group only." in pane.reader.toPlainText()
    pane.write_note()
    (folder / "pfs-mismatch.md").write_text("# other hand\n")
    qtbot.keyClicks(editor.text, "mine")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    assert "not saved" in english.notice_bar.words.text()
    assert (folder / "pfs-mismatch.md").read_text() == "# other hand\n"
    qtbot.mouseClick(editor.leave_button, Qt.MouseButton.LeftButton)
    pane.write_note()
    qtbot.keyClicks(editor.text, "kept on leaving")
    pane.open("psk-mismatch")
    assert "kept on leaving" in (folder / "pfs-mismatch.md").read_text()
    settle(qtbot, english)


def inspected(qtbot: QtBot, window: MainWindow, file: Path) -> OwnPage:
    """Drops a zip onto the page and waits for the result of the check."""
    page = know(window).own.page
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    page.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), copy, data, left, Qt.KeyboardModifier.NoModifier))
    settle(qtbot, window)
    return page


def test_a_pack_is_checked_before_it_is_installed(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    know(english).show_own()
    bad = {"articles/en/guides/zebra.md": PAGE + "<script>x</script>\n"}
    wrong = {"signatures/own.toml": SIGNATURE.format(id="a", pattern=r"zebra unit \w+ fell")}
    page = inspected(qtbot, english, make(tmp_path / "bad.zip", {**GOOD, **bad, **wrong}))
    assert "zebra.md, line 11: script or embedded content" in words_of(page.packs)
    assert "does not match its example" in words_of(page.packs)
    page._install()
    settle(qtbot, english)
    assert not page._packs
    english.context.language.set("zh")
    qtbot.waitUntil(lambda: "zebra.md 第 11 行：含有脚本或嵌入内容" in words_of(page.packs))
    english.context.language.set("en")
    qtbot.waitUntil(lambda: "line 11" in words_of(page.packs))
    page = inspected(qtbot, english, make(tmp_path / "team.zip", GOOD))
    assert "Sound: 1 articles, 1 terms, 1 signatures" in words_of(page.packs)
    content = english.context.content
    assert content is not None
    assert "zebra" not in content.articles
    page._install()
    settle(qtbot, english)
    assert "team  1.0  ·  Li" in words_of(page.packs)
    assert search(qtbot, english, "quagga reset")[0].endswith("|own · Guides · English")
    know(english).open("zebra")
    assert "From the pack team" in know(english).reader.toPlainText()
    page._remove("team")
    settle(qtbot, english)
    assert know(english).reference == ""
    assert not search(qtbot, english, "quagga reset")


def test_what_was_opened_decides_ties_and_can_be_forgotten(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = open_window("en")
    pane = know(window)
    for _ in range(3):
        pane.open("phase-1-failed#psk-mismatch")
        pane.open("")
    assert window.context.opened["phase-1-failed#psk-mismatch"] == 3
    window.close()
    again = open_window("en")
    pane = know(again)
    assert again.context.opened["phase-1-failed#psk-mismatch"] == 3
    pane.show_own()
    settle(qtbot, again)
    assert "1 section that you opened" in pane.own.page.memory.words.text()
    qtbot.mouseClick(pane.own.page.forget, Qt.MouseButton.LeftButton)
    assert not again.context.opened
    assert not pane.own.page.forget.isEnabled()
