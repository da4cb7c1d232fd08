"""Windows for the tests, and a watch over what a test leaves behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbapp.model.text import Lang
from kbapp.ui.app import make_window
from kbapp.ui.session import Session
from kbapp.ui.window import MainWindow

SECONDS = 30_000


class FakePrompts:
    """Answers every question with what the test put in."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.target: Path | None = None
        self.asked: list[str] = []
        self.folder: Path | None = None
        self.printer: QPrinter | None = None
        self.answer: str | None = None

    def open_files(self, title: str, patterns: str = "") -> list[Path]:
        self.asked.append(title + patterns)
        return self.files

    def open_folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.folder

    def choose_printer(self, name: str) -> QPrinter | None:
        self.asked.append(name)
        return self.printer

    def save_file(self, title: str, name: str, patterns: str = "") -> Path | None:
        self.asked.append(title + name + patterns)
        return self.target

    def ask_text(self, title: str, label: str, text: str) -> str | None:
        self.asked.append(title + label + text)
        return self.answer


@pytest.fixture(scope="session")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One search index for all tests of this run."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, index_dir: Path, tmp_path: Path) -> None:
    """No test reads or writes the developer's own session or index."""
    monkeypatch.setenv("KBAPP_CACHE_DIR", str(index_dir))
    monkeypatch.setenv("KBAPP_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("KBAPP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("KBAPP_NOTES_DIR", raising=False)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a thread, a running timer or a window behind."""
    threads = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    left = [
        thread.name for thread in threading.enumerate() if thread not in threads and thread.name.startswith("kbapp")
    ]
    assert not left, f"threads left behind: {left}"
    windows = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not windows, f"windows left behind: {windows}"
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer) and shiboken6.isValid(one) and one.isActive()]
    assert not timers, f"timers left running: {timers}"


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MakeWindow]:
    """Opens windows that know everything already: content loaded, index open. Closes them after the test."""
    opened: list[MainWindow] = []

    def make(lang: Lang = "en", theme: str = "light", **session: object) -> MainWindow:
        kept = Session(tmp_path / "config")
        kept.values = {"language": lang, "theme": theme, **kept.values, **session}
        window = make_window(qapp, kept, FakePrompts())
        opened.append(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(lambda: window.context.can_search and not window.context.workers.busy, timeout=SECONDS)
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture(params=["zh", "en"])
def window(request: pytest.FixtureRequest, open_window: MakeWindow) -> MainWindow:
    """One window in each language."""
    return open_window(request.param)


@pytest.fixture
def english(open_window: MakeWindow) -> MainWindow:
    """One window in English."""
    return open_window("en")
