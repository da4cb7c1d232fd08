"""The bar above a side's lines: its name, clock and encoding, the filters, and the ways to another log."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from kbapp.ui.diagnose.line_filter import ALL, IPSEC, MARKED
from kbapp.ui.i18n import translate
from kbapp.ui.theme.theme import Theme
from kbapp.ui.widgets.buttons import IconButton, Segmented, TextButton
from kbapp.ui.widgets.elided import Elided

_ROOM_FOR_CHOICE = 560
_ROOM_FOR_FILTER = 380
_ROOM_FOR_CLOCK = 400
_LONGEST_NAME = 28


class LogBar(QWidget):
    """Where it is narrow, the lesser parts give way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._encoding = self._offset = ""
        self._room = 0
        self.name = Elided(theme)
        self.offset = QLabel()
        self.offset.setProperty("role", "caption")
        self.encoding = TextButton(theme, "quiet")
        self.connection = TextButton(theme, "quiet", "close")
        self.lines = Segmented(theme, [(ALL, ""), (IPSEC, ""), (MARKED, "")])
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(230)
        self.open = IconButton(theme, "open", size=28)
        self.clear = IconButton(theme, "clear", size=28)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        for widget in (self.offset, self.encoding, self.connection, self.lines):
            row.addWidget(widget)
        row.addWidget(self.filter, 1)
        row.addWidget(self.open)
        row.addWidget(self.clear)
        for hidden in (self.offset, self.encoding, self.connection):
            hidden.hide()

    def retranslate(self) -> None:
        self.lines.set_words(ALL, translate("Log", "All lines"))
        self.lines.set_words(IPSEC, translate("Log", "IPsec"), translate("Log", "Only lines of an IPsec gateway"))
        self.lines.set_words(MARKED, translate("Log", "Marked"), translate("Log", "Only lines that a finding rests on"))
        self.offset.setToolTip(
            translate("Log", "How far this log's clock is ahead of the other's, by the messages that stand in both")
        )
        self.encoding.setToolTip(translate("Log", "Encoding: read the file in another one"))
        self.connection.setToolTip(translate("Log", "Show the lines of all connections again"))
        self.filter.setPlaceholderText(translate("Log", "Filter: text or /regex/"))
        self.filter.setAccessibleName(translate("Log", "Filter lines"))
        self.open.set_words(translate("Log", "Open another log"))
        self.clear.set_words(translate("Log", "Remove this log"))

    def fit(self, width: int) -> None:
        """Show what has room in this width."""
        self._room = width
        self.lines.setVisible(width >= _ROOM_FOR_CHOICE)
        self.filter.setVisible(width >= _ROOM_FOR_FILTER)
        self._show_facts()

    def show_connection(self, name: str | None) -> None:
        """The connection whose lines are left; `None` for all."""
        self.connection.setVisible(name is not None)
        if name is not None:
            self.connection.setText(name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…")

    def show_encoding(self, encoding: str) -> None:
        """Empty for a pasted text, which has none."""
        self._encoding = encoding.upper()
        self._show_facts()

    def show_offset(self, words: str) -> None:
        self._offset = words
        self._show_facts()

    def show_fault(self, error: str) -> None:
        """Why the filter's expression is taken as plain text; empty where it is none or a good one."""
        if bool(error) != (self.filter.property("invalid") == "true"):
            self.filter.setProperty("invalid", "true" if error else "false")
            self.filter.style().unpolish(self.filter)
            self.filter.style().polish(self.filter)
        told = translate("Log", "Not a regular expression, taken as plain text: {error}").format(error=error)
        self.filter.setToolTip(told if error else "")

    def _show_facts(self) -> None:
        wide = self._room >= _ROOM_FOR_CHOICE
        self.encoding.setVisible(wide and bool(self._encoding))
        if self._encoding:
            self.encoding.setText(self._encoding)
        self.offset.setVisible(self._room >= _ROOM_FOR_CLOCK and bool(self._offset))
        self.offset.setText(self._offset)


def clock_words(offset: float) -> str:
    """How far the second log's clock is ahead of the first's; the lines keep their own times."""
    shift = f"{offset:+.0f}".replace("-", "−") if round(offset) else "±0"
    return translate("Log", "clock {shift} s").format(shift=shift)
