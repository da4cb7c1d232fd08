"""One finding as a card: what it is, how sure, on which lines it rests, what to do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kbapp.diagnosis.prefix import split_prefix
from kbapp.model.cause import Cause
from kbapp.reporting.redact import redact
from kbapp.reporting.words import CHANGE_SIDE
from kbapp.ui.context import Context
from kbapp.ui.diagnose.log_lines import hue
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import mono, sans
from kbapp.ui.theme.theme import Theme
from kbapp.ui.widgets.buttons import TextButton
from kbapp.ui.widgets.elided import Elided

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Evidence, Finding

EVIDENCE = 4
LEADING = 128
"""Per cent of the font's own line height: Chinese needs air between its lines."""


def confidence_words(confidence: float, proven: bool) -> str:
    """The number in a word."""
    if proven:
        return translate("Finding", "proven")
    for least, words in (
        (0.85, translate("Finding", "very likely")),
        (0.6, translate("Finding", "likely")),
        (0.3, translate("Finding", "possible")),
    ):
        if confidence >= least:
            return words
    return translate("Finding", "less likely")


class FindingCard(QFrame):
    """Folded to its head until it is chosen."""

    chosen = Signal(int)
    line_chosen = Signal(int, int)
    article_wanted = Signal(str)

    def __init__(self, context: Context, rank: int, finding: Finding, cause: Cause, *, proven: bool, logs: int) -> None:
        super().__init__()
        self._context = context
        self.rank = rank
        self.finding = finding
        self.cause = cause
        self._logs = logs
        self.setObjectName("Card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.head = CardHead(context.theme, rank, finding.confidence)
        self.head.show_words(context.say(cause.title), confidence_words(finding.confidence, proven), self._facts())
        self.body: QWidget | None = None
        self.unfolded = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self.setAccessibleName(f"{rank + 1}. {self.head.title}, {self.head.sure}")

    def unfold(self, unfolded: bool) -> None:
        """The chosen card shows all it has; its body is made when it is first wanted."""
        self.unfolded = unfolded
        if unfolded and self.body is None:
            self.body = self._make_body()
            self._column.addWidget(self.body)
        if self.body is not None and (self.isVisible() or not unfolded):  # else it is shown with the card, styled once
            self.body.setVisible(unfolded)
        self.update()

    def _facts(self) -> str:
        finding = self.finding
        parts = [translate("Finding", "Phase {number}").format(number=finding.phase)] if finding.phase else []
        if self.cause.alibaba_code:
            parts.append(self.cause.alibaba_code)
        parts.append(self.cause.id)
        return "  ·  ".join(parts)

    def _make_body(self) -> QWidget:
        say, body = self._context.say, QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 0, 16, 14)
        column.setSpacing(6)
        if self.finding.detail:
            column.addWidget(_prose(say(self.finding.detail)))
        if self.finding.evidence:
            column.addSpacing(2)
            column.addWidget(_heading(translate("Finding", "Evidence")))
            self._add_evidence(column)
        side = say(CHANGE_SIDE[self.finding.change_side])
        column.addSpacing(6)
        column.addWidget(_heading(translate("Finding", "Fix: {side}").format(side=side)))
        column.addWidget(_prose(say(self.cause.fix)))
        if self.finding.settle_with:
            column.addSpacing(6)
            column.addWidget(_heading(translate("Finding", "To settle it")))
            column.addWidget(_prose(say(self.finding.settle_with)))
        column.addSpacing(6)
        column.addLayout(self._buttons())
        return body

    def _add_evidence(self, column: QVBoxLayout) -> None:
        for item in self.finding.evidence[:EVIDENCE]:
            line = EvidenceLine(self._context.theme, item, self.rank, two_logs=self._logs > 1)
            line.clicked.connect(lambda _checked=False, item=item: self.line_chosen.emit(item.log, item.line - 1))
            column.addWidget(line)
        more = len(self.finding.evidence) - EVIDENCE
        if more > 0:
            words = QLabel(translate("Finding", "and %n more line(s)", "", more))
            words.setProperty("role", "caption")
            column.addWidget(words)

    def _buttons(self) -> QHBoxLayout:
        theme = self._context.theme
        show = TextButton(theme, "", "log")
        show.setText(translate("Finding", "Show lines"))
        show.clicked.connect(lambda: self.chosen.emit(self.rank))
        article = TextButton(theme, "", "know")
        article.setText(translate("Finding", "Open article"))
        article.clicked.connect(lambda: self.article_wanted.emit(self.cause.article))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(show)
        row.addWidget(article)
        row.addStretch(1)
        return row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.rank)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.rank)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(hue(self.rank)))
        painter.drawRoundedRect(QRectF(5, 12, 3, self.height() - 24), 1.5, 1.5)
        if self.hasFocus() or self.unfolded:
            width = 2.0 if self.hasFocus() else 1.0
            edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), width))
            painter.drawRoundedRect(edge, 10 - width / 2, 10 - width / 2)


class CardHead(QWidget):
    """Title, facts; at the right the confidence as word, number and bar."""

    def __init__(self, theme: Theme, rank: int, confidence: float) -> None:
        super().__init__()
        self._theme = theme
        self._rank = rank
        self._confidence = confidence
        self.title = self.sure = self.facts = ""
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setFont(sans(14, QFont.Weight.Bold))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = Elided(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 11, 118, 11)
        column.setSpacing(3)
        column.addWidget(self._title)
        column.addWidget(self._facts)

    def show_words(self, title: str, sure: str, facts: str) -> None:
        self.title, self.facts = title, facts
        self.sure = f"{sure} {self._confidence:.0%}"
        self._sure_words = sure
        self._title.setText(title)
        self._facts.setText(facts)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self.width() - 16
        painter.setPen(theme.color("text"))
        painter.setFont(sans(14, QFont.Weight.Bold))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(right - 90, 10, 90, 20), flags, f"{self._confidence:.0%}")
        painter.setPen(theme.color("muted"))
        painter.setFont(sans(12))
        painter.drawText(QRectF(right - 100, 29, 100, 17), flags, self._sure_words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(QRectF(right - 84, 49, 84, 4), 2, 2)
        painter.setBrush(theme.color(hue(self._rank)))
        painter.drawRoundedRect(QRectF(right - 84, 49, 84 * min(1.0, self._confidence), 4), 2, 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 62)


class EvidenceLine(QAbstractButton):
    """One line of the log with its number; a click goes there."""

    def __init__(self, theme: Theme, item: Evidence, rank: int, *, two_logs: bool) -> None:
        super().__init__()
        self._theme = theme
        self._rank = rank
        self._number = f"{'AB'[item.log]}:{item.line}" if two_logs else str(item.line)
        self.setText(redact(split_prefix(item.text).message.strip() or item.text.strip()))
        self.setToolTip(redact(item.text.strip()))
        self.setAccessibleName(f"{self._number} {self.text()}")
        self.setFont(mono(12))
        self.setFixedHeight(26)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("accent") if self.hasFocus() or self.underMouse() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{hue(self._rank)}-tint"))
        painter.drawRoundedRect(area, 5, 5)
        painter.setFont(self.font())
        left = max(34, painter.fontMetrics().horizontalAdvance(self._number) + 14)
        painter.setPen(theme.color("muted"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, left - 6, self.height()), flags | Qt.AlignmentFlag.AlignRight, self._number)
        painter.setPen(theme.color("text"))
        room = self.width() - left - 10
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left + 2, 0, room, self.height()), flags, words)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "overline")
    return label


def _prose(words: str) -> QLabel:
    body = escape(redact(words), quote=False).replace("\n", "<br>")
    label = QLabel(f'<div style="line-height: {LEADING}%">{body}</div>')
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setCursor(Qt.CursorShape.IBeamCursor)
    return label
