"""A list of search hits: title, where it stands, snippet with its matches marked, language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.theme import Theme

HIT = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What the list shows; `where` and `tag` are words in the window's language, `key` comes back when chosen."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def snippet(self) -> str: ...
    @property
    def marks(self) -> Sequence[tuple[int, int]]: ...
    @property
    def tag(self) -> str: ...


class HitModel(QAbstractListModel):
    """The rows of one result."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == HIT:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}. {row.where}. {row.snippet}"
        return None


class HitDelegate(QStyledItemDelegate):
    """Draws one row in two lines, in three on the results page, in one of a list of commands."""

    def __init__(self, theme: Theme, parent: QWidget, *, roomy: bool, compact: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roomy = roomy
        self._compact = compact
        self._title = sans(15 if roomy else 13, QFont.Weight.Bold)
        self._small = sans(13 if roomy or compact else 12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 36 if self._compact else (100 if self._roomy else 56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state = option.state
        self._ground(painter, area, state)
        inner = area.adjusted(16, 9, -16, -9)
        tag = self._tag(painter, inner, row.tag)
        painter.setFont(self._small if self._compact else self._title)
        painter.setPen(self._theme.color("text"))
        line = QRect(inner.left(), inner.top(), inner.width() - tag - 12, 22 if self._roomy else 19)
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        if not self._compact:
            self._below(painter, inner, row)
        painter.restore()

    def _below(self, painter: QPainter, inner: QRect, row: Row) -> None:
        top = inner.top() + (24 if self._roomy else 20)
        if self._roomy:
            painter.setFont(sans(12))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(QRect(inner.left(), top, inner.width(), 18), Qt.AlignmentFlag.AlignVCenter, row.where)
            top += 22
        self._snippet(painter, QRectF(inner.left(), top, inner.width(), 40 if self._roomy else 20), row)

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        name = ""
        if state & QStyle.StateFlag.State_Selected:
            name = "accent-tint"
        elif state & QStyle.StateFlag.State_MouseOver:
            name = "hover"
        if not name:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(name))
        painter.drawRoundedRect(QRectF(area).adjusted(4, 1, -4, -1), 8, 8)

    def _tag(self, painter: QPainter, inner: QRect, tag: str) -> int:
        """The language (and the kind) at the right; gives back its width."""
        painter.setFont(sans(11))
        width = painter.fontMetrics().horizontalAdvance(tag)
        painter.setPen(self._theme.color("muted"))
        box = QRect(inner.right() - width, inner.top(), width + 1, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tag)
        return width

    def _snippet(self, painter: QPainter, area: QRectF, row: Row) -> None:
        layout = QTextLayout(row.snippet.replace("\n", " "), self._small)
        ranges = []
        for start, end in row.marks:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length = start, end - start
            shape = QTextCharFormat()
            shape.setBackground(self._theme.color("mark"))
            shape.setForeground(self._theme.color("text"))
            marked.format = shape
            ranges.append(marked)
        layout.setFormats(ranges)
        layout.beginLayout()
        height = 0.0
        while height < area.height() - 8:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(area.width())
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        painter.setPen(self._theme.color("muted"))
        layout.draw(painter, area.topLeft())


class HitList(QListView):
    """The list itself; `opened` has the chosen row's key."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, roomy: bool = False, compact: bool = False
    ) -> None:
        super().__init__(parent)
        self._model = HitModel(self)
        self.setModel(self._model)
        self.setItemDelegate(HitDelegate(theme, self, roomy=roomy, compact=compact))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[Row], *, select_first: bool = True) -> None:
        self._model.set_rows(rows)
        if rows and select_first:
            self.setCurrentIndex(self._model.index(0))

    def step(self, step: int) -> None:
        """Select the next or the previous row, around the ends."""
        count = self._model.rowCount()
        if count:
            row = (self.currentIndex().row() + step) % count
            self.setCurrentIndex(self._model.index(row))

    def current_key(self) -> str | None:
        index = self.currentIndex()
        return index.data(HIT).key if index.isValid() else None

    def count(self) -> int:
        return self._model.rowCount()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(HIT)
        if row is not None:
            self.opened.emit(row.key)
