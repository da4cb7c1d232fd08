"""The Know pane: contents at the left, the reader, the page's sections at the right; and the hits of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kbapp.model.text import LANGS, Lang
from kbapp.paths import data_dir, notes_dir
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.know import walk
from kbapp.ui.know.contents import Contents
from kbapp.ui.know.deeds import Deeds
from kbapp.ui.know.find_bar import FindBar
from kbapp.ui.know.history import History, Visit
from kbapp.ui.know.outline import Outline
from kbapp.ui.know.own_desk import OwnDesk
from kbapp.ui.know.reader import Reader
from kbapp.ui.know.results import Results
from kbapp.ui.know.shelf import Shelf, pop_up
from kbapp.ui.know.spread import Spread
from kbapp.ui.know.toolbar import Toolbar
from kbapp.ui.pane import Pane
from kbapp.ui.widgets.buttons import TextButton
from kbapp.ui.words import kind_words

if TYPE_CHECKING:
    from kbapp.knowledge import Article
    from kbapp.ui.know.render import Page

SIDEBAR = 280
_OUTLINE_FROM = 1150
_SIDEBAR_FROM = 760
_SIDEBAR_BESIDE = 1400
"""Two pages side by side need more."""
HITS = "?"
OWN = "!own"


class KnowPane(Pane):
    """Shows one page at a time: an article, the start page (`""`), hits (`?query`), a step of a guide (`guide!0.2`),
    or the user's own knowledge (`!own`)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.history = History()
        self._wanted: tuple[str, int] | None = None
        self._contents_wanted = True
        self.contents = Contents(context)
        self.toolbar = Toolbar(context)
        self.shelf = Shelf(context, self)
        self.pages = Spread(context)
        self.reader, self.other = self.pages.reader, self.pages.other
        self.deeds = Deeds(context)
        self.results = Results(context)
        self.outline = Outline(context)
        self.find_bar = FindBar(context, self.reader)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self.results)
        self._own: OwnDesk | None = None
        self._rendered: tuple[str, str, str, bool] | None = None
        """What the reader shows: page, language, version of the content, whether in both languages."""
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

    def show_own(self) -> None:
        """The page of the user's own knowledge."""
        self._keep_offset()
        self._show(self.history.visit(OWN))

    def write_note(self) -> None:
        """A note on the article that is read; elsewhere a note of its own."""
        self._keep_offset()
        self.own.write_note(self._article_name())
        self._share_room()

    @property
    def own(self) -> OwnDesk:
        """Made when it is first wanted."""
        return self._own or self._make_own()

    def _make_own(self) -> OwnDesk:
        if self._own is None:
            self._own = OwnDesk(self.context, self.stack, self)
            self._own.page.opened.connect(self.open)
            self._own.left.connect(lambda: self._show(self.history.current))
        return self._own

    def go_back(self) -> None:
        self._keep_offset()
        self._show(self.history.back())

    def go_forward(self) -> None:
        self._keep_offset()
        self._show(self.history.forward())

    @property
    def reference(self) -> str:
        """What is being read: `phase-1-failed#psk-mismatch`; empty on other pages."""
        name = self._article_name()
        if not name or walk.is_walk(self._page()):
            return name
        return self._place(self.reader.section)

    def causes_here(self) -> tuple[str, ...]:
        """The causes of the section being read, else of the article; at the end of a guide those that it names."""
        content, article = self.context.content, self._article()
        if content is None or article is None:
            return ()
        if walk.is_walk(self._page()):
            return walk.causes_at(content, article, walk.split(self._page())[1])
        if self.reader.section in content.causes:
            return (self.reader.section,)
        sections = tuple(section.id for section in article.sections if section.id in content.causes)
        return tuple(cause for cause in article.causes if cause in content.causes) or sections

    # --- the session

    def state(self) -> dict[str, object]:
        section, offset = self.reader.position()
        page = self._article_name()
        place = self._place(section or "") if page and not walk.is_walk(self._page()) else page
        return {
            "place": place,
            "offset": offset,
            "zoom": self.reader.zoom,
            "contents": self._contents_wanted,
            "both": self.pages.both,
            **self.shelf.state(),
        }

    def restore(self, state: dict[str, object]) -> None:
        zoom, offset, place = state.get("zoom"), state.get("offset"), state.get("place")
        if isinstance(zoom, int):
            self.pages.zoom(zoom)
        self.pages.both = state.get("both") is True
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
        self.own_button = TextButton(self.context.theme, "quiet", "note")
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 8)
        foot.addWidget(self.own_button)
        foot.addStretch(1)
        side.addLayout(foot)
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
        self.pages.turned.connect(lambda: self.find_bar.look_in(self.pages.active))
        self.own_button.clicked.connect(self.show_own)
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
            "copy-link": lambda: self.deeds.copy_link(self.reference),
            "bookmark": self._toggle_bookmark,
            "bookmarks": lambda: pop_up(self.shelf.bookmark_menu(self, self.reference), self.toolbar.bookmarks),
            "visited": lambda: pop_up(self.shelf.visited_menu(self, self.reference), self.toolbar.visited),
            "save-pdf": lambda: self.deeds.save_pdf(self.pages.active.page, self._page() or "kbapp"),
            "print": lambda: self.deeds.print_page(self.pages.active.page, self._page() or "kbapp"),
            "add-note": self.write_note,
            "own": self.show_own,
            "contents": self._toggle_contents,
            "both-languages": self._toggle_both,
            "zoom-in": lambda: self.pages.zoom(self.reader.zoom + 1),
            "zoom-out": lambda: self.pages.zoom(self.reader.zoom - 1),
            "zoom-reset": lambda: self.pages.zoom(0),
        }.items():
            self.context.actions.on(name, handler, "know")

    # --- what happens

    def follow(self, target: str, reader: Reader | None = None) -> None:
        """A link of the page: a code block to copy, a section's address, a place; nothing outside."""
        scheme, _, rest = target.partition(":")
        page = (reader or self.reader).page
        if scheme == "copy" and rest.isdigit():
            if int(rest) < len(page.blocks):
                self.deeds.copy(page.blocks[int(rest)])
        elif scheme == "link":
            self.deeds.copy_link(self._place(rest))
        elif scheme == walk.SCHEME:
            self._walk(rest)
        elif scheme in ("http", "https", "mailto", "ftp"):
            self.deeds.copy_outside(target)
        else:
            self.open(f"{self._article_name()}{target}" if target.startswith("#") else target)

    def _walk(self, given: str) -> None:
        """To a question of the guide, after these answers; `all`: the guide itself."""
        name = self._article_name()
        if given == "all":
            self.open(name)
            return
        self._keep_offset()
        self._show(self.history.visit(f"{name}{walk.SIGN}{given}"))

    def retranslate(self) -> None:
        self._contents_title.setText(translate("Know", "Contents"))
        self.contents.setAccessibleName(translate("Know", "Contents"))
        self.own_button.setText(translate("Own", "My knowledge"))
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
        if visit is not None and self._is_page(visit.page):
            self._render(visit.page)
            self.reader.go_to(section, min(offset, self.reader.viewport().height()) if section else offset)
            self.pages.follow()
        self._tell_place()

    def _content_ready(self) -> None:
        self.contents.fill()
        if notes_dir() is not None or data_dir().is_dir():
            self._make_own()  # from now on changes on disk are seen
        if self._wanted is None and self.history.current is not None:
            self._show_again()
            return
        reference, offset = self._wanted or ("", 0)
        self._wanted = None
        content = self.context.content
        known = content is not None and (not reference or content.resolve(reference))
        self.open(reference if known else "", offset)

    def _show_again(self) -> None:
        """The content was read anew: the same place, as far as it is still there."""
        content, visit = self.context.content, self.history.current
        if content is None or visit is None or not self._is_page(visit.page):
            return
        section, offset = self.reader.position()
        if self._article_name() not in ("", *content.articles):
            self.history.forget(visit.page)
            visit = self.history.current or self.history.visit("")
            section, offset = visit.section, visit.offset
        self._render(visit.page)
        self.reader.go_to(section, offset)
        self.pages.follow()
        self._tell_place()

    def _show(self, visit: Visit | None) -> None:
        if visit is None:
            return
        if self._own is not None:
            self._own.keep()
        if visit.page == OWN:
            self.own.show()
        elif visit.page.startswith(HITS):
            self.stack.setCurrentWidget(self.results)
            self.results.search(visit.page.removeprefix(HITS))
        else:
            self.stack.setCurrentWidget(self.pages)
            self._render(visit.page)
            self._share_room()
            self.reader.go_to(visit.section, visit.offset)
            self.pages.follow()
        self._share_room()
        self._tell_place()

    def _render(self, page: str) -> None:
        from kbapp.ui.know.pages import outline_of

        content = self.context.content
        key = (page, self.context.lang, content.version if content else "", self.pages.both)
        if key == self._rendered:
            return
        made, article = self._made(page, self.context.lang)
        if made is None:
            return
        self._rendered = key
        self.reader.show_page(made)
        self._render_other(page)
        self.outline.fill(outline_of(content, article) if content and article and not walk.is_walk(page) else [])
        if self.find_bar.isVisible():
            self.find_bar.search()

    def _made(self, page: str, lang: Lang) -> tuple[Page | None, Article | None]:
        """A page in one language, and the article that it is of."""
        from kbapp.ui.know.pages import article_page, start_page

        content = self.context.content
        if content is None:
            return None, None
        name, choices = walk.split(page)
        pages = content.articles.get(name)
        if pages is None:
            return start_page(content, lang), None
        if walk.is_walk(page):
            return walk.walk_page(content, pages[lang], choices), pages[lang]
        return article_page(content, pages[lang]), pages[lang]

    def _render_other(self, page: str) -> None:
        """The same page in the other language, where both are wished."""
        self.toolbar.both.setChecked(self.pages.both)
        other: Lang = LANGS[self.context.lang == LANGS[0]]
        self.pages.show_other(self._made(page, other)[0] if self.pages.both and page else None)

    def _toggle_both(self) -> None:
        """Both languages side by side, or the window's alone; the section on top stays."""
        self.pages.both = not self.pages.both
        visit = self.history.current
        if visit is None or not self._is_page(visit.page):
            return
        section, offset = self.reader.position()
        self._rendered = None
        self._render_other(visit.page)
        self._share_room()
        if (layout := self.layout()) is not None:
            layout.activate()
        if self.pages.both:
            self.pages.settle()
        self.reader.go_to(section, offset)
        self.pages.follow()

    def _go_to_section(self, section: str) -> None:
        self.open(f"{self._article_name()}#{section}")

    def _moved(self, section: str) -> None:
        self.outline.show_current(section)
        self._tell_place()

    def _tell_place(self) -> None:
        article, actions = self._article(), self.context.actions
        self.contents.show_current(self._article_name())
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
        self.toolbar.note.setEnabled(article is not None)
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

    def _is_page(self, page: str) -> bool:
        """Is it one that the reader shows?"""
        return page != OWN and not page.startswith(HITS)

    def _article_name(self) -> str:
        """The article that is read, as a whole or step by step; empty on other pages."""
        page = self._page()
        return walk.split(page)[0] if self._is_page(page) else ""

    def _place(self, anchor: str) -> str:
        """A section of the article that is read, or the note below it, as it can be opened anywhere."""
        from kbapp.ui.know.pages import note_at

        content, article = self.context.content, self._article()
        if content is None or article is None:
            return self._article_name()
        return note_at(content, article, anchor) or (f"{article.id}#{anchor}" if anchor else article.id)

    def _article(self) -> Article | None:
        content = self.context.content
        pages = content.articles.get(self._article_name()) if content else None
        return pages[self.context.lang] if pages else None

    def _keep_offset(self) -> None:
        """Before leaving a page: where it was read."""
        visit = self.history.current
        if visit is not None and self._is_page(visit.page):
            visit.section, visit.offset = self.reader.position()

    def _toggle_contents(self) -> None:
        self._contents_wanted = not self._contents_wanted
        self._share_room()

    def _share_room(self) -> None:
        """The reader comes first: the outline goes below 1150 pixels, the contents below 760."""
        article = self.stack.currentWidget() is self.pages and bool(self._page())
        both = article and self.pages.both
        whole = article and not both and not walk.is_walk(self._page())
        self.outline.setVisible(whole and self.width() >= _OUTLINE_FROM)
        self.sidebar.setVisible(self._contents_wanted and self.width() >= (_SIDEBAR_BESIDE if both else _SIDEBAR_FROM))
