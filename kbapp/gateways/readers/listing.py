"""What a listing puts before each line: `nl`, `cat -n`, `grep -n`, a quotation in a chat or a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kbapp.gateways.readers.paste import Line, clean_lines

_NUMBERED = re.compile(r"^\s*(?:[\w./-]+[:-])?(\d{1,6})(?:[:\t|)-]|\s{1,4}|$)")
_QUOTED = re.compile(r"^\s*>\s?")
_ENOUGH = 0.8


def plain_lines(text: str) -> list[Line]:
    """The cleaned lines of a paste, without the numbers or the quotation marks that all of them carry."""
    lines = clean_lines(text)
    filled = [line for line in lines if line.text.strip()]
    if len(filled) < 2:
        return lines
    if _share(filled, _QUOTED) > _ENOUGH and not any("</" in line.text for line in filled[:50]):
        lines = [replace(line, text=_QUOTED.sub("", line.text)) for line in lines]
    return _without_numbers(lines)


def plain_start(text: str, limit: int = 200_000) -> str:
    """The beginning of a paste as plain text, for the recognition of its format."""
    return "\n".join(line.text for line in plain_lines(text[:limit]))


def _share(lines: Sequence[Line], pattern: re.Pattern[str]) -> float:
    return sum(1 for line in lines if pattern.match(line.text)) / len(lines)


def _without_numbers(lines: list[Line]) -> list[Line]:
    """The numbers must rise by one from line to line (nearly always: `grep -n` leaves lines out)."""
    numbers = [int(found[1]) for line in lines if (found := _NUMBERED.match(line.text))]
    filled = sum(1 for line in lines if line.text.strip())
    rising = sum(1 for a, b in pairwise(numbers) if 0 < b - a < 20)
    if len(numbers) < 2 or len(numbers) < _ENOUGH * filled or rising < _ENOUGH * (len(numbers) - 1):
        return lines
    return [replace(line, text=_NUMBERED.sub("", line.text, count=1)) for line in lines]
