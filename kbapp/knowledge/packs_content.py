"""What an unpacked pack says, and whether it may stand beside a content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kbapp.knowledge.article import Article, read_article
from kbapp.knowledge.content import Content, article_files
from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.signatures import Signature, read_file
from kbapp.knowledge.terms import Term, read_terms
from kbapp.knowledge.validator import check_pages
from kbapp.model.text import LANGS, Lang

_REMOTE = re.compile(r"\]\(\s*<?\s*(?:[a-z][a-z0-9+.-]*:|//|\\)|^[ >]*\[[^\]\n]+\]:", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(r"<[a-zA-Z/!?]")
_ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|svg|img|link|meta|style)\b|javascript:|vbscript:", re.IGNORECASE
)
_CODE = re.compile(r"^[ \t]*```[^\n]*\n.*?^[ \t]*```[ \t]*$|(?<![\\`])`[^`\n]+`(?!`)", re.MULTILINE | re.DOTALL)
T = TypeVar("T")


@dataclass(frozen=True)
class PackContent:
    """Everything in a pack's folder that could be read, and what could not."""

    folder: Path
    articles: dict[str, dict[Lang, Article]]
    terms: tuple[Term, ...]
    signatures: tuple[tuple[Path, Signature], ...]
    problems: tuple[Problem, ...]


def read_folder(folder: Path) -> PackContent:
    """Read an unpacked pack; a page in one language only stands for both."""
    problems: list[Problem] = []
    articles: dict[str, dict[Lang, Article]] = {}
    for lang in LANGS:
        for kind, path in article_files(folder / "articles", lang):
            page = _guarded(path, problems, _page_reader(lang, kind))
            if page is not None:
                articles.setdefault(page.id, {})[lang] = page
    for pages in articles.values():
        for lang in LANGS:
            pages.setdefault(lang, replace(next(iter(pages.values())), lang=lang))
    path = folder / "terms.toml"
    terms = (_guarded(path, problems, read_terms) or ()) if path.is_file() else ()
    return PackContent(folder, articles, terms, tuple(pack_signatures(folder, problems)), tuple(problems))


def pack_signatures(folder: Path, problems: list[Problem]) -> list[tuple[Path, Signature]]:
    found: list[tuple[Path, Signature]] = []
    for path in sorted((folder / "signatures").glob("*.toml")):
        read = _guarded(path, problems, read_file)
        found += [(path, signature) for signature in (read[0] if read else [])]
    return found


def merge_one(base: Content, pack: PackContent) -> tuple[Content, list[Problem]]:
    """`base` with a pack's articles and terms. With any problem `base` comes back as it was."""
    problems = [*_clashes(base, pack), *_term_faults(base, pack)]
    if problems:
        return base, problems
    merged = replace(base, articles={**base.articles, **pack.articles}, terms=(*base.terms, *pack.terms))
    own = [problem for problem in check_pages(merged) if problem.file.is_relative_to(pack.folder)]
    return (base, own) if own else (merged, [])


def _page_reader(lang: Lang, kind: str) -> Callable[[Path], Article]:
    def read(path: Path) -> Article:
        page = read_article(path, lang, kind)
        _refuse_active(path)
        return page

    return read


def _refuse_active(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    bare = _CODE.sub(lambda found: "\n" * found[0].count("\n"), text)
    for pattern, where, message in (
        (_ACTIVE, text, "script or embedded content"),
        (_HTML, bare, "raw HTML"),
        (_REMOTE, bare, "remote link"),
    ):
        if found := pattern.search(where):
            raise ContentError(Problem(path, where.count("\n", 0, found.start()) + 1, message))


def _guarded(path: Path, problems: list[Problem], read: Callable[[Path], T]) -> T | None:
    try:
        return read(path)
    except ContentError as error:
        problems.append(error.problem)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, OSError) as error:
        problems.append(Problem(path, None, f"is not of the right shape: {error}"))
    return None


def _clashes(base: Content, pack: PackContent) -> Iterator[Problem]:
    taken = {name.casefold() for name in (*base.articles, *base.causes)}
    for name, pages in pack.articles.items():
        if name.casefold() in taken:
            yield Problem(next(iter(pages.values())).path, None, f"article {name} would overwrite another")
    terms = {term.id for term in base.terms}
    for term in pack.terms:
        if term.id in terms:
            yield Problem(pack.folder / "terms.toml", None, f"term {term.id} would overwrite another")


def _term_faults(base: Content, pack: PackContent) -> Iterator[Problem]:
    path = pack.folder / "terms.toml"
    for term in pack.terms:
        if not term.zh or not term.en or not all(name.strip() for name in (*term.zh, *term.en)):
            yield Problem(path, None, f"term {term.id} has no name in one language")
        if not all(re.fullmatch(r"[a-z0-9]+", item) for item in term.pinyin):
            yield Problem(path, None, f"term {term.id}: pinyin must be letters only")
        if unknown := set(term.causes) - base.causes.keys():
            yield Problem(path, None, f"term {term.id}: cause {min(unknown)!r} does not exist")
