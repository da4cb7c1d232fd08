"""The messages of both logs as the rungs of one ladder. Qt-free.

A message that one gateway sent and the other received stands in both logs: it is one rung.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import LadderStep

_CLOCK = re.compile(r"\d\d:\d\d:\d\d(?:[.,]\d{1,3})?")
_REACH = 12
"""Rungs that are looked back for the other log's view of the same message."""


@dataclass(slots=True)
class Rung:
    """One message; `places` are (log, line from 0), one where only one log has it."""

    exchange: str
    payloads: str
    to_right: bool
    failed: bool
    clocks: dict[int, str]
    """The time as each log has it, by log."""
    places: list[tuple[int, int]]


def rungs_of(steps: Sequence[LadderStep]) -> list[Rung]:
    """In the order of the steps; the second log's view joins the first's."""
    rungs: list[Rung] = []
    for step in steps:
        to_right = step.outgoing == (step.log == 0)
        twin = _twin(rungs, step, to_right)
        if twin is not None:
            twin.places.append((step.log, step.line - 1))
            twin.clocks[step.log] = _clock(step)
            twin.failed |= step.failed
            continue
        clocks, place = {step.log: _clock(step)}, (step.log, step.line - 1)
        rungs.append(Rung(step.exchange, step.payloads, to_right, step.failed, clocks, [place]))
    return rungs


def _clock(step: LadderStep) -> str:
    found = _CLOCK.search(step.time or "")
    return found[0] if found else ""


def _twin(rungs: Sequence[Rung], step: LadderStep, to_right: bool) -> Rung | None:
    """The first rung not far above that only the other log has, and that is the same message."""
    for rung in rungs[-_REACH:]:
        alone = len(rung.places) == 1 and rung.places[0][0] != step.log
        if alone and (rung.exchange, rung.payloads, rung.to_right) == (step.exchange, step.payloads, to_right):
            return rung
    return None
