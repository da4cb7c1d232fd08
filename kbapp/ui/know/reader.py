"""The reader: shows a rendered page, paints its boxes, knows where its sections stand. Loads nothing by itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QToolTip

from kbapp.ui.context import Context
from kbapp.ui.know.css import reader_css
from kbapp.ui.know.render import MARKERS, Page
from kbapp.ui.theme.fonts import READING_PX, sans

COLUMN = 780
SIDE_GAP = 40
HEAD_ROOM = 12
"""Pixels above a heading that was gone to."""
MARGIN_TOP = 26
MARGIN_BOTTOM = 72
GAP_ABOVE = 4
GAP_BELOW = 16
ZOOM_RANGE = (-4, 8)
_KIND_OF = {color: kind for kind, color in MARKERS.items()}
_LOOK = {
    "code": ("sunken", "line", ""),
    "note": ("note-tint", "", "note"),
    "warning": ("warning-tint", "", "warning"),
    "table": ("surface", "line", ""),
    "card": ("surface", "line", ""),
}
"""Kind of box -> ground, outline, bar at the left."""


class Reader(QTextBrowser):
    """`link_clicked` has a link's target as it stands in the page; `moved` comes when another section is on top."""

    link_clicked = Signal(str)
    moved = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._boxes: list[tuple[QTextTable, str]] = []
        self._tops: list[tuple[int, str]] = []
        self._section = ""
        self._place: tuple[str | None, int] = (None, 0)
        self._settling = False
        self._page = Page()
        self.zoom = 0
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        context.theme.changed.connect(self._reshow)

    def loadResource(self, kind: int, url: QUrl | str) -> QByteArray:
        """Nothing is ever fetched: a page is all there is."""
        return QByteArray()

    # --- pages

    def show_page(self, page: Page) -> None:
        """Show from the top."""
        self._page = page
        self._section = ""
        self._set_html()
        self.go_to(None)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    def block(self, number: int) -> str:
        """The text of a code block of the page."""
        return self._page.blocks[number]

    def set_zoom(self, steps: int) -> None:
        """Steps of about 7 %, kept within reason; the section on top stays there."""
        steps = min(max(steps, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        if steps != self.zoom:
            self.zoom = steps
            self._reshow()

    def _reshow(self) -> None:
        place = self._place
        self._set_html()
        self.go_to(*place)

    def _set_html(self) -> None:
        document, self._settling = self.document(), True
        base = READING_PX + self.zoom
        document.setDefaultFont(sans(base))
        document.setDefaultStyleSheet(reader_css(self._context.theme.dark, base))
        document.setDocumentMargin(0)
        self.setHtml(f"<body>{self._page.html}</body>")
        root = document.rootFrame().frameFormat()
        root.setTopMargin(MARGIN_TOP)
        root.setBottomMargin(MARGIN_BOTTOM)
        document.rootFrame().setFrameFormat(root)
        self._boxes = list(_boxes(document))
        self._underline_terms()
        self._settling = False

    def _underline_terms(self) -> None:
        """Dots below each term; Qt's style sheets know no such line."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(self._context.theme.color("edge"))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end in list(_terms(self.document())):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)
        cursor.endEditBlock()

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering tells what a term or a sign means."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._told_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _told_at(self, at: QPoint) -> str:
        """The tool tip of the letter at a point of the viewport."""
        point = QPointF(at.x(), at.y() + self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position + 1, self.document().characterCount() - 1))  # a format is the letter's before
        return cursor.charFormat().toolTip()

    # --- places

    def go_to(self, section: str | None, offset: int = 0) -> bool:
        """Put a section's heading on top (`None`: the page's head), `offset` pixels further down."""
        self._find_sections()
        top = next((top for top, name in self._tops if name == section), None) if section else HEAD_ROOM
        if top is None:
            return False
        self._settling = True
        self.verticalScrollBar().setValue(top - HEAD_ROOM + offset)
        self._settling = False
        self._place = (section, offset)
        self._tell_section()
        return True

    def position(self) -> tuple[str | None, int]:
        """The section on top and the pixels below its heading: what was asked for, until the user scrolls."""
        return self._place

    def _measure(self) -> tuple[str | None, int]:
        value = self.verticalScrollBar().value()
        place = bisect_right(self._tops, (value + HEAD_ROOM, "\uffff")) - 1
        if place < 0:
            return None, value
        top, name = self._tops[place]
        return name, value - top + HEAD_ROOM

    def share(self) -> tuple[str | None, float]:
        """The section on top, and how much of it lies above, 0 to 1."""
        value = self.verticalScrollBar().value() + HEAD_ROOM
        place = bisect_right(self._tops, (value, "\uffff")) - 1
        top, end = self._bounds(place)
        return (self._tops[place][1] if place >= 0 else None), (value - top) / max(1, end - top)

    def stand_at(self, section: str | None, share: float) -> None:
        """The other way round; a section that is not here counts as the page's head."""
        self._find_sections()
        place = next((place for place, (_, name) in enumerate(self._tops) if name == section), -1)
        top, end = self._bounds(place)
        self.verticalScrollBar().setValue(round(top + share * (end - top)) - HEAD_ROOM)

    def _bounds(self, place: int) -> tuple[int, int]:
        """Where a section begins and ends, in pixels of the page; -1: what stands before the first."""
        top = self._tops[place][0] if place >= 0 else 0
        end = self._tops[place + 1][0] if place + 1 < len(self._tops) else int(self.document().size().height())
        return top, end

    @property
    def section(self) -> str:
        """The section that is being read: the topmost whose heading is in sight, or above."""
        return self._section

    def _find_sections(self) -> None:
        layout = self.document().documentLayout()
        self._tops = []
        block = self.document().begin()
        while block.isValid():
            names = [name for name in _anchors(block) if name]
            if names:
                self._tops.append((int(layout.blockBoundingRect(block).top()), names[0]))
            block = block.next()

    def _scrolled(self) -> None:
        if not self._settling:
            self._place = self._measure()
            self._tell_section()

    def _tell_section(self) -> None:
        value = self.verticalScrollBar().value()
        reach = value + min(140, self.viewport().height() // 4)
        if self._tops and value >= self.verticalScrollBar().maximum() > 0:
            reach = value + self.viewport().height() // 2
        place = bisect_right(self._tops, (reach, "\uffff")) - 1
        section = self._tops[place][1] if place >= 0 else ""
        if section != self._section:
            self._section = section
            self.moved.emit(section)

    # --- drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        spare = max(0, self.width() - COLUMN - 2 * SIDE_GAP)
        place, settling = self._place, self._settling
        self._settling = True
        self.setViewportMargins(SIDE_GAP + spare // 2, 0, SIDE_GAP + spare // 2 - 12, 0)
        super().resizeEvent(event)
        self._settling = settling
        self.go_to(*place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, shift = self.document().documentLayout(), self.verticalScrollBar().value()
        for table, kind in self._boxes:
            inner = _box_area(table, layout.frameBoundingRect(table)).translated(0, -shift)
            if inner.bottom() > event.rect().top() and inner.top() < event.rect().bottom():
                self._paint_box(painter, inner, kind)
        painter.end()
        super().paintEvent(event)

    def _paint_box(self, painter: QPainter, area: QRectF, kind: str) -> None:
        ground, outline, bar = _LOOK[kind]
        theme = self._context.theme
        painter.setPen(theme.color(outline) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if bar:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(bar))
            painter.drawRoundedRect(QRectF(area.left() + 8, area.top() + 11, 3, area.height() - 22), 1.5, 1.5)

    # --- find in page

    def find_all(self, text: str) -> list[QTextCursor]:
        """Every place of a text, without case."""
        found: list[QTextCursor] = []
        cursor = QTextCursor(self.document())
        while text:
            cursor = self.document().find(text, cursor, QTextDocument.FindFlag(0))
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        return found

    def mark(self, found: list[QTextCursor], current: int) -> None:
        """Paint the places; the current one stronger and in sight."""
        self.setExtraSelections([self._selection(cursor, place == current) for place, cursor in enumerate(found)])
        if 0 <= current < len(found):
            shown = QTextCursor(found[current])
            shown.clearSelection()
            self.setTextCursor(shown)
            self.ensureCursorVisible()

    def _selection(self, cursor: QTextCursor, current: bool) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(self._context.theme.color("mark-current" if current else "mark"))
        selection.format.setForeground(self._context.theme.color("text"))
        return selection


def _anchors(block: object) -> Iterator[str]:
    iterator = block.begin()  # type: ignore[attr-defined]
    while not iterator.atEnd():
        yield from iterator.fragment().charFormat().anchorNames()
        iterator += 1


def _terms(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """First and last position of every text with a tool tip that is no link."""
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            shape = fragment.charFormat()
            if shape.toolTip() and not shape.isAnchor():
                yield fragment.position(), fragment.position() + fragment.length()
            iterator += 1
        block = block.next()


def _boxes(document: QTextDocument) -> Iterator[tuple[QTextTable, str]]:
    """Find the marked tables, take their marker off."""
    for frame in _frames(document.rootFrame()):
        if isinstance(frame, QTextTable):
            shape = frame.format()
            kind = _KIND_OF.get(QColor(shape.background().color()).name())
            if kind:
                shape.clearProperty(QTextFormat.Property.BackgroundBrush)
                shape.setMargin(0)
                shape.setTopMargin(GAP_ABOVE)
                shape.setBottomMargin(4 if kind == "card" else GAP_BELOW)
                frame.setFormat(shape)
                yield frame, kind


def _box_area(table: QTextTable, bounds: QRectF) -> QRectF:
    """A table's rectangle without its margins. Qt adds the first cell's padding to a table's position: taken off."""
    cell = table.cellAt(0, 0).format().toTableCellFormat()
    shape = table.format()
    moved = bounds.translated(-cell.leftPadding(), -cell.topPadding())
    return moved.adjusted(0, shape.topMargin(), 0, -shape.bottomMargin())


def _frames(frame: QTextFrame) -> Iterator[QTextFrame]:
    for child in frame.childFrames():
        yield child
        yield from _frames(child)
