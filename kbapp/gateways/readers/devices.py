"""A document that shows two routers one after the other (`hostname R1` … `hostname R2` …), read as two texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kbapp.model.gateway import Gateway

_HOST = re.compile(
    r"^[^\S\n]*(?:[\w.:@()/-]+[>#]\s*)?(?:hostname|set system host-name)[^\S\n]+\"?([\w.-]+)\"?;?[^\S\n]*\r?$",
    re.MULTILINE,
)
_MOST = 20
"""Devices of one text; with more it is read as one."""


def each_device(text: str, read: Callable[[str], list[Gateway]]) -> list[Gateway]:
    """The connections of every device, each named `R1/…`; of one device where the text names no second one.

    Where one of the parts holds no connection, the name was only said somewhere in one device's text: read as one.
    """
    parts = _parts(text)
    found = [(name, read(part)) for name, part in parts] if 1 < len(parts) <= _MOST else []
    if not found or not all(gateways for _, gateways in found):
        return read(text)
    return [
        replace(gateway, connection=f"{name}/{gateway.connection}" if gateway.connection else name)
        for name, gateways in found
        for gateway in gateways
    ]


def _parts(text: str) -> list[tuple[str, str]]:
    """(name, text) of each device; line numbers stay those of the whole text."""
    starts: list[tuple[str, int]] = []
    for found in _HOST.finditer(text):
        if not starts or starts[-1][0] != found[1]:
            starts.append((found[1], found.start()))
    names = [name for name, _ in starts]
    if len(names) < 2 or len(set(names)) != len(names):
        return []
    ends = [start for _, start in starts[1:]] + [len(text)]
    begins = [0] + [start for _, start in starts[1:]]
    return [
        (name, "\n" * text.count("\n", 0, begin) + text[begin:end])
        for name, begin, end in zip(names, begins, ends, strict=True)
    ]
