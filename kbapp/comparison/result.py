"""What a comparison says: the contract's objects, before a language or a form is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kbapp.model.gateway import Gateway, Value
from kbapp.model.text import Text

Status = Literal["match", "mismatch", "note", "missing", "unverifiable"]
Severity = Literal["phase1", "phase2", "rekey", "one-direction", "traffic", "note"]
OutcomeName = Literal["up", "phase1_failed", "phase2_failed", "rekey_failed", "unknown"]


@dataclass(frozen=True, slots=True)
class FieldResult:
    """One row of the comparison. `left` and `right` are each seen from their own gateway.

    For the mirrored fields (`local.id`, `remote.subnets` …) the row is named after the left gateway's field, and
    `right` holds the right gateway's mirrored one.
    """

    field: str
    left: Value
    right: Value
    status: Status
    severity: Severity | None = None
    cause: str | None = None
    message: Text | None = None
    fix_left: Text | None = None
    fix_right: Text | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a negotiation ends, and the cause to blame where it fails."""

    outcome: OutcomeName
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What happens when either side starts, and at the first rekey."""

    left_initiates: Outcome
    right_initiates: Outcome
    at_rekey: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two gateways, field by field, and what their negotiation will do."""

    left: Gateway
    right: Gateway
    fields: tuple[FieldResult, ...]
    prediction: Prediction
    summary: Text
    """One sentence: "phase 1 fails: no common DH group"."""
    notes: tuple[Text, ...] = ()

    @property
    def mismatches(self) -> tuple[FieldResult, ...]:
        return tuple(row for row in self.fields if row.status == "mismatch")
