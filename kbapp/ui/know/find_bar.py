"""Find in the page: a small bar above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.know.reader import Reader
from kbapp.ui.widgets.buttons import IconButton


class FindBar(Translated):
    """Marks all places while one types; Enter and Shift+Enter go on and back, Escape closes."""

    def __init__(self, context: Context, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._found: list[QTextCursor] = []
        self._current = -1
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setFixedWidth(280)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self._up = IconButton(context.theme, "chevron-up", size=28)
        self._up.clicked.connect(lambda: self.step(-1))
        self._down = IconButton(context.theme, "chevron-down", size=28)
        self._down.clicked.connect(lambda: self.step(1))
        self._close = IconButton(context.theme, "close", size=28)
        self._close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 12, 7)
        row.setSpacing(6)
        for widget in (self.field, self._up, self._down, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(translate("Find", "Find in page"))
        self.field.setAccessibleName(translate("Find", "Find in page"))
        self._up.set_words(translate("Find", "Previous"))
        self._down.set_words(translate("Find", "Next"))
        self._close.set_words(translate("Find", "Close"))

    def open_bar(self) -> None:
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.search()

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False

    def _show(self) -> None:
        self._reader.mark(self._found, self._current)
        if not self.field.text():
            self.count.clear()
        else:
            words = translate("Find", "{place} of {count}").format(place=self._current + 1, count=len(self._found))
            self.count.setText(words if self._found else translate("Find", "Not found"))
