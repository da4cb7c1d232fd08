"""Lines of a pasted log that the content quotes."""

from __future__ import annotations

from dataclasses import dataclass

from kbapp.search.catalogue import Catalogue, inverse_frequency
from kbapp.search.fold import fold

_MOST_LINES, _LONGEST_LINE, _LOOKED_AT = 60, 600, 24_000
_LEAST_PART = 0.3


@dataclass(slots=True, frozen=True)
class LineHit:
    """A quoted line: its key in the catalogue and how much it counts."""

    key: str
    worth: float


def recognised_lines(text: str, catalogue: Catalogue) -> list[LineHit]:
    """The quoted lines that stand in a text, each once."""
    best: dict[str, float] = {}
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()][:_MOST_LINES]
    for line in lines:
        for match in catalogue.line_table.find(fold(line[:_LONGEST_LINE]))[:6]:
            if match.part < _LEAST_PART:
                continue
            rarity = inverse_frequency(len(catalogue.units), len(catalogue.lines[match.key]))
            worth = match.part * rarity * (1.0 if match.strict else 0.85)
            best[match.key] = max(best.get(match.key, 0.0), worth)
    return [LineHit(key, worth) for key, worth in best.items()]
