"""Which lines of a log are an IPsec gateway's at all, and which belong to which connection. Qt-free."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbapp.diagnosis.clock import offset
from kbapp.diagnosis.pairing import pairs_of
from kbapp.diagnosis.prefix import Prefix, split_prefix

if TYPE_CHECKING:
    from kbapp.diagnosis.combine import Voice
    from kbapp.diagnosis.engine import Reading
    from kbapp.diagnosis.judge import Tunnel
    from kbapp.diagnosis.verdict import TunnelVerdict

_DAEMONS = frozenset({"charon", "charon-systemd", "ipsec", "pluto", "racoon", "iked", "kmd", "strongswan", "swanctl"})
Key = tuple[str | None, str | None, str | None, int]
"""A connection's name, ends and last line, as `TunnelVerdict` has them."""
Name = tuple[str | None, str | None]
"""An IKE SA as a daemon's prefix names it: the connection, the number."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Line numbers from 0, in order. `tunnels` has one list for each of `Diagnosis.tunnels`."""

    ipsec: array[int]
    tunnels: tuple[array[int], ...]
    offset: float | None = None
    """Seconds by which the second log's clock is ahead of the first's; `None` where no message stands in both."""


def groups_of(readings: Sequence[Reading], wanted: Sequence[TunnelVerdict]) -> tuple[Groups, ...]:
    """One for each log. A connection of the verdict that no log line tells of (a pasted status) has no lines."""
    pairs: dict[Key, list[Voice]] = {}
    all_pairs = pairs_of([reading.tunnels for reading in readings])
    for voices in all_pairs:
        tunnel = next((voice.tunnel for voice in voices if voice.tunnel.name), voices[0].tunnel)
        pairs.setdefault((tunnel.name, tunnel.local, tunnel.remote, tunnel.last_line), []).extend(voices)
    found = (offset(voices) for voices in all_pairs)
    shift = next((seconds for seconds in found if seconds is not None), None)
    chosen = [pairs.get((one.name, one.local, one.remote, one.last_line), []) for one in wanted]
    return tuple(
        _groups(reading, [[voice.tunnel for voice in voices if voice.log == reading.index] for voices in chosen], shift)
        for reading in readings
    )


def _groups(reading: Reading, tunnels: Sequence[Sequence[Tunnel]], shift: float | None) -> Groups:
    lines: list[set[int]] = [set() for _ in tunnels]
    owners: dict[Name, int] = {}
    for place, ends in enumerate(tunnels):
        for tunnel in ends:
            for attempt in tunnel.attempts:
                for event in attempt.story.conversation.events:
                    lines[place].add(event.line - 1)
                    if event.prefix.conn or event.prefix.number:
                        owners[event.prefix.conn, event.prefix.number] = place
    ipsec = {event.line - 1 for event in reading.events}
    for line in reading.log:
        prefix = split_prefix(line.text)
        if _of_daemon(prefix):
            ipsec.add(line.number - 1)
        owner = owners.get((prefix.conn, prefix.number))
        if owner is not None:
            lines[owner].add(line.number - 1)
    return Groups(_sorted(ipsec), tuple(_sorted(one) for one in lines), shift)


def _of_daemon(prefix: Prefix) -> bool:
    """Written by an IKE daemon, whether or not a signature knows the line."""
    return prefix.family is not None or (prefix.program or "").lower() in _DAEMONS


def _sorted(lines: Iterable[int]) -> array[int]:
    return array("Q", sorted(lines))
