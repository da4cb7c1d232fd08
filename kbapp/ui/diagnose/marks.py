"""Which lines of a log speak for which finding. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis


def marks_of(diagnosis: Diagnosis, log: int) -> dict[int, int]:
    """Line (from 0) -> the rank of the best finding that it speaks for."""
    marks: dict[int, int] = {}
    for rank, finding in enumerate(diagnosis.every_finding):
        for item in finding.evidence:
            if item.log == log:
                marks.setdefault(item.line - 1, rank)
    return marks


def lines_of(diagnosis: Diagnosis, rank: int, log: int) -> list[int]:
    """The lines (from 0) of one finding in one log, in order."""
    return sorted({item.line - 1 for item in diagnosis.every_finding[rank].evidence if item.log == log})


def next_mark(marks: Mapping[int, int], line: int, step: int) -> int | None:
    """The next marked line after (`step` 1) or before (-1) a line, around the ends."""
    lines = sorted(marks)
    if not lines:
        return None
    if step > 0:
        return next((number for number in lines if number > line), lines[0])
    return next((number for number in reversed(lines) if number < line), lines[-1])
