"""The bar for finding something, whatever it is looked for in: a field, up, down, the count, close."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.widgets.buttons import IconButton


class FindRow(Translated):
    """Enter and Shift+Enter go on and back, Escape closes; what is looked in, and how, is the heir's."""

    def __init__(self, context: Context, margins: tuple[int, int, int, int]) -> None:
        super().__init__()
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
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
        row = QHBoxLayout(self)
        row.setContentsMargins(*margins)
        row.setSpacing(6)
        for widget in (self.field, self._up, self._down, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.hide()

    def open_bar(self) -> None:
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Away with the bar and its marks."""

    def search(self) -> None:
        """Look for the field's text."""

    def step(self, step: int) -> None:
        """The next or the previous place."""

    def enter(self, *, back: bool) -> None:
        """What Enter does."""
        self.step(-1 if back else 1)

    def say_count(self, place: int, count: int) -> None:
        """`place` from 0; nothing is said of an empty field."""
        if not self.field.text():
            self.count.clear()
        elif count:
            self.count.setText(translate("Find", "{place} of {count}").format(place=place + 1, count=count))
        else:
            self.count.setText(translate("Find", "Not found"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False
