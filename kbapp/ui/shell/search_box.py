"""The search box of the header, and the list of hits that drops from it as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.words import kind_words, language_words

if TYPE_CHECKING:
    from kbapp.search import Hit, SearchResult
    from kbapp.ui.widgets.hits import HitList

POPUP_HITS = 7
ROW = 56
ALL = "\0all"


class HitRow(NamedTuple):
    """One hit as the lists show it."""

    key: str
    title: str
    where: str
    snippet: str
    marks: Sequence[tuple[int, int]]
    tag: str


def hit_row(context: Context, hit: Hit) -> HitRow:
    """The article's title stands above a section's; the tag names the kind and the language."""
    content = context.content
    article = content.articles.get(hit.article, {}).get(hit.lang) if content else None
    where = article.title if article and hit.section else ""
    kind = kind_words(article.kind) if article else ""
    key = f"{hit.article}#{hit.section}" if hit.section else hit.article
    tag = f"{kind} · {language_words(hit.lang)}"
    if content and article and article.kind != "notes" and not article.path.is_relative_to(content.root):
        tag = f"{translate('Search', 'own')} · {tag}"
    return HitRow(key, hit.title, where or kind, hit.snippet, hit.marks, tag)


class SearchBox(Translated):
    """`opened` has a reference; `all_wanted` the query whose hits are wanted on a page of their own."""

    opened = Signal(str)
    all_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.field = QLineEdit()
        self.field.setObjectName("SearchField")
        self.field.setFrame(False)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 0, 66, 0)
        row.addWidget(self.field)
        self.setFixedHeight(36)
        self.setFocusProxy(self.field)
        self._popup: SearchPopup | None = None
        context.search_ready.connect(self._search_again)
        context.language.changed.connect(lambda _: self._search_again())
        context.theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(translate("Search", "Search: symptom, log line, error code, 中文 or English"))
        self.field.setAccessibleName(translate("Search", "Search the knowledge base"))

    def start(self, text: str | None = None) -> None:
        """Take the keyboard; with a text, search for it."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text is not None:
            self.field.setText(text)
            self._typed(text)
        else:
            self.field.selectAll()

    @property
    def popup(self) -> SearchPopup:
        """The list, made when it is first needed."""
        if self._popup is None:
            self._popup = SearchPopup(self._context, self.window())
            self._popup.hits.opened.connect(self._open)
            self._popup.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._popup

    def hide_popup(self) -> None:
        if self._popup:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.hide_popup()
            self.update()
        if event.type() == QEvent.Type.FocusIn:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, focused = self._context.theme, self.field.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(theme.color("accent" if focused else "edge"))
        pen.setWidthF(2 if focused else 1)
        painter.setPen(pen)
        painter.setBrush(theme.color("surface"))
        gap = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), 9, 9)
        paint_icon(painter, "search", QRectF(12, 9, 18, 18), theme.color("accent" if focused else "muted"))
        if not self.field.text():
            self._key_hint(painter)

    def _key_hint(self, painter: QPainter) -> None:
        theme = self._context.theme
        painter.setFont(sans(11))
        words = self._context.actions.shortcut("search")
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        box = QRectF(self.width() - width - 9, 8, width, 20)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _typed(self, text: str) -> None:
        self.update()
        if not text.strip():
            self.hide_popup()
            return
        if not self._context.can_search:
            self.popup.show_words(translate("Search", "The index is being opened …"))
            self._place()
            return
        self._context.search(text, self._show, POPUP_HITS)

    def _search_again(self) -> None:
        if self._popup and self._popup.isVisible():
            self._typed(self.field.text())

    def _show(self, result: SearchResult) -> None:
        if not self.field.hasFocus() or not self.field.text().strip():
            return
        self.popup.show_result(result)
        self._place()

    def _place(self) -> None:
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 6))
        width = max(self.width(), 560)
        left = min(corner.x(), max(8, self.window().width() - width - 8))
        self.popup.setGeometry(QRect(left, corner.y(), width, self.popup.wanted_height()))
        self.popup.show()
        self.popup.raise_()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        shown = self._popup is not None and self._popup.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shown:
            self.popup.hits.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(shown, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        if key == Qt.Key.Key_Escape:
            if shown:
                self.hide_popup()
            else:
                self.field.clear()
                self.update()
            return True
        return False

    def _enter(self, shown: bool, everything: bool) -> None:
        key = self.popup.hits.current_key() if shown else None
        if everything or key is None:
            if self.field.text().strip():
                self._open(ALL)
            return
        self._open(key)

    def _open(self, key: str) -> None:
        self.hide_popup()
        if key == ALL:
            self.all_wanted.emit(self.field.text().strip())
        else:
            self.opened.emit(key)


class SearchPopup(QFrame):
    """Hits below the box. A child of the window, no window of its own: it never takes the keyboard."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        from kbapp.ui.widgets.hits import HitList

        self._context = context
        self.setObjectName("Popup")
        self.hits: HitList = HitList(context.theme)
        self.words = QLabel()
        self.words.setProperty("role", "caption")
        self.words.setContentsMargins(16, 4, 16, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 6, 5, 4)
        column.setSpacing(0)
        column.addWidget(self.hits)
        column.addWidget(self.words)
        self.hide()

    def show_result(self, result: SearchResult) -> None:
        rows = [hit_row(self._context, hit) for hit in result.hits]
        self.hits.show_rows(rows)
        self.hits.setVisible(bool(rows))
        if rows:
            self.words.setText(translate("Search", "↑ ↓ choose · Enter open · Ctrl+Enter all hits"))
        elif result.did_you_mean:
            self.words.setText(
                translate("Search", "Nothing found. Did you mean: {query}").format(query=result.did_you_mean)
            )
        else:
            self.words.setText(translate("Search", "Nothing found."))

    def show_words(self, words: str) -> None:
        self.hits.show_rows([])
        self.hits.hide()
        self.words.setText(words)

    def wanted_height(self) -> int:
        rows = self.hits.count()
        return rows * ROW + (44 if rows else 46)
