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
    for voice in list(left):
        match = next((other for other in right if _spi(voice) & _spi(other)), None)
        match = match or next((other for other in right if _mirrored(voice.tunnel, other.tunnel)), None)
        if match is not None:
            left.remove(voice)
            right.remove(match)
            pairs.append((voice, match))
    pairs += _leftovers(left, right)
    return pairs


def _leftovers(left: list[Voice], right: list[Voice]) -> list[tuple[Voice, ...]]:
    """One on each side that nothing contradicts: they belong together."""
    open_left = [voice for voice in left if voice.state != "idle"]
    open_right = [voice for voice in right if voice.state != "idle"]
    if len(open_left) == 1 and len(open_right) == 1 and not _contradict(open_left[0].tunnel, open_right[0].tunnel):
        left.remove(open_left[0])
        right.remove(open_right[0])
        return [(open_left[0], open_right[0]), *((voice,) for voice in left + right)]
    return [(voice,) for voice in left + right]


def _mirrored(one: Tunnel, other: Tunnel) -> bool:
    """Each names the other; behind a NAT one address may differ."""
    direct = one.local and one.local == other.remote
    back = one.remote and one.remote == other.local
    return bool(direct and back) or bool((direct or back) and not _contradict(one, other))


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
