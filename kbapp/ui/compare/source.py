"""The text that a column was read from, free of secrets, with the line in question marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from kbapp.reporting.redact import redact
from kbapp.ui.compare.column import Column
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import mono

AROUND = 400
"""Lines shown before and after the one in question: a whole configuration mostly, never a whole dump."""


class SourceView(QWidget):
    """Hidden until a line is asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._name = ""
        self._line = 0
        self._column: Column | None = None
        self.head = QLabel()
        self.head.setProperty("role", "overline")
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.remarks = QListWidget()
        self.remarks.setProperty("role", "remarks")
        self.remarks.setWordWrap(True)
        self.remarks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remarks.itemClicked.connect(self._go_to_remark)
        self.remarks.itemActivated.connect(self._go_to_remark)
        self.text = _Numbered(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 12, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.remarks)
        column.addWidget(self.text, 1)
        context.theme.changed.connect(self._mark)
        self.hide()

    def show_line(self, column: Column, line: int) -> None:
        """`line` counts from 1 in the text as it was read."""
        if column.origin is None:
            return
        self._name, self._line, self._column = column.origin.name, line, column
        lines = column.origin.text.splitlines()
        first = max(line - 1 - AROUND, 0)
        self.text.first = first + 1
        self.text.setPlainText(redact("\n".join(lines[first : line + AROUND])))
        self.retranslate()
        self._mark()
        self.show()

    def forget(self) -> None:
        """The text is no longer there."""
        self._column = None
        self.remarks.clear()
        self.text.setPlainText("")
        self.hide()

    def retranslate(self) -> None:
        words = translate("CompareSource", "{name}, line {line}") if self._line else "{name}"
        self.head.setText(words.format(name=self._name, line=self._line))
        self.text.setAccessibleName(translate("CompareSource", "Source text"))
        self._say_remarks()

    def _say_remarks(self) -> None:
        """What the reader did not understand, line by line: nothing is dropped in silence."""
        self.remarks.clear()
        read = self._column.read if self._column is not None else None
        found = read.remarks if read is not None else ()
        for remark in found:
            place = f"L{remark.line}  " if remark.line is not None else ""
            item = QListWidgetItem(place + redact(self._context.say(remark.message)))
            item.setData(Qt.ItemDataRole.UserRole, remark.line)
            self.remarks.addItem(item)
        self.remarks.setVisible(bool(found))
        self.remarks.setFixedHeight(min(len(found), 4) * 24 + 6)
        self.remarks.setAccessibleName(translate("CompareSource", "Lines to look at"))

    def _go_to_remark(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, int) and self._column is not None:
            column = self._column
            QTimer.singleShot(0, self, lambda: self.show_line(column, line))

    def _mark(self) -> None:
        block = self.text.document().findBlockByNumber(self._line - self.text.first)
        if not block.isValid() or not self._line:
            self.text.setExtraSelections([])
            return
        marked = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        marked.cursor = cursor
        marked.format.setBackground(self._context.theme.color("mark"))
        marked.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.text.setExtraSelections([marked])
        self.text.setTextCursor(cursor)
        self.text.centerCursor()


class _Numbered(QPlainTextEdit):
    """A read-only text with the lines' numbers beside."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.first = 1
        self.setProperty("role", "source")
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFont(mono())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self._margin = _Margin(self)
        self.blockCountChanged.connect(self._widen)
        self.updateRequest.connect(lambda _rect, _dy: self._margin.update())
        self._widen()

    def numbers_width(self) -> int:
        digits = len(str(self.first + max(self.blockCount(), 1)))
        return 12 + self.fontMetrics().horizontalAdvance("9") * max(digits, 2)

    def _widen(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._place()

    def _place(self) -> None:
        area = self.contentsRect()
        self._margin.setGeometry(QRect(area.left(), area.top(), self.numbers_width(), area.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paint_numbers(self, painter: QPainter) -> None:
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top() + self.viewport().y()
        top -= self._margin.y()
        painter.setFont(mono(11))
        painter.setPen(self._context.theme.color("muted"))
        while block.isValid() and top <= self._margin.height():
            height = self.blockBoundingRect(block).height()
            area = QRect(0, int(top), self._margin.width() - 8, int(height))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, flags, str(self.first + block.blockNumber()))
            block, top = block.next(), top + height


class _Margin(QWidget):
    def __init__(self, text: _Numbered) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(self._text.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_numbers(QPainter(self))
