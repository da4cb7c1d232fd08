"""Text in as many lines as a rectangle holds, the last one cut with an ellipsis: Qt itself cuts one line only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_LEADING = 2.0


def draw_lines(painter: QPainter, font: QFont, area: QRectF, words: str) -> None:
    """Draw with the painter's pen, centred from top to bottom."""
    metrics = QFontMetricsF(font)
    step = metrics.height() + _LEADING
    room = max(1, int((area.height() + _LEADING + 1) // step))
    lines = _break(font, area.width(), words)
    shown = lines[:room]
    if len(lines) > room:
        rest = words[lines[room - 1][0] :]
        shown[-1] = (lines[room - 1][0], metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width()))
    top = area.top() + (area.height() - len(shown) * step + _LEADING) / 2
    painter.setFont(font)
    for place, (_, text) in enumerate(shown):
        painter.drawText(QPointF(area.left(), top + place * step + metrics.ascent()), text)


def count_lines(font: QFont, width: float, words: str) -> int:
    """How many lines the text takes."""
    return len(_break(font, width, words))


def _break(font: QFont, width: float, words: str) -> list[tuple[int, str]]:
    """(start, text) of every line."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[tuple[int, str]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        lines.append((start, words[start : start + line.textLength()].rstrip()))
    layout.endLayout()
    return lines or [(0, "")]
