"""The panel at the right: the whole story of one row, and the text it was read from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kbapp.comparison.result import Comparison
from kbapp.model.text import Text
from kbapp.reporting.as_text import value_text
from kbapp.reporting.commands import SIDES, row_commands
from kbapp.reporting.foretold import foretell
from kbapp.reporting.redact import redact
from kbapp.reporting.words import SEVERITY
from kbapp.ui.compare import measures
from kbapp.ui.compare.engine import Engine
from kbapp.ui.compare.foretelling import ForetellingView
from kbapp.ui.compare.marks import MARKS
from kbapp.ui.compare.remedy import RemedyView
from kbapp.ui.compare.row import Row
from kbapp.ui.compare.sides import sentence
from kbapp.ui.compare.source import SourceView
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import IconButton, TextButton


class Inspector(QWidget):
    """`accepted` has the row's name and whether its difference is a known one."""

    article_wanted = Signal(str)
    accepted = Signal(str, bool)
    closed = Signal()

    def __init__(self, context: Context, engine: Engine) -> None:
        super().__init__()
        self._context = context
        self._engine = engine
        self._row: Row | None = None
        self._names = self._short = (Text("", ""), Text("", ""))
        self._comparison: Comparison | None = None
        self.setObjectName("Inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(measures.INSPECTOR)
        self.close_button = IconButton(context.theme, "close", size=28)
        self.close_button.clicked.connect(self.closed)
        self.title = _words("heading")
        self.verdict = _Verdict(context)
        self.left_value, self.right_value = _Block(), _Block()
        self.message = _words("")
        self.fixes = {side: RemedyView(context) for side in SIDES}
        self.foretold = ForetellingView(context)
        self.article = TextButton(context.theme, "primary", "know")
        self.article.clicked.connect(self._ask_for_article)
        self.accept = TextButton(context.theme, "", "check")
        self.accept.clicked.connect(self._toggle_accepted)
        self.source = SourceView(context)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.article)
        buttons.addWidget(self.accept)
        buttons.addStretch(1)
        self._story = QWidget()
        self._story.setObjectName("ScrollBody")
        story = QVBoxLayout(self._story)
        story.setContentsMargins(16, 0, 12, 8)
        story.setSpacing(9)
        for widget in (self.verdict, self.message, self.left_value, self.right_value, _rule()):
            story.addWidget(widget)
        for widget in self.fixes.values():
            story.addWidget(widget)
        story.addLayout(buttons)
        story.addWidget(self.foretold)
        story.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._story)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(6)
        held = QWidget()
        head.setContentsMargins(16, 0, 10, 0)
        held.setLayout(head)
        column.addWidget(held)
        column.addWidget(self._scroll, 3)
        column.addWidget(self.source, 2)

    @property
    def row(self) -> Row | None:
        return self._row

    def show_row(
        self, row: Row | None, names: tuple[Text, Text], short: tuple[Text, Text], comparison: Comparison | None
    ) -> None:
        """Tell one row's story; `None` leaves only the text. `short` names stand where there is little room."""
        self._row, self._names, self._short, self._comparison = row, names, short, comparison
        self.retranslate()

    def retranslate(self) -> None:
        self.close_button.set_words(translate("CompareInspector", "Close"), "Esc")
        self.source.retranslate()
        row = self._row
        self._scroll.setVisible(row is not None)
        if row is None:
            self.title.setText(translate("CompareInspector", "Source text"))
            return
        say, result = self._context.say, row.result
        self.title.setText(row.text_title())
        self.verdict.show_row(row)
        self._say_values(row)
        message = say(result.message) if result is not None and result.message is not None else ""
        self.message.setText(redact(sentence(message)))
        self.message.setVisible(bool(message))
        self._say_help(row)
        self._say_buttons(row)

    def _say_help(self, row: Row) -> None:
        """What to enter on either side, and what the logs will say."""
        result, comparison = row.result, self._comparison
        wrong = result is not None and result.status == "mismatch" and comparison is not None
        if result is None or comparison is None or not wrong:
            for view in self.fixes.values():
                view.hide()
            self.foretold.show_lines((), self._names, self._short)
            return
        handbook = self._engine.handbook()
        for side, name, fix in zip(SIDES, self._names, (result.fix_left, result.fix_right), strict=True):
            self.fixes[side].show_side(name, fix, row_commands(comparison, result, side, handbook.remedies))
        lines = foretell(comparison, handbook.traces, result.cause) if result.cause else ()
        self.foretold.show_lines(lines, self._names, self._short)

    def _say_values(self, row: Row) -> None:
        for block, cell, name in zip(
            (self.left_value, self.right_value), (row.left, row.right), self._names, strict=True
        ):
            value = cell.value
            words = redact(value_text(value))
            if value.source == "default":
                words += "  " + translate("CompareInspector", "(not in the text; default)")
            parameter = self._context.say(cell.parameter.title)
            block.show_words(f"{self._context.say(name)} · {parameter}", words)

    def _say_buttons(self, row: Row) -> None:
        result = row.result
        self.article.setText(translate("CompareInspector", "Read the article"))
        self.article.setVisible(bool(result and result.cause))
        self.accept.setVisible(row.state in ("mismatch", "missing", "note", "unverifiable", "accepted"))
        taken = row.state == "accepted"
        known, undo = translate("CompareInspector", "Known, accept"), translate("CompareInspector", "No longer accept")
        self.accept.setText(undo if taken else known)
        self.accept.setToolTip(
            translate("CompareInspector", "A difference that you know of and want: kept with the saved case")
        )

    def _ask_for_article(self) -> None:
        if self._row is not None and self._row.result is not None and self._row.result.cause:
            self.article_wanted.emit(self._row.result.cause)

    def _toggle_accepted(self) -> None:
        if self._row is not None:
            self.accepted.emit(self._row.parameter.name, self._row.state != "accepted")


class _Block(QWidget):
    """A small heading and its words below; gone where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.body = _words("overline"), _words("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.body)

    def show_words(self, head: str, body: str) -> None:
        self.head.setText(head)
        self.body.setText(body)
        self.setVisible(bool(body))


class _Verdict(QLabel):
    """Symbol, word and consequence, on the row's own tint."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._state = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(14, 6, 10, 6)
        context.theme.changed.connect(self.update)

    def show_row(self, row: Row) -> None:
        self._state = row.state
        mark, result = MARKS[row.state], row.result
        words = f"{mark.symbol} {self._context.say(mark.word)}"
        if result is not None and result.severity and row.state == "mismatch":
            words += f" · {self._context.say(SEVERITY[result.severity])}"
        self.setText(words)
        self.setVisible(bool(mark.symbol))

    def paintEvent(self, event: QPaintEvent) -> None:
        mark, theme = MARKS[self._state], self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(mark.tint or "hover"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setBrush(theme.color(mark.ink))
        painter.drawRoundedRect(4, 5, 3, self.height() - 10, 1.5, 1.5)
        painter.setPen(theme.color(mark.ink))
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        area = self.contentsRect()
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())


def _words(role: str) -> QLabel:
    label = QLabel()
    if role:
        label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _rule() -> QWidget:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setEnabled(False)
    return rule
