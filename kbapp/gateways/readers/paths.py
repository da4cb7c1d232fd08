"""`set a b c` lines and `a { b c; }` blocks (Junos, VyOS, PAN-OS) as one thing: paths of words with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbapp.gateways.readers.paste import Line

MAX_DEPTH = 60

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|([^\s{};\[\]]+)|([{};\[\]])')
_PROMPT = re.compile(r"^\s*(?:\[edit[^\]]*\]\s*)?(?:[\w.:-]+@[\w.:()-]+[>#%$]\s+)")
_VERBS = ("set", "delete", "deactivate", "activate")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One statement: the words from the root to its value."""

    words: Words
    line: int


class Paths:
    """All statements of a text, in order, asked by their leading words."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths)

    def under(self, *prefix: str) -> Paths:
        """The statements that start with these words, with the words taken off."""
        length = len(prefix)
        return Paths(Path(path.words[length:], path.line) for path in self._paths if path.words[:length] == prefix)

    def names(self, *prefix: str) -> list[str]:
        """The words that follow these ones, in order, without repeats."""
        length = len(prefix)
        found = (
            path.words[length] for path in self._paths if path.words[:length] == prefix and len(path.words) > length
        )
        return list(dict.fromkeys(found))

    def values(self, *prefix: str) -> list[tuple[str, int]]:
        """Each statement's word after these ones, with its line."""
        length = len(prefix)
        return [
            (path.words[length], path.line)
            for path in self._paths
            if path.words[:length] == prefix and len(path.words) > length
        ]

    def value(self, *prefix: str) -> tuple[str, int] | None:
        """The last such word: a later statement overrides an earlier one."""
        found = self.values(*prefix)
        return found[-1] if found else None

    def has(self, *prefix: str) -> int | None:
        """The line of the first statement that starts with these words, or `None`."""
        length = len(prefix)
        return next((path.line for path in self._paths if path.words[:length] == prefix), None)


def read_paths(lines: list[Line], *, semicolons: bool = True) -> Paths:
    """Both shapes at once; deleted and deactivated statements are left out.

    `semicolons`: Junos ends a leaf with `;`; VyOS ends it with the line.
    """
    found: list[Path] = []
    removed: list[Words] = []
    curly: list[Line] = []
    for line in lines:
        text = _PROMPT.sub("", line.text).strip()
        verb, _, rest = text.partition(" ")
        if verb not in _VERBS:
            curly.append(Line(line.number, text))
            continue
        words = tuple(word for word in _words(rest) if word not in "{};")
        if verb == "set":
            found += _opened_lists(words, line.number)
        elif verb in ("delete", "deactivate"):
            removed.append(words)
        elif words in removed:
            removed.remove(words)
    found += _curly(curly, semicolons=semicolons)
    return Paths(path for path in found if not any(path.words[: len(gone)] == gone for gone in removed if gone))


def _words(text: str) -> list[str]:
    return [double or single or plain or mark for double, single, plain, mark in _WORD.findall(text)]


def _opened_lists(words: Words, line: int) -> list[Path]:
    """`a [ b c ]` is `a b` and `a c`."""
    if "[" not in words:
        return [Path(words, line)] if words else []
    start = words.index("[")
    items = [word for word in words[start + 1 :] if word not in "[]"]
    return [Path((*words[:start], item), line) for item in items]


def _curly(lines: list[Line], *, semicolons: bool) -> list[Path]:
    found: list[Path] = []
    stack: list[tuple[Words, bool]] = []
    pending: list[str] = []
    for line in _without_comments(lines):
        for word in _words(line.text):
            if word == "{" and len(stack) < MAX_DEPTH:
                inactive = "inactive:" in pending or (bool(stack) and stack[-1][1])
                words = tuple(item for item in pending if item not in ("inactive:", "protect:"))
                stack.append(((*stack[-1][0], *words) if stack else words, inactive))
                pending = []
            elif word in "};":
                found += _leaf(stack, pending, line.number)
                pending = []
                if word == "}" and stack:
                    stack.pop()
            elif word != "{":
                pending.append(word)
        if not semicolons and pending:
            found += _leaf(stack, pending, line.number)
            pending = []
    return found


def _leaf(stack: list[tuple[Words, bool]], pending: list[str], line: int) -> list[Path]:
    if not pending or not stack or "inactive:" in pending or stack[-1][1]:
        return []
    return _opened_lists((*stack[-1][0], *pending), line)


def _without_comments(lines: list[Line]) -> Iterator[Line]:
    inside = False
    for line in lines:
        text = line.text
        if inside:
            _, end, text = text.partition("*/")
            inside = not end
        text = re.sub(r"/\*.*?\*/", "", text)
        if "/*" in text:
            text, inside = text.partition("/*")[0], True
        yield Line(line.number, re.sub(r"(?:^|\s)(?:##|#|//).*$", "", text) if not inside else text)
