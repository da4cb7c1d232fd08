"""Which daemon wrote a log: the votes of prefixes, marks and matched signatures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kbapp.diagnosis.lines import Line
from kbapp.diagnosis.matcher import FAMILY_DIALECTS, Hit
from kbapp.knowledge.signatures import Signature, Signatures

_FAMILY_VOTES, _MARK_VOTES, _MATCH_VOTES = 2.0, 3.0, 1.0
_ECHO_VOTES = 0.4
"""The cloud's published keywords repeat other daemons' lines: they count less."""
_SAMPLE = 400
_VAGUE = frozenset({"info", "protocol-error", "complaint", "kernel-failed"})
_TELLING = 0.75


def ipsec_only(found: list[Hit]) -> list[Hit]:
    """Nothing, unless some line is one that no other program writes: "authentication failure" alone is no VPN."""
    return found if any(_unmistakable(hit) for hit in found) else []


def _unmistakable(hit: Hit) -> bool:
    if hit.prefix.family is not None:
        return True
    return any(_own_words(match.signature) for match in hit.matches.values())


def _own_words(signature: Signature) -> bool:
    if signature.generic:
        return False
    if "kind" in signature.values or "state" in signature.values:
        return True
    return signature.event not in _VAGUE or sum(signature.causes.values()) >= _TELLING


def rank_dialects(lines: Iterable[Line], found: Sequence[Hit], signatures: Signatures) -> list[str]:
    """Dialects, the likeliest first; empty if nothing speaks for any."""
    votes: defaultdict[str, float] = defaultdict(float)
    for hit in found[: 4 * _SAMPLE]:
        family = FAMILY_DIALECTS.get(hit.prefix.family or "")
        if family:
            votes[family] += _FAMILY_VOTES
        for dialect in hit.matches:
            votes[dialect] += _ECHO_VOTES if dialect == "alibaba-cloud" else _MATCH_VOTES
    _count_marks(votes, lines, signatures)
    return sorted(votes, key=lambda dialect: -votes[dialect])


def _count_marks(votes: dict[str, float], lines: Iterable[Line], signatures: Signatures) -> None:
    text = "\n".join(line.text.lower() for line, _ in zip(lines, range(_SAMPLE), strict=False))
    for dialect, marks in signatures.marks.items():
        for mark in marks:
            votes[dialect] += _MARK_VOTES * min(text.count(mark), 50)
    for dialect in [name for name, count in votes.items() if count <= 0]:
        del votes[dialect]
