"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from kbapp.model.text import Lang


@dataclass(frozen=True, slots=True)
class Hit:
    """One section (`section is None`: the head of an article), in the asked language.

    `marks` are (start, end) spans of `snippet`; `causes` names what the section is about.
    """

    article: str
    section: str | None
    lang: Lang
    title: str
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    causes: tuple[str, ...]

    @property
    def reference(self) -> str:
        return f"{self.article}#{self.section}" if self.section else self.article


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first. `did_you_mean` is a query that finds something, given only where nothing was found."""

    query: str
    took_ms: float
    hits: tuple[Hit, ...]
    did_you_mean: str | None = None
