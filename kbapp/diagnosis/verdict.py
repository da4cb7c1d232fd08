"""What a diagnosis says: the contract's objects, before a language or a form is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kbapp.model.cause import ChangeSide
from kbapp.model.gateway import Value
from kbapp.model.text import Text

Certainty = Literal["certain", "likely", "unknown", "healthy", "not-ipsec"]
Role = Literal["initiator", "responder", "both", "unknown"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line that speaks for a cause. `log` is the index of the log, `line` counts from 1."""

    log: int
    line: int
    text: str
    signature: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause with its calibrated confidence (0..1) and its evidence."""

    cause: str
    confidence: float
    phase: int | None
    change_side: ChangeSide
    evidence: tuple[Evidence, ...]
    settle_with: Text | None = None
    detail: Text | None = None
    """What this log adds to the cause's general text: both lists, both identities, the side."""


@dataclass(frozen=True, slots=True)
class LogSummary:
    """What a log is. `ike_version` is `ikev1`, `ikev2` or `None`."""

    file: str
    lines: int
    encoding: str
    dialect: str
    role: Role
    ike_version: str | None


@dataclass(frozen=True, slots=True)
class TunnelVerdict:
    """One connection in the logs, judged by how it ends."""

    name: str | None
    local: str | None
    remote: str | None
    verdict: Certainty
    causes: tuple[str, ...]
    last_line: int


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One exchanged message, for the drawing: who sent what, in which log and line it stands."""

    log: int
    line: int
    outgoing: bool
    """Seen from that log's own gateway."""
    exchange: str
    payloads: str
    time: str | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The verdict over one log, or over the logs of both ends."""

    logs: tuple[LogSummary, ...]
    verdict: Certainty
    phase: int | None
    findings: tuple[Finding, ...]
    summary: Text
    """The verdict in one sentence."""
    parameters: tuple[Mapping[str, Mapping[str, Value]], ...] = ()
    """Per log: `{"local": {name: Value}, "remote": {...}}`, as far as the lines tell them."""
    tunnels: tuple[TunnelVerdict, ...] = ()
    notes: tuple[Text, ...] = ()
    """What else the reader must know: the log ends in mid-air, the logs are unrelated, the clocks differ."""
    ladder: tuple[LadderStep, ...] = field(default=())
    configurations: Mapping[int, str] = field(default_factory=dict)
    """Log -> platform, where what was pasted is a configuration: the comparison can take it."""
    search_line: str | None = None
    """Where no cause was found: the most telling line, to search for."""
    elsewhere: tuple[Finding, ...] = ()
    """Beside a proven cause: what other connections of the same logs fail for, each as sure as its own lines are."""

    @property
    def every_finding(self) -> tuple[Finding, ...]:
        """What the verdict rests on, and what is found elsewhere; a finding's rank is its place here."""
        return self.findings + self.elsewhere
