"""Which of a huge log's lines the diagnosis gets: enough to judge each connection by how it ends, and no more.

Lines are kept by connection: the first that match, the last, and the last of those that decide something (an attempt's
begin, a success, a refusal, an end), which chatter cannot push out. The log's own first and last lines are kept whole.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kbapp.diagnosis.scan.rows import Found, Row
from kbapp.diagnosis.scan.skim import CHATTER, deciding
from kbapp.knowledge.signatures import Signatures

_SETTINGS = frozenset({"start", "config"})
_CHAT, _DECISION, _SETTING = range(3)
_CHARON = re.compile(rb"<([^|<>\n]{1,64})\|\d+>")
_PLUTO = re.compile(rb'"([^"\n]{1,64})"(?:\[\d+\])?(?: [0-9a-fA-F.:]+)? #\d+:')
_ADDRESS = re.compile(rb"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])")

HEAD, TAIL = 400, 400
FIRST, LAST, DECIDING = 40, 200, 120
MOST_KEPT = 60_000
MOST_GIVEN = 12_000
MOST_BUCKETS = 1_500
_LEAST = 24

Kept = tuple[int, bytes]
"""A line's number and its bytes."""


@dataclass(slots=True)
class _Bucket:
    """One connection's lines."""

    first: list[Kept] = field(default_factory=list)
    last: deque[Kept] = field(default_factory=lambda: deque(maxlen=LAST))
    deciding: deque[Kept] = field(default_factory=lambda: deque(maxlen=DECIDING))

    @property
    def touched(self) -> int:
        return max((kept[-1][0] for kept in (self.first, self.last, self.deciding) if kept), default=0)

    def __len__(self) -> int:
        return len(self.first) + len(self.last) + len(self.deciding)

    def keep(self, line: Kept, decides: bool) -> None:
        if len(self.first) < FIRST:
            self.first.append(line)
        elif decides:
            self.deciding.append(line)
        else:
            self.last.append(line)

    def shrink(self, share: float) -> None:
        self.last = deque(self.last, maxlen=max(_LEAST, int((self.last.maxlen or LAST) * share)))
        self.deciding = deque(self.deciding, maxlen=max(_LEAST, int((self.deciding.maxlen or DECIDING) * share)))
        del self.first[max(4, int(len(self.first) * share)) :]

    def lines(self, last: int) -> Iterable[Kept]:
        """At the most about twice `last` lines, the latest of each sort."""
        yield from self.first[: max(4, last // 4)]
        yield from list(self.deciding)[-last:]
        yield from list(self.last)[-last:]


class Keeper:
    """Takes what a sweep finds, chunk by chunk."""

    def __init__(self, signatures: Signatures) -> None:
        self._kinds = _kinds(signatures)
        self._deciding_kinds = _kinds(deciding(signatures))
        self._head: list[Kept] = []
        self._tail: list[Kept] = []
        self._opening: list[Kept] = []
        self._starts: deque[Kept] = deque(maxlen=LAST)
        self._buckets: dict[bytes, _Bucket] = {}

    def take(self, found: Found) -> list[Row]:
        """Keep of one chunk what is needed; its buffer may be used again afterwards.

        Gives each connection's last row in it, before which the context of a skimmed chunk is looked up.
        """
        self._ends(found)
        kinds, opening = self._deciding_kinds if found.skimmed else self._kinds, self._opening
        latest: dict[bytes, Row] = {}
        for row in found.rows:
            line = found.line(row)
            if len(opening) < HEAD:
                opening.append((row[0], line))
            names = row[3]
            kind = kinds[names[0]] if len(names) == 1 else max(kinds[index] for index in names)
            if kind == _SETTING:
                self._starts.append((row[0], line))
                continue
            key = connection_of(line)
            latest[key] = row
            self._bucket(key).keep((row[0], line), kind == _DECISION)
        self._limit()
        return list(latest.values())

    def take_context(self, part: Found) -> None:
        """Keep the chatter of a stretch whose decisions are kept already."""
        kinds = self._kinds
        for row in part.rows:
            if max(kinds[index] for index in row[3]) == _CHAT:
                line = part.line(row)
                self._bucket(connection_of(line)).keep((row[0], line), decides=False)

    def _bucket(self, key: bytes) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket()
        return bucket

    def _limit(self) -> None:
        """Connections of which nothing was heard for the longest time go; then all keep less."""
        if len(self._buckets) > MOST_BUCKETS:
            latest = sorted(self._buckets.items(), key=lambda item: item[1].touched)
            self._buckets = dict(latest[len(latest) // 4 :])
        if sum(map(len, self._buckets.values())) > MOST_KEPT:
            for bucket in self._buckets.values():
                bucket.shrink(0.5)

    def _ends(self, found: Found) -> None:
        """The log's first lines once, its last lines anew with each chunk."""
        if not self._head:
            self._head = _numbered(found.first, _lines_at(found, from_end=False))
        last = _lines_at(found, from_end=True)
        feeds = found.chunk.text.count(b"\n", 0, found.chunk.size)
        self._tail = _numbered(found.first + feeds + (not found.chunk.complete) - len(last), last)

    def lines(self) -> list[Kept]:
        """What is left for the diagnosis, in the log's order, each line once."""
        lines = dict(self._head[:HEAD]) | dict(self._tail[-TAIL:]) | dict(self._opening) | dict(self._starts)
        latest = sorted(self._buckets.values(), key=lambda bucket: -bucket.touched)
        share = max(_LEAST, MOST_GIVEN // (2 * max(len(latest), 1)))
        for bucket in latest:
            if len(lines) >= MOST_GIVEN:
                break
            lines.update(bucket.lines(share))
        return sorted(lines.items())


def _kinds(signatures: Signatures) -> list[int]:
    """Of each signature: chatter, a decision, or the daemon's own settings."""
    events = (one.event for one in signatures.all)
    return [_SETTING if event in _SETTINGS else _CHAT if event in CHATTER else _DECISION for event in events]


def connection_of(line: bytes) -> bytes:
    """What keeps a connection's lines together: its name, else the addresses; empty where the line has neither."""
    found = _CHARON.search(line) or (_PLUTO.search(line) if b'"' in line else None)
    if found is not None:
        return found[1]
    return b" ".join(sorted(set(_ADDRESS.findall(line))))


def _numbered(first: int, lines: Sequence[bytes]) -> list[Kept]:
    return list(enumerate(lines, first))


def _lines_at(found: Found, from_end: bool) -> list[bytes]:
    """Up to `HEAD` or `TAIL` lines of a chunk as they stand in the file."""
    chunk = found.chunk
    data: bytes | bytearray = chunk.text if chunk.raw is None else chunk.raw
    size = chunk.size if chunk.raw is None else len(chunk.raw)
    if from_end:
        start = max(0, size - 128 * 1024)
        lines = bytes(memoryview(data)[start:size]).split(b"\n")
        return lines[1 if start else 0 : -1 if chunk.complete else None][-TAIL:]
    return bytes(memoryview(data)[: min(size, 128 * 1024)]).split(b"\n")[:-1][:HEAD]
