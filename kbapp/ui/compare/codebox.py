"""A few lines to be copied: commands, or what a log will say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import mono
from kbapp.ui.widgets.buttons import IconButton


class CodeBox(QFrame):
    """A caption, the lines in a box, and a button that copies them. Long lines wrap; nothing is cut."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: tuple[str, ...] = ()
        self.caption = QLabel()
        self.caption.setProperty("role", "hint")
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.copy = IconButton(context.theme, "copy", size=26)
        self.copy.clicked.connect(self.copy_lines)
        self.text = QLabel()
        self.text.setProperty("role", "code")
        self.text.setFont(mono(11))
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.caption, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.text)

    @property
    def lines(self) -> tuple[str, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[str], caption: str) -> None:
        """Lines without secrets."""
        self._lines = tuple(lines)
        self.caption.setText(caption)
        self.text.setText("\n".join(_breakable(line) for line in lines))
        self.text.setAccessibleName(caption)
        words = translate("CompareHelp", "Copy these lines")
        self.copy.set_words(words)
        self.copy.setAccessibleName(f"{words}: {caption}")

    def copy_lines(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines) + "\n")
        self._context.notices.info("已复制。", "Copied.")


def _breakable(line: str) -> str:
    """A label breaks at blanks only: long words may break after a slash, a comma or a bar. Indentation stays."""
    body = line.lstrip(" ")
    indent = "\u00a0" * (len(line) - len(body))
    for mark in "/,|>":
        body = body.replace(mark, mark + "\u200b")
    return indent + body


def stack(*widgets: QWidget, spacing: int = 6) -> QVBoxLayout:
    """The widgets from top to bottom, without margins."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return column
