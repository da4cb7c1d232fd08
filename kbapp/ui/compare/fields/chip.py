"""One entry of a list as a removable tag."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.theme.theme import Theme

HEIGHT = 24
_CROSS = 24
_GAP = 7


class Chip(QWidget):
    """A name, its second spelling, and a cross of 24 px."""

    removed = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, name: str, other: str, parent: QWidget, *, grey: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name, self.other, self._grey = name, other, grey
        self._strong, self._weak = sans(12), sans(11)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{name} {other}".strip())
        self.setToolTip(f"{name}  {other}".strip())

    def wanted_width(self) -> int:
        name = QFontMetrics(self._strong).horizontalAdvance(self.name)
        other = QFontMetrics(self._weak).horizontalAdvance(self.other) + _GAP if self.other else 0
        return 8 + name + 2 + other + _CROSS

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self.width() - _CROSS and self.rect().contains(event.position().toPoint()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        pen = QPen(theme.color("accent" if self.hasFocus() else "line"))
        pen.setWidthF(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(theme.color("sunken" if self._grey else "hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1, -0.5, -1), 5, 5)
        self._paint_words(painter)
        over = self.underMouse() or self.hasFocus()
        cross = QRectF(self.width() - _CROSS, 0, _CROSS - 2, HEIGHT).adjusted(5, 6, -5, -6)
        paint_icon(painter, "close", cross, theme.color("text" if over else "muted"))

    def _paint_words(self, painter: QPainter) -> None:
        room = self.width() - _CROSS - 8
        area = QRectF(8, 0, room, HEIGHT)
        painter.setFont(self._strong)
        painter.setPen(self._theme.color("muted" if self._grey else "text"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
        used = metrics.horizontalAdvance(name) + _GAP
        if self.other and used < room:
            painter.setFont(self._weak)
            painter.setPen(self._theme.color("muted"))
            painter.drawText(area.adjusted(used, 0.5, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.other)
