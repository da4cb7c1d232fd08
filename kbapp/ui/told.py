"""What logs tell of both gateways' settings: the Diagnose pane has it, the Compare pane can use it. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbapp.model.gateway import Value


@dataclass(frozen=True, slots=True)
class Told:
    """One value. `log` names the log, `line` counts from 1 in it; `None` where no single line tells it."""

    value: Value
    log: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Filling:
    """By column of the comparison and by parameter."""

    left: Mapping[str, Told]
    right: Mapping[str, Told]

    def of(self, side: str) -> Mapping[str, Told]:
        return self.left if side == "left" else self.right
