"""Every step of a diagnosis, printed: what `kbapp diagnose --explain` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbapp.diagnosis.combine import verdict_of
from kbapp.diagnosis.context import Story
from kbapp.diagnosis.engine import Reading, Side, conclude, read
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.pairing import pairs_of
from kbapp.knowledge.platforms import Platform
from kbapp.knowledge.signatures import Signatures
from kbapp.model.cause import Cause


def explain(
    logs: Sequence[LogText],
    signatures: Signatures,
    causes: Mapping[str, Cause],
    platforms: Mapping[str, Platform],
    side: Side = "auto",
) -> str:
    """Log, events with their exchange and phase, conversations, judgements, the combination, the verdict."""
    readings = [read(index, log, signatures) for index, log in enumerate(logs)]
    lines: list[str] = []
    for reading in readings:
        lines += _reading(reading)
    for voices in pairs_of([reading.tunnels for reading in readings]):
        verdict = verdict_of(voices)
        names = " + ".join(f"log {voice.log} {voice.tunnel.name or voice.tunnel.remote or '?'}" for voice in voices)
        lines.append(f"connection {names}: {', '.join(voice.state for voice in voices)}")
        for step in verdict.steps if verdict else ():
            lines.append(f"  {step}")
    diagnosis = conclude(readings, causes, set(platforms), side)
    lines.append(f"verdict: {diagnosis.verdict}, phase {diagnosis.phase}: {diagnosis.summary.en}")
    lines += [f"  {one.confidence:.2f} {one.cause} ({one.change_side})" for one in diagnosis.findings]
    lines += [f"note: {note.en}" for note in diagnosis.notes]
    return "\n".join(lines)


def _reading(reading: Reading) -> Iterator[str]:
    log = reading.log
    yield f"log {reading.index} {log.name}: {log.total} lines, {log.encoding}, {reading.dialect}, {reading.role}"
    for event in reading.facts.config:
        yield f"  {event.line:>6} {event.kind:<20} {event.signature.id}"
    for story in reading.stories:
        yield from _story(story)
    for tunnel in reading.tunnels:
        for attempt in tunnel.attempts:
            rule = attempt.opinion.rule if attempt.opinion else "-"
            number = attempt.story.conversation.number or "-"
            yield f"  {tunnel.name or tunnel.remote or '?'} #{number}: {attempt.state}, rule {rule}"


def _story(story: Story) -> Iterator[str]:
    one = story.conversation
    yield f"  conversation {one.name or '?'} #{one.number or '-'} {one.local or '?'} - {one.remote or '?'}:"
    yield f"    {story.role}, IKEv{story.ike or '?'}, {story.mode or '-'}, {story.auth or '-'}"
    for step in story.steps:
        values = ", ".join(f"{name}={value[:40]}" for name, value in step.event.values.items())
        yield f"  {step.event.line:>6} {step.kind:<20} {step.exchange or '-':<16} phase {step.phase or '-'}  {values}"
