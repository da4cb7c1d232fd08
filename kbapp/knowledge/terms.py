"""Reads `terms.toml`: terms in both languages, synonyms, abbreviations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbapp.knowledge.tables import Row, read_toml
from kbapp.model.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """One notion with all its names; the first of each language is the preferred one."""

    id: str
    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    pinyin: tuple[str, ...]
    explain: Text | None
    causes: tuple[str, ...]


def read_terms(path: Path) -> tuple[Term, ...]:
    """All terms in the file's order; raises `ContentError`."""
    return tuple(_term(Row(path, name, table)) for name, table in read_toml(path).items())


def _term(row: Row) -> Term:
    return Term(
        id=row.name,
        kind=row.string("kind", "term"),
        zh=row.strings("zh"),
        en=row.strings("en"),
        pinyin=row.strings("pinyin"),
        explain=row.text("explain") if "explain" in row.table else None,
        causes=row.strings("causes"),
    )
