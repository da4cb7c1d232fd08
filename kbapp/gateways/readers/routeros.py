"""RouterOS: exports (a path, then `add`/`set` with key=value, continued by a backslash) and what `print` shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kbapp.gateways.readers.paste import Line

_PROMPT = re.compile(r"^\s*\[[^\]\n]*@[^\]\n]*\]\s*(?P<path>[^>\n]*)>\s*")
_VALUE = r'"(?:[^"\\]|\\.)*"|\$\{[^}]*\}|<[^<>=]*>|\((?:[^()"]|"[^"]*")*\)|[^\s"]*'
_WORD = re.compile(rf"([\w.-]+)=({_VALUE})|(\[[^\]]*\])|(\S+)")
_COMMANDS = ("add", "set", "remove", "disable", "enable", "print", "export")
_VARIABLE = re.compile(r":(?:local|global|set)\s+(\w+)\s+(\"(?:[^\"\\]|\\.)*\"|\S+)")
_ENTRY = re.compile(r"^\s*(?P<number>\d+)\s+(?P<flags>(?:[A-Z*]+\s+)*)(?:;;;\s*(?P<comment>.*))?(?P<rest>.*)$")
_LEGEND = re.compile(r"^\s*(?:Flags|Columns):")
_LOOSE_EQUALS = re.compile(r"(?<=[\w-])=\s+(?=[\w\"$])")


@dataclass(slots=True)
class Item:
    """One `add`, `set` or printed entry below a path such as `/ip ipsec peer`; `find` is what a `set` selects."""

    path: str
    command: str
    line: int
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    find: str = ""

    def get(self, key: str) -> tuple[str, int] | None:
        return self.values.get(key)

    @property
    def disabled(self) -> bool:
        return self.values.get("disabled", ("no", 0))[0] in ("yes", "true")


@dataclass(slots=True)
class Listing:
    """The items of a text, and the lines below `/ip ipsec` that are neither."""

    items: list[Item] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)


def read_items(lines: Iterable[Line]) -> Listing:
    """Every command with its path; a line that starts with a path and a command stands for both."""
    found = Listing()
    path, printing = "", False
    variables: dict[str, str] = {}
    for statement in _joined(lines):
        number, text = statement[0]
        prompt = _PROMPT.match(text)
        if prompt:
            path, printing = _normal(prompt["path"]) or path, False
            text = text[prompt.end() :]
        text = text.strip().removeprefix("- ").strip("`").strip()
        if not text or text.startswith("#") or _LEGEND.match(text):
            continue
        variable = _VARIABLE.match(text)
        if variable:
            variables[variable[1]] = variable[2].strip('"')
            continue
        entry = _ENTRY.match(text) if printing else None
        if entry or (printing and found.items and _is_continued(text)):
            _printed(found.items, path, entry, statement, variables)
            continue
        path, command, rest = _command(text, path)
        printing = command == "print"
        if command in ("add", "set"):
            found.items.append(_item(path, command, rest, statement, variables))
        elif command not in _COMMANDS and path.startswith("/ip ipsec") and text[0] not in "/:{}[]!*" and "=" in text:
            found.strange.append((number, text))
    return found


def _normal(text: str) -> str:
    """`/ip/ipsec/peer` and `ip ipsec peer` are `/ip ipsec peer`."""
    words = text.replace("/", " ").split()
    return "/" + " ".join(words) if words else ""


def _command(text: str, path: str) -> tuple[str, str, str]:
    """The path in force, the command and its words."""
    words = text.split()
    position = next((index for index, word in enumerate(words[:7]) if word in _COMMANDS), None)
    if text.startswith("/") or (words[0] == "ip" and "ipsec" in words[1:2]):
        before = words[: len(words) if position is None else position]
        path = _normal(" ".join(before))
    elif position:
        path = (
            _below(path, words[:position])
            if all(re.fullmatch(r"[a-z][\w-]*", word) for word in words[:position])
            else path
        )
    if position is None:
        return path, "", ""
    rest = text.split(None, position + 1)
    return path, words[position], rest[position + 1] if len(rest) > position + 1 else ""


def _below(path: str, words: list[str]) -> str:
    """`policy add …` while the session is at `/ip ipsec`."""
    return path if path.endswith(" ".join(words)) else f"{path} {' '.join(words)}"


Statement = list[tuple[int, str]]
"""A command's whole text with its first line, then each of its lines by itself."""


def _item(path: str, command: str, rest: str, statement: Statement, variables: dict[str, str]) -> Item:
    item = Item(path, command, statement[0][0])
    for key, value, bracket, word in _WORD.findall(_LOOSE_EQUALS.sub("=", rest)):
        if key:
            item.values[key] = (_plain(value, variables), _line_of(key, statement))
        elif bracket:
            item.find = bracket.strip("[] ").removeprefix("find").removeprefix(" where").strip()
        elif word and command == "set" and not item.values:
            item.find = item.find or word.strip('"')
    return item


def _line_of(key: str, statement: Statement) -> int:
    """Where the key stands in a continued command; the last line that begins or holds it as a word."""
    if len(statement) == 1:
        return statement[0][0]
    mark = f"{key}="
    for number, text in statement[1:]:
        if text.startswith(mark) or f" {mark}" in text:
            return number
    return statement[0][0]


def _plain(value: str, variables: dict[str, str]) -> str:
    if value.startswith('"'):
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    elif value.startswith("("):
        parts = [part.strip() for part in re.split(r"\s\.\s", value.strip("() "))]
        value = "".join(_plain(part, variables) for part in parts)
    return variables.get(value[1:], value) if value.startswith("$") else value


def _is_continued(text: str) -> bool:
    return re.match(r"[\w-]+=", text) is not None and text.split()[0] not in _COMMANDS


def _printed(
    items: list[Item], path: str, entry: re.Match[str] | None, statement: Statement, variables: dict[str, str]
) -> None:
    """An entry of `print` (`0  X  name=…`), or a further line of it; its flags say disabled, template, dynamic."""
    number = statement[0][0]
    if entry is None:
        item, rest = items[-1], statement[0][1]
    else:
        flags = entry["flags"].replace(" ", "")
        item, rest = Item(path, "add", number), entry["rest"]
        items.append(item)
        for flag, key in (("X", "disabled"), ("T", "template"), ("D", "dynamic"), ("*", "default")):
            if flag in flags:
                item.values[key] = ("yes", number)
        if entry["comment"]:
            item.values["comment"] = (entry["comment"].strip(), number)
    for key, value, _, _ in _WORD.findall(rest):
        if key:
            item.values[key] = (_plain(value, variables), number)


def _joined(lines: Iterable[Line]) -> Iterator[Statement]:
    """Continued lines as one, numbered by its first."""
    parts: Statement = []
    for line in lines:
        text = line.text.rstrip()
        if parts and not text:
            continue  # an empty line that a chat put in between
        if parts and _PROMPT.match(text) is None:
            text = text.strip()
        continued = text.endswith("\\")
        parts.append((line.number, text[:-1] if continued else text))
        if continued and len(parts) < 200:
            continue
        yield _glued(parts)
        parts = []
    if parts:
        yield _glued(parts)


def _glued(parts: Statement) -> Statement:
    """RouterOS breaks after a word (a blank stays before the backslash) or in the middle of one."""
    text = parts[0][1]
    for _, part in parts[1:]:
        between = " " if text.endswith(" ") or re.match(r"[a-z][\w.-]*=", part) else ""
        text = text.rstrip() + between + part
    return [(parts[0][0], text), *parts] if len(parts) > 1 else [(parts[0][0], text)]
