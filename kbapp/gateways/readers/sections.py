"""What the command reader finds: sections with their commands, and how a platform describes its sections."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

ADDRESS = "<address>"
"""Among a section's words: lines may begin with an address (object groups)."""
MANY = 100
"""Of more connections in one text only the first carries the remarks on lines outside sections."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a section: its first word in full, all its words, whether `undo`/`no` stands before it."""

    line: int
    head: str
    words: tuple[str, ...]
    negated: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def word(self, index: int) -> str:
        """A word in lower case; "" behind the end."""
        return self.words[index].lower() if index < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of section: how it opens, and which first words it knows."""

    name: str
    opener: re.Pattern[str]
    """Matches from the line's start, ignoring case; the groups `name` and `seq` identify the section."""
    words: frozenset[str] = frozenset()
    """Empty: a command of one line."""
    ipsec: bool = True
    """Lines that it does not know are reported."""
    sticky: bool = False
    """A separator or `exit` inside does not end it (nested blocks)."""
    view: re.Pattern[str] | None = None
    """The part of a prompt that tells this section and its name."""
    flat: bool = False
    """Nothing nests inside although it is sticky: a command said again is the same command."""
    shortest: int = 3
    """How few letters stand for one of its words (`gr 14`)."""
    keeps: Callable[[Section, str], bool] | None = None
    """Commands that belong to this section although they look like openers."""


@dataclass(slots=True)
class Section:
    """One section with its commands in the text's order."""

    kind: str
    line: int
    text: str
    args: dict[str, str]
    commands: list[Command] = field(default_factory=list)
    unknown: list[Command] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.args.get("name", "")

    def all(self, *heads: str) -> list[Command]:
        """The commands with one of these first words, negated ones left out."""
        return [command for command in self.commands if command.head in heads and not command.negated]

    def last(self, *heads: str) -> Command | None:
        """The one that counts: the last."""
        found = self.all(*heads)
        return found[-1] if found else None

    def denied(self, *heads: str) -> list[Command]:
        """`undo x` and `no x`."""
        return [command for command in self.commands if command.head in heads and command.negated]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one platform."""

    kinds: tuple[Kind, ...]
    negation: str
    heads: frozenset[str]
    """First words of commands outside sections that are worth a report when they are not known."""
    outside: frozenset[str]
    """First words that stand in no IPsec section."""
    globals: re.Pattern[str]
    """Commands that stand outside of sections even where their first word is known inside."""
    views: bool = False
    """Prompts are `[host-view]` and `<host>`, not `host(mode)#`."""


class Sections:
    """What was found: the sections in order, and the lines about IPsec that are in none."""

    def __init__(self, found: list[Section], loose: list[Command]) -> None:
        self.found, self.loose = found, loose
        self._by_kind: dict[str, list[Section]] = {}
        self._by_name: dict[tuple[str, str], list[Section]] = {}
        for section in found:
            self._by_kind.setdefault(section.kind, []).append(section)
            self._by_name.setdefault((section.kind, section.name.casefold()), []).append(section)

    def of(self, *kinds: str) -> list[Section]:
        return [section for kind in kinds for section in self._by_kind.get(kind, ())]

    def named(self, kind: str, name: str) -> list[Section]:
        """Every section of a kind and name (they differ in their sequence numbers)."""
        return self._by_name.get((kind, name.casefold()), [])

    def find(self, kind: str, name: str) -> Section | None:
        return next(iter(self.named(kind, name)), None)


def unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def split_words(text: str) -> tuple[str, ...]:
    """Words; a quoted text is one word, without its quotes."""
    if '"' not in text:
        return tuple(text.split())
    return tuple(unquoted(word) for word in re.findall(r'"[^"]*"|\S+', text))
