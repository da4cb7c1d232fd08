"""Two gateways' clocks: how far the same exchanged messages are apart in the two logs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from kbapp.diagnosis.combine import Voice
from kbapp.model.text import Text

_WORTH = 2.0
"""Seconds: below this the path and the daemons' own pace explain the difference."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"(?P<y>\d{4})[-/](?P<m>\d\d)[-/](?P<d>\d\d)[T ](?P<t>\d\d:\d\d:\d\d)")
_SYSLOG = re.compile(r"(?P<m>[A-Z][a-z]{2})\s+(?P<d>\d{1,2})(?:\s+(?P<y>\d{4}))?\s+(?P<t>\d\d:\d\d:\d\d)")
_ZONE = re.compile(r"(?P<sign>[+-])(?P<h>\d\d):?(?P<min>\d\d)$")
_NO_YEAR = 2000
Key = tuple[str, str, str]


def parse_time(text: str) -> datetime | None:
    """A prefix's time, in UTC if it names a zone; the year 2000 where the log gives none. `None` if it is none."""
    found = _ISO.match(text) or _SYSLOG.match(text)
    if found is None:
        return None
    month = _MONTHS.index(found["m"]) + 1 if found["m"] in _MONTHS else found["m"]
    try:
        hour, minute, second = (int(part) for part in found["t"].split(":"))
        moment = datetime(int(found["y"] or _NO_YEAR), int(month), int(found["d"]), hour, minute, second)
    except ValueError:
        return None
    zone = _ZONE.search(text)
    if zone:
        shift = timedelta(hours=int(zone["h"]), minutes=int(zone["min"]))
        moment = moment - shift if zone["sign"] == "+" else moment + shift
    return moment


def offset(voices: Sequence[Voice]) -> float | None:
    """Seconds by which the second log's clock is ahead of the first's; `None` where no message is in both."""
    if len(voices) != 2:
        return None
    first, second = (_messages(voice) for voice in voices)
    found = [_seconds(first[key], second[key]) for key in first if key in second]
    return median(found) if found else None


def _seconds(first: datetime, second: datetime) -> float:
    """A log without years is taken for the other's year."""
    if _NO_YEAR in (first.year, second.year) and first.year != second.year:
        year = max(first.year, second.year)
        first, second = first.replace(year=year), second.replace(year=year)
    return (second - first).total_seconds()


def _messages(voice: Voice) -> dict[Key, datetime]:
    """Requests and responses by exchange, kind and message id; attempts are counted from the end, where logs meet."""
    found: dict[Key, datetime] = {}
    for place, attempt in enumerate(reversed(voice.tunnel.attempts)):
        for step in attempt.story.steps:
            event = step.event
            kind, number = event.get("kind"), event.get("id")
            if step.kind not in ("message-in", "message-out") or not kind or not number or not step.exchange:
                continue
            moment = parse_time(event.prefix.time or "")
            if moment is not None:
                found.setdefault((step.exchange, kind, f"{place}/{number}"), moment)
    return found


def offset_note(seconds: float | None) -> Text | None:
    if seconds is None or abs(seconds) < _WORTH:
        return None
    return Text(
        f"两台网关的时钟相差约 {abs(seconds):.0f} 秒（第二份日志{'快' if seconds > 0 else '慢'}）。",
        f"The gateways' clocks are about {abs(seconds):.0f} s apart (the second log is "
        f"{'ahead' if seconds > 0 else 'behind'}).",
    )
