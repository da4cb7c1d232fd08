"""Marks the terms of a page, so that hovering one tells what it means. Qt-free."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kbapp.model.text import Lang

if TYPE_CHECKING:
    from kbapp.knowledge.terms import Term

EVERYDAY = frozenset({"tunnel", "peer", "firewall", "ipsec", "onprem", "charon", "site-to-site-vpn"})
"""Terms in every second sentence: marked, they would be noise."""
CASED = 4
"""A Latin name up to this long counts only in its own case: `SA`, `DES`, `CRIT`."""
_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"<(/?)([a-z0-9]+)", re.I)
_QUIET = frozenset({"a", "code", "pre", "h1", "h2", "h3", "th", "strong"})
"""Inside these nothing is marked; what is strong is mostly a path of the console."""
_BREAKS = "h2"
"""From here on a term counts as new."""


@dataclass(frozen=True)
class Glossary:
    """The names of all terms as one pattern, and what each means, in one language."""

    pattern: re.Pattern[str]
    known: dict[str, tuple[str, str]]
    """Name without case -> the term's id, and its explanation as HTML."""

    def mark(self, page: str) -> str:
        """HTML with the first occurrence of each term in each section marked, outside code, links and headings."""
        seen: set[str] = set()
        depth = 0
        parts = _TAG.split(page)
        for place, part in enumerate(parts):
            if not part.startswith("<"):
                parts[place] = part if depth else self.pattern.sub(lambda found: self._mark(found, seen), part)
                continue
            tag = _TAG_NAME.match(part)
            if tag and tag[2].lower() in _QUIET:
                depth += -1 if tag[1] else 1
                if tag[2].lower() == _BREAKS:
                    seen.clear()
        return "".join(parts)

    def _mark(self, found: re.Match[str], seen: set[str]) -> str:
        words = found[0]
        name, told = self.known.get(words) or self.known[words.casefold()]
        if name in seen:
            return words
        seen.add(name)
        return f'<span class="term" title="{html.escape(told)}">{words}</span>'


@lru_cache(maxsize=4)
def glossary(terms: tuple[Term, ...], lang: Lang) -> Glossary:
    """For pages in one language. A Chinese page uses the English names too."""
    known: dict[str, tuple[str, str]] = {}
    patterns: dict[str, str] = {}
    for term in terms:
        if term.explain is None or term.id in EVERYDAY:
            continue
        told = _told(term, lang)
        for name in (*term.zh, *term.en) if lang == "zh" else term.en:
            written = html.escape(name, quote=False)
            cased = len(name) <= CASED and name.isascii()
            key = written if cased else written.casefold()
            known.setdefault(key, (term.id, told))
            patterns.setdefault(key, _pattern(written, cased))
    longest = sorted(patterns, key=len, reverse=True)
    return Glossary(re.compile("|".join(patterns[key] for key in longest) or r"(?!)"), known)


def _pattern(name: str, cased: bool) -> str:
    """Latin names stand alone: no letter, digit, `_` or `-` beside them (Chinese letters may)."""
    before = r"(?<![A-Za-z0-9_-])" if re.match(r"[A-Za-z0-9]", name) else ""
    after = r"(?![A-Za-z0-9_-])" if re.search(r"[A-Za-z0-9]$", name) else ""
    return f"{before}{re.escape(name) if cased else f'(?i:{re.escape(name)})'}{after}"


def _told(term: Term, lang: Lang) -> str:
    """The preferred names and the explanation. `<qt>` lets Qt break its lines."""
    assert term.explain is not None
    first, second = (term.zh[0], term.en[0]) if lang == "zh" else (term.en[0], term.zh[0])
    names = first if first == second else f"{first} · {second}"
    return f"<qt><b>{html.escape(names)}</b><br/>{html.escape(term.explain.get(lang))}</qt>"
