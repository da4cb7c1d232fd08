"""Which connection of the one log is which connection of the other."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.diagnosis.combine import Voice
from kbapp.diagnosis.judge import Tunnel


def pairs_of(logs: Sequence[Sequence[Tunnel]]) -> list[tuple[Voice, ...]]:
    """Connections that belong together: one voice a log. A connection that only one log knows stands alone."""
    voices = [[Voice(index, tunnel, tunnel.verdict) for tunnel in found] for index, found in enumerate(logs)]
    if len(voices) < 2:
        return [(voice,) for voice in (voices[0] if voices else [])]
    left, right = list(voices[0]), list(voices[1])
    pairs: list[tuple[Voice, ...]] = []
    for fit in (_same_spi, _both_ways, _one_way):
        for voice in list(left):
            match = max((other for other in right if fit(voice, other)), key=_failing, default=None)
            if match is not None:
                left.remove(voice)
                right.remove(match)
                pairs.append((voice, match))
    pairs += _leftovers(left, right)
    return pairs


def _failing(voice: Voice) -> bool:
    return voice.state == "failed"


def _leftovers(left: list[Voice], right: list[Voice]) -> list[tuple[Voice, ...]]:
    """One on each side that nothing contradicts: they belong together."""
    open_left = [voice for voice in left if voice.state != "idle"]
    open_right = [voice for voice in right if voice.state != "idle"]
    if len(open_left) == 1 and len(open_right) == 1 and not _contradict(open_left[0].tunnel, open_right[0].tunnel):
        left.remove(open_left[0])
        right.remove(open_right[0])
        return [(open_left[0], open_right[0]), *((voice,) for voice in left + right)]
    return [(voice,) for voice in left + right]


def _same_spi(one: Voice, other: Voice) -> bool:
    return bool(_spi(one) & _spi(other))


def _both_ways(one: Voice, other: Voice) -> bool:
    """Each names the other's address."""
    a, b = one.tunnel, other.tunnel
    return bool(a.local and a.remote and a.local == b.remote and a.remote == b.local)


def _one_way(one: Voice, other: Voice) -> bool:
    """Behind a NAT one of the two addresses differs; where a line is missing, it is not known."""
    a, b = one.tunnel, other.tunnel
    fits = (a.local and a.local == b.remote) or (a.remote and a.remote == b.local)
    return bool(fits) and (not _contradict(a, b))


def _contradict(one: Tunnel, other: Tunnel) -> bool:
    """Two public addresses that cannot be the same gateway's."""
    known = all((one.local, one.remote, other.local, other.remote))
    return known and not (one.local == other.remote or one.remote == other.local)


def _spi(voice: Voice) -> set[str]:
    """IKE and ESP SPIs that the lines name (the other side's are the same numbers)."""
    found = set()
    for attempt in voice.tunnel.attempts:
        for step in attempt.story.steps:
            for name in ("spi_in", "spi_out", "spi"):
                value = step.event.get(name) or (step.event.prefix.spi if name == "spi" else None)
                if value and len(value) >= 6:
                    found.add(value.lower().removeprefix("0x"))
    return found
