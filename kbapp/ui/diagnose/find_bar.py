"""Find in a log: marks every place in the lines and goes from one to the next; no line is hidden."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from kbapp.ui.context import Context
from kbapp.ui.diagnose.log_view import LogView
from kbapp.ui.diagnose.patterns import wanted
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.widgets.buttons import IconButton
from kbapp.ui.work import Job

_TYPING_MS = 150


class FindBar(Translated):
    """Enter and Shift+Enter go on and back, Escape closes."""

    def __init__(self, context: Context, view: LogView, lane: str) -> None:
        super().__init__()
        self._context = context
        self._view = view
        self._lane = lane
        self._found: array[int] = array("Q")
        self._job: Job | None = None
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setMaximumWidth(300)
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self._up = IconButton(context.theme, "chevron-up", size=28)
        self._up.clicked.connect(lambda: self.step(-1))
        self._down = IconButton(context.theme, "chevron-down", size=28)
        self._down.clicked.connect(lambda: self.step(1))
        self._close = IconButton(context.theme, "close", size=28)
        self._close.clicked.connect(self.close_bar)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _: self._typing.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(6)
        for widget in (self.field, self._up, self._down, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(translate("Log", "Find: text or /regex/"))
        self.field.setAccessibleName(translate("Log", "Find in this log"))
        self._up.set_words(translate("Find", "Previous"), "Shift+F3")
        self._down.set_words(translate("Find", "Next"), "F3")
        self._close.set_words(translate("Find", "Close"), "Esc")

    @property
    def lines(self) -> array[int]:
        """The lines (from 0) with what was looked for."""
        return self._found

    def open_bar(self) -> None:
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def close_bar(self) -> None:
        self.hide()
        self._typing.stop()
        self._view.table.highlight("find", None)
        self._view.setFocus()

    def forget(self) -> None:
        """Another log: look through it when the bar is asked for again."""
        self._found = array("Q")
        self.close_bar() if self.isVisible() else self._view.table.highlight("find", None)

    def search(self) -> None:
        """Look through all lines, off the window's thread."""
        self._typing.stop()
        if self._job is not None:
            self._job.cancel()
        asked = wanted(self.field.text())
        self._view.table.highlight("find", asked)
        self._found = array("Q")
        self._tell(-1)
        if asked is None:
            return
        store, search = self._view.model.store, asked.search
        self._job = self._context.workers.run(
            lambda job: store.matching(search, lambda: job.cancelled), self._lane
        ).success(self._have)

    def step(self, step: int) -> None:
        """The next or the previous line with it, around the ends."""
        if not self.isVisible():
            self.open_bar()
            return
        if self._found:
            line = self._view.current_line
            place = bisect_right(self._found, line) if step > 0 else bisect_left(self._found, max(line, 0)) - 1
            self._go(place % len(self._found))

    def _have(self, found: array[int]) -> None:
        self._found = found
        if found:
            self._go(bisect_left(found, max(self._view.current_line, 0)) % len(found))
        else:
            self._tell(-1)

    def _go(self, place: int) -> None:
        self._view.select_lines([self._found[place]])
        self._tell(place)

    def _tell(self, place: int) -> None:
        if not self.field.text():
            self.count.clear()
        elif self._found:
            words = translate("Find", "{place} of {count}").format(place=place + 1, count=len(self._found))
            self.count.setText(words)
        else:
            self.count.setText(translate("Find", "Not found"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.search() if self._typing.isActive() else self.step(-1 if back else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False
