"""Is the content sound? Structure, links, both languages alike, every cause with its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kbapp.knowledge.article import CERTAINTIES, Article, Section, read_article
from kbapp.knowledge.content import Content, article_files, load_content
from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.forms import read_form
from kbapp.knowledge.markup import fences, links, raw_html
from kbapp.knowledge.remedies import read_remedies
from kbapp.knowledge.steps import step_problems
from kbapp.knowledge.traces import load_traces
from kbapp.model.gateway import FORMATS
from kbapp.model.parameters import PARAMETERS
from kbapp.model.text import LANGS

_CODE_SECTIONS = ("meaning", "keywords", "causes", "do")
_CAUSE_SECTIONS = ("meaning", "signs", "confirm", "fix-cloud", "fix-device", "confused-with")
_REQUIRED = {"causes": _CAUSE_SECTIONS, "codes": _CODE_SECTIONS}


def validate(root: Path) -> list[Problem]:
    """Every problem of the content under `root`; empty where all is well."""
    unreadable = list(_unreadable(root))
    try:
        content = load_content(root)
    except ContentError as error:
        return unreadable or [error.problem]
    checks = (
        _languages,
        _sections,
        _links,
        _heads,
        _causes,
        _homes,
        _codes,
        _terms,
        _remedies,
        _forms,
        _traces,
        _steps,
    )
    return unreadable + [problem for check in checks for problem in check(content)]


def check_pages(content: Content) -> list[Problem]:
    """What is wrong with the articles of a content that is already in memory: sections, links, heads."""
    return [problem for check in (_sections, _links, _heads, _steps) for problem in check(content)]


def _unreadable(root: Path) -> Iterator[Problem]:
    for lang in LANGS:
        for kind, path in article_files(root / "articles", lang):
            try:
                read_article(path, lang, kind)
            except ContentError as error:
                yield error.problem


def _languages(content: Content) -> Iterator[Problem]:
    """Both languages have the same files."""
    names = {lang: {path.stem: path for _, path in article_files(content.root / "articles", lang)} for lang in LANGS}
    for lang, other in (LANGS, LANGS[::-1]):
        for name in sorted(names[lang].keys() - names[other].keys()):
            yield Problem(names[lang][name], None, f"has no page in {other}")


def _sections(content: Content) -> Iterator[Problem]:
    """Both languages have the same sections in the same order, with the same fenced blocks."""
    for pages in content.articles.values():
        zh, en = pages["zh"], pages["en"]
        if zh.kind != en.kind:
            yield Problem(zh.path, None, f"is of kind {zh.kind}, its English page of kind {en.kind}")
        if [s.id for s in zh.sections] != [s.id for s in en.sections]:
            yield Problem(zh.path, None, "has other sections than its English page, or in another order")
            continue
        for page in (zh, en):
            yield from _required_sections(page)
        yield from _same_blocks(zh, None, zh.intro, en.intro)
        for ours, theirs in zip(zh.sections, en.sections, strict=True):
            yield from _same_blocks(zh, ours, ours.body, theirs.body)


def _required_sections(page: Article) -> Iterator[Problem]:
    ids = [section.id for section in page.sections]
    yield from (
        Problem(page.path, section.line, f"section id {section.id} stands twice")
        for section in page.sections
        if ids.count(section.id) > 1
    )
    wanted = _REQUIRED.get(page.kind)
    if wanted and tuple(ids) != wanted:
        yield Problem(page.path, None, f"must have exactly the sections {', '.join(wanted)}")


def _same_blocks(page: Article, section: Section | None, zh: str, en: str) -> Iterator[Problem]:
    if fences(zh) != fences(en):
        yield Problem(page.path, section.line if section else None, "fenced blocks differ from the English page's")


def _parts(page: Article) -> Iterable[tuple[int, str]]:
    return [(1, page.intro), *((section.line, section.body) for section in page.sections)]


def _links(content: Content) -> Iterator[Problem]:
    """Links lead somewhere inside the content; there is no raw HTML."""
    for pages in content.articles.values():
        for page in pages.values():
            for line, text in _parts(page):
                for target in links(text):
                    if not _leads_somewhere(content, page, target):
                        yield Problem(page.path, line, f"link to {target!r} leads nowhere")
                for tag in raw_html(text):
                    yield Problem(page.path, line, f"raw HTML {tag!r}")


def _leads_somewhere(content: Content, page: Article, target: str) -> bool:
    if target.startswith("#"):
        return page.section(target[1:]) is not None
    name, _, section = target.partition("#")
    if name not in content.articles:
        return False
    return not section or content.articles[name][page.lang].section(section) is not None


def _heads(content: Content) -> Iterator[Problem]:
    """Certainty, related pages and causes in the heads are known words."""
    for pages in content.articles.values():
        for page in pages.values():
            if page.sure not in CERTAINTIES:
                yield Problem(page.path, 1, f"sure = {page.sure!r} is not one of {', '.join(CERTAINTIES)}")
            for name in page.related:
                if name not in content.articles:
                    yield Problem(page.path, 1, f"related article {name!r} does not exist")
            for name in page.causes:
                if name not in content.causes:
                    yield Problem(page.path, 1, f"cause {name!r} does not exist")


def _steps(content: Content) -> Iterator[Problem]:
    """A guide that asks step by step can be walked to its ends; titles of the contents are short."""
    for pages in content.articles.values():
        if any(page.steps for page in pages.values()):
            yield from step_problems(pages)
        for page in pages.values():
            if page.short and len(page.short) >= len(page.title):
                yield Problem(page.path, 1, "head: short is not shorter than the title")


def _causes(content: Content) -> Iterator[Problem]:
    """Every cause has its page, and every page of a cause its cause."""
    table = content.root / "causes.toml"
    for cause in content.causes.values():
        page = content.articles.get(cause.id)
        if page is None or page["en"].kind != "causes":
            yield Problem(table, None, f"cause {cause.id} has no page")
        for name in cause.confused_with:
            if name not in content.causes:
                yield Problem(table, None, f"cause {cause.id}: confused_with {name!r} does not exist")
    for pages in content.articles.values():
        if pages["en"].kind == "causes" and pages["en"].id not in content.causes:
            yield Problem(pages["en"].path, None, "is the page of no cause")


def _homes(content: Content) -> Iterator[Problem]:
    """Every cause is a section of exactly one FAQ article: its home."""
    table = content.root / "causes.toml"
    for cause in content.causes.values():
        homes = [
            name
            for name, pages in content.articles.items()
            if pages["en"].kind == "faq" and pages["en"].section(cause.id) is not None
        ]
        if homes != [cause.home]:
            yield Problem(table, None, f"cause {cause.id}: home is {cause.home}, but its section is in {homes}")


def _codes(content: Content) -> Iterator[Problem]:
    """Every code of the cloud that a cause names has its page."""
    table = content.root / "causes.toml"
    for cause in content.causes.values():
        for code in cause.alibaba:
            page = content.articles.get(code)
            if page is None or page["en"].kind != "codes":
                yield Problem(table, None, f"cloud code {code} (of {cause.id}) has no page")


def _terms(content: Content) -> Iterator[Problem]:
    """Terms name something in both languages, and existing causes."""
    table = content.root / "terms.toml"
    for term in content.terms:
        if not term.zh or not term.en:
            yield Problem(table, None, f"term {term.id} has no name in one language")
        for name in term.causes:
            if name not in content.causes:
                yield Problem(table, None, f"term {term.id}: cause {name!r} does not exist")
        if term.pinyin and not all(re.fullmatch(r"[a-z0-9]+", item) for item in term.pinyin):
            yield Problem(table, None, f"term {term.id}: pinyin must be letters only")


def _forms(content: Content) -> Iterator[Problem]:
    """Every guided form can be read and belongs to a platform."""
    for path in sorted((content.root / "forms").glob("*.toml")):
        if path.stem not in content.platforms:
            yield Problem(path, None, f"{path.stem} is no platform")
        try:
            read_form(path)
        except ContentError as error:
            yield error.problem


def _remedies(content: Content) -> Iterator[Problem]:
    """Every platform's remedies can be read and leave no parameter out."""
    for path in sorted((content.root / "remedies").glob("*.toml")):
        if path.stem not in content.platforms and path.stem not in FORMATS:
            yield Problem(path, None, f"platform {path.stem!r} does not exist")
        try:
            found = read_remedies(path)
        except ContentError as error:
            yield error.problem
            continue
        named = {parameter for parameter, _ in found.entries}
        missing = [parameter.name for parameter in PARAMETERS if parameter.name not in named]
        if missing:
            yield Problem(path, None, f"says nothing about {', '.join(missing)}")


def _traces(content: Content) -> Iterator[Problem]:
    """The traces can be read, and belong to causes that exist."""
    path = content.root / "traces.toml"
    try:
        traces = load_traces(path)
    except ContentError as error:
        yield error.problem
        return
    for name in {trace.cause for trace in traces.entries} - content.causes.keys():
        yield Problem(path, None, f"cause {name!r} does not exist")
