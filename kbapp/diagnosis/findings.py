"""From a verdict to the contract's ranked causes, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbapp.diagnosis.combine import Verdict, Voice
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.settle import settle_with
from kbapp.diagnosis.verdict import Evidence, Finding
from kbapp.model.cause import Cause, ChangeSide
from kbapp.model.text import Text

_OTHER_CONNECTION = 0.3
_MAX_EVIDENCE = 6
_MAX_TEXT = 400


def findings_of(
    verdicts: Sequence[Verdict],
    chosen: Verdict,
    causes: Mapping[str, Cause],
    dialects: Mapping[int, str],
    side: str,
) -> tuple[Finding, ...]:
    """The chosen connection's causes; where they are not proven, those of other connections with little confidence."""
    found = [_finding(cause, share, chosen, causes, dialects, side) for cause, share in chosen.weights.items()]
    for verdict, cause, share in () if chosen.proof else _others(verdicts, chosen):
        confidence = round(min(share * _OTHER_CONNECTION, found[-1].confidence), 3)
        found.append(_finding(cause, confidence, verdict, causes, dialects, side))
    return tuple(found)


def findings_elsewhere(
    verdicts: Sequence[Verdict], chosen: Verdict, causes: Mapping[str, Cause], dialects: Mapping[int, str], side: str
) -> tuple[Finding, ...]:
    """Beside a proven cause: what other connections fail for, with their own confidence."""
    others = _others(verdicts, chosen) if chosen.proof else ()
    return tuple(_finding(cause, share, verdict, causes, dialects, side) for verdict, cause, share in others)


def _others(verdicts: Sequence[Verdict], chosen: Verdict) -> Iterator[tuple[Verdict, str, float]]:
    """What other connections' verdicts name, each cause once."""
    named = set(chosen.weights)
    for verdict in verdicts:
        for cause, share in verdict.weights.items():
            if verdict is not chosen and cause not in named:
                named.add(cause)
                yield verdict, cause, share


def _finding(
    cause: str, confidence: float, verdict: Verdict, causes: Mapping[str, Cause], dialects: Mapping[int, str], side: str
) -> Finding:
    known = causes.get(cause)
    speaker = _speaker(verdict, cause)
    return Finding(
        cause=cause,
        confidence=confidence,
        phase=_phase(known, verdict),
        change_side=_change_side(known, _witness(verdict, known) or speaker, side),
        evidence=_evidence(verdict, cause),
        settle_with=None if known is None else settle_with(known, speaker.judgement.story.role, dialects, speaker.log),
        detail=_detail(verdict, cause),
    )


def _speaker(verdict: Verdict, cause: str) -> Voice:
    """The side whose opinion holds the cause; the one that proves it first."""
    holding = [voice for voice in verdict.voices if voice.opinion and cause in voice.opinion.weights]
    proving = [voice for voice in holding if voice.opinion and voice.opinion.proof]
    return (proving or holding or list(verdict.voices))[0]


def _witness(verdict: Verdict, cause: Cause | None) -> Voice | None:
    """The side whose lines show which gateway is the odd one."""
    return next((voice for voice in verdict.voices if _from_evidence(cause, voice)), None)


def _phase(cause: Cause | None, verdict: Verdict) -> int | None:
    if cause is None or not cause.phases:
        return verdict.phase
    return verdict.phase if verdict.phase in cause.phases else cause.phases[0]


def _change_side(cause: Cause | None, speaker: Voice, side: str) -> ChangeSide:
    """`local` is the first log's gateway, or the one that `--side` names."""
    wanted = _from_evidence(cause, speaker) or (cause.change_side if cause else "either")
    if wanted not in ("local", "peer"):
        return wanted
    turned = (speaker.log == 1) != (side == "peer")
    return ("peer" if wanted == "local" else "local") if turned else wanted


_WRITER = {
    "peer-address-mismatch": ("no-connection",),
    "psk-missing": ("no-key",),
    "duplicate-policy": ("policy-duplicate",),
    "kernel-install-failed": ("kernel",),
}
"""Cause -> rules in which the gateway that wrote the lines is the one to change: it lacks what the other needs."""
_OTHER = {"certificate-expired": ("certificate-refused",), "certificate-revoked": ("certificate-refused",)}
"""The writer refuses what the other end shows."""


def _from_evidence(cause: Cause | None, speaker: Voice) -> ChangeSide | None:
    """As the writer of the lines sees it; `None` where they do not tell which side is the odd one."""
    opinion = speaker.opinion
    if opinion is None or cause is None:
        return None
    if opinion.rule in _WRITER.get(cause.id, ()):
        return "local"
    if opinion.rule in _OTHER.get(cause.id, ()):
        return "peer"
    return opinion.change


def _evidence(verdict: Verdict, cause: str) -> tuple[Evidence, ...]:
    events: dict[tuple[int, int], Event] = {}
    for voice in verdict.voices:
        if voice.opinion and cause in voice.opinion.weights:
            for event in voice.opinion.events:
                events.setdefault((event.log, event.line), event)
    ranked = [events[place] for place in sorted(events)][:_MAX_EVIDENCE]
    return tuple(Evidence(one.log, one.line, one.text.strip()[:_MAX_TEXT], one.signature.id) for one in ranked)


def _detail(verdict: Verdict, cause: str) -> Text | None:
    """What the side that blames the cause has to add; a set's detail belongs to its first member."""
    for voice in verdict.voices:
        opinion = voice.opinion
        if opinion is not None and opinion.detail is not None and cause == next(iter(opinion.weights)):
            return opinion.detail
    return None
