"""Whose an article is: shipped, a pack's, or the user's own note."""

from __future__ import annotations

from kbapp.knowledge.article import Article
from kbapp.knowledge.content import Content
from kbapp.knowledge.notes import KIND


def origin(content: Content, article: Article) -> str:
    """Whose an article is: `""` shipped, `notes` the user's own, else the name of the pack that brought it."""
    if article.kind == KIND:
        return KIND
    shipped = article.path.is_relative_to(content.root)
    return "" if shipped else article.path.parents[3].name  # <pack>/articles/<lang>/<kind>/<id>.md


def notes_beside(content: Content, name: str) -> tuple[Article, ...]:
    """The user's notes that belong below an article: those whose file has its name."""
    return tuple(
        pages["en"] for pages in content.articles.values() if pages["en"].kind == KIND and name in pages["en"].related
    )
