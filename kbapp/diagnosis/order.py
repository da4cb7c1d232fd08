"""Which way a log runs: consoles and web pages (pfSense, PAN-OS, the cloud's) like to show the newest line first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from kbapp.diagnosis.clock import parse_time
from kbapp.diagnosis.matcher import Hit

_CLOCK = re.compile(r"(?P<h>\d\d):(?P<m>\d\d):(?P<s>\d\d)")
_ROUTEROS = re.compile(r"(?P<month>[a-z]{3})/(?P<day>\d\d)(?:/(?P<year>\d{4}))? ")
_SAMPLE = 400
_WRAP = timedelta(hours=12)
"""Two times that differ by more may be one midnight, or one new year, in a log that runs forwards."""
_FORWARD = (("received-packet", "parsed"), ("generating", "sending-packet"))
"""charon tells of the packet, then of what is in it; of the message, then of its packet."""


def oldest_first(found: Sequence[Hit]) -> list[Hit]:
    """The lines in the order in which they were written. A line without a time follows the one before it."""
    if not _newest_first(found):
        return list(found)
    groups: list[list[Hit]] = []
    for hit in found:
        if groups and hit.prefix.time is None:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [hit for group in reversed(groups) for hit in group]


def _newest_first(found: Sequence[Hit]) -> bool:
    step = max(1, len(found) // _SAMPLE)
    times = [moment for hit in found[::step] if (moment := _moment(hit.prefix.time)) is not None]
    if any(later > earlier for earlier, later in pairwise(times)):
        return False
    distinct = len(set(times))
    if distinct >= 3 or (distinct == 2 and times[0] - times[-1] < _WRAP):
        return True
    return distinct == 1 and _charon_backwards(found[:_SAMPLE])


def _moment(text: str | None) -> datetime | None:
    """RouterOS and debug outputs print the time of day only."""
    if text is None:
        return None
    known = parse_time(text) or parse_time(_ROUTEROS.sub(_iso, text))
    if known is not None:
        return known
    clock = _CLOCK.search(text)
    if clock is None:
        return None
    hour, minute, second = int(clock["h"]), int(clock["m"]), int(clock["s"])
    return datetime(2000, 1, 1) + timedelta(hours=hour, minutes=minute, seconds=second)


def _iso(match: re.Match[str]) -> str:
    return f"{match['month'].capitalize()} {match['day']} "


def _charon_backwards(found: Sequence[Hit]) -> bool:
    """All within one second: what charon writes in pairs stands the wrong way round, and never the right way."""
    names = [match.signature.id.partition("/")[2] for hit in found if (match := hit.matches.get("strongswan"))]
    pairs = list(pairwise(names))
    backward = sum((second, first) in _FORWARD for first, second in pairs)
    return backward > 0 and not any(pair in _FORWARD for pair in pairs)
