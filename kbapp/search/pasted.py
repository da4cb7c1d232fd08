"""Lines of a pasted log that the content quotes."""

from __future__ import annotations

from dataclasses import dataclass

from kbapp.search.catalogue import Catalogue, inverse_frequency
from kbapp.search.fold import fold

_MOST_LINES, _LONGEST_LINE, _LOOKED_AT = 60, 600, 24_000
_LEAST_PART = 0.12
_CERTAIN_WORDS = 2


@dataclass(slots=True, frozen=True)
class LineHit:
    """A quoted line that was pasted: its key in the catalogue, how much it counts, its small numbers."""

    key: str
    worth: float
    numbers: tuple[str, ...]
    certain: bool
    """Long enough that nothing else can be meant."""


def recognised_lines(text: str, catalogue: Catalogue) -> list[LineHit]:
    """The quoted lines that stand in a text, each once."""
    best: dict[str, LineHit] = {}
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()][:_MOST_LINES]
    for line in lines:
        for match in catalogue.line_table.find(fold(line[:_LONGEST_LINE]))[:6]:
            if match.part < _LEAST_PART:
                continue
            places = len({unit for unit, _, _ in catalogue.lines[match.key]})
            worth = match.part**0.5 * match.degree * inverse_frequency(len(catalogue.units), places)
            if match.key not in best or worth > best[match.key].worth:
                best[match.key] = LineHit(
                    match.key, worth, match.numbers, match.key.count(" ") >= _CERTAIN_WORDS and match.part > 0.5
                )
    return list(best.values())
