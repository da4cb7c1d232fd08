"""What can be a hit: the units of the content, each in both languages.

A unit is a section, or the head of an article. The page of a cause is one unit with the cause's section in its faq
article, for they answer the same question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kbapp.knowledge import Article, Content, Section
from kbapp.knowledge.markup import log_blocks
from kbapp.model.cause import Cause
from kbapp.model.text import LANGS, Lang, Text
from kbapp.search.plain import plain

_CODE_SPAN = re.compile(r"`([^`\n]+)`")
_COMMAND = re.compile(
    r"\s*(?:[\w.@-]{0,30}[#>$]\s*)?"
    r"(?:(?:show|display|diagnose|swanctl|ikectl|tcpdump|journalctl)\s|ipsec (?:status|whack))"
)
_COLON = re.compile(r"[：:]\s*")
_LEAST_BLANKS = 3
_COMPLAINT = re.compile(
    r"mismatch|reject|fail|invalid|unaccept|unsupport|error|dead|timed out|unable|can't|cannot|refus|unknown|lacks|"
    r"missing|not |no |exceed|expired|deleted|established",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Unit:
    """One possible hit.

    `body` is plain text; `names` are further titles (cause titles, ids, cloud codes), `page` the titles of its article,
    `context` titles of what it is about; `lines` are log lines of its own section, `quoted` what stands there as code,
    `more_lines` and `more_quoted` the same of the cause's own page.
    """

    article: str
    section: str | None
    kind: str
    title: Text
    body: Text
    causes: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    more_lines: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    more_quoted: list[str] = field(default_factory=list)

    @property
    def reference(self) -> str:
        return f"{self.article}#{self.section}" if self.section else self.article


Pages = Mapping[Lang, Article]


def units_of(content: Content) -> list[Unit]:
    """All units, in the content's order."""
    return [unit for pages in content.articles.values() for unit in _units_of_article(content, pages)]


def _units_of_article(content: Content, pages: Pages) -> Iterator[Unit]:
    kind = pages["en"].kind
    if kind == "causes":
        cause = content.causes.get(pages["en"].id)
        if cause is None or not _has_home(content, cause):
            yield _whole_page(content, pages)
    elif kind == "codes":
        yield _whole_page(content, pages)
    else:
        yield _head(pages)
        for section in pages["en"].sections:
            yield _section(content, pages, section.id)


def _has_home(content: Content, cause: Cause) -> bool:
    home = content.articles.get(cause.home)
    return home is not None and home["en"].section(cause.id) is not None


def _head(pages: Pages) -> Unit:
    """The intro; where there is none, the headings below."""
    bodies = {lang: page.intro or "\n".join(section.title for section in page.sections) for lang, page in pages.items()}
    unit = Unit(
        pages["en"].id,
        None,
        pages["en"].kind,
        _text({lang: page.title for lang, page in pages.items()}),
        _text({lang: plain(body) for lang, body in bodies.items()}),
        pages["en"].causes,
        names=[pages["en"].id],
    )
    _add_lines(unit.more_lines, unit.quoted, bodies.values())
    return unit


def _section(content: Content, pages: Pages, section_id: str) -> Unit:
    both = {lang: _section_of(page, section_id) for lang, page in pages.items()}
    cause = content.causes.get(section_id)
    page = content.articles.get(section_id) if cause and cause.home == pages["en"].id else None
    unit = Unit(
        pages["en"].id,
        section_id,
        pages["en"].kind,
        _text({lang: section.title for lang, section in both.items()}),
        _text({lang: plain(section.body) for lang, section in both.items()}),
    )
    unit.page += [article.title for article in pages.values()]
    unit.context += unit.page if unit.kind != "faq" else []
    if unit.kind == "platforms":
        unit.names += [f"{pages[lang].title} {section.title}" for lang, section in both.items()]
    _add_lines(unit.lines, unit.quoted, (section.body for section in both.values()))
    if cause and cause.home == pages["en"].id:
        _add_cause(unit, cause, page)
    return unit


def _section_of(article: Article, section_id: str) -> Section:
    return article.section(section_id) or Section(section_id, section_id, "", 0)


def _add_cause(unit: Unit, cause: Cause, page: Pages | None) -> None:
    """Fold the cause itself and its own page into its section."""
    unit.causes = (cause.id,)
    unit.names += [cause.title.zh, cause.title.en, cause.id, *cause.alibaba, *_with_phase(cause)]
    words = cause.summary + Text.same("\n") + cause.fix
    unit.body = unit.body + Text.same("\n") + words
    if page:
        unit.names += [article.title for article in page.values()]
        pages = {lang: _whole_markdown(article) for lang, article in page.items()}
        unit.body = unit.body + Text.same("\n") + _text({lang: plain(text) for lang, text in pages.items()})
        _add_lines(unit.more_lines, unit.more_quoted, pages.values())


def _with_phase(cause: Cause) -> tuple[str, ...]:
    """The title as one says it who does not know what belongs to which phase."""
    if cause.phases not in ((1,), (2,)):
        return ()
    number = cause.phases[0]
    return f"第{'一二'[number - 1]}阶段{cause.title.zh}", f"phase {number} {cause.title.en}"


def _whole_page(content: Content, pages: Pages) -> Unit:
    """A page that is one hit: a cloud code."""
    causes = pages["en"].causes
    unit = Unit(
        pages["en"].id,
        None,
        pages["en"].kind,
        _text({lang: page.title for lang, page in pages.items()}),
        _text({lang: plain(_whole_markdown(page)) for lang, page in pages.items()}),
        causes,
        names=[pages["en"].id],
    )
    if len(causes) > 1:
        unit.names += [part for page in pages.values() for part in _COLON.split(page.title)[1:]]
    unit.context += [title for cause in causes if cause in content.causes for title in _titles(content.causes[cause])]
    _add_lines(unit.more_lines, unit.quoted, (_whole_markdown(page) for page in pages.values()))
    return unit


def _titles(cause: Cause) -> tuple[str, str]:
    return cause.title.zh, cause.title.en


def _whole_markdown(article: Article) -> str:
    parts = [article.intro, *(f"## {section.title}\n\n{section.body}" for section in article.sections)]
    return "\n\n".join(parts)


def _add_lines(lines: list[str], quoted: list[str], bodies: Iterable[str]) -> None:
    for body in bodies:
        lines += [line.strip() for block in log_blocks(body) for line in block.splitlines() if _may_be_log(line)]
        quoted += [code for code in _CODE_SPAN.findall(body) if _is_line(code)]
    lines[:] = dict.fromkeys(lines)
    quoted[:] = dict.fromkeys(quoted)


def _may_be_log(line: str) -> bool:
    """Not the command that a log block begins with."""
    return bool(line.strip()) and _COMMAND.match(line) is None


def _is_line(code: str) -> bool:
    """Whether code in the text is what a gateway writes, and no command or setting."""
    if _COMMAND.match(code):
        return False
    return code.count(" ") >= _LEAST_BLANKS or (" " in code.strip() and _COMPLAINT.search(code) is not None)


def _text(by_lang: Mapping[Lang, str]) -> Text:
    return Text(**{lang: by_lang[lang] for lang in LANGS})
