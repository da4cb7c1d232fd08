"""The exchanged messages as a ladder: who sent what, in which order, where it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.diagnose.log_bar import clock_words
from kbapp.ui.diagnose.rungs import Rung, rungs_of
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.theme.fonts import mono, sans
from kbapp.ui.theme.icons import paint_icon

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import LadderStep

STEP = 54
TOP = 58
MOST = 2000
"""Steps that are drawn; a longer exchange repeats itself."""


class Ladder(Translated):
    """`line_chosen` has log and line (from 0) of the clicked message."""

    line_chosen = Signal(int, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.drawing = Drawing(context)
        self.drawing.line_chosen.connect(self.line_chosen)
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea()
        scroll.setWidget(self.drawing)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scroll)
        self.retranslate()

    def show_steps(self, steps: Sequence[LadderStep]) -> None:
        self.drawing.show_rungs(rungs_of(steps[:MOST]))
        self._stack.setCurrentIndex(1 if steps else 0)

    def show_offset(self, offset: float | None) -> None:
        """Seconds by which the second log's clock is ahead; `None` where it is not known."""
        self.drawing.show_offset(offset)

    def retranslate(self) -> None:
        self._empty.setText(translate("Ladder", "The log shows no exchanged messages."))
        self.drawing.setAccessibleName(translate("Ladder", "Exchanged messages"))
        self.drawing.update()


class Drawing(QWidget):
    """Two life lines and an arrow a message; a failed one is orange, dashed, and marked ✕."""

    line_chosen = Signal(int, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("ScrollBody")
        self._theme = context.theme
        self._rungs: Sequence[Rung] = ()
        self._current = -1
        self._offset: float | None = None
        self.setMinimumWidth(412)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        context.theme.changed.connect(self.update)

    def show_rungs(self, rungs: Sequence[Rung]) -> None:
        self._rungs = rungs
        self._current = -1
        self.setMinimumHeight(TOP + len(rungs) * STEP + 40)
        self.update()

    def show_offset(self, offset: float | None) -> None:
        self._offset = offset
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumHeight())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(int((event.position().y() - TOP) // STEP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._current + step)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._rungs):
            self._current = place
            self.update()
            for log, line in self._rungs[place].places:
                self.line_chosen.emit(log, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = 112.0, max(300.0, self.width() - 112.0)
        self._life_lines(painter, left, right)
        first = max(0, int((event.rect().top() - TOP) // STEP))
        last = min(len(self._rungs), int((event.rect().bottom() - TOP) // STEP) + 1)
        for place in range(first, last):
            self._step(painter, place, left, right)

    def _life_lines(self, painter: QPainter, left: float, right: float) -> None:
        theme = self._theme
        end = TOP + len(self._rungs) * STEP + 14.0
        for x, words in ((left, translate("Log", "This side")), (right, translate("Log", "Other side"))):
            painter.setFont(sans(13, QFont.Weight.Bold))
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(x - 90, 8, 180, 20), Qt.AlignmentFlag.AlignCenter, words)
            painter.setPen(QPen(theme.color("edge"), 1.5))
            painter.drawLine(QPointF(x, 46), QPointF(x, end))
            painter.drawLine(QPointF(x - 6, end), QPointF(x + 6, end))
        if self._offset is not None:
            painter.setFont(sans(11))
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(right - 90, 27, 180, 17), Qt.AlignmentFlag.AlignCenter, clock_words(self._offset))
        if self._rungs and self._rungs[-1].failed:
            painter.setFont(sans(12, QFont.Weight.Bold))
            painter.setPen(theme.color("certain"))
            words = translate("Ladder", "Here it stops")
            painter.drawText(QRectF(left, end - 8, right - left, 18), Qt.AlignmentFlag.AlignCenter, words)

    def _step(self, painter: QPainter, place: int, left: float, right: float) -> None:
        rung, theme = self._rungs[place], self._theme
        top = TOP + place * STEP
        if place == self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent-tint"))
            painter.drawRoundedRect(QRectF(8, top, self.width() - 16, STEP - 2), 8, 8)
        color = theme.color("certain" if rung.failed else "accent")
        y = top + 34.0
        start, end = (left, right) if rung.to_right else (right, left)
        painter.setPen(QPen(color, 1.8, Qt.PenStyle.DashLine if rung.failed else Qt.PenStyle.SolidLine))
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        tip = 9.0 if rung.to_right else -9.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(end, y), QPointF(end - tip, y - 5), QPointF(end - tip, y + 5)]))
        if rung.failed:
            middle = (left + right) / 2
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(QPointF(middle, y), 10, 10)
            paint_icon(painter, "close", QRectF(middle - 8, y - 8, 16, 16), color)
        self._words(painter, rung, top, left, right)

    def _words(self, painter: QPainter, rung: Rung, top: float, left: float, right: float) -> None:
        theme = self._theme
        painter.setFont(sans(12, QFont.Weight.Bold))
        painter.setPen(theme.color("certain" if rung.failed else "text"))
        painter.drawText(QPointF(left + 14, top + 24), rung.exchange)
        used = painter.fontMetrics().horizontalAdvance(rung.exchange) + 24
        painter.setFont(mono(11))
        painter.setPen(theme.color("muted"))
        room = int(right - left - used - 20)
        words = painter.fontMetrics().elidedText(rung.payloads, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left + used, top + 24), words)
        for log, line in rung.places:
            side = Qt.AlignmentFlag.AlignLeft if log else Qt.AlignmentFlag.AlignRight
            x = right + 14 if log else left - 92
            for place, words in enumerate((f"#{line + 1}", rung.clocks.get(log, ""))):
                area = QRectF(x, top + 8 + 17 * place, 78, 18)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, words)
