"""How a line of a log is drawn: its text on the tint of its cause, what was looked for, its number and bar."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kbapp.ui.diagnose.log_model import LogModel
from kbapp.ui.diagnose.patterns import Wanted
from kbapp.ui.theme.colors import CAUSE_HUES
from kbapp.ui.theme.fonts import LOG_PX, mono
from kbapp.ui.theme.theme import Theme

ROW = 21
_LEFT = 10
_RIGHT = 14
Index = QModelIndex | QPersistentModelIndex


def hue(rank: int) -> str:
    """The colour of a finding by its rank; the hues repeat."""
    return f"cause-{rank % CAUSE_HUES}"


class LineDelegate(QStyledItemDelegate):
    """Text on the tint of its cause; a selected line on the accent's tint. `widest` is the widest line drawn."""

    def __init__(self, theme: Theme, table: QTableView, log: LogModel) -> None:
        super().__init__(table)
        self._theme = theme
        self._log = log
        self._font = mono()
        self._metrics = QFontMetricsF(self._font)
        self._advance = self._metrics.horizontalAdvance("0")
        self.wanted: dict[str, Wanted] = {}
        """What is marked in the lines, by who asked for it."""
        self.widest = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = index.row()
        rank = self._log.mark(row)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("accent-tint"))
        elif rank is not None:
            painter.fillRect(area, self._theme.color(f"{hue(rank)}-tint"))
        text = self._log.text_of(row)
        for one in self.wanted.values():
            self._mark(painter, area, text, one)
        painter.setFont(self._font)
        painter.setPen(self._theme.color("text"))
        self.widest = max(self.widest, ceil(self._width(text)) + _LEFT + _RIGHT)
        painter.drawText(
            area.adjusted(_LEFT, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text
        )

    def _mark(self, painter: QPainter, area: QRect, text: str, one: Wanted) -> None:
        color = self._theme.color("mark")
        for start, end in one.spans(text):
            left = area.left() + _LEFT + self._width(text[:start])
            painter.fillRect(QRectF(left, area.top() + 2, self._width(text[start:end]), area.height() - 4), color)

    def _width(self, text: str) -> float:
        """The font has one width for all of ASCII."""
        return len(text) * self._advance if text.isascii() else self._metrics.horizontalAdvance(text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(400, ROW)


class Gutter(QHeaderView):
    """The line's number, and a bar in the colour of the cause that it speaks for."""

    def __init__(self, theme: Theme, table: QTableView, log: LogModel) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._theme = theme
        self._log = log
        self._small = mono(LOG_PX - 1)
        self.setMinimumSectionSize(ROW)
        self.setDefaultSectionSize(ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.fit(1)

    def fit(self, lines: int) -> None:
        """As wide as the greatest number needs."""
        self.setFixedWidth(QFontMetrics(self._small).horizontalAdvance("0" * max(3, len(str(lines)))) + 30)

    def paintSection(self, painter: QPainter, area: QRect, row: int) -> None:
        painter.save()
        painter.fillRect(area, self._theme.color("sunken"))
        rank = self._log.mark(row)
        painter.setFont(self._small)
        painter.setPen(self._theme.color("muted" if rank is None else "text"))
        number = str(self._log.line_of(row) + 1)
        painter.drawText(
            area.adjusted(0, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number
        )
        if rank is not None:
            painter.fillRect(QRect(area.right() - 5, area.top(), 4, area.height()), self._theme.color(hue(rank)))
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("sunken"))
        painter.end()
        super().paintEvent(event)
