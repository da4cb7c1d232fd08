"""One side's log: the invitation to paste while there is none, then its name, its filter, and its lines."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.diagnose.engine import Source
from kbapp.ui.diagnose.groups import Groups
from kbapp.ui.diagnose.linestore import ENCODINGS, LineStore
from kbapp.ui.diagnose.log_view import LogView
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import IconButton, Segmented, TextButton
from kbapp.ui.widgets.elided import Elided
from kbapp.ui.work import Job

ALL, IPSEC, MARKED = "all", "ipsec", "marked"
_ROOM_FOR_CHOICE = 560
_ROOM_FOR_FILTER = 380
_LONGEST_NAME = 28


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
        self._context = context
        self.side = side
        self.source: Source | None = None
        self._tunnel: int | None = None
        self._search: Job | None = None
        self.invitation = Invitation(context, side)
        self.invitation.paste.clicked.connect(self.paste_wanted)
        self.invitation.open.clicked.connect(self.open_wanted)
        self.view = LogView(context.theme)
        self.name = Elided(context.theme)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(230)
        self.connection = TextButton(context.theme, "quiet", "close")
        self.connection.hide()
        self.connection.clicked.connect(lambda: self.connection_left.emit())
        self.lines = Segmented(context.theme, [(ALL, ""), (IPSEC, ""), (MARKED, "")])
        self.encoding = TextButton(context.theme, "quiet")
        self.encoding.clicked.connect(self.show_encodings)
        self.open = IconButton(context.theme, "open", size=28)
        self.open.clicked.connect(self.open_wanted)
        self.clear = IconButton(context.theme, "clear", size=28)
        self.clear.clicked.connect(self.clear_wanted)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self.apply_filter)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.lines.chosen.connect(lambda _: self.apply_filter())
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setObjectName("Toolbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.encoding)
        row.addWidget(self.connection)
        row.addWidget(self.lines)
        row.addWidget(self.filter, 1)
        row.addWidget(self.open)
        row.addWidget(self.clear)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.invitation)
        self.stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def retranslate(self) -> None:
        self.lines.set_words(ALL, translate("Log", "All lines"))
        self.lines.set_words(IPSEC, translate("Log", "IPsec"), translate("Log", "Only lines of an IPsec gateway"))
        self.lines.set_words(MARKED, translate("Log", "Marked"), translate("Log", "Only lines that a finding rests on"))
        self.encoding.setToolTip(translate("Log", "Encoding: read the file in another one"))
        self.connection.setToolTip(translate("Log", "Show the lines of all connections again"))
        self.filter.setPlaceholderText(translate("Log", "Filter: text or /regex/"))
        self.filter.setAccessibleName(translate("Log", "Filter lines"))
        self.open.set_words(translate("Log", "Open another log"))
        self.clear.set_words(translate("Log", "Remove this log"))
        words = side_words(self.side)
        self.view.table.setAccessibleName(translate("Log", "Log of {side}").format(side=words))
        self._say_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lines.setVisible(self.width() >= _ROOM_FOR_CHOICE)
        self._show_encoding()
        self.filter.setVisible(self.width() >= _ROOM_FOR_FILTER)

    # --- the log

    def show_log(self, source: Source, store: LineStore) -> None:
        self.source = source
        self._leave_connection()
        self.view.show_store(store)
        self.filter.clear()
        self.lines.choose(ALL)
        self._say_name()
        self.stack.setCurrentIndex(1)

    def drop_log(self) -> None:
        """Back to the invitation."""
        self.source = None
        self._leave_connection()
        self.view.show_store(LineStore(b"", "utf-8"))
        self.stack.setCurrentIndex(0)

    def show_marks(self, marks: Mapping[int, int]) -> None:
        """Another diagnosis: what it marks; its connections are others than before."""
        self.view.show_marks(marks)
        if self.source is not None:
            self.source.groups = None
        left = self._tunnel is not None
        self._leave_connection()
        if left or self.lines.current == MARKED:
            self.apply_filter()

    def show_groups(self, groups: Groups) -> None:
        """The lines by connection, which the filters need."""
        if self.source is not None:
            self.source.groups = groups
        if self.lines.current == IPSEC or self._tunnel is not None:
            self.apply_filter()

    def show_connection(self, tunnel: int | None, name: str = "") -> None:
        """Only the lines of one connection (its place among the diagnosis' tunnels); `None` for all."""
        self._tunnel = tunnel
        self.connection.setText(name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…")
        self.connection.setVisible(tunnel is not None)
        self.apply_filter()

    def _leave_connection(self) -> None:
        self._tunnel = None
        self.connection.hide()

    def select_lines(self, lines: list[int]) -> None:
        """Select lines (from 0); a filter that hides them is taken off."""
        if not self.view.select_lines(lines):
            self.filter.clear()
            self.lines.choose(ALL)
            self.apply_filter()
            if not self.view.select_lines(lines) and self._tunnel is not None:
                self.connection_left.emit()
                self.view.select_lines(lines)

    def apply_filter(self) -> None:
        """Show the lines that were asked for; a long log is searched off the window's thread."""
        self._typing.stop()
        if self._search is not None:
            self._search.cancel()
        store, chosen, wanted = self.view.model.store, self._chosen(), self._pattern()
        if wanted is None:
            self._show_rows(chosen)
            return
        search = wanted.search
        self._search = self._context.workers.run(
            lambda job: store.matching(search, lambda: job.cancelled, chosen), f"filter-{self.side}"
        ).success(self._show_rows)

    def _chosen(self) -> array[int] | None:
        """The lines that the choice of lines and of a connection leave; `None` for all."""
        model, groups = self.view.model, self.source.groups if self.source else None
        rows: array[int] | None = None
        if self.lines.current == MARKED:
            rows = array("Q", sorted(model.marks))
        elif self.lines.current == IPSEC and groups is not None:
            rows = groups.ipsec
        if self._tunnel is not None and groups is not None:
            own = groups.tunnels[self._tunnel]
            kept = set(own)
            rows = own if rows is None else array("Q", (line for line in rows if line in kept))
        return rows if rows is None else array("Q", (line for line in rows if line < len(model.store)))

    def _pattern(self) -> re.Pattern[str] | None:
        """The filter as a pattern; a broken expression is taken as plain text."""
        text = self.filter.text()
        if not text:
            return None
        if len(text) > 2 and text.startswith("/") and text.endswith("/"):
            try:
                return re.compile(text[1:-1], re.IGNORECASE)
            except re.error:
                pass
        return re.compile(re.escape(text), re.IGNORECASE)

    def _show_rows(self, rows: array[int] | None) -> None:
        self.view.model.set_rows(rows)
        self.view.overview.update()
        self._say_name()

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
        self._show_encoding()

    def _of_selection(self) -> bool:
        """Does a filter rest on the lines that the scan of a large log kept?"""
        read = self.source.read if self.source else None
        filtered = self.lines.current == IPSEC or self._tunnel is not None
        return filtered and read is not None and len(read.lines) < read.total

    def _show_encoding(self) -> None:
        """A pasted text has none, and where it is narrow there is no room for it."""
        shown = self.source is not None and self.source.path is not None and self.width() >= _ROOM_FOR_CHOICE
        self.encoding.setVisible(shown)
        self.encoding.setText(self.view.model.store.encoding.upper())

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


class Invitation(Translated):
    """A dashed field: paste, drop or open a log."""

    def __init__(self, context: Context, side: int) -> None:
        super().__init__()
        self._theme = context.theme
        self._side = side
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.paste = TextButton(context.theme, "primary" if side == 0 else "", "paste")
        self.open = TextButton(context.theme, "", "open")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.paste)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(10)
        column.addStretch(5)
        column.addSpacing(56)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStretch(6)
        self.retranslate()

    def retranslate(self) -> None:
        if self._side == 0:
            self.title.setText(translate("Log", "Paste the log of this side"))
            self.words.setText(
                translate("Log", "Press Ctrl+V, drop a file here, or open one. Any gateway's IKE or IPsec log will do.")
            )
        else:
            self.title.setText(translate("Log", "The other side's log, if you have it"))
            self.words.setText(
                translate(
                    "Log",
                    "Two logs name the cause far more often than one. Drop both files at once if you like.",
                )
            )
        self.paste.setText(translate("Log", "Paste"))
        self.open.setText(translate("Log", "Open file…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("edge"), 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 5])
        painter.setPen(pen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(20, 20, -20, -20), 14, 14)
        top = self.title.geometry().top() - 56
        paint_icon(painter, "log", QRectF(self.width() / 2 - 19, top, 38, 38), self._theme.color("accent"))


def side_words(side: int) -> str:
    """What a side is called."""
    return translate("Log", "Other side") if side else translate("Log", "This side")
