"""What kind of answer a question wants: a phase, the page of a platform, the meaning of a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbapp.search.words import Group

_MEANING = re.compile(
    r"是什么意思|什么意思|是啥|啥意思|含义|指什么|名词解释|\b(?:meaning|definition|stands? for|abbreviation)\b"
    r"|\bwhat (?:is|are|does)\b",
    re.IGNORECASE,
)
_VENDOR = "~~vendor-"
_OPERATIONS = frozenset(("~~~see-log", "~~~see-state", "~~~cli-words", "~view-logs"))


def phase_of(groups: Sequence[Group]) -> int:
    """The one phase that is named; of two, the one of which it is said that it fails."""
    named: list[int] = []
    failing = 0
    for group in groups:
        named += [phase for phase in (1, 2) if f"~phase-{phase}" in group.concepts]
        if named and "~~~failed" in group.concepts:
            failing = failing or named[-1]
    return named[0] if len(set(named)) == 1 else failing


def platforms_of(groups: Sequence[Group]) -> frozenset[str]:
    """The concepts of the platforms that are named."""
    return frozenset(name for group in groups for name in group.concepts if name.startswith(_VENDOR))


def asks_for_use(groups: Sequence[Group]) -> bool:
    """A log, a state, a command, a default is asked for."""
    return any(not _OPERATIONS.isdisjoint(group.concepts) for group in groups)


def asks_for_meaning(folded: str) -> bool:
    return _MEANING.search(folded) is not None
