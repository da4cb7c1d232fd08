"""Every question to the user goes through here, so that a test can answer it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kbapp.ui.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Prompts(Protocol):
    """What the window may ask."""

    def open_files(self, title: str, patterns: str = "") -> list[Path]:
        """Existing files; empty where the user changed his mind."""

    def open_folder(self, title: str) -> Path | None:
        """A folder; `None` where the user changed his mind."""

    def save_file(self, title: str, name: str, patterns: str = "") -> Path | None:
        """A path to write to; the dialog has asked about overwriting."""

    def choose_printer(self, name: str) -> QPrinter | None:
        """A printer with paper and pages chosen, for a document of this name."""

    def ask_text(self, title: str, label: str, text: str) -> str | None:
        """A line of text, to begin with `text`."""


class QtPrompts:
    """The real dialogs."""

    def __init__(self) -> None:
        self._folder = ""

    def open_files(self, title: str, patterns: str = "") -> list[Path]:
        from PySide6.QtWidgets import QApplication, QFileDialog

        names, _ = QFileDialog.getOpenFileNames(
            QApplication.activeWindow(), title, self._folder, patterns or translate("Prompts", "All files (*)")
        )
        return [self._remember(name) for name in names]

    def open_folder(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QApplication, QFileDialog

        name = QFileDialog.getExistingDirectory(QApplication.activeWindow(), title, self._folder)
        return Path(name) if name else None

    def save_file(self, title: str, name: str, patterns: str = "") -> Path | None:
        from PySide6.QtWidgets import QApplication, QFileDialog

        start = str(Path(self._folder) / name)
        chosen, _ = QFileDialog.getSaveFileName(QApplication.activeWindow(), title, start, patterns)
        return self._remember(chosen) if chosen else None

    def choose_printer(self, name: str) -> QPrinter | None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QApplication, QDialog

        printer = QPrinter()
        printer.setDocName(name)
        dialog = QPrintDialog(printer, QApplication.activeWindow())
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

    def ask_text(self, title: str, label: str, text: str) -> str | None:
        from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

        window = QApplication.activeWindow()
        given, sure = QInputDialog.getText(window, title, label, QLineEdit.EchoMode.Normal, text)
        return given if sure else None

    def _remember(self, name: str) -> Path:
        path = Path(name)
        self._folder = str(path.parent)
        return path
