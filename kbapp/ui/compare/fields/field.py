"""What every field of the form has in common: the frame around it, and how it is read and shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from kbapp.model.gateway import Value
from kbapp.model.parameters import Parameter
from kbapp.ui.compare.reading import NOTHING, Reading
from kbapp.ui.context import Context

HEIGHT = 30
RADIUS = 6
LONGEST = 300
"""Longer texts are no single value."""


class Field(QWidget):
    """A frame with something to type or choose in it.

    `edited` comes with every change by the user, `left` when the keyboard leaves the field.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, context: Context, parameter: Parameter, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.parameter = parameter
        self._invalid = False
        self._default = False
        self.setMinimumHeight(HEIGHT)

    def reading(self) -> Reading:
        """What stands in the field now."""
        return NOTHING

    def show_value(self, value: Value) -> None:
        """Show a value that the user did not type here; `edited` does not come."""

    def target(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def describe(self, name: str, description: str) -> None:
        """For a screen reader: which field it is, and what the comparison says about it."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def set_invalid(self, invalid: bool) -> None:
        if invalid != self._invalid:
            self._invalid = invalid
            self.update()

    def set_default(self, default: bool) -> None:
        """The value shown is the platform's default: greyed."""
        if default != self._default:
            self._default = default
            self.update()
            self.shade()

    def shade(self) -> None:
        """The colours follow `is_default`."""

    @property
    def is_default(self) -> bool:
        return self._default

    def watch(self, *widgets: QWidget) -> None:
        """Repaint the frame as the keyboard comes to or leaves one of these."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusOut:
                self.left.emit()
            elif self._default and isinstance(watched, QLineEdit):
                QTimer.singleShot(0, watched, watched.selectAll)  # behind the click that has put the cursor somewhere
        return False

    def holds_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus)) and self.isActiveWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.context.theme
        focus = self.holds_focus()
        pen = QPen(theme.color("accent" if focus else ("mismatch" if self._invalid else "edge")))
        pen.setWidthF(2 if focus or self._invalid else 1)
        if self._default and not focus:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("sunken" if self._default and not focus else "surface"))
        gap = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), RADIUS, RADIUS)


def below(owner: QWidget) -> QWidget:
    """The widget's parent, which every part of the form has."""
    parent = owner.parentWidget()
    assert parent is not None
    return parent


def is_block(text: str) -> bool:
    """More than one value: several lines, or a file in one line."""
    return "\n" in text.strip() or len(text) > LONGEST


class BareEdit(QLineEdit):
    """A line edit without a frame of its own: the field draws it. What is dropped goes to the column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setAcceptDrops(False)
        self.setFrame(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A whole configuration that is pasted here is meant for the column: the pane takes it."""
        if event.matches(QKeySequence.StandardKey.Paste) and is_block(QGuiApplication.clipboard().text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_grey(self, grey: bool) -> None:
        if bool(self.property("grey")) != grey:
            self.setProperty("grey", grey)
            self.style().unpolish(self)
            self.style().polish(self)
