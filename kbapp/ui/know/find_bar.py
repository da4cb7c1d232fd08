"""Find in the page: a small bar above it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.know.reader import Reader
from kbapp.ui.widgets.find_row import FindRow


class FindBar(FindRow):
    """Marks all places of the page while one types."""

    def __init__(self, context: Context, reader: Reader) -> None:
        super().__init__(context, (20, 7, 12, 7))
        self._reader = reader
        self._found: list[QTextCursor] = []
        self._current = -1
        self.field.setFixedWidth(280)
        self.field.textChanged.connect(self.search)
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(translate("Find", "Find in page"))
        self.field.setAccessibleName(translate("Find", "Find in page"))
        self._up.set_words(translate("Find", "Previous"))
        self._down.set_words(translate("Find", "Next"))
        self._close.set_words(translate("Find", "Close"))

    def look_in(self, reader: Reader) -> None:
        """From now on this side of the page is meant."""
        if reader is not self._reader:
            self._reader.mark([], -1)
            self._reader = reader
            if self.isVisible():
                self.search()

    def close_bar(self) -> None:
        self.hide()
        self._reader.mark([], -1)
        self._reader.setFocus()

    def search(self) -> None:
        """Look for the field's text again, in whatever page is shown now."""
        self._found = self._reader.find_all(self.field.text())
        self._current = 0 if self._found else -1
        self._show()

    def step(self, step: int) -> None:
        if not self.isVisible():
            self.open_bar()
            return
        if self._found:
            self._current = (self._current + step) % len(self._found)
            self._show()

    def _show(self) -> None:
        self._reader.mark(self._found, self._current)
        self.say_count(self._current, len(self._found))
