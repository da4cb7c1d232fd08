"""The frame: panes, search box, language, palette, command palette, notices, session."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from kbapp.ui.hooks import Hooks
from kbapp.ui.panes import PANES
from kbapp.ui.window import MainWindow

MakeWindow = Callable[..., MainWindow]


def type_query(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Ctrl+K, then the query; waits for the hits."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.header.search.field
    field.setText("")
    qtbot.keyClicks(field, query)
    qtbot.waitUntil(lambda: window.header.search.popup.isVisible() and not window.context.workers.busy)


def test_hits_come_as_one_types(qtbot: QtBot, window: MainWindow) -> None:
    type_query(qtbot, window, "NO_PROPOSAL_CHOSEN")
    assert window.header.search.popup.hits.count() > 1


def test_enter_opens_the_chosen_hit(qtbot: QtBot, window: MainWindow) -> None:
    type_query(qtbot, window, "PskMismatch")
    qtbot.keyClick(window.header.search.field, Qt.Key.Key_Return)
    assert window.current_pane == "know"
    assert "psk" in window.pane("know").reference.casefold()
    assert not window.header.search.popup.isVisible()


def test_control_enter_shows_all_hits(qtbot: QtBot, english: MainWindow) -> None:
    type_query(qtbot, english, "retransmit")
    qtbot.keyClick(english.header.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    results = english.pane("know").results
    qtbot.waitUntil(lambda: results.list.count() > 0)
    assert results.isVisible()


def test_nonsense_says_so(qtbot: QtBot, english: MainWindow) -> None:
    type_query(qtbot, english, "qqzzxxjjkk")
    assert english.header.search.popup.hits.count() == 0
    assert "Nothing found" in english.header.search.popup.words.text()


def test_any_query_is_survived(qtbot: QtBot, english: MainWindow) -> None:
    for query in ('"', "((( AND", "*", "\x00\x07", "x" * 100_000):
        english.header.search.field.setFocus()
        english.header.search.start(query)
        qtbot.waitUntil(lambda: not english.context.workers.busy, timeout=20_000)
    assert not [notice for notice in english.context.notices.all if notice.level == "error"]


def test_the_language_switches_live(qtbot: QtBot, english: MainWindow) -> None:
    rail = english.rail.buttons["diagnose"]
    assert rail.text() == "Diagnose"
    qtbot.mouseClick(english.header.languages.button("zh"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rail.text() == "诊断")
    assert "搜索" in english.header.search.field.placeholderText()
    assert english.context.actions.get("quit").text() == "退出"
    qtbot.keyClick(english, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: rail.text() == "Diagnose")


def test_light_and_dark_switch(qtbot: QtBot, english: MainWindow) -> None:
    before = english.grab().toImage().pixelColor(600, 700).lightness()
    qtbot.mouseClick(english.header.shade, Qt.MouseButton.LeftButton)
    assert english.grab().toImage().pixelColor(600, 700).lightness() < 60 < before


def test_the_command_palette_runs_an_action(qtbot: QtBot, english: MainWindow) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(english, Qt.Key.Key_P, modifiers)
    palette = english._palette_popup
    assert palette is not None
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "diagn go")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert english.current_pane == "diagnose"
    assert not palette.isVisible()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_pane_opens_by_its_key(qtbot: QtBot, english: MainWindow, number: int) -> None:
    qtbot.keyClick(english, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    assert english.current_pane == PANES[number - 1].id


def test_menu_is_a_view_of_the_actions(english: MainWindow) -> None:
    menu = english.header.build_menu()
    parts = [action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu)]
    shown = {action for part in parts for action in part.actions()}
    shown |= {action for action in menu.actions() if not action.isSeparator() and action.menu() is None}
    assert shown == {action for _, action in english.context.actions.all()}
    menu.deleteLater()


def test_targets_are_large_and_named(english: MainWindow) -> None:
    """24 pixels at least, and a name for a screen reader: every button of every pane."""
    for spec in PANES:
        pane = spec.id
        english.show_pane(pane)
        for button in english.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and not button.objectName().startswith("qt_"):
                assert min(button.width(), button.height()) >= 24, (pane, button, button.text())
                assert button.accessibleName() or button.text() or button.toolTip(), (pane, button)


def test_an_error_becomes_a_quiet_notice(qtbot: QtBot, english: MainWindow) -> None:
    hooks = Hooks(english.context.notices, english)
    hooks.install()
    try:
        try:
            raise RuntimeError('psk = "hunter2hunter2"')
        except RuntimeError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    finally:
        hooks.remove()
    assert english.notice_bar.isVisible()
    qtbot.mouseClick(english.notice_bar.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError" in copied
    assert "hunter2" not in copied
    qtbot.mouseClick(english.notice_bar.dismiss, Qt.MouseButton.LeftButton)
    assert not english.notice_bar.isVisible()


def test_a_failing_worker_becomes_a_notice(qtbot: QtBot, english: MainWindow) -> None:
    english.context.workers.run(lambda _: 1 / 0, "load")
    qtbot.waitUntil(english.notice_bar.isVisible)
    assert "ZeroDivisionError" in english.notice_bar.words.text()


def test_the_session_comes_back(qtbot: QtBot, open_window: MakeWindow, tmp_path: Path) -> None:
    first = open_window("en")
    first.show_article("phase-1-failed#id-mismatch")
    first.context.language.set("zh")
    first.toggle_theme()
    first.close()
    kept = json.loads((tmp_path / "config" / "session.json").read_text(encoding="utf-8"))
    assert kept["language"] == "zh"
    assert kept["theme"] == "dark"
    second = open_window()
    assert second.context.lang == "zh"
    assert second.context.theme.dark
    qtbot.waitUntil(lambda: second.pane("know").reference == "phase-1-failed#id-mismatch")


def test_a_damaged_session_is_no_obstacle(open_window: MakeWindow, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "session.json").write_text("{not json", encoding="utf-8")
    assert open_window().current_pane == "know"


def test_a_session_of_nonsense_is_no_obstacle(open_window: MakeWindow) -> None:
    odd = {"geometry": "!!", "pane": 7, "know": {"place": 3, "zoom": "x"}, "diagnose": {"files": [1, None]}}
    window = open_window(**odd)
    window.show_pane("diagnose")
    assert window.current_pane == "diagnose"


def test_the_own_knowledge_is_reached_from_any_pane(qtbot: QtBot, english: MainWindow) -> None:
    english.show_pane("compare")
    assert english.context.actions.available("own")
    english.context.actions.trigger("own")
    assert english.current_pane == "know"
