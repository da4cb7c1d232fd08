"""What a paste that is no log tells (a status output, a configuration, the cloud's own diagnosis), and its place in the
diagnosis: it speaks where the log's own lines do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kbapp.diagnosis.settle import settle_with
from kbapp.diagnosis.summary import summary_of
from kbapp.diagnosis.verdict import Certainty, Diagnosis, Evidence, Finding, TunnelVerdict
from kbapp.model.cause import Cause, ChangeSide
from kbapp.model.gateway import Value
from kbapp.model.text import Text

Columns = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Account:
    """`weights`: causes, best first. `proof`: the paste leaves one cause only."""

    log: int
    dialect: str
    certainty: Certainty
    source: str
    """What was read, for the evidence's signature: `cisco-ios/status`."""
    phase: int | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    details: Mapping[str, Text] = field(default_factory=dict)
    change: Mapping[str, ChangeSide] = field(default_factory=dict)
    tunnels: tuple[TunnelVerdict, ...] = ()
    parameters: Columns = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    configuration: str | None = None
    """The platform whose configuration it is: the comparison can take it."""


def with_accounts(diagnosis: Diagnosis, accounts: Sequence[Account], causes: Mapping[str, Cause]) -> Diagnosis:
    """The diagnosis, completed by what the pastes tell. A cause that a log names keeps its place."""
    if not accounts:
        return diagnosis
    notes = (*diagnosis.notes, *(note for one in accounts for note in one.notes))
    told = {one.log: one for one in accounts}
    settings = {one.log: one.configuration for one in accounts if one.configuration}
    logs = tuple(
        replace(log, dialect=told[place].dialect) if place in told else log for place, log in enumerate(diagnosis.logs)
    )
    columns = tuple(
        _joined(told[place].parameters, column) if place in told else column
        for place, column in enumerate(diagnosis.parameters)
    )
    completed = replace(diagnosis, logs=logs, notes=notes, parameters=columns, configurations=settings)
    speaker = _speaker(accounts)
    if diagnosis.verdict in ("certain", "likely") or (diagnosis.verdict == "healthy" and not speaker.weights):
        return completed
    return _spoken(completed, speaker, causes)


def _speaker(accounts: Sequence[Account]) -> Account:
    return max(accounts, key=lambda one: (one.certainty == "certain", bool(one.weights), one.certainty == "healthy"))


def _joined(first: Columns, second: Columns) -> Columns:
    return {side: {**first.get(side, {}), **second.get(side, {})} for side in ("local", "remote")}


def _spoken(diagnosis: Diagnosis, account: Account, causes: Mapping[str, Cause]) -> Diagnosis:
    findings = tuple(_finding(cause, share, account, causes) for cause, share in account.weights.items())
    several = len(diagnosis.logs) > 1
    return replace(
        diagnosis,
        verdict=account.certainty,
        phase=account.phase,
        findings=findings,
        summary=summary_of(account.certainty, account.phase, findings, causes, several),
        tunnels=account.tunnels or diagnosis.tunnels,
        search_line=None if account.certainty != "unknown" else diagnosis.search_line,
    )


def _finding(cause: str, share: float, account: Account, causes: Mapping[str, Cause]) -> Finding:
    known = causes[cause]
    return Finding(
        cause=cause,
        confidence=round(share, 3),
        phase=account.phase if account.phase in known.phases else (known.phases[0] if known.phases else None),
        change_side=account.change.get(cause, known.change_side),
        evidence=account.evidence,
        settle_with=settle_with(known, "responder", {account.log: account.dialect}, account.log),
        detail=account.details.get(cause),
    )
