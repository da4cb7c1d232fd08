"""Logs in, one diagnosis out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from kbapp.diagnosis.account import Account, with_accounts
from kbapp.diagnosis.bystanders import without_bystanders
from kbapp.diagnosis.combine import Verdict, Voice, verdict_of
from kbapp.diagnosis.context import Story, tell
from kbapp.diagnosis.conversations import OUTSIDE, conversations
from kbapp.diagnosis.dialect import ipsec_only, rank_dialects
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.findings import findings_elsewhere, findings_of
from kbapp.diagnosis.hints import Offered, weigh
from kbapp.diagnosis.judge import Tunnel, judge, tunnels
from kbapp.diagnosis.ladder import ladder_of
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.matcher import events_of, hits
from kbapp.diagnosis.notes import notes_of, search_line
from kbapp.diagnosis.opinion import LogFacts
from kbapp.diagnosis.order import oldest_first
from kbapp.diagnosis.pairing import pairs_of
from kbapp.diagnosis.parameters import parameters_of
from kbapp.diagnosis.pasted import accounts_of
from kbapp.diagnosis.summary import summary_of
from kbapp.diagnosis.verdict import Certainty, Diagnosis, LogSummary, Role, TunnelVerdict
from kbapp.knowledge.platforms import Platform
from kbapp.knowledge.signatures import Signatures
from kbapp.model.cause import Cause

Side = Literal["local", "peer", "auto"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One log, read: its events, the connections in it, and how each ends."""

    index: int
    log: LogText
    dialect: str
    events: tuple[Event, ...]
    stories: tuple[Story, ...]
    facts: LogFacts
    tunnels: tuple[Tunnel, ...]

    @property
    def role(self) -> Role:
        roles = {story.role for story in self.stories if story.role != "unknown"}
        return "both" if len(roles) > 1 else next(iter(roles), "unknown")

    @property
    def ike_version(self) -> str | None:
        versions = [story.ike for story in self.stories if story.ike]
        return f"ikev{versions[-1]}" if versions else None

    @property
    def is_ipsec(self) -> bool:
        return bool(self.events)


def read(index: int, log: LogText, signatures: Signatures) -> Reading:
    """Lines -> events -> conversations -> connections, each judged."""
    found = oldest_first(ipsec_only(list(hits(log, signatures))))
    dialects = rank_dialects(log, found, signatures)
    dialect = dialects[0] if dialects and found else "unknown"
    events = events_of(index, found, dialects)
    stories = tuple(tell(one) for one in conversations(index, events))
    facts = LogFacts(dialect, tuple(event for event in events if event.kind in OUTSIDE))
    judged = [judge(story, facts) for story in stories]
    return Reading(index, log, dialect, tuple(events), stories, facts, tuple(tunnels(judged)))


def diagnose(
    logs: Sequence[LogText],
    signatures: Signatures,
    causes: Mapping[str, Cause],
    platforms: Mapping[str, Platform],
    side: Side = "auto",
) -> Diagnosis:
    """The verdict over one log, or over the logs of both ends of one tunnel. Never raises for what a log holds."""
    readings = [read(index, log, signatures) for index, log in enumerate(logs)]
    return diagnose_readings(readings, signatures, causes, platforms, side)


def diagnose_readings(
    readings: Sequence[Reading],
    signatures: Signatures,
    causes: Mapping[str, Cause],
    platforms: Mapping[str, Platform],
    side: Side = "auto",
) -> Diagnosis:
    """`diagnose` for a caller who keeps what was read: the other end's log may come later."""
    accounts = accounts_of(readings, causes, lambda log: read(0, log, signatures))
    return conclude(readings, causes, set(platforms), side, accounts)


def conclude(
    readings: Sequence[Reading],
    causes: Mapping[str, Cause],
    platforms: Set[str],
    side: Side,
    accounts: Sequence[Account] = (),
) -> Diagnosis:
    """The second half of `diagnose`: from readings, and what else was pasted, to the contract's object."""
    mute = {account.log for account in accounts}
    diagnosis = _from_logs([_silenced(one) if one.index in mute else one for one in readings], causes, platforms, side)
    return with_accounts(diagnosis, accounts, causes)


def _silenced(reading: Reading) -> Reading:
    """A paste that is no log tells no story, though some of its lines look like one."""
    return replace(reading, events=(), stories=(), tunnels=(), facts=replace(reading.facts, config=()))


def _from_logs(readings: Sequence[Reading], causes: Mapping[str, Cause], platforms: Set[str], side: Side) -> Diagnosis:
    groups = pairs_of([reading.tunnels for reading in readings])
    verdicts = [(voices, _hinted(verdict_of(voices), voices, readings)) for voices in groups]
    failing = _failing(verdicts)
    chosen = _chosen(failing)
    certainty = _certainty(readings, verdicts, chosen)
    dialects = {reading.index: reading.dialect for reading in readings if reading.dialect in platforms}
    others = [verdict for _, verdict in failing]
    findings = findings_of(others, chosen, causes, dialects, side) if chosen else ()
    phase = chosen.phase if chosen else None
    return Diagnosis(
        logs=tuple(_log_summary(reading) for reading in readings),
        verdict=certainty,
        phase=phase,
        findings=findings,
        summary=summary_of(certainty, phase, findings, causes, len(readings) > 1),
        parameters=tuple(parameters_of(reading.stories, reading.facts.config) for reading in readings),
        tunnels=tuple(_tunnel_verdict(voices, verdict) for voices, verdict in verdicts),
        notes=notes_of(readings, groups),
        ladder=ladder_of([story for reading in readings for story in reading.stories]),
        search_line=search_line(readings) if certainty in ("unknown", "not-ipsec") else None,
        elsewhere=findings_elsewhere(others, chosen, causes, dialects, side) if chosen else (),
    )


def _hinted(verdict: Verdict | None, voices: Sequence[Voice], readings: Sequence[Reading]) -> Verdict | None:
    """An initiator that is told nothing, beside the configuration that the other log shows."""
    if verdict is None or verdict.proof or len(readings) != 2:
        return verdict
    speaker = next((voice for voice in voices if voice.judgement.story.role == "initiator"), None)
    if speaker is None or speaker.state != "failed":
        return verdict
    story = speaker.judgement.story
    config = readings[1 - speaker.log].facts.config
    weights = weigh(verdict.weights, config, Offered(story.ike, story.mode, story.conversation.local))
    rounded = {cause: round(min(share, verdict.most), 3) for cause, share in weights.items() if share >= 0.01}
    return replace(verdict, weights=rounded)


Judged = tuple[tuple[Voice, ...], Verdict | None]


def _failing(verdicts: Sequence[Judged]) -> list[tuple[tuple[Voice, ...], Verdict]]:
    """The connections that fail, without those that are no gateway's."""
    counting = without_bystanders([voice.tunnel for voices, _ in verdicts for voice in voices])
    return [
        (voices, verdict)
        for voices, verdict in verdicts
        if verdict is not None and any(voice.tunnel in counting for voice in voices)
    ]


def _chosen(failing: Sequence[tuple[tuple[Voice, ...], Verdict]]) -> Verdict | None:
    """The failing connection to speak of: one that both logs tell of, then a proven one, then the last."""
    if not failing:
        return None
    best = max(
        enumerate(failing), key=lambda item: (len({voice.log for voice in item[1][0]}), item[1][1].proof, item[0])
    )
    return best[1][1]


def _certainty(readings: Sequence[Reading], verdicts: Sequence[Judged], chosen: Verdict | None) -> Certainty:
    if chosen is not None:
        return "certain" if chosen.proof else "likely"
    if not any(reading.is_ipsec for reading in readings):
        return "not-ipsec"
    states = [voice.state for voices, _ in verdicts for voice in voices]
    if (states and "up" in states) or "closed" in states:
        return "healthy" if not any(state == "open" for state in states) or "up" in states else "unknown"
    return "unknown"


def _log_summary(reading: Reading) -> LogSummary:
    log = reading.log
    return LogSummary(log.name, log.total, log.encoding, reading.dialect, reading.role, reading.ike_version)


def _tunnel_verdict(voices: Sequence[Voice], verdict: Verdict | None) -> TunnelVerdict:
    tunnel = next((voice.tunnel for voice in voices if voice.tunnel.name), voices[0].tunnel)
    if verdict is not None:
        certainty: Certainty = "certain" if verdict.proof else "likely"
        named = tuple(verdict.weights)
    else:
        certainty = "healthy" if any(voice.state in ("up", "closed") for voice in voices) else "unknown"
        named = ()
    return TunnelVerdict(tunnel.name, tunnel.local, tunnel.remote, certainty, named, tunnel.last_line)
