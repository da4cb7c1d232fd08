"""The Know pane: contents at the left, the reader, the page's sections at the right; and the hits of a search."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kbapp.model.text import Lang
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.know.contents import Contents
from kbapp.ui.know.find_bar import FindBar
from kbapp.ui.know.history import History, Visit
from kbapp.ui.know.outline import Outline
from kbapp.ui.know.reader import Reader
from kbapp.ui.know.results import Results
from kbapp.ui.know.shelf import Shelf, pop_up
from kbapp.ui.know.toolbar import Toolbar
from kbapp.ui.pane import Pane
from kbapp.ui.words import kind_words

SIDEBAR = 280
_OUTLINE_FROM = 1150
_SIDEBAR_FROM = 760
_SIDEBAR_BESIDE = 1400
"""Two pages side by side need more."""
HITS = "?"


class KnowPane(Pane):
    """Shows one page at a time: an article, the start page (`""`), or hits (`?query`)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.history = History()
        self._wanted: tuple[str, int] | None = None
        self._contents_wanted = True
        self.contents = Contents(context)
        self.toolbar = Toolbar(context)
        self.shelf = Shelf(context, self)
        self.reader = Reader(context)
        self.other = Reader(context)
        self._both = False
        self._pulling = False
        self.results = Results(context)
        self.outline = Outline(context)
        self.find_bar = FindBar(context, self.reader)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._offer_actions()
        self.retranslate()
        if context.content is not None:
            self._content_ready()

    # --- pages

    def open(self, reference: str, offset: int = 0) -> None:
        """Open an article or a section; before the content is loaded, remember it."""
        content = self.context.content
        if content is None:
            self._wanted = (reference, offset)
            return
        place = content.resolve(reference) if reference else None
        if reference and place is None:
            self.context.notices.warn(f"没有这个条目：{reference}", f"There is no such article: {reference}")
            return
        self._keep_offset()
        visit = self.history.visit(place.article if place else "", place.section if place else None)
        visit.offset = offset
        self.shelf.visit(str(place) if place else "")
        self._show(visit)

    def show_hits(self, query: str) -> None:
        """The page of all hits."""
        self._keep_offset()
        self._show(self.history.visit(HITS + query))

    def go_back(self) -> None:
        self._keep_offset()
        self._show(self.history.back())

    def go_forward(self) -> None:
        self._keep_offset()
        self._show(self.history.forward())

    @property
    def reference(self) -> str:
        """What is being read: `phase-1-failed#psk-mismatch`; empty on other pages."""
        page = self._page()
        if not page or page.startswith(HITS):
            return ""
        return f"{page}#{self.reader.section}" if self.reader.section else page

    def causes_here(self) -> tuple[str, ...]:
        """The causes of the section being read, else of the article."""
        content, page = self.context.content, self._page()
        if content is None or page not in content.articles:
            return ()
        if self.reader.section in content.causes:
            return (self.reader.section,)
        article = content.articles[page][self.context.lang]
        sections = tuple(section.id for section in article.sections if section.id in content.causes)
        return tuple(cause for cause in article.causes if cause in content.causes) or sections

    # --- the session

    def state(self) -> dict[str, object]:
        section, offset = self.reader.position()
        page = self._page()
        place = "" if page.startswith(HITS) else (f"{page}#{section}" if section else page)
        return {
            "place": place,
            "offset": offset,
            "zoom": self.reader.zoom,
            "contents": self._contents_wanted,
            "both": self._both,
            **self.shelf.state(),
        }

    def restore(self, state: dict[str, object]) -> None:
        zoom, offset, place = state.get("zoom"), state.get("offset"), state.get("place")
        if isinstance(zoom, int):
            self._zoom(zoom)
        self._both = state.get("both") is True
        self._contents_wanted = state.get("contents") is not False
        self.shelf.restore(state)
        if isinstance(place, str) and self._wanted is None:
            self.open(place, offset if isinstance(offset, int) else 0)

    def focus_first(self) -> None:
        self.reader.setFocus()

    # --- building

    def _lay_out(self) -> None:
        self.sidebar = QWidget()
        self.sidebar.setObjectName("Sidebar")
        self.sidebar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sidebar.setFixedWidth(SIDEBAR)
        self._contents_title = QLabel()
        self._contents_title.setProperty("role", "overline")
        self._contents_title.setContentsMargins(18, 18, 0, 6)
        side = QVBoxLayout(self.sidebar)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._contents_title)
        side.addWidget(self.contents, 1)
        pages = QSplitter(Qt.Orientation.Horizontal)
        pages.setChildrenCollapsible(False)
        pages.addWidget(self.reader)
        pages.addWidget(self.other)
        self.other.hide()
        self.pages = pages
        self.stack.addWidget(pages)
        self.stack.addWidget(self.results)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.toolbar)
        middle.addWidget(self.find_bar)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.stack, 1)
        below.addWidget(self.outline)
        middle.addLayout(below, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(middle, 1)

    def _connect(self) -> None:
        self.contents.chosen.connect(self.open)
        self.outline.chosen.connect(self._go_to_section)
        self.results.opened.connect(self.open)
        self.results.asked.connect(self.search_wanted)
        self.reader.link_clicked.connect(self.follow)
        self.other.link_clicked.connect(lambda target: self.follow(target, self.other))
        self.reader.verticalScrollBar().valueChanged.connect(lambda _: self._pull(self.other, self.reader))
        self.other.verticalScrollBar().valueChanged.connect(lambda _: self._pull(self.reader, self.other))
        self.reader.moved.connect(self._moved)
        self.shelf.chosen.connect(self.open)
        self.shelf.changed.connect(self._tell_place)
        self.toolbar.log.clicked.connect(lambda: self.log_wanted.emit(self.causes_here()))
        self.toolbar.compare.clicked.connect(lambda: self.comparison_wanted.emit(self._parameters_here()))
        self.context.content_ready.connect(self._content_ready)
        self.context.language.changed.connect(lambda _: self._speak())

    def _offer_actions(self) -> None:
        for name, handler in {
            "home": lambda: self.open(""),
            "back": self.go_back,
            "forward": self.go_forward,
            "find": self.find_bar.open_bar,
            "find-next": lambda: self.find_bar.step(1),
            "find-previous": lambda: self.find_bar.step(-1),
            "copy-link": self.copy_link,
            "bookmark": self._toggle_bookmark,
            "bookmarks": lambda: pop_up(self.shelf.bookmark_menu(self, self.reference), self.toolbar.bookmarks),
            "visited": lambda: pop_up(self.shelf.visited_menu(self, self.reference), self.toolbar.visited),
            "save-pdf": self.save_pdf,
            "contents": self._toggle_contents,
            "both-languages": self._toggle_both,
            "zoom-in": lambda: self._zoom(self.reader.zoom + 1),
            "zoom-out": lambda: self._zoom(self.reader.zoom - 1),
            "zoom-reset": lambda: self._zoom(0),
        }.items():
            self.context.actions.on(name, handler, "know")

    # --- what happens

    def follow(self, target: str, reader: Reader | None = None) -> None:
        """A link of the page: a code block to copy, a section's address, a place; nothing outside."""
        scheme, _, rest = target.partition(":")
        if scheme == "copy" and rest.isdigit():
            QGuiApplication.clipboard().setText((reader or self.reader).block(int(rest)))
            self.context.notices.info("已复制。", "Copied.")
        elif scheme == "link":
            self.copy_link(rest)
        elif scheme in ("http", "https", "mailto"):
            QGuiApplication.clipboard().setText(target)
            self.context.notices.info(f"外部地址已复制：{target}", f"External address copied: {target}")
        else:
            self.open(f"{self._page()}{target}" if target.startswith("#") else target)

    def copy_link(self, section: str = "") -> None:
        """The command that shows this section anywhere."""
        reference = f"{self._page()}#{section}" if section else self.reference
        if reference:
            QGuiApplication.clipboard().setText(f"kbapp show {reference}")
            self.context.notices.info(f"已复制：kbapp show {reference}", f"Copied: kbapp show {reference}")

    def save_pdf(self) -> None:
        """The page that is shown, as a file of the user's choice."""
        from kbapp.ui.know.pdf import save_pdf

        name = (self._page() or "kbapp") + ".pdf"
        path = self.context.prompts.save_file(
            translate("Know", "Save page as PDF"), name, translate("Know", "PDF (*.pdf)")
        )
        if path is None:
            return
        try:
            save_pdf(self.reader.page, path, self._page())
        except OSError as error:
            self.context.notices.warn(f"写不了 {path}：{error.strerror}", f"Cannot write {path}: {error.strerror}")
            return
        self.context.notices.info(f"已保存：{path}", f"Saved: {path}")

    def retranslate(self) -> None:
        self._contents_title.setText(translate("Know", "Contents"))
        self.contents.setAccessibleName(translate("Know", "Contents"))
        self.reader.setAccessibleName(translate("Know", "Article"))
        self.other.setAccessibleName(translate("Know", "Article in the other language"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _speak(self) -> None:
        """The same place in the other language."""
        section, offset = self.reader.position()
        self.retranslate()
        self.contents.fill()
        visit = self.history.current
        if visit is not None and not visit.page.startswith(HITS):
            self._render(visit.page)
            self.reader.go_to(section, min(offset, self.reader.viewport().height()) if section else offset)
            self._pull(self.other, self.reader)
        self._tell_place()

    def _content_ready(self) -> None:
        self.contents.fill()
        if self._wanted is None and self.history.current is not None:
            return
        reference, offset = self._wanted or ("", 0)
        self._wanted = None
        content = self.context.content
        known = content is not None and (not reference or content.resolve(reference))
        self.open(reference if known else "", offset)

    def _show(self, visit: Visit | None) -> None:
        if visit is None:
            return
        if visit.page.startswith(HITS):
            self.stack.setCurrentWidget(self.results)
            self.results.search(visit.page.removeprefix(HITS))
        else:
            self.stack.setCurrentWidget(self.pages)
            self._render(visit.page)
            self._share_room()
            self.reader.go_to(visit.section, visit.offset)
            self._pull(self.other, self.reader)
        self._share_room()
        self._tell_place()

    def _render(self, page: str) -> None:
        from kbapp.ui.know.pages import article_page, start_page

        content = self.context.content
        if content is None:
            return
        sections: list[tuple[str, str]] = []
        if page:
            article = content.articles[page][self.context.lang]
            self.reader.show_page(article_page(content, article))
            sections = [(section.id, section.title.replace("`", "")) for section in article.sections]
        else:
            self.reader.show_page(start_page(content, self.context.lang))
        self._render_other(page)
        self.outline.fill(sections)
        if self.find_bar.isVisible():
            self.find_bar.search()

    def _render_other(self, page: str) -> None:
        """The same article in the other language, where both are wished."""
        from kbapp.ui.know.pages import article_page

        content = self.context.content
        self.other.setVisible(self._both and bool(page))
        self.toolbar.both.setChecked(self._both)
        if content is not None and self._both and page:
            lang: Lang = "en" if self.context.lang == "zh" else "zh"
            self.other.show_page(article_page(content, content.articles[page][lang]))

    def _pull(self, follower: Reader, leader: Reader) -> None:
        """The other page stands at the same share of the same section."""
        if self._both and not self._pulling and self.other.isVisible():
            self._pulling = True
            follower.stand_at(*leader.share())
            self._pulling = False

    def _zoom(self, steps: int) -> None:
        self.reader.set_zoom(steps)
        self.other.set_zoom(steps)

    def _toggle_both(self) -> None:
        """Both languages side by side, or the window's alone; the section on top stays."""
        self._both = not self._both
        visit = self.history.current
        if visit is None or visit.page.startswith(HITS):
            return
        section, offset = self.reader.position()
        self._render_other(visit.page)
        if self._both:
            self.pages.setSizes([1000, 1000])
        self._share_room()
        for widget in (self, self.pages):  # the pages must have their width before they are scrolled
            QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest)
        if (layout := self.layout()) is not None:
            layout.activate()
        self.reader.go_to(section, offset)
        self._pull(self.other, self.reader)

    def _go_to_section(self, section: str) -> None:
        self.open(f"{self._page()}#{section}")

    def _moved(self, section: str) -> None:
        self.outline.show_current(section)
        self._tell_place()

    def _tell_place(self) -> None:
        content, page = self.context.content, self._page()
        actions = self.context.actions
        self.contents.show_current(page)
        self.toolbar.back.setEnabled(self.history.can_back)
        self.toolbar.forward.setEnabled(self.history.can_forward)
        actions.get("back").setEnabled(self.history.can_back)
        actions.get("forward").setEnabled(self.history.can_forward)
        causes = self.causes_here()
        self.toolbar.log.setVisible(bool(causes))
        self.toolbar.compare.setVisible(bool(self._parameters_here()))
        self.toolbar.link.setEnabled(bool(self.reference))
        self.toolbar.bookmark.setEnabled(bool(self.reference))
        self.toolbar.bookmark.setChecked(self.reference in self.shelf.bookmarks.names)
        article = content.articles[page][self.context.lang] if content and page in content.articles else None
        self.toolbar.trail.setText(f"{kind_words(article.kind)}  ›  {article.title}" if article else "")

    def _toggle_bookmark(self) -> None:
        self.shelf.toggle(self.reference)
        self._tell_place()

    def _parameters_here(self) -> tuple[str, ...]:
        content = self.context.content
        if content is None:
            return ()
        names = (name for cause in self.causes_here() for name in content.causes[cause].parameters)
        return tuple(dict.fromkeys(names))

    def _page(self) -> str:
        return self.history.current.page if self.history.current else ""

    def _keep_offset(self) -> None:
        """Before leaving a page: where it was read."""
        visit = self.history.current
        if visit is not None and not visit.page.startswith(HITS):
            visit.section, visit.offset = self.reader.position()

    def _toggle_contents(self) -> None:
        self._contents_wanted = not self._contents_wanted
        self._share_room()

    def _share_room(self) -> None:
        """The reader comes first: the outline goes below 1150 pixels, the contents below 760."""
        article = self.stack.currentWidget() is self.pages and bool(self._page())
        self.outline.setVisible(article and not self._both and self.width() >= _OUTLINE_FROM)
        both = article and self._both
        self.sidebar.setVisible(self._contents_wanted and self.width() >= (_SIDEBAR_BESIDE if both else _SIDEBAR_FROM))
