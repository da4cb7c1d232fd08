"""The whole content in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kbapp.knowledge.article import KINDS, Article, read_article
from kbapp.knowledge.causes import read_causes
from kbapp.knowledge.platforms import Platform, read_platforms
from kbapp.knowledge.terms import Term, read_terms
from kbapp.model.cause import Cause
from kbapp.model.text import LANGS, Lang

_SEARCHED = ("causes.toml", "terms.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reference leads: an article, or one section of it."""

    article: str
    section: str | None = None

    def __str__(self) -> str:
        return f"{self.article}#{self.section}" if self.section else self.article


@dataclass(frozen=True)
class Content:
    """Everything under `content/` but the signatures."""

    root: Path
    causes: Mapping[str, Cause]
    articles: Mapping[str, Mapping[Lang, Article]]
    terms: tuple[Term, ...]
    platforms: Mapping[str, Platform]
    version: str
    """A hash over articles, causes and terms: the search index belongs to one version."""

    def resolve(self, reference: str) -> Place | None:
        """`psk-mismatch`, `phase-1-failed#psk-mismatch`, `pskmismatch`, `#psk-mismatch` -> where to stand."""
        name, _, section = reference.strip().partition("#")
        if not name and section:
            name, section = section, ""
        article = self._ids.get(name.casefold())
        if article is None:
            return self._section_anywhere(name)
        if not section:
            return Place(article)
        known = {item.id.casefold(): item.id for item in self.articles[article]["en"].sections}
        found = known.get(section.casefold())
        return Place(article, found) if found else None

    def _section_anywhere(self, name: str) -> Place | None:
        places = (
            Place(article, section.id)
            for article, pages in self.articles.items()
            for section in pages["en"].sections
            if section.id.casefold() == name.casefold() and pages["en"].kind == "faq"
        )
        return next(places, None)

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {article.casefold(): article for article in self.articles}


def load_content(root: Path) -> Content:
    """Read `content/`; raises `ContentError` at the first file that cannot be read."""
    return Content(
        root=root,
        causes=read_causes(root / "causes.toml"),
        articles=_read_articles(root / "articles"),
        terms=read_terms(root / "terms.toml"),
        platforms=read_platforms(root / "platforms.toml"),
        version=content_version(root),
    )


def article_files(root: Path, lang: Lang) -> list[tuple[str, Path]]:
    """(kind, path) of every article file of one language, in the order of the kinds, then by name."""
    return [(kind, path) for kind in KINDS for path in sorted((root / lang / kind).glob("*.md"))]


def content_version(root: Path) -> str:
    """A hash over names and bytes of what articles and search are made of; the other tables do not count."""
    digest = hashlib.sha256()
    for path in sorted([*(root / "articles").rglob("*.md"), *(root / name for name in _SEARCHED)]):
        if path.is_file():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _read_articles(root: Path) -> dict[str, dict[Lang, Article]]:
    articles: dict[str, dict[Lang, Article]] = {}
    for lang in LANGS:
        for kind, path in article_files(root, lang):
            articles.setdefault(path.stem, {})[lang] = read_article(path, lang, kind)
    return {article: pages for article, pages in articles.items() if len(pages) == len(LANGS)}
