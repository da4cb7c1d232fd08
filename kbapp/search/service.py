"""The search of the whole program: opened once, asked from any thread."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from kbapp.knowledge import Content
from kbapp.model.text import Lang, Text
from kbapp.search import building, cache, snippet
from kbapp.search.engine import EngineKind
from kbapp.search.query import Query, parse
from kbapp.search.ranking import Ranked, rank
from kbapp.search.results import Hit, SearchResult
from kbapp.search.suggest import suggestion
from kbapp.search.whoosh_engine import Whoosh


class SearchService:
    """Opens the index of a content, or builds it: under `cache_dir`, in memory where that is `None` or not writable.

    `notices` says, for the user, what did not go as it should (the search works all the same).
    """

    def __init__(self, content: Content, cache_dir: Path | None = None, engine: EngineKind | None = None) -> None:
        kind = engine or Whoosh()
        self.notices: tuple[Text, ...] = ()
        if cache_dir is None:
            self._index = cache.in_memory(building.build(content), kind)
            return
        try:
            self._index = cache.open_or_build(
                cache_dir / "search", content.version, kind, lambda: building.build(content)
            )
        except Exception as error:  # whatever a disk or a library raises there, memory serves
            self.notices = (_not_written(error),)
            self._index = cache.in_memory(building.build(content), kind)

    def search(self, query: str, lang: Lang, limit: int = 20, boost: Mapping[str, int] | None = None) -> SearchResult:
        """Sections that answer the query, in `lang`. `boost` counts what was opened before, by `article#section`."""
        started = time.perf_counter()
        asked = parse(query, self._index.catalogue)
        ranked = rank(asked, self._index.engine, self._index.catalogue, max(0, limit), boost)
        hits = self._hits(asked, ranked, lang)
        meant = None if hits else suggestion(query, asked, self._finds, self._index.catalogue)
        return SearchResult(query, round((time.perf_counter() - started) * 1000, 3), hits, meant)

    def _finds(self, query: str) -> bool:
        catalogue = self._index.catalogue
        return bool(rank(parse(query, catalogue), self._index.engine, catalogue, 1))

    def _hits(self, query: Query, ranked: list[Ranked], lang: Lang) -> tuple[Hit, ...]:
        catalogue = self._index.catalogue
        forms = snippet.forms_of(query.groups, catalogue, lang)
        infos = [group.info for group in query.groups]
        hits = []
        for item in ranked:
            row = catalogue.units[item.unit]
            cut = snippet.cut(self._index.texts.get(item.unit, lang == "zh"), forms, infos, lang)
            score = round(item.score, 3)
            hits.append(
                Hit(row.article, row.section, lang, row.title(lang), score, cut.text, cut.marks, tuple(row.causes))
            )
        return tuple(hits)

    def close(self) -> None:
        self._index.engine.close()


def _not_written(error: Exception) -> Text:
    return Text(
        f"搜索索引写不进磁盘，这次放在内存里，下次启动重新建立：{error}",
        f"The search index cannot be written to disk; it is kept in memory this time: {error}",
    )
