"""A small editor for one note; the file stays plain Markdown that any other editor opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.know.own_work import NoteChangedError, read_text, save_text
from kbapp.ui.theme.fonts import mono
from kbapp.ui.widgets.buttons import TextButton
from kbapp.ui.widgets.elided import Elided


class NoteEditor(Translated):
    """`done` comes when the note was saved or left; the flag tells which."""

    done = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.path: Path | None = None
        self._before = ""
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.hint = QLabel()
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.place = Elided(context.theme)
        self.text = QPlainTextEdit()
        self.text.setFont(mono(13))
        self.text.setTabChangesFocus(True)
        self.save_button = TextButton(context.theme, "primary", "save")
        self.save_button.clicked.connect(self.save)
        self.leave_button = TextButton(context.theme)
        self.leave_button.clicked.connect(lambda: self._leave(saved=False))
        self.outside_button = TextButton(context.theme, "quiet", "open")
        self.outside_button.clicked.connect(self._open_outside)
        shortcut = QShortcut(QKeySequence.StandardKey.Save, self)
        shortcut.activated.connect(self.save)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.outside_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 26, 36, 24)
        column.setSpacing(8)
        for widget in (self.title, self.place, self.hint):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        column.addLayout(row)

    def retranslate(self) -> None:
        self.title.setText(translate("Own", "My note"))
        self.hint.setText(
            translate(
                "Own",
                "Markdown: “# Title”, “## Section”, lists, tables, code blocks. "
                "Saved as a file in your folder of notes, and searched with the rest.",
            )
        )
        self.text.setAccessibleName(translate("Own", "Text of the note"))
        self.save_button.setText(translate("Own", "Save note"))
        self.leave_button.setText(translate("Own", "Cancel"))
        self.outside_button.setText(translate("Own", "Open in my editor"))

    def open(self, path: Path, new_text: str) -> bool:
        """Show the note, or `new_text` where there is none yet; whether it could be read."""
        try:
            self._before = read_text(path)
        except (OSError, ValueError) as error:
            self._context.notices.warn(f"读不了 {path}：{error}", f"Cannot read {path}: {error}")
            return False
        self.path = path
        self.place.setText(str(path))
        self.text.setPlainText(self._before or new_text)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()
        return True

    @property
    def touched(self) -> bool:
        """Is there anything that leaving would lose?"""
        return self.text.document().isModified()

    def save(self) -> None:
        if self._write():
            self._leave(saved=True)

    def keep(self) -> None:
        """Save, and stay as one is."""
        if self._write():
            self.text.document().setModified(False)

    def _write(self) -> bool:
        if self.path is None:
            return False
        notices = self._context.notices
        try:
            save_text(self.path, self.text.toPlainText(), self._before)
        except NoteChangedError:
            notices.warn(
                f"{self.path.name} 已被别的程序改动，没有保存；请先复制这里的文字。",
                f"{self.path.name} was changed by another program and not saved: copy your text first.",
            )
            return False
        except (OSError, ValueError) as error:
            notices.warn(f"写不了 {self.path}：{error}", f"Cannot write {self.path}: {error}")
            return False
        self._before = read_text(self.path)
        notices.info(f"已保存：{self.path}", f"Saved: {self.path}")
        return True

    def _open_outside(self) -> None:
        """Hand the saved file to the system's editor for Markdown."""
        if self._write() and self.path is not None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path))):
                self._context.notices.warn("系统没有打开它的程序。", "The system has no program that opens it.")
            self._leave(saved=True)

    def _leave(self, *, saved: bool) -> None:
        self.text.document().setModified(False)
        self.done.emit(saved)
