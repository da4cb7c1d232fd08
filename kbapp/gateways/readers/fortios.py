"""FortiOS: `config … / edit … / set … / next / end` as tables of entries, by keywords and not by indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kbapp.gateways.readers.paste import Line

Setting = tuple[list[str], int]
"""The words of a value (quotes taken off) and its line."""

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_COMMENT = re.compile(r"""^((?:[^"#]|"(?:[^"\\]|\\.)*"|(?<!\s)#)*?)\s{2,}#\s.*$""")
"""What a guide wrote behind a command."""
_PROMPT = re.compile(r"^\S+ (?:\([^)]*\) )?[#$]\s+")


@dataclass(slots=True)
class Entry:
    """One `edit NAME`, or the settings of a table without entries."""

    name: str
    line: int
    settings: dict[str, Setting] = field(default_factory=dict)
    unset: set[str] = field(default_factory=set)

    def first(self, key: str) -> tuple[str, int] | None:
        found = self.settings.get(key)
        return (found[0][0], found[1]) if found and found[0] else None


Tables = dict[str, list[Entry]]


def read_tables(lines: Iterable[Line]) -> Tables:
    """Path of each `config` (nested ones joined by a blank) -> its entries in order."""
    tables: Tables = {}
    path: list[str] = []
    entries: list[Entry | None] = []
    for line in lines:
        text = _PROMPT.sub("", line.text.strip())
        words = _words(_COMMENT.sub(r"\1", text) if "#" in text else text)
        if not words or words[0].startswith("#"):
            continue
        verb, rest = words[0].lower(), words[1:]
        if verb == "config" and rest:
            rest = [word.lower() for word in rest]
            if _is_top(rest):
                path, entries = [], []
            path.append(" ".join(rest))
            entries.append(None)
        elif verb == "edit" and path and rest:
            entries[-1] = _entry(tables, path, rest[0], line.number)
        elif verb == "set" and path and rest:
            entry = entries[-1] or _entry(tables, path, "", line.number)
            entries[-1] = entry
            entry.settings[rest[0].lower()] = (rest[1:], line.number)
        elif verb == "unset" and entries and entries[-1] and rest:
            entries[-1].unset.add(rest[0])
        elif verb == "next" and entries:
            entries[-1] = None
        elif verb == "end" and path:
            path.pop()
            entries.pop()
    return tables


def _is_top(words: list[str]) -> bool:
    """Tables that stand at the top only: a lost `end` before them is forgiven."""
    return words[0] in ("vpn", "firewall", "system", "router", "user", "log") and len(words) > 1


def _entry(tables: Tables, path: list[str], name: str, line: int) -> Entry:
    table = tables.setdefault(" ".join(path), [])
    found = next((entry for entry in table if entry.name == name), None)
    if found is None:
        found = Entry(name, line)
        table.append(found)
    return found


def _words(text: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", quoted) if quoted or not plain else plain for quoted, plain in _WORD.findall(text)]
