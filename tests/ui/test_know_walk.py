"""A guide that asks step by step; print, and the side that is meant where both languages are shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from kbapp.ui.know.pane import KnowPane
from kbapp.ui.window import MainWindow


def know(window: MainWindow) -> KnowPane:
    pane = window.pane("know")
    assert isinstance(pane, KnowPane)
    return pane


def click(pane: KnowPane, target: str) -> None:
    assert f'href="{target}"' in pane.reader.page.html, target
    pane.reader.anchorClicked.emit(QUrl(target))


def test_the_guide_asks_and_ends_at_a_cause(english: MainWindow) -> None:
    pane = know(english)
    pane.open("guide-no-traffic")
    click(pane, "walk:")
    assert "Are both phases really up, now?" in pane.reader.toPlainText()
    for target in ("walk:2", "walk:2.3", "walk:2.3.1", "walk:2.3.1.0"):
        assert not pane.causes_here()
        click(pane, target)
    text = pane.reader.toPlainText()
    assert "3. Which of the four counters stands still?" in text
    assert "The site sends, the cloud receives nothing" in text
    assert "tcpdump" in text
    assert pane.causes_here() == ("esp-blocked", "nat-t-mismatch")
    assert pane.toolbar.log.isVisible()
    english.context.language.set("zh")
    assert "一端发出、另一端收不到" in pane.reader.toPlainText()
    assert pane.state()["place"] == "guide-no-traffic"
    click(pane, "walk:2.3.1")
    assert "ESP 在路上丢了吗？" in pane.reader.toPlainText()
    pane.go_back()
    assert "一端发出、另一端收不到" in pane.reader.toPlainText()
    click(pane, "walk:all")
    assert pane.outline.isVisible()


def test_a_way_that_is_no_way_still_shows_a_page(english: MainWindow) -> None:
    pane = know(english)
    pane.open("guide-no-traffic")
    for given in ("99", "0.0.0.0", "2.3.7.x", "-1"):
        pane.follow(f"walk:{given}")
        assert pane.reader.toPlainText().strip()


def test_find_and_print_mean_the_side_with_the_keyboard(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    pane = know(english)
    pane.open("phase-1-failed")
    english.context.actions.trigger("both-languages")
    english.activateWindow()
    pane.other.setFocus()
    qtbot.waitUntil(lambda: pane.pages.active is pane.other)
    english.context.actions.trigger("find")
    pane.find_bar.field.setText("预共享密钥")
    assert pane.other.extraSelections()
    assert not pane.reader.extraSelections()
    prompts = english.context.prompts
    printer = prompts.printer = QPrinter()  # type: ignore[attr-defined]
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    english.context.actions.trigger("print")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert prompts.asked[-1] == "phase-1-failed"  # type: ignore[attr-defined]
    english.context.actions.trigger("both-languages")
    assert pane.pages.active is pane.reader
    assert not pane.other.extraSelections()
