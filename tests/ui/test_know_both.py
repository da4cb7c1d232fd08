"""Both languages side by side: the same section in both, whichever is scrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kbapp.ui.know.pane import KnowPane
from kbapp.ui.window import MainWindow


def test_both_languages_stand_side_by_side_and_scroll_together(qtbot: QtBot, english: MainWindow) -> None:
    pane, content = english.pane("know"), english.context.content
    assert isinstance(pane, KnowPane)
    assert content is not None
    pane.open("phase-1-failed#id-mismatch")
    assert not pane.other.isVisible()
    qtbot.mouseClick(pane.toolbar.both, Qt.MouseButton.LeftButton)
    assert pane.other.isVisible()
    assert pane.toolbar.both.isChecked()
    assert content.articles["phase-1-failed"]["zh"].title in pane.other.toPlainText()
    assert content.articles["phase-1-failed"]["en"].title in pane.reader.toPlainText()
    assert pane.reader.share()[0] == pane.other.share()[0] == "id-mismatch"
    assert min(pane.reader.viewport().width(), pane.other.viewport().width()) > 500
    for leader, follower in ((pane.reader, pane.other), (pane.other, pane.reader)):
        for value in (400, 3000):
            leader.verticalScrollBar().setValue(value)
            (section, share), (same, other) = leader.share(), follower.share()
            assert section == same
            assert abs(share - other) < 0.05
    pane.open("phase-1-failed#psk-missing")
    assert pane.other.share()[0] == "psk-missing"
    english.context.language.set("zh")
    assert content.articles["phase-1-failed"]["en"].title in pane.other.toPlainText()
    assert pane.state()["both"] is True
    pane.open("")
    assert not pane.other.isVisible()
    pane.open("pfs-mismatch")
    qtbot.mouseClick(pane.toolbar.both, Qt.MouseButton.LeftButton)
    assert not pane.other.isVisible()
    assert pane.outline.isVisible()
