"""Articles: Markdown files with a TOML head and sections that have stable ids."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kbapp.knowledge.errors import ContentError, Problem
from kbapp.model.text import Lang

KINDS: tuple[str, ...] = ("faq", "causes", "codes", "platforms", "guides")
CERTAINTIES: tuple[str, ...] = ("measured", "documented", "mixed", "unverified")

_HEADING = re.compile(r"^##\s+(?P<title>.+?)\s*(?:\{#(?P<id>[a-z0-9][a-z0-9-]*)\})?\s*$")


@dataclass(frozen=True, slots=True)
class Section:
    """One `## Title {#id}` and the Markdown below it. `line` is the heading's, counted from 1."""

    id: str
    title: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One page in one language. `intro` is the Markdown before the first section.

    `short` is the title as the contents show it, where the title is long. `steps`: the sections are questions whose
    answers lead from one to the next (`kbapp.knowledge.steps`).
    """

    id: str
    kind: str
    lang: Lang
    title: str
    intro: str
    sections: tuple[Section, ...]
    related: tuple[str, ...]
    causes: tuple[str, ...]
    sure: str
    path: Path
    short: str = ""
    steps: bool = False

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)

    def markdown(self, section_id: str | None = None) -> str:
        """The page, or one section of it, as Markdown with its headings and anchors."""
        if section_id is not None:
            section = self.section(section_id)
            return _section_markdown(section) if section else ""
        parts = [f"# {self.title}", self.intro.strip(), *(_section_markdown(section) for section in self.sections)]
        return "\n\n".join(part for part in parts if part) + "\n"


def _section_markdown(section: Section) -> str:
    return f"## {section.title} {{#{section.id}}}\n\n{section.body.strip()}"


def read_article(path: Path, lang: Lang, kind: str) -> Article:
    """Parse one file; `ContentError` names the line of what is broken."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(Problem(path, None, str(error))) from error
    head, body, first_line = _split_head(path, text)
    intro, sections = _split_sections(path, body, first_line)
    return Article(
        id=path.stem,
        kind=kind,
        lang=lang,
        title=_string(path, head, "title"),
        intro=intro,
        sections=sections,
        related=_strings(path, head, "related"),
        causes=_strings(path, head, "causes"),
        sure=_string(path, head, "sure"),
        path=path,
        short=_string(path, head, "short") if "short" in head else "",
        steps=head.get("steps") is True,
    )


def _split_head(path: Path, text: str) -> tuple[dict[str, object], str, int]:
    found = re.match(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*$", text, re.DOTALL | re.MULTILINE)
    if not found:
        raise ContentError(Problem(path, 1, "has no +++ head"))
    try:
        head = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError as error:
        raise ContentError(Problem(path, 1, f"head: {error}")) from error
    return head, text[found.end() :], text.count("\n", 0, found.end()) + 1


def _split_sections(path: Path, body: str, first_line: int) -> tuple[str, tuple[Section, ...]]:
    intro: list[str] = []
    sections: list[Section] = []
    lines = intro
    heading: tuple[str, str, int] | None = None
    fenced = False
    for number, line in enumerate(body.splitlines(), first_line):
        fenced ^= line.lstrip().startswith("```")
        found = None if fenced else _HEADING.match(line)
        if not found:
            lines.append(line)
            continue
        if not found["id"]:
            raise ContentError(Problem(path, number, "section without {#id}"))
        if heading:
            sections.append(Section(heading[0], heading[1], "\n".join(lines).strip(), heading[2]))
        heading, lines = (found["id"], found["title"], number), []
    if heading:
        sections.append(Section(heading[0], heading[1], "\n".join(lines).strip(), heading[2]))
    if fenced:
        raise ContentError(Problem(path, None, "a fenced block is not closed"))
    return "\n".join(intro).strip(), tuple(sections)


def _string(path: Path, head: dict[str, object], key: str) -> str:
    value = head.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ContentError(Problem(path, 1, f"head: {key} must be a text"))
    return value


def _strings(path: Path, head: dict[str, object], key: str) -> tuple[str, ...]:
    value = head.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ContentError(Problem(path, 1, f"head: {key} must be a list of texts"))
    return tuple(value)
