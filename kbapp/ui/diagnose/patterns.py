"""What a reader types to find or to filter lines: plain text, or `/regex/`; matched in linear time. Qt-free."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MOST_SPANS = 50
"""Matches of one line that are painted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`error` says why an expression is taken as plain text."""

    pattern: Any
    error: str = ""

    def search(self, text: str) -> object:
        return self.pattern.search(text)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line; matches of nothing are left out."""
        for number, found in enumerate(self.pattern.finditer(text)):
            if number >= MOST_SPANS:
                return
            start, end = found.span()
            if end > start:
                yield start, end


@lru_cache(maxsize=32)
def wanted(text: str) -> Wanted | None:
    """`None` for nothing at all. A broken expression is taken as plain text."""
    if not text:
        return None
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        pattern, error = _expression(text[1:-1])
        return Wanted(pattern or _plain(text), error)
    return Wanted(_plain(text))


def _plain(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text), re.IGNORECASE)


def _expression(text: str) -> tuple[Any, str]:
    """By RE2 where it is there: no expression can hang the window."""
    try:
        import re2
    except ImportError:
        try:
            return re.compile(text, re.IGNORECASE), ""
        except re.error as error:
            return None, str(error)
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    try:
        return re2.compile(text, options), ""
    except re2.error as error:
        reason = error.args[0] if error.args else error
        return None, reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
