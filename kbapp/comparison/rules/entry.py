"""What a rule is, and what it says of its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kbapp.comparison.both import Both
from kbapp.comparison.result import Severity
from kbapp.model.text import Text


@dataclass(frozen=True, slots=True)
class Judgement:
    """`severity` `None` means that the values agree. A `note` differs, and works."""

    severity: Severity | None
    cause: str | None = None
    message: Text | None = None


AGREE = Judgement(None)


def note(message: Text, cause: str | None = None) -> Judgement:
    return Judgement("note", cause, message)


@dataclass(frozen=True, slots=True)
class Rule:
    """`judge` is asked only where both values are known, unless it is `eager`."""

    field: str
    judge: Callable[[Both], Judgement]
    eager: bool = False
