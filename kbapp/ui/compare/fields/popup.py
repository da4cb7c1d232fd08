"""The list of usual values under a field: one for the whole pane, drawn inside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kbapp.ui.compare.fields.field import below
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.theme import Theme

Offer = tuple[str, str]
"""What is offered, and its second spelling."""
_NONE = QModelIndex()
_ROW = 28
_MOST = 9
_MARGIN = 6
Index = QModelIndex | QPersistentModelIndex


class Popup(QFrame):
    """Belongs to one field at a time. The keyboard stays in the field: it passes its keys to `take_key`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._owner: QWidget | None = None
        self._choose: Callable[[str], None] | None = None
        self._offers: Sequence[Offer] = ()
        self._model = _Offers(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(theme, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self.list)
        self.hide()

    def open_for(self, owner: QWidget, offers: Sequence[Offer], choose: Callable[[str], None]) -> None:
        """Show these below the owner; `choose` gets what the user takes."""
        self._owner, self._choose = owner, choose
        owner.destroyed.connect(self._forget)
        self.show_offers(offers)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        if not offers or self._owner is None:
            self.close_for(self._owner)
            return
        self._offers = offers
        self._model.set_offers(offers)
        self.list.setCurrentIndex(_NONE)
        self._place(self._owner, len(offers))
        self.show()
        self.raise_()

    def close_for(self, owner: QWidget | None) -> None:
        if owner is self._owner:
            self._owner = self._choose = None
            self.hide()

    def close_any(self) -> None:
        """The field under it moved, or went away."""
        self.close_for(self._owner)

    def is_open_for(self, owner: QWidget) -> bool:
        return owner is self._owner and self.isVisible()

    def take_key(self, event: QKeyEvent) -> bool:
        """Up, Down, Enter and Escape while it is open; `True` if it was meant for the list."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            current = self.list.currentIndex().row()
            row = (current + step) % len(self._offers) if current >= 0 or step > 0 else len(self._offers) - 1
            self.list.setCurrentIndex(self._model.index(row))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentIndex().isValid():
            self._take(self.list.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_for(self._owner)
            return True
        return False

    def _take(self, index: QModelIndex) -> None:
        choose, name = self._choose, self._offers[index.row()][0]
        self.close_for(self._owner)
        if choose is not None:
            choose(name)

    def _forget(self, _owner: QObject) -> None:
        self._owner = self._choose = None
        self.hide()

    def _place(self, owner: QWidget, count: int) -> None:
        parent = below(self)
        height = min(count, _MOST) * _ROW + 2 * _MARGIN + 2
        corner = owner.mapTo(parent, QPoint(0, owner.height() + 3))
        if corner.y() + height > parent.height():
            corner.setY(owner.mapTo(parent, QPoint(0, -3)).y() - height)
        self.setGeometry(QRect(corner, QSize(max(owner.width(), 200), height)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("edge"))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.accept()
            return True
        return super().event(event)


class _Offers(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[Offer] = ()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return "  ".join(filter(None, self._offers[index.row()]))
        return self._offers[index.row()] if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        name, other = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent-tint" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(area), 5, 5)
        inner = area.adjusted(8, 0, -8, 0)
        painter.setFont(sans(13))
        painter.setPen(self._theme.color("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(sans(12))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, other)
        painter.restore()
