"""Times and volumes as one types them (`8h`, `4.5 GB`) and as a person reads them. Qt-free."""

from __future__ import annotations

import re

from kbapp.model.text import Text

_TIME = re.compile(r"(\d{1,10})\s*([a-z]*|秒|分钟?|小时|天)")
_VOLUME = re.compile(r"(\d{1,12}(?:\.\d+)?)\s*(k|kb|kib|m|mb|mib|g|gb|gib|)")
_SECONDS: dict[str, int] = {
    **dict.fromkeys(("", "s", "sec", "secs", "second", "seconds", "秒"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "分", "分钟"), 60),
    **dict.fromkeys(("h", "hr", "hour", "hours", "小时"), 3600),
    **dict.fromkeys(("d", "day", "days", "天"), 86400),
}
_KILOBYTES = {"": 1, "k": 1, "m": 1024, "g": 1024 * 1024}
_PARTS = ((86400, "天", "d"), (3600, "小时", "h"), (60, "分钟", "min"), (1, "秒", "s"))


def read_seconds(typed: str) -> int | None:
    """`86400`, `86400s`, `24 h`, `1天` -> seconds."""
    found = _TIME.fullmatch(typed.strip().lower())
    if found is None or found[2] not in _SECONDS:
        return None
    return int(found[1]) * _SECONDS[found[2]]


def read_kilobytes(typed: str) -> int | None:
    """`4608000`, `4608000 KB`, `4.5 GB` -> kilobytes."""
    found = _VOLUME.fullmatch(typed.strip().lower())
    if found is None:
        return None
    return round(float(found[1]) * _KILOBYTES[found[2][:1]])


def seconds_words(seconds: int) -> Text:
    """`86400` -> 24 h; empty where the number says it already."""
    if seconds < 60:
        return Text("", "")
    if seconds == 86400:
        return Text("24 小时", "24 h")
    zh, en, left = [], [], seconds
    for size, one, other in _PARTS:
        count, left = divmod(left, size)
        if count:
            zh.append(f"{count} {one}")
            en.append(f"{count} {other}")
    return Text(" ".join(zh[:2]), " ".join(en[:2]))


def kilobytes_words(kilobytes: int) -> Text:
    """`4608000` -> 4.4 GB."""
    if kilobytes >= 1024 * 1024:
        return Text.same(f"{kilobytes / 1024 / 1024:.1f} GB")
    return Text.same(f"{kilobytes / 1024:.0f} MB" if kilobytes >= 1024 else "")
