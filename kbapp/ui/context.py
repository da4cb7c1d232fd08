"""What every part of one window shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbapp.paths import cache_dir, content_dir
from kbapp.ui.actions import Actions
from kbapp.ui.i18n import Language
from kbapp.ui.notices import Notice, Notices
from kbapp.ui.prompts import Prompts
from kbapp.ui.theme.theme import Theme
from kbapp.ui.work import Job, Workers

if TYPE_CHECKING:
    from kbapp.knowledge import Content
    from kbapp.model.text import Lang, Text
    from kbapp.search import SearchResult, SearchService


class Context(QObject):
    """Palette, language, workers, prompts, notices and actions; and the knowledge, as soon as it is loaded."""

    content_ready = Signal()
    search_ready = Signal()

    def __init__(self, theme: Theme, language: Language, workers: Workers, prompts: Prompts, notices: Notices) -> None:
        super().__init__()
        self.theme = theme
        self.language = language
        self.workers = workers
        self.prompts = prompts
        self.notices = notices
        self.actions = Actions(self)
        self.content: Content | None = None
        self._search: SearchService | None = None

    @property
    def lang(self) -> Lang:
        return self.language.lang

    def say(self, text: Text) -> str:
        """A text of the core in the window's language."""
        return text.get(self.language.lang)

    def load(self) -> None:
        """Read the content, then open the index: both off the window's thread."""
        self.workers.run(_load_content, "load").success(self._have_content).failure(self._no_content)

    def search(self, query: str, show: Callable[[SearchResult], None], limit: int = 20) -> None:
        """Search; only the newest question of all gets its answer. Nothing happens before the index is open."""
        service, lang = self._search, self.lang
        if service is not None:
            self.workers.run(lambda _: service.search(query, lang, limit), "search", latest=True).success(show)

    @property
    def can_search(self) -> bool:
        return self._search is not None

    def close(self) -> None:
        """Join the workers, close the index."""
        self.workers.close()
        self.language.close()
        if self._search is not None:
            self._search.close()
            self._search = None

    def _have_content(self, content: Content) -> None:
        self.content = content
        self.content_ready.emit()
        self.workers.run(lambda _: _open_search(content), "search").success(self._have_search).failure(self._no_search)

    def _have_search(self, service: SearchService) -> None:
        self._search = service
        for text in getattr(service, "notices", ()):
            self.notices.add(Notice("warning", text))
        self.search_ready.emit()

    def _no_content(self, error: BaseException) -> None:
        self.notices.warn(
            "知识库读不出来，请重新安装。", "The knowledge base cannot be read: please reinstall.", str(error)
        )

    def _no_search(self, error: BaseException) -> None:
        self.notices.warn(
            "搜索索引打不开，其余功能照常。", "The search index cannot be opened; all else works.", str(error)
        )


def _load_content(_: Job) -> Content:
    from kbapp.knowledge import load_content

    return load_content(content_dir())


def _open_search(content: Content) -> SearchService:
    from kbapp.search import SearchService

    return SearchService(content, cache_dir())
