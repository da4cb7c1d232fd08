"""A signature's pattern as a tree that can be taken apart, and what of it a byte scan can look for.

Python's own parser does the reading; the scan never guesses at the text of a pattern.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from re import IGNORECASE
from typing import Any

op: Any = importlib.import_module("re._constants")
_parser: Any = importlib.import_module("re._parser")
Item = tuple[Any, Any]
"""One node: the operator, and what belongs to it."""
ENDLESS = op.MAXREPEAT
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_CODECS = ("utf-8", "gb18030", "latin-1")
_ASCII = tuple(map(chr, range(128)))
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
}
_OPPOSITES: dict[Any, Any] = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}


@dataclass(frozen=True, slots=True)
class Chars:
    """What one place of a pattern accepts: ASCII characters, and whether others too (never a line's end)."""

    ascii: frozenset[str]
    wide: bool


def parse(pattern: str) -> tuple[list[Item], bool]:
    """The pattern's items, and whether case counts nothing in it. Raises `re.error`."""
    tree = _parser.parse(pattern)
    return list(tree), bool(tree.state.flags & IGNORECASE)


def inner(item: Item) -> list[Item]:
    """The items of a group or of what a repeat repeats."""
    kind, value = item
    return list(value[3] if kind is op.SUBPATTERN else value[2])


def branches(item: Item) -> list[list[Item]]:
    return [list(branch) for branch in item[1][1]]


def chars(item: Item) -> Chars | None:
    """The set of characters of a one-character item; `None` for any other item."""
    kind, value = item
    if kind is op.LITERAL:
        return Chars(frozenset({chr(value)}) if value < 128 else frozenset(), value >= 128)
    if kind is op.NOT_LITERAL:
        return _free(Chars(frozenset(_ASCII) - {chr(value)}, True))
    if kind is op.ANY:
        return _free(Chars(frozenset(_ASCII), True))
    return _free(_class(value)) if kind is op.IN else None


def _free(found: Chars) -> Chars:
    """A line holds none of the characters that end it."""
    return Chars(found.ascii - frozenset("\n\r\x0b\x0c"), found.wide)


def _class(parts: list[Item]) -> Chars:
    negated = parts[0][0] is op.NEGATE
    held: set[str] = set()
    wide = negated
    for kind, value in parts[1:] if negated else parts:
        if kind is op.LITERAL:
            held.update({chr(value)} if value < 128 else ())
            wide |= value >= 128
        elif kind is op.RANGE:
            held.update(map(chr, range(value[0], min(value[1], 127) + 1)))
            wide |= value[1] >= 128
        else:
            held.update(_category(value))
            wide = True
    return Chars(frozenset(_ASCII) - held if negated else frozenset(held), wide)


def _category(category: object) -> set[str]:
    opposite = _OPPOSITES.get(category)
    if opposite is not None:
        return set(_ASCII) - _category(opposite)
    wanted = _CATEGORIES[category]
    return {char for char in _ASCII if wanted(char)}


def encodings(text: str) -> tuple[bytes, ...]:
    """The bytes of a text in every encoding that a log may have; for ASCII it is one."""
    if text.isascii():
        return (text.encode(),)
    found = []
    for codec in _CODECS:
        try:
            found.append(text.encode(codec))
        except UnicodeEncodeError:
            continue
    return tuple(dict.fromkeys(found))
