"""What a scan found, in columns: a hit costs 18 bytes, not an object."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST = 2_000_000
"""Hits that are kept one by one (36 MB); those behind them are counted."""


@dataclass(slots=True)
class Hits:
    """Hit `i`: line `lines[i]` (from 1) begins at byte `offsets[i]` of the unpacked file and signature number
    `signatures[i]` matches it. Ordered by line, within a line by signature. What a signature captures is asked of its
    own pattern, on the lines that are shown."""

    lines: array[int] = field(default_factory=lambda: array("Q"))
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    signatures: array[int] = field(default_factory=lambda: array("H"))
    left_out: int = 0
    """Hits behind the first `MOST`."""
    total: int = 0
    """All lines of the file."""
    encoding: str = "utf-8"
    engines: tuple[str, ...] = ()
    """Which engines did the work: a second one takes over as soon as it is ready."""
    cancelled: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return zip(self.lines, self.offsets, self.signatures, strict=True)
