"""The log: a table of fixed row height, numbers and cause bars at its left, an overview of all marks at its right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QWidget

from kbapp.ui.diagnose.linestore import LineStore
from kbapp.ui.diagnose.log_lines import ROW, Gutter, LineDelegate, hue
from kbapp.ui.diagnose.log_model import LogModel
from kbapp.ui.diagnose.patterns import Wanted
from kbapp.ui.theme.fonts import mono, sans
from kbapp.ui.theme.theme import Theme

OVERVIEW = 14


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

    def show_nothing(self, words: str) -> None:
        self.table.show_nothing(words)

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
        self._theme = theme
        self._lines = LineDelegate(theme, self, self.log)
        self._nothing = ""
        self.setItemDelegate(self._lines)
        self.setVerticalHeader(Gutter(theme, self, self.log))
        self.horizontalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAcceptDrops(False)
        self.setCornerWidget(QWidget())
        self._widen = QTimer(self)
        self._widen.setSingleShot(True)
        self._widen.timeout.connect(self._use_wanted_width)
        self._wanted = 0
        theme.changed.connect(self.viewport().update)

    def show_store(self, store: LineStore) -> None:
        self.log.set_store(store)
        self._wanted = self._lines.widest = 0
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

    def highlight(self, who: str, wanted: Wanted | None) -> None:
        """Mark what is looked for in the lines that are drawn; `None` takes the marks of this asker away."""
        if self._lines.wanted.get(who) != wanted:
            self._lines.wanted.pop(who, None)
            if wanted is not None:
                self._lines.wanted[who] = wanted
            self.viewport().update()

    def show_nothing(self, words: str) -> None:
        """What stands in the middle where no line is shown."""
        self._nothing = words
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._lines.widest > self._wanted:  # a line was drawn that is wider than the column
            self._wanted = self._lines.widest
            self._widen.start(0)
        if self._nothing:
            painter = QPainter(self.viewport())
            painter.setFont(sans(13))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._nothing)

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
