"""The exchanged messages of each log, for the drawing."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.diagnosis.context import Story
from kbapp.diagnosis.rules.notifies import errors_in
from kbapp.diagnosis.verdict import LadderStep


def ladder_of(stories: Sequence[Story]) -> tuple[LadderStep, ...]:
    """One step a message (retransmits included), in the log's order."""
    steps = [step for story in stories for step in _of_story(story)]
    return tuple(sorted(steps, key=lambda step: (step.log, step.line)))


def _of_story(story: Story) -> list[LadderStep]:
    found = []
    for step in story.steps:
        event = step.event
        if event.kind in ("message-in", "message-out"):
            payloads = event.get("payloads") or ""
            found.append(
                LadderStep(
                    event.log,
                    event.line,
                    event.kind == "message-out",
                    step.exchange or "",
                    payloads.strip(),
                    event.prefix.time,
                    bool(errors_in(payloads)),
                )
            )
        elif event.kind == "retransmit":
            number = event.get("n") or ""
            text = f"retransmit {number}".strip()
            found.append(LadderStep(event.log, event.line, True, step.exchange or "", text, event.prefix.time, True))
    return found
