"""What a rule concludes from one conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kbapp.diagnosis.context import Story
from kbapp.diagnosis.events import Event
from kbapp.model.cause import ChangeSide
from kbapp.model.text import Text


@dataclass(frozen=True, slots=True)
class Opinion:
    """Causes with the share of each, among all that could have left these lines.

    `proof`: the set has exactly one member. `rule` names the rule for `--explain`.
    """

    weights: Mapping[str, float]
    rule: str
    events: tuple[Event, ...]
    phase: int | None = None
    proof: bool = False
    detail: Text | None = None
    change: ChangeSide | None = None
    """From the writer's own side: `local` is this log's gateway."""


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What the log tells outside its conversations."""

    dialect: str
    config: Sequence[Event] = field(default=())
    starts: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation before the rules."""

    story: Story
    facts: LogFacts


def proven(cause: str, rule: str, *events: Event, phase: int | None = None, detail: Text | None = None) -> Opinion:
    return Opinion({cause: 1.0}, rule, events, phase, proof=True, detail=detail)


def among(weights: Mapping[str, float], rule: str, *events: Event, phase: int | None = None) -> Opinion:
    """A set that the log cannot tell apart; the shares are brought to a sum of 1."""
    total = sum(weights.values()) or 1.0
    return Opinion({cause: share / total for cause, share in weights.items()}, rule, events, phase)
