"""The small interface behind which the engine stands.

The rest of the package decides what the terms of a unit are, what each is worth there, and how the hits of a query are
ranked; an engine only keeps, for each term, the units that hold it. Whoosh's own matchers cost a microsecond and more
per posting and cannot weigh how much of a query a unit answers, so the lists are read once, kept, and merged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

Weights = Mapping[str, float]
"""Term -> what it is worth in one unit."""


class Engine(Protocol):
    """Reads one index. Units are numbered in the order in which they were written."""

    def postings(self, term: str) -> Mapping[int, float]:
        """Unit -> weight; empty for an unknown term."""
        ...

    def close(self) -> None: ...


class EngineKind(Protocol):
    """Writes and opens indexes."""

    def build(self, folder: Path | None, units: Iterable[Weights]) -> Engine | None:
        """Write all units into an empty folder, or keep them in memory and give the engine back."""
        ...

    def open(self, folder: Path) -> Engine:
        """Raises any `Exception` where the folder holds no sound index."""
        ...
