"""The command palette: every action by name. One more view of the table of actions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.hits import HitList

WIDTH = 520
HEIGHT = 420


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One action as the list shows it: its shortcut is the tag."""

    key: str
    title: str
    where: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    tag: str


class CommandPalette(QFrame):
    """Opens over the window, filters as one types, runs the chosen action."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("Popup")
        self.field = QLineEdit()
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list = HitList(context.theme, compact=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self) -> None:
        """Show all actions that mean something now."""
        self.field.setPlaceholderText(translate("Palette", "Type a command"))
        self.field.setAccessibleName(translate("Palette", "Command palette"))
        self.field.clear()
        self._filter("")
        parent = self.window()
        left = (parent.width() - WIDTH) // 2
        self.setGeometry(QRect(left, 72, WIDTH, min(HEIGHT, parent.height() - 100)))
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self.list.current_key()
            if chosen:
                self._run(chosen)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _filter(self, typed: str) -> None:
        actions = self._context.actions
        rows = [
            CommandRow(name, action.text(), "", "", (), actions.shortcut(name))
            for name, action in actions.all()
            if name != "palette" and actions.available(name) and matches(typed, f"{action.text()} {name}")
        ]
        self.list.show_rows(rows)

    def _run(self, name: str) -> None:
        self.hide()
        self._context.actions.trigger(name)


def matches(typed: str, words: str) -> bool:
    """Every typed word stands in the action's words, in any order, without case."""
    lower = words.casefold()
    return all(part in lower for part in typed.casefold().split())
