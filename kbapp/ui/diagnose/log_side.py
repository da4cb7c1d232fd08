"""One side's log: the invitation to paste while there is none, then its name, its filters, and its lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.diagnose.engine import Source
from kbapp.ui.diagnose.find_bar import FindBar
from kbapp.ui.diagnose.groups import Groups
from kbapp.ui.diagnose.invitation import Invitation, side_words
from kbapp.ui.diagnose.line_filter import ALL, IPSEC, MARKED, LineFilter
from kbapp.ui.diagnose.linestore import ENCODINGS, LineStore
from kbapp.ui.diagnose.log_bar import LogBar, clock_words
from kbapp.ui.diagnose.log_view import LogView
from kbapp.ui.diagnose.patterns import wanted
from kbapp.ui.i18n import Translated, translate

__all__ = ["ALL", "IPSEC", "MARKED", "LogSide"]


class LogSide(Translated):
    """Asks by signals; the pane has the files and the clipboard."""

    paste_wanted = Signal()
    open_wanted = Signal()
    clear_wanted = Signal()
    encoding_wanted = Signal(str)
    """Read the file anew in this encoding; empty for the one that it looks like."""
    connection_left = Signal()
    """The lines of all connections are wanted again."""

    def __init__(self, context: Context, side: int) -> None:
        super().__init__()
        self.side = side
        self.source: Source | None = None
        self.invitation = Invitation(context, side)
        self.view = LogView(context.theme)
        self.bar = LogBar(context.theme)
        self.name, self.filter, self.lines = self.bar.name, self.bar.filter, self.bar.lines
        self.connection, self.encoding, self.clear = self.bar.connection, self.bar.encoding, self.bar.clear
        self.finder = FindBar(context, self.view, f"find-{side}")
        self.rows = LineFilter(context, self.view.model, f"filter-{side}", self)
        self.rows.groups = lambda: self.source.groups if self.source else None
        self._offset: float | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._connect()
        self._lay_out()
        self.retranslate()

    def _connect(self) -> None:
        self.invitation.paste.clicked.connect(self.paste_wanted)
        self.invitation.open.clicked.connect(self.open_wanted)
        self.bar.open.clicked.connect(self.open_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.encoding.clicked.connect(self.show_encodings)
        self.connection.clicked.connect(lambda: self.connection_left.emit())
        self._typing.timeout.connect(self.apply_filter)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.lines.chosen.connect(lambda _: self.apply_filter())
        self.rows.applied.connect(self._rows_shown)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.finder)
        column.addWidget(self.view, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.invitation)
        self.stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def retranslate(self) -> None:
        self.bar.retranslate()
        words = side_words(self.side)
        self.view.table.setAccessibleName(translate("Log", "Log of {side}").format(side=words))
        self._say_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.fit(self.width())

    # --- the log

    def show_log(self, source: Source, store: LineStore) -> None:
        self.source = source
        self._forget()
        self.view.show_store(store)
        self._say_name()
        self.stack.setCurrentIndex(1)

    def drop_log(self) -> None:
        """Back to the invitation."""
        self.source = None
        self._forget()
        self.view.show_store(LineStore(b"", "utf-8"))
        self.stack.setCurrentIndex(0)

    def _forget(self) -> None:
        """What was chosen for the log before."""
        self.rows.reset()
        self._offset = None
        self.bar.show_connection(None)
        self.bar.show_offset("")
        self.finder.forget()
        self.filter.clear()
        self._typing.stop()
        self.view.table.highlight("filter", None)
        self.lines.choose(ALL)

    def show_marks(self, marks: Mapping[int, int]) -> None:
        """Another diagnosis: what it marks; its connections are others than before."""
        self.view.show_marks(marks)
        if self.source is not None:
            self.source.groups = None
        left = self.rows.tunnel is not None
        self.rows.tunnel = None
        self.bar.show_connection(None)
        if left or self.lines.current == MARKED:
            self.apply_filter()

    def show_groups(self, groups: Groups, *, shown_offset: bool = False) -> None:
        """The lines by connection, which the filters need; the clock of the second log beside the first's."""
        if self.source is not None:
            self.source.groups = groups
        self._offset = groups.offset if shown_offset else None
        self._say_offset()
        if self.rows.rests_on_groups:
            self.apply_filter()

    def show_connection(self, tunnel: int | None, name: str = "") -> None:
        """Only the lines of one connection (its place among the diagnosis' tunnels); `None` for all."""
        self.rows.tunnel = tunnel
        self.bar.show_connection(name if tunnel is not None else None)
        self.apply_filter()

    def select_lines(self, lines: list[int]) -> None:
        """Select lines (from 0); a filter that hides them is taken off."""
        if not self.view.select_lines(lines):
            self.filter.clear()
            self.lines.choose(ALL)
            self.apply_filter()
            if not self.view.select_lines(lines) and self.rows.tunnel is not None:
                self.connection_left.emit()
                self.view.select_lines(lines)

    def focus_filter(self) -> None:
        if self.source is not None:
            self.filter.setFocus()
            self.filter.selectAll()

    def apply_filter(self) -> None:
        """Show the lines that were asked for."""
        self._typing.stop()
        asked = wanted(self.filter.text())
        self.bar.show_fault(asked.error if asked else "")
        self.view.table.highlight("filter", asked)
        self.rows.kind = self.lines.current
        self.rows.apply(asked)

    def _rows_shown(self) -> None:
        self.view.overview.update()
        self._say_name()

    # --- words

    def _say_name(self) -> None:
        if self.source is None:
            return
        model = self.view.model
        total, shown = len(model.store), model.rowCount()
        lines = translate("Log", "%n line(s)", "", total)
        if shown != total:
            words = translate("Log", "{shown} of {total} lines")
            if self._of_selection():
                words = translate("Log", "{shown} of {total} lines (long log: the telling ones)")
            lines = words.format(shown=shown, total=total)
        name = self.source.name if self.source.path else translate("Log", "Pasted log")
        self.name.setText(f"{name}  ·  {lines}")
        self.bar.show_encoding(model.store.encoding if self.source.path is not None else "")
        self.view.show_nothing(translate("Log", "No line fits the filter.") if total and not shown else "")
        self._say_offset()

    def _say_offset(self) -> None:
        """The second log's clock; the lines keep their own times."""
        self.bar.show_offset(clock_words(self._offset) if self._offset is not None else "")

    def _of_selection(self) -> bool:
        """Does a filter rest on the lines that the scan of a large log kept?"""
        read = self.source.read if self.source else None
        return self.rows.rests_on_groups and read is not None and len(read.lines) < read.total

    def encodings(self) -> QMenu:
        """The encodings to choose from; the one in force is ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for encoding in ("", *ENCODINGS):
            words = encoding.upper() or translate("Log", "Recognise the encoding")
            action = menu.addAction(words, partial(self.encoding_wanted.emit, encoding))
            action.setCheckable(True)
            action.setChecked(self.source is not None and self.source.encoding == encoding)
        return menu

    def show_encodings(self) -> None:
        self.encodings().popup(self.encoding.mapToGlobal(QPoint(0, self.encoding.height() + 4)))
