"""Lists of algorithms that differ, and work."""

from __future__ import annotations

from kbapp.comparison.both import Both
from kbapp.comparison.rules.entry import AGREE, Judgement, note
from kbapp.model.text import Text


def differing_lists(both: Both, field: str) -> Judgement:
    """Equal lists agree; others work on what they share."""
    ours, theirs = (value.value for value in both.values(field))
    if ours == theirs:
        return AGREE
    message = Text("列表不同，但有共同项，可以协商", "the lists differ and share an entry: they agree on that")
    if isinstance(ours, tuple) and isinstance(theirs, tuple) and set(ours) == set(theirs):
        message = Text("列表相同，顺序不同", "the same entries in another order")
    several = isinstance(ours, tuple) and isinstance(theirs, tuple) and max(len(ours), len(theirs)) > 1
    cloud = "alibaba-cloud" in (both.left.gateway.platform, both.right.gateway.platform)
    if several and cloud:
        message += Text(
            "；阿里云每项只有一个值，对端配置多个值可能造成间歇性失败",
            "; the cloud has one value for each, and several on the peer lead to intermittent failures",
        )
    return note(message)


def no_overlap(both: Both, field: str) -> bool:
    """Do the two flat lists share nothing?"""
    ours, theirs = (value.value for value in both.values(field))
    return not (isinstance(ours, tuple) and isinstance(theirs, tuple) and set(ours) & set(theirs))


def names_of(both: Both, failing: tuple[bool, ...]) -> Text:
    """The gateway that starts in the direction that fails."""
    return both.left_name if failing[0] else both.right_name
