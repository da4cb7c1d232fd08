"""The pane's own actions, in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QWidget

from kbapp.ui.compare import measures
from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.widgets.buttons import IconButton, TextButton


class Toolbar(Translated):
    """Emits what is wanted; `filtered` with the state of the filter, `stepped` with +1 or -1."""

    open_wanted = Signal()
    save_wanted = Signal()
    swap_wanted = Signal()
    clear_wanted = Signal()
    copy_wanted = Signal()
    export_wanted = Signal()
    filtered = Signal(bool)
    stepped = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(46)
        theme = context.theme
        self.open = TextButton(theme, "quiet", "open")
        self.save = TextButton(theme, "quiet", "save")
        self.swap = TextButton(theme, "quiet", "swap")
        self.clear = TextButton(theme, "quiet", "clear")
        self.only = QCheckBox()
        self.previous = IconButton(theme, "chevron-up", size=28)
        self.next = IconButton(theme, "chevron-down", size=28)
        self.place = QLabel()
        self.place.setProperty("role", "caption")
        self.copy = TextButton(theme, "quiet", "copy")
        self.export = TextButton(theme, "quiet", "print")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.MARGIN - 4, 0, measures.MARGIN - 4, 0)
        row.setSpacing(2)
        for widget in (self.open, self.save, _rule(), self.swap, self.clear):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.only)
        row.addSpacing(10)
        for widget in (self.previous, self.next, self.place, _rule(), self.copy, self.export):
            row.addWidget(widget)

    def _connect(self) -> None:
        for button, signal in (
            (self.open, self.open_wanted),
            (self.save, self.save_wanted),
            (self.swap, self.swap_wanted),
            (self.clear, self.clear_wanted),
            (self.copy, self.copy_wanted),
            (self.export, self.export_wanted),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self.only.toggled.connect(self.filtered)
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))

    def show_place(self, place: int, count: int, *, anything: bool) -> None:
        """`place` counts from 1; 0 where no mismatch is chosen. `anything`: is there something to copy or save?"""
        self.place.setText(f"{place or '–'} / {count}" if count else "")
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        for action in (self.save, self.swap, self.clear):
            action.setEnabled(anything)

    def show_comparison(self, there: bool) -> None:
        for button in (self.copy, self.export):
            button.setEnabled(there)
        self.only.setEnabled(there)

    def retranslate(self) -> None:
        self.open.setText(translate("CompareToolbar", "Open…"))
        self.open.setToolTip(translate("CompareToolbar", "Open a configuration, a form or a case  Ctrl+O"))
        self.save.setText(translate("CompareToolbar", "Save…"))
        self.save.setToolTip(translate("CompareToolbar", "Save both columns, without the keys  Ctrl+S"))
        self.swap.setText(translate("CompareToolbar", "Swap sides"))
        self.clear.setText(translate("CompareToolbar", "Clear"))
        self.only.setText(translate("CompareToolbar", "Mismatches only"))
        self.previous.set_words(translate("CompareToolbar", "Previous mismatch"), "Shift+F8")
        self.next.set_words(translate("CompareToolbar", "Next mismatch"), "F8")
        self.copy.setText(translate("CompareToolbar", "Copy"))
        self.copy.setToolTip(translate("CompareToolbar", "Copy the whole result as text"))
        self.export.setText(translate("CompareToolbar", "Export…"))
        self.export.setToolTip(translate("CompareToolbar", "Save the result as a report"))


def _rule() -> QWidget:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.VLine)
    rule.setFixedSize(9, 20)
    rule.setEnabled(False)
    return rule
