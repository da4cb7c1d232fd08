"""The pieces that the page of the user's own knowledge is put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.icons import pixmap
from kbapp.ui.theme.theme import Theme
from kbapp.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from kbapp.knowledge import Problem

MOST_SHOWN = 60
"""Rows of a list; of more only the count is told."""


class Card(QFrame):
    """A heading, words below it, and a column of rows that are put in anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.words = label("", "muted")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(9)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addLayout(self.buttons)
        column.addLayout(self.rows)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """These rows and no others."""
        while (item := self.rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows[:MOST_SHOWN]:
            self.rows.addWidget(row)
        if len(rows) > MOST_SHOWN:
            more = translate("Own", "and {count} more").format(count=len(rows) - MOST_SHOWN)
            self.rows.addWidget(label(more, "muted"))


def label(words: str, role: str = "") -> QLabel:
    """Plain words that break into lines; they can be marked and copied."""
    shown = QLabel(words)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setWordWrap(True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        shown.setProperty("role", role)
    return shown


def row_of(*widgets: QWidget, stretch: int = 0) -> QWidget:
    """Widgets in a line; the one at `stretch` takes the room."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    for place, widget in enumerate(widgets):
        line.addWidget(widget, 1 if place == stretch else 0, Qt.AlignmentFlag.AlignVCenter)
    line.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
    return row


def button(theme: Theme, words: str, role: str = "", icon: str = "") -> TextButton:
    made = TextButton(theme, role, icon)
    made.setText(words)
    return made


def sign(theme: Theme, icon: str, color: str) -> QLabel:
    """A small icon before a row of words."""
    shown = QLabel()
    shown.setPixmap(pixmap(icon, theme.color(color), 16, shown.devicePixelRatioF()))
    shown.setFixedWidth(20)
    return shown


def problem_row(context: Context, problem: Problem) -> QWidget:
    """File, line and reason, in the window's language."""
    from kbapp.knowledge.packs_words import problem_text

    place = problem.file.name
    if problem.line:
        place = translate("Own", "{file}, line {line}").format(file=place, line=problem.line)
    words = label(translate("Own", "{place}: {reason}").format(place=place, reason=context.say(problem_text(problem))))
    words.setToolTip(str(problem.file))
    return row_of(sign(context.theme, "error", "warning"), words, stretch=1)
