"""A report before it has a form: headings, sentences, tables and blocks of lines, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kbapp.reporting.redact import redact

Tone = Literal["bad", "good", "open", "plain"]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 2 to 4; the document's title is 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph; `label` stands before it in bold, `tone` makes it a coloured line of its own."""

    text: str
    label: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Commands or log lines, to the letter. `caption` tells whose and what for."""

    lines: tuple[str, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`tones` colours whole rows; as many as rows, or none."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[Tone, ...] = ()


Block = Heading | Sentence | Bullets | Lines | Table


@dataclass(frozen=True, slots=True)
class Document:
    """No block holds a secret: prose and quoted lines pass through `redact` when they are put in."""

    title: str
    lang: str
    blocks: tuple[Block, ...] = field(default=())


def sentence(text: str, label: str = "", tone: Tone = "plain") -> Sentence:
    return Sentence(redact(text), label, tone)


def quoted(lines: Iterable[str], caption: str = "") -> Iterator[Lines]:
    """Log lines or lines of a configuration, without secrets; nothing where there is none."""
    kept = tuple(redact(line) for line in lines)
    if kept:
        yield Lines(kept, caption)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], tones: Iterable[Tone] = ()) -> Iterator[Table]:
    """Nothing where there is no row."""
    kept = tuple(tuple(redact(cell) for cell in row) for row in rows)
    if kept:
        yield Table(head, kept, tuple(tones))
