"""The strip below the summary after logs have filled the form: how much, what they contradict, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbapp.model.parameters import BY_NAME
from kbapp.reporting.as_text import value_text
from kbapp.reporting.redact import redact
from kbapp.ui.compare.told_values import Contradiction, Filled, fill
from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.told import Filling
from kbapp.ui.widgets.buttons import IconButton, TextButton

if TYPE_CHECKING:
    from kbapp.ui.compare.pane import ComparePane

MOST = 6
_PLACE = 2
"""Behind the pane's toolbar and summary."""


def fill_from_log(pane: ComparePane, filling: Filling) -> LogStrip:
    """Fill the form's open fields and show the strip; what the form says itself stays as it is."""
    strip = pane.findChild(LogStrip)
    if strip is None:
        strip = LogStrip(pane.context, pane)
        layout = pane.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(_PLACE, strip)
    strip.show_filled(fill(pane.desk.columns, filling))
    pane.intake.case_loaded.emit()
    return strip


class LogStrip(Translated):
    """One line of words; below it a row for each contradiction. A click on its field leads to the field."""

    undone = Signal()

    def __init__(self, context: Context, pane: ComparePane) -> None:
        super().__init__()
        self._context = context
        self._pane = pane
        self._filled: Filled | None = None
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel()
        self.words.setProperty("role", "strong")
        self.undo = TextButton(context.theme, "quiet")
        self.undo.clicked.connect(self.bring_back)
        self.dismiss = IconButton(context.theme, "close", size=28)
        self.dismiss.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.words)
        head.addWidget(self.undo)
        head.addStretch(1)
        head.addWidget(self.dismiss)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 6, 12, 8)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._list: QWidget | None = None
        self.hide()

    def show_filled(self, filled: Filled) -> None:
        self._filled = filled
        self.retranslate()
        self.show()

    def bring_back(self) -> None:
        """The columns as they were before the logs filled them."""
        if self._filled is not None:
            self._pane.desk.columns.update(self._filled.before)
            self._filled = None
            self.hide()
            self._pane.intake.case_loaded.emit()
            self.undone.emit()

    def retranslate(self) -> None:
        self.undo.setText(translate("Compare", "Undo the filling"))
        self.dismiss.set_words(translate("Compare", "Close"))
        if self._list is not None:
            self._list.setParent(None)
            self._list.deleteLater()
            self._list = None
        if self._filled is None:
            return
        against = self._filled.contradictions
        words = translate("Compare", "%n value(s) filled in from the logs", "", self._filled.count)
        if against:
            words += translate("Compare", ", %n contradict(s) the form", "", len(against))
        self.words.setText(words)
        self.undo.setVisible(self._filled.count > 0)
        if against:
            self._list = self._make_list(against)
            self._column.addWidget(self._list)

    def _make_list(self, against: tuple[Contradiction, ...]) -> QWidget:
        body = QFrame()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(4, 1)
        sides = {"left": translate("Compare", "Left"), "right": translate("Compare", "Right")}
        for row, one in enumerate(against[:MOST]):
            field = TextButton(self._context.theme, "quiet")
            field.setText(self._context.say(BY_NAME[one.name].title))
            field.clicked.connect(lambda _=False, name=one.name: self._pane.go_to(name))
            line = f"{one.told.log}:{one.told.line}" if one.told.line else one.told.log
            form = translate("Compare", "form: {value}").format(value=redact(value_text(one.form)))
            log = translate("Compare", "log: {value}").format(value=redact(value_text(one.told.value)))
            grid.addWidget(field, row, 0, Qt.AlignmentFlag.AlignLeft)
            for column, (words, role) in enumerate(
                ((sides[one.side], "muted"), (form, ""), (log, ""), (line, "muted")), 1
            ):
                label = QLabel(words)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("role", role)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(label, row, column)
        if len(against) > MOST:
            more = QLabel(translate("Compare", "and %n more", "", len(against) - MOST))
            more.setProperty("role", "caption")
            grid.addWidget(more, MOST, 0, 1, 3)
        return body
