"""The log: a table of fixed row height, numbers and cause bars at its left, an overview of all marks at its right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kbapp.ui.diagnose.linestore import LineStore
from kbapp.ui.diagnose.log_model import LogModel
from kbapp.ui.theme.colors import CAUSE_HUES
from kbapp.ui.theme.fonts import LOG_PX, mono
from kbapp.ui.theme.theme import Theme

ROW = 21
OVERVIEW = 14
Index = QModelIndex | QPersistentModelIndex


def hue(rank: int) -> str:
    """The colour of a finding by its rank; the hues repeat."""
    return f"cause-{rank % CAUSE_HUES}"


class LogView(QWidget):
    """The table and its overview bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = LogTable(theme)
        self.overview = Overview(theme, self.table)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.overview)
        self.setFocusProxy(self.table)

    @property
    def model(self) -> LogModel:
        return self.table.log

    def show_store(self, store: LineStore) -> None:
        self.table.show_store(store)
        self.overview.update()

    def show_marks(self, marks: Mapping[int, int]) -> None:
        self.model.marks = marks
        self.table.viewport().update()
        self.table.verticalHeader().viewport().update()
        self.overview.update()

    def select_lines(self, lines: Iterable[int]) -> bool:
        """Select lines (from 0) and bring the first into sight; false where none is shown."""
        return self.table.select_lines(lines)

    @property
    def current_line(self) -> int:
        """The line (from 0) with the cursor, or -1."""
        index = self.table.currentIndex()
        return self.model.line_of(index.row()) if index.isValid() else -1


class LogTable(QTableView):
    """One column of text; copies whole lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.log = LogModel(self)
        self.setModel(self.log)
        self.setFont(mono())
        self.setItemDelegate(LineDelegate(theme, self))
        self.setVerticalHeader(Gutter(theme, self))
        self.horizontalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAcceptDrops(False)
        self._widen = QTimer(self)
        self._widen.setSingleShot(True)
        self._widen.timeout.connect(self._use_wanted_width)
        self._wanted = 0
        theme.changed.connect(self.viewport().update)

    def show_store(self, store: LineStore) -> None:
        self.log.set_store(store)
        self._wanted = 0
        head = self.verticalHeader()
        assert isinstance(head, Gutter)
        head.fit(len(store))
        self._use_wanted_width()

    def select_lines(self, lines: Iterable[int]) -> bool:
        rows = [row for line in lines if (row := self.log.row_of(line)) is not None]
        if not rows:
            return False
        chosen = QItemSelection()
        for row in rows:
            index = self.log.index(row, 0)
            chosen.select(index, index)
        first = self.log.index(rows[0], 0)
        model = self.selectionModel()
        model.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.horizontalScrollBar().setValue(0)
        return True

    def selected_text(self) -> str:
        """The selected lines, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return "\n".join(self.log.text_of(row) for row in rows)

    def need_width(self, width: int) -> None:
        """A line was drawn that is wider than the column: widen it after the painting."""
        if width > self._wanted:
            self._wanted = width
            self._widen.start(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._widen.start(0)
        return super().viewportEvent(event)

    def _use_wanted_width(self) -> None:
        self.setColumnWidth(0, max(self._wanted, self.viewport().width()))


class LineDelegate(QStyledItemDelegate):
    """Text on the tint of its cause; a selected line on the accent's tint."""

    def __init__(self, theme: Theme, table: LogTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._metrics = QFontMetrics(mono())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        rank = self._table.log.mark(index.row())
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("accent-tint"))
        elif rank is not None:
            painter.fillRect(area, self._theme.color(f"{hue(rank)}-tint"))
        text: str = index.data()
        painter.setFont(mono())
        painter.setPen(self._theme.color("text"))
        width = self._metrics.horizontalAdvance(text) + 24
        if width > area.width():
            self._table.need_width(width)
        painter.drawText(area.adjusted(10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(400, ROW)


class Gutter(QHeaderView):
    """The line's number, and a bar in the colour of the cause that it speaks for."""

    def __init__(self, theme: Theme, table: LogTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._theme = theme
        self._table = table
        self.setMinimumSectionSize(ROW)
        self.setDefaultSectionSize(ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.fit(1)

    def fit(self, lines: int) -> None:
        """As wide as the greatest number needs."""
        self.setFixedWidth(QFontMetrics(mono(LOG_PX - 1)).horizontalAdvance("0" * max(3, len(str(lines)))) + 30)

    def paintSection(self, painter: QPainter, area: QRect, row: int) -> None:
        painter.save()
        painter.fillRect(area, self._theme.color("sunken"))
        rank = self._table.log.mark(row)
        painter.setFont(mono(LOG_PX - 1))
        painter.setPen(self._theme.color("muted" if rank is None else "text"))
        number = str(self._table.log.line_of(row) + 1)
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


class Overview(QWidget):
    """Where in the whole log the marked lines stand; a click goes there."""

    def __init__(self, theme: Theme, table: LogTable) -> None:
        super().__init__()
        self._theme = theme
        self._table = table
        self.setFixedWidth(OVERVIEW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        rows, log = self._table.log.rowCount(), self._table.log
        for line, rank in sorted(log.marks.items(), key=lambda item: -item[1]):
            row = log.row_of(line)
            if row is not None and rows:
                top = round(row * min(ROW, (self.height() - 4) / rows) + ROW / 2 * (rows * ROW <= self.height()))
                painter.fillRect(QRect(3, top, OVERVIEW - 6, 3), self._theme.color(hue(rank)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        rows = self._table.log.rowCount()
        if rows:
            row = min(rows - 1, int(event.position().y() / max(1, self.height()) * rows))
            self._table.scrollTo(self._table.log.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
