"""The text that a column was read from, free of secrets, with the line in question marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

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
        self.head = QLabel()
        self.head.setProperty("role", "overline")
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.text = _Numbered(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 12, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)
        context.theme.changed.connect(self._mark)
        self.hide()

    def show_line(self, column: Column, line: int) -> None:
        """`line` counts from 1 in the text as it was read."""
        if column.origin is None:
            return
        self._name, self._line = column.origin.name, line
        lines = column.origin.text.splitlines()
        first = max(line - 1 - AROUND, 0)
        self.text.first = first + 1
        self.text.setPlainText(redact("\n".join(lines[first : line + AROUND])))
        self.retranslate()
        self._mark()
        self.show()

    def forget(self) -> None:
        """The text is no longer there."""
        self.text.setPlainText("")
        self.hide()

    def retranslate(self) -> None:
        words = translate("CompareSource", "{name}, line {line}") if self._line else "{name}"
        self.head.setText(words.format(name=self._name, line=self._line))
        self.text.setAccessibleName(translate("CompareSource", "Source text"))

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
