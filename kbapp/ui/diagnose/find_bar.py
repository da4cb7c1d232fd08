"""Find in a log: marks every place in the lines and goes from one to the next; no line is hidden."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from PySide6.QtCore import QTimer

from kbapp.ui.context import Context
from kbapp.ui.diagnose.log_view import LogView
from kbapp.ui.diagnose.patterns import wanted
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.find_row import FindRow
from kbapp.ui.work import Job

_TYPING_MS = 150


class FindBar(FindRow):
    """In the lines of one log."""

    def __init__(self, context: Context, view: LogView, lane: str) -> None:
        super().__init__(context, (14, 6, 8, 6))
        self._context = context
        self._view = view
        self._lane = lane
        self._found: array[int] = array("Q")
        self._job: Job | None = None
        self.field.setMaximumWidth(300)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _: self._typing.start())
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
        self.say_count(place, len(self._found))

    def enter(self, *, back: bool) -> None:
        """What is typed and not yet looked for is looked for first."""
        self.search() if self._typing.isActive() else super().enter(back=back)
