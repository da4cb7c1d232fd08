"""What every part of one window shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbapp.paths import cache_dir, content_dir, data_dir, notes_dir
from kbapp.ui.actions import Actions
from kbapp.ui.i18n import Language
from kbapp.ui.notices import Notice, Notices
from kbapp.ui.prompts import Prompts
from kbapp.ui.theme.theme import Theme
from kbapp.ui.work import Job, Workers

if TYPE_CHECKING:
    from kbapp.knowledge import Content, Problem
    from kbapp.model.text import Lang, Text
    from kbapp.search import SearchResult, SearchService


class Context(QObject):
    """Palette, language, workers, prompts, notices and actions; and the knowledge, as soon as it is loaded."""

    content_ready = Signal()
    """The content was read, or read again because the user's own knowledge changed."""
    search_ready = Signal()
    closing = Signal()
    own_ready = Signal()
    """The user's packs and notes were read; what of them cannot be used is in `own_problems`."""

    def __init__(self, theme: Theme, language: Language, workers: Workers, prompts: Prompts, notices: Notices) -> None:
        super().__init__()
        self.theme = theme
        self.language = language
        self.workers = workers
        self.prompts = prompts
        self.notices = notices
        self.actions = Actions(self)
        self.content: Content | None = None
        self.own_problems: Sequence[Problem] = ()
        self.opened: dict[str, int] = {}
        """How often a section was opened: what ties in the search are decided by."""
        self._search: SearchService | None = None

    @property
    def lang(self) -> Lang:
        return self.language.lang

    def say(self, text: Text) -> str:
        """A text of the core in the window's language."""
        return text.get(self.language.lang)

    def load(self) -> None:
        """Read the content with the user's own, then open the index: both off the window's thread.

        Done again, it picks up what changed on disk; until then all goes on with what there is.
        """
        job = self.workers.run(_load_content, "load", latest=True)
        job.success(self._have_content).failure(self._no_content)

    def search(self, query: str, show: Callable[[SearchResult], None], limit: int = 20) -> None:
        """Search; only the newest question of all gets its answer. Nothing happens before the index is open."""
        service, lang, opened = self._search, self.lang, dict(self.opened)
        if service is not None:
            job = self.workers.run(lambda _: service.search(query, lang, limit, opened), "search", latest=True)
            job.success(show)

    @property
    def can_search(self) -> bool:
        return self._search is not None

    def close(self) -> None:
        """Join the workers, close the index."""
        self.closing.emit()
        self.workers.close()
        self.language.close()
        if self._search is not None:
            self._search.close()
            self._search = None

    def _have_content(self, loaded: tuple[Content, Sequence[Problem]]) -> None:
        content, self.own_problems = loaded
        same = self.content is not None and self.content.version == content.version
        if not same:
            self.content = content
            self.content_ready.emit()
            job = self.workers.run(lambda _: _open_search(content), "index", latest=True)
            job.success(self._have_search).failure(self._no_search)
        self.own_ready.emit()

    def _have_search(self, service: SearchService) -> None:
        before, self._search = self._search, service
        if before is not None:  # in the lane that may still be asking it
            self.workers.run(lambda _: before.close(), "search")
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


def _load_content(_: Job) -> tuple[Content, Sequence[Problem]]:
    packs, notes = data_dir() / "packs", notes_dir()
    if notes is None and not packs.is_dir():
        from kbapp.knowledge import load_content

        return load_content(content_dir()), ()
    from kbapp.knowledge.overlay import load_content_with

    return load_content_with(content_dir(), packs, notes)


def _open_search(content: Content) -> SearchService:
    from kbapp.search import SearchService

    return SearchService(content, cache_dir())
