"""Lines -> candidate signatures -> events: literals first, patterns only on the lines that hold one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbapp.diagnosis.events import Event
from kbapp.diagnosis.lines import Line, unescaped
from kbapp.diagnosis.prefix import Prefix, split_prefix
from kbapp.knowledge.signatures import Signature, Signatures

_CHUNK = 256 * 1024
_CHARON_MARK = re.compile(r"\d\[(?:dmn|mgr|ike|chd|job|cfg|knl|net|asn|enc|tnc|imc|imv|pts|tls|app|esp|lib)\d?\]")
_CHARON_DIALECTS = frozenset({"strongswan", "alibaba-cloud"})
FAMILY_DIALECTS = {"charon": "strongswan", "pluto": "libreswan", "racoon": "racoon", "iked": "openiked"}
"""Prefix families that only one daemon writes."""


@dataclass(frozen=True, slots=True)
class Match:
    """One signature on one line."""

    signature: Signature
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that some signature matches: the first match of each dialect."""

    line: Line
    prefix: Prefix
    matches: Mapping[str, Match]


def hits(lines: Iterable[Line], signatures: Signatures) -> Iterator[Hit]:
    """The lines that match, in order; memory is bounded by one chunk."""
    for chunk in _chunks(lines):
        for index, candidates in sorted(_candidates(chunk, signatures).items()):
            hit = _hit(chunk[index], [signatures.all[number] for number in sorted(candidates)])
            if hit is not None:
                yield hit


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line.text) + 1
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _candidates(chunk: Sequence[Line], signatures: Signatures) -> dict[int, set[int]]:
    """Index of the line -> indexes of the signatures whose literal stands in it."""
    lowered = [line.text.lower() for line in chunk]
    starts = [0]
    for text in lowered:
        starts.append(starts[-1] + len(text) + 1)
    text = "\n".join(lowered)
    found: dict[int, set[int]] = {}
    wanted = signatures.literals(_CHARON_DIALECTS if _all_charon(lowered) else None)
    for literal, indexes in wanted.items():
        position = text.find(literal)
        while position >= 0:
            line = bisect_right(starts, position) - 1
            found.setdefault(line, set()).update(indexes)
            position = text.find(literal, starts[line + 1])
    return found


def _all_charon(lowered: Sequence[str]) -> bool:
    """Every line bears charon's mark: no other daemon's words need to be looked for."""
    return all(_CHARON_MARK.search(text) for text in lowered if text)


def _hit(line: Line, candidates: Sequence[Signature]) -> Hit | None:
    prefix = split_prefix(line.text)
    raw = unescaped(line.text)
    matches: dict[str, Match] = {}
    for signature in candidates:
        if signature.dialect in matches:
            continue
        found = signature.search(raw, prefix.message)
        if found:
            values = {name: value for name, value in found.groupdict().items() if value is not None}
            matches[signature.dialect] = Match(signature, {**signature.values, **values})
    return Hit(line, prefix, matches) if matches else None


def events_of(log: int, found: Sequence[Hit], dialects: Sequence[str]) -> list[Event]:
    """One event a line: the match of the dialect that the line's own prefix tells, else of the likeliest dialect."""
    events: list[Event] = []
    rank = {dialect: place for place, dialect in enumerate(dialects)}
    for hit in found:
        own = FAMILY_DIALECTS.get(hit.prefix.family or "", "")
        dialect = own if own in hit.matches else min(hit.matches, key=lambda name: rank.get(name, len(rank)))
        match = hit.matches[dialect]
        events.append(
            Event(log, hit.line.number, len(events), hit.line.text, hit.prefix, match.signature, match.values)
        )
    return events
