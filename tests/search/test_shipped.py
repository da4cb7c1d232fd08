"""Every heading, cause title, code and log line of the shipped content finds its own place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kbapp.knowledge import Content
from kbapp.knowledge.markup import log_blocks
from kbapp.model.text import LANGS
from kbapp.search import Hit, SearchService
from kbapp.search.fold import squeezed
from kbapp.search.loglines import line_words
from kbapp.search.units import Unit, units_of

_PREFIXES = (
    "Nov 23 16:33:08 15[IKE] <x|1> {}",
    "2026-03-02T10:11:12.345+08:00 gw7 charon-systemd[812]: 09[ENC] <hq-1|3> {}",
    "Mar  3 08:01:02 fw charon: 05[CFG] {}",
)


@pytest.fixture(scope="module")
def units(shipped: Content) -> list[Unit]:
    return units_of(shipped)


def _top(service: SearchService, query: str, count: int = 1) -> tuple[Hit, ...]:
    return service.search(query, "zh", count).hits


def test_every_title_finds_its_section_first(shipped_service: SearchService, units: list[Unit]) -> None:
    titled: dict[str, set[str]] = {}
    for unit in units:
        for title in (unit.title.zh, unit.title.en):
            titled.setdefault(squeezed(title), set()).add(unit.reference)
    missed = []
    for unit in units:
        for title in (unit.title.zh, unit.title.en):
            hits = _top(shipped_service, title)
            if not hits or hits[0].reference not in titled[squeezed(title)]:
                missed.append((title, unit.reference, hits[0].reference if hits else None))
    assert missed == []


def test_every_cause_is_found_by_its_titles_id_and_code(shipped_service: SearchService, shipped: Content) -> None:
    missed = []
    by_code: dict[str, set[str]] = {}
    for cause in shipped.causes.values():
        for code in cause.alibaba:
            by_code.setdefault(code, set()).add(cause.id)
    for cause in shipped.causes.values():
        pages = shipped.articles.get(cause.id, {})
        for name in {cause.title.zh, cause.title.en, cause.id, *(page.title for page in pages.values())}:
            hits = _top(shipped_service, name)
            if not hits or cause.id not in hits[0].causes:
                missed.append((name, hits[0].reference if hits else None))
    for code, causes in by_code.items():
        hits = _top(shipped_service, code)
        if not hits or not causes & set(hits[0].causes):
            missed.append((code, hits[0].reference if hits else None))
    assert missed == []


def _lines(shipped: Content) -> Iterator[str]:
    seen: set[str] = set()
    for pages in shipped.articles.values():
        bodies = (pages["en"].intro, *(section.body for section in pages["en"].sections))
        for line in (line.strip() for body in bodies for block in log_blocks(body) for line in block.splitlines()):
            if line and line not in seen:
                seen.add(line)
                yield line


def _quoting(units: list[Unit]) -> dict[str, set[str]]:
    """Words of a line -> the units that quote it."""
    found: dict[str, set[str]] = {}
    for unit in units:
        for line in (*unit.lines, *unit.more_lines, *unit.quoted, *unit.more_quoted):
            words = line_words(line)
            for key in (words.strict, words.loose):
                found.setdefault(" ".join(key), set()).add(unit.reference)
    return found


def test_every_log_line_finds_a_section_that_quotes_it_first(
    shipped_service: SearchService, shipped: Content, units: list[Unit]
) -> None:
    quoting = _quoting(units)
    missed = []
    count = 0
    for line in _lines(shipped):
        words = line_words(line)
        right = quoting[" ".join(words.strict)] | quoting[" ".join(words.loose)]
        for number, pasted in enumerate((line, *(prefix.format(_disguised(line)) for prefix in _PREFIXES))):
            hits = _top(shipped_service, pasted)
            count += 1
            if not hits or hits[0].reference not in right:
                missed.append((number, pasted, hits[0].reference if hits else None))
    assert len(missed) <= 0.01 * count, missed


def _disguised(line: str) -> str:
    """The same line as another gateway writes it: other addresses, long numbers, ids."""
    line = re.sub(r"\b(\d{1,3}\.){3}\d{1,3}\b", "192.0.2.77", line)
    line = re.sub(r"\b\d{4,}\b", "987654321", line)
    return re.sub(r"\b[0-9a-f]{8}(_[io])?\b", r"c0ffee12\1", line)


@pytest.mark.parametrize("lang", LANGS)
def test_hits_are_places_of_the_content(shipped_service: SearchService, shipped: Content, lang: str) -> None:
    for query in ("预共享密钥", "tunnel", "NO_PROPOSAL_CHOSEN", "华为", "mismatch"):
        for hit in shipped_service.search(query, lang, 100).hits:  # type: ignore[arg-type]
            page = shipped.articles[hit.article][hit.lang]
            assert hit.section is None or page.section(hit.section)
            assert set(hit.causes) <= set(shipped.causes)
