"""Each connection is judged by how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kbapp.diagnosis.context import FAILURES, Story
from kbapp.diagnosis.opinion import Case, LogFacts, Opinion
from kbapp.diagnosis.rules import conclude

State = Literal["failed", "up", "closed", "open", "idle"]
"""`up`: ends with the tunnel up. `closed`: the operator closed it. `open`: ends in mid-air. `idle`: nothing told."""


_BEGINNINGS = frozenset({"IKE_SA_INIT", "IKE_AUTH", "MAIN", "AGGRESSIVE", "QUICK", "CREATE_CHILD_SA"})

_TELLING = frozenset({"info", "message-in", "message-out", "notify-out", "proposals-received", "proposals-configured"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One conversation's end, with the opinion where it failed."""

    story: Story
    state: State
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Tunnel:
    """The attempts of one connection, in order; the last that says anything counts."""

    name: str | None
    local: str | None
    remote: str | None
    attempts: tuple[Judgement, ...]

    @property
    def verdict(self) -> Judgement:
        return _deciding(self.attempts)

    @property
    def last_line(self) -> int:
        return max(one.story.conversation.last_line for one in self.attempts)


def judge(story: Story, facts: LogFacts) -> Judgement:
    failing = any(step.kind in FAILURES or step.event.signature.causes for step in story.tail)
    told = any(step.kind in _TELLING or step.event.get("ended") for step in story.tail)
    opinion = conclude(Case(story, facts)) if failing or told else None
    if opinion is not None and not _recovered(story, opinion):
        return Judgement(story, "failed", opinion)
    if story.child_up or (story.ike_rekeyed and story.closed is None):
        return Judgement(story, "up")
    if story.closed in ("operator", "here") and story.child_seen and not story.ike_rekeyed:
        return Judgement(story, "closed")
    started = story.role != "unknown" or story.ike_up or any(step.exchange for step in story.steps)
    return Judgement(story, "open" if started else "idle")


def _recovered(story: Story, opinion: Opinion) -> bool:
    """A second SA that is refused, or a few retransmits, do not take down a tunnel that is up; a deletion does."""
    return (
        story.child_up
        and not opinion.proof
        and opinion.rule in ("weights", "silence", "temporary-failure", "silence-phase-2")
    )


def tunnels(judgements: Sequence[Judgement]) -> list[Tunnel]:
    """Attempts of the same connection together: by name, else by the peer's address."""
    names = {
        one.story.conversation.remote: one.story.conversation.name for one in judgements if one.story.conversation.name
    }
    groups: dict[tuple[str | None, str | None], list[Judgement]] = {}
    for one in judgements:
        conversation = one.story.conversation
        name = conversation.name or names.get(conversation.remote)
        groups.setdefault((name, conversation.remote if name is None else None), []).append(one)
    return [_tunnel(name, attempts) for (name, _), attempts in groups.items()]


def _tunnel(name: str | None, attempts: list[Judgement]) -> Tunnel:
    stories = [one.story.conversation for one in attempts]
    local = next((one.local for one in reversed(stories) if one.local), None)
    remote = next((one.remote for one in reversed(stories) if one.remote), None)
    return Tunnel(name, local, remote, tuple(attempts))


def _deciding(attempts: Sequence[Judgement]) -> Judgement:
    """The last attempt that failed or stands; one that ends in mid-air only where nothing else is left."""
    attempts = [one for one in attempts if not _orphan(one)] or attempts
    latest = attempts[-1]
    for place in range(len(attempts) - 1, -1, -1):
        one = attempts[place]
        if one.state == "up" or (one.state == "failed" and not _ended(one)):
            return one
        if one.state in ("failed", "closed"):
            return latest if latest.state == "open" else one
    return latest


def _orphan(one: Judgement) -> bool:
    """Nothing but the end of an SA whose life stands under another number (a rekeyed or redundant one)."""
    begun = any(step.exchange in _BEGINNINGS or step.kind == "ike-established" for step in one.story.steps)
    return not begun and (one.state == "idle" or _closed_only(one))


def _closed_only(one: Judgement) -> bool:
    return one.opinion is not None and one.opinion.rule in ("closed-before-child", "closed-alone")


def _ended(one: Judgement) -> bool:
    """It was up and went down: a new attempt counts more than how the old one ended."""
    return one.opinion is not None and one.opinion.rule in ("closed-by-peer", "dpd-timeout", "dpd-gave-up")
