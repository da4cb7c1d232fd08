"""RouterOS exports: a path, then `add`/`set` with key=value words, continued by a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kbapp.gateways.readers.paste import Line

_PROMPT = re.compile(r"^\s*\[[^\]\n]*@[^\]\n]*\]\s*[^>\n]*>\s*")
_WORD = re.compile(r'([\w.-]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)|(\[[^\]]*\])|(\S+)')
_COMMANDS = ("add", "set", "remove", "disable", "enable", "print", "export")


@dataclass(slots=True)
class Item:
    """One `add` or `set` below a path such as `/ip ipsec peer`; `find` holds what a `[ find … ]` selects."""

    path: str
    command: str
    line: int
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    find: str = ""

    def get(self, key: str) -> tuple[str, int] | None:
        return self.values.get(key)

    @property
    def disabled(self) -> bool:
        return self.values.get("disabled", ("no", 0))[0] == "yes"


def read_items(lines: Iterable[Line]) -> list[Item]:
    """Every command with its path; a line that starts with a path and a command stands for both."""
    path = ""
    items: list[Item] = []
    for number, text in _joined(lines):
        text = _PROMPT.sub("", text).strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("/"):
            path, text = _split_path(text)
        command, _, rest = text.partition(" ")
        if command in ("add", "set"):
            items.append(_item(path, command, rest, number))
    return items


def _split_path(text: str) -> tuple[str, str]:
    words = text.split()
    position = next((index for index, word in enumerate(words) if word in _COMMANDS), len(words))
    path = " ".join(words[:position]).replace("/", " ").split()
    return "/" + " ".join(path), " ".join(words[position:])


def _item(path: str, command: str, rest: str, line: int) -> Item:
    item = Item(path, command, line)
    for key, value, bracket, word in _WORD.findall(rest):
        if key:
            item.values[key] = (re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value, line)
        elif bracket:
            item.find = bracket.strip("[] ").removeprefix("find").strip()
        elif word and command == "set":
            item.find = item.find or word
    return item


def _joined(lines: Iterable[Line]) -> Iterable[tuple[int, str]]:
    """Continued lines as one, numbered by its first."""
    start, parts = 0, list[str]()
    for line in lines:
        if not parts:
            start = line.number
        text = line.text.rstrip()
        if parts and not text:
            continue  # an empty line that a chat put in between
        if text.endswith("\\"):
            parts.append(text[:-1].strip() if parts else text[:-1])
            continue
        parts.append(text.strip() if parts else text)
        yield start, _glued(parts)
        parts = []
    if parts:
        yield start, _glued(parts)


def _glued(parts: list[str]) -> str:
    """RouterOS breaks after a word (a blank stays before the backslash) or in the middle of one."""
    text = parts[0]
    for part in parts[1:]:
        text = text.rstrip() + (" " if text.endswith(" ") or "=" in part.partition(" ")[0] else "") + part
    return text
