"""All hits of one query, on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.shell.search_box import hit_row
from kbapp.ui.widgets.buttons import TextButton
from kbapp.ui.widgets.hits import HitList

if TYPE_CHECKING:
    from kbapp.search import SearchResult

LIMIT = 50


class Results(Translated):
    """`opened` has a reference, `asked` another query (what one may have meant)."""

    opened = Signal(str)
    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._query = ""
        self._result: SearchResult | None = None
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.meant = TextButton(context.theme, "quiet", "search")
        self.meant.clicked.connect(self._ask)
        self.list = HitList(context.theme, roomy=True)
        self.list.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 26, 24, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.count)
        column.addWidget(self.meant, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        self.meant.hide()
        context.search_ready.connect(self._again)
        context.language.changed.connect(lambda _: self._again())

    def search(self, query: str) -> None:
        self._query = query
        self._result = None
        self.retranslate()
        self._context.search(query, self._show, LIMIT)

    def retranslate(self) -> None:
        query = " ".join(self._query.split())
        self.title.setText(query if len(query) <= 120 else query[:119] + "…")
        self.list.setAccessibleName(translate("Results", "Search results"))
        if self._result is None:
            self.count.setText(translate("Results", "Searching …"))
            return
        hits = len(self._result.hits)
        self.count.setText(
            translate("Results", "%n section(s) found", "", hits) if hits else translate("Results", "Nothing found.")
        )
        meant = self._result.did_you_mean or ""
        self.meant.setVisible(bool(meant))
        self.meant.setText(translate("Results", "Did you mean: {query}").format(query=meant))

    def _again(self) -> None:
        if self._query:
            self.search(self._query)

    def _show(self, result: SearchResult) -> None:
        self._result = result
        self.list.show_rows([hit_row(self._context, hit) for hit in result.hits])
        self.retranslate()

    def _ask(self) -> None:
        if self._result and self._result.did_you_mean:
            self.asked.emit(self._result.did_you_mean)
