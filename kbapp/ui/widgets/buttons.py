"""Buttons: an icon alone, a choice of few, a text button with its role."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon, pixmap
from kbapp.ui.theme.theme import Theme

ICON = 18


class IconButton(QAbstractButton):
    """A square target of 32 px with a line icon; its accessible name is its tool tip."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None, size: int = 32) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def set_words(self, words: str, shortcut: str = "") -> None:
        """What it does, for the tool tip and for a screen reader."""
        self.setToolTip(f"{words}  {shortcut}" if shortcut else words)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._theme, radius=7)
        shown = self.isChecked() or (self.underMouse() and self.isEnabled())
        name = "accent" if self.isChecked() else ("text" if shown else "muted")
        color = self._theme.color(name if self.isEnabled() else "disabled")
        paint_icon(painter, self._icon, QRectF(self.rect()).adjusted(*_inset(self.width())), color)


def _inset(size: int) -> tuple[float, float, float, float]:
    gap = (size - min(ICON, size - 6)) / 2
    return gap, gap, -gap, -gap


def paint_ground(painter: QPainter, button: QAbstractButton, theme: Theme, radius: int) -> None:
    """The rounded ground of a flat button: hover, pressed, checked; the focus ring."""
    area = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    name = ""
    if button.isEnabled():
        if button.isChecked():
            name = "accent-tint"
        elif button.isDown():
            name = "pressed"
        elif button.underMouse():
            name = "hover"
    if name:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(name))
        painter.drawRoundedRect(area, radius, radius)
    if button.hasFocus():
        pen = painter.pen()
        pen.setColor(theme.color("accent"))
        pen.setWidthF(2)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class TextButton(QPushButton):
    """A button with words; `role` is `primary`, `quiet` or empty; an icon follows the palette."""

    def __init__(self, theme: Theme, role: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._role = role
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon:
            self.setIconSize(QSize(16, 16))
            theme.changed.connect(self._colour_icon)
            self._colour_icon()

    def setText(self, text: str) -> None:
        """The words; a blank keeps them off the icon."""
        super().setText(f" {text}" if self._icon_name and text else text)
        self.setAccessibleName(text)

    def _colour_icon(self) -> None:
        color: QColor = self._theme.color({"primary": "on-accent", "quiet": "accent"}.get(self._role, "muted"))
        self.setIcon(pixmap(self._icon_name, color, 16, self.devicePixelRatioF()))


class Segmented(QWidget):
    """One of few: buttons in one frame, the chosen one raised. Arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = [key for key, _ in options]
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._buttons: dict[str, _Segment] = {}
        for key, words in options:
            button = _Segment(theme, words, self)
            button.clicked.connect(lambda _checked=False, key=key: self.choose(key, tell=True))
            row.addWidget(button)
            self._buttons[key] = button
        self.setFixedHeight(34)
        self.choose(self._keys[0])

    @property
    def current(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), self._keys[0])

    def choose(self, key: str, *, tell: bool = False) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus)
        self.update()
        if tell:
            self.chosen.emit(key)

    def set_words(self, key: str, words: str, description: str = "") -> None:
        button = self._buttons[key]
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(description)
        button.updateGeometry()

    def button(self, key: str) -> QAbstractButton:
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        key = self._keys[(self._keys.index(self.current) + step) % len(self._keys)]
        self.choose(key, tell=True)
        self._buttons[key].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("line"))
        painter.setBrush(self._theme.color("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class _Segment(QAbstractButton):
    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(28)
        self.setFont(sans(12))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def nextCheckState(self) -> None:
        """The choice is made by `Segmented`, never toggled off."""

    def sizeHint(self) -> QSize:
        return QSize(max(36, self.fontMetrics().horizontalAdvance(self.text()) + 22), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(self._theme.color("accent" if self.hasFocus() else "line"))
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(area, 6, 6)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text" if self.isChecked() or self.underMouse() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
