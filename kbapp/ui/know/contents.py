"""The contents at the side: articles by kind, causes by phase, in a tree that folds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.lines import count_lines, draw_lines
from kbapp.ui.words import kind_words

if TYPE_CHECKING:
    from kbapp.knowledge import Content

PAGE = Qt.ItemDataRole.UserRole
FIRST_QUESTIONS = (
    "phase-1-failed",
    "phase-2-failed",
    "tunnel-up-no-traffic",
    "cloud-to-onprem-fails",
    "onprem-to-cloud-fails",
    "some-subnets-fail",
    "one-way-huawei-nat",
)
"""The questions in the order in which a tunnel comes up; others follow."""
KINDS = ("notes", "faq", "guides", "causes", "codes", "platforms")
MOST_LINES = 4
LINE = 18
Index = QModelIndex | QPersistentModelIndex


def articles_of(content: Content, kind: str) -> list[str]:
    """The ids of one kind in the order of the contents."""
    ids = [name for name, pages in content.articles.items() if pages["en"].kind == kind]
    wanted = list(FIRST_QUESTIONS) if kind == "faq" else list(content.causes)
    rank = {name: place for place, name in enumerate(wanted)}
    return sorted(ids, key=lambda name: (rank.get(name, len(rank)), name.casefold()))


class Contents(QTreeView):
    """`chosen` has the id of an article."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._tree = QStandardItemModel(self)
        self._items: dict[str, QStandardItem] = {}
        self._folded: set[str] = {"codes", "platforms", "causes"}
        self.setModel(self._tree)
        self.setItemDelegate(ContentsDelegate(context, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self._clicked)
        self.activated.connect(self._clicked)
        context.theme.changed.connect(self.viewport().update)

    def fill(self) -> None:
        """Build the tree in the window's language, folded as before."""
        content = self._context.content
        if content is None:
            return
        self._remember_folds()
        self._tree.clear()
        self._items.clear()
        for kind in KINDS:
            ids = articles_of(content, kind)
            if ids:
                top = self._branch(kind, kind_words(kind), len(ids))
                self._tree.appendRow(top)
                self._fill_kind(top, kind, ids)
        self._fold_again()

    def show_current(self, page: str) -> None:
        """Mark the article that is being read, and unfold down to it."""
        item = self._items.get(page)
        if item is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        parent = item.parent()
        while parent is not None:
            self.expand(parent.index())
            parent = parent.parent()
        self.setCurrentIndex(item.index())
        self.scrollTo(item.index())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _fill_kind(self, top: QStandardItem, kind: str, ids: list[str]) -> None:
        for words, part in self._parts(kind, ids):
            parent = top
            if words:
                parent = self._branch(f"{kind}/{words}", words, len(part), level=1)
                top.appendRow(parent)
            for name in part:
                parent.appendRow(self._leaf(name))

    def _parts(self, kind: str, ids: list[str]) -> Iterator[tuple[str, list[str]]]:
        content = self._context.content
        if kind != "causes" or content is None:
            yield "", ids
            return
        phases = {
            1: translate("Contents", "Phase 1"),
            2: translate("Contents", "Phase 2"),
            0: translate("Contents", "Tunnel up, traffic"),
        }
        for phase, words in phases.items():
            part = [
                name for name in ids if name in content.causes and (content.causes[name].phases or (0,))[0] == phase
            ]
            if part:
                yield words, part

    def _branch(self, key: str, words: str, count: int, level: int = 0) -> QStandardItem:
        item = QStandardItem(words)
        item.setEditable(False)
        item.setData(f"/{key}", PAGE)
        item.setData(count, PAGE + 1)
        item.setData(level, PAGE + 2)
        return item

    def _leaf(self, name: str) -> QStandardItem:
        assert self._context.content
        article = self._context.content.articles[name][self._context.lang]
        item = QStandardItem(article.short or article.title)
        item.setEditable(False)
        item.setData(name, PAGE)
        item.setToolTip(article.title)
        item.setData(article.title, Qt.ItemDataRole.AccessibleTextRole)
        self._items[name] = item
        return item

    def _clicked(self, index: QModelIndex) -> None:
        page = index.data(PAGE)
        if page.startswith("/"):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.chosen.emit(page)

    def _branches(self) -> Iterator[QStandardItem]:
        for row in range(self._tree.rowCount()):
            top = self._tree.item(row)
            yield top
            for below in range(top.rowCount()):
                if top.child(below).hasChildren():
                    yield top.child(below)

    def _remember_folds(self) -> None:
        for item in self._branches():
            key = item.data(PAGE)[1:].partition("/")
            if not key[1]:
                (self._folded.discard if self.isExpanded(item.index()) else self._folded.add)(key[0])

    def _fold_again(self) -> None:
        for item in self._branches():
            key = item.data(PAGE)[1:].partition("/")
            self.setExpanded(item.index(), bool(key[1]) or key[0] not in self._folded)


class ContentsDelegate(QStyledItemDelegate):
    """A heading per branch with its chevron, an article in up to four lines."""

    def __init__(self, context: Context, view: Contents) -> None:
        super().__init__(view)
        self._theme = context.theme
        self._view = view
        self._font = sans(13)
        self._strong = sans(13, QFont.Weight.Bold)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if str(index.data(PAGE)).startswith("/"):
            return QSize(100, 36 if index.data(PAGE + 2) == 0 else 30)
        lines = count_lines(self._font, self._view.viewport().width() - 54, index.data())
        return QSize(100, 12 + min(lines, MOST_LINES) * LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state = option.state
        branch = str(index.data(PAGE)).startswith("/")
        self._ground(painter, area, state, branch)
        if branch:
            self._paint_branch(painter, area, index)
        else:
            self._paint_leaf(painter, area, index.data(), bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, branch: bool) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected) and not branch
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if not (selected or focused or state & QStyle.StateFlag.State_MouseOver):
            return
        inside = bool(selected or state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(self._theme.color("accent-tint" if selected else "hover") if inside else Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.color("accent") if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(area).adjusted(8.5, 1.5, -8.5, -1.5), 7, 7)

    def _paint_branch(self, painter: QPainter, area: QRect, index: Index) -> None:
        level = index.data(PAGE + 2)
        left = area.left() + 14
        folded = not self._view.isExpanded(self._view.model().index(index.row(), 0, index.parent()))
        muted = self._theme.color("muted")
        chevron = QRectF(left, area.center().y() - 6, 14, 14)
        paint_icon(painter, "chevron-right" if folded else "chevron-down", chevron, muted)
        painter.setFont(self._strong if level == 0 else self._font)
        painter.setPen(self._theme.color("text") if level == 0 else muted)
        line = area.adjusted(36, 0, -20, 0)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setFont(sans(11))
        painter.setPen(muted)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(index.data(PAGE + 1)))

    def _paint_leaf(self, painter: QPainter, area: QRect, words: str, selected: bool) -> None:
        painter.setPen(self._theme.color("accent" if selected else "text"))
        draw_lines(painter, self._font, QRectF(area.adjusted(36, 5, -18, -5)), words)
