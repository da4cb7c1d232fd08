"""A user's notes: a folder of Markdown files, each an article of kind `notes` in the language it is written in."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kbapp.knowledge.article import Article, Section
from kbapp.knowledge.errors import ContentError, Problem
from kbapp.model.text import LANGS, Lang

KIND = "notes"
PREFIX = "note-"
LARGEST = 1024 * 1024
MOST = 5_000
_HEAD = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"#\s+(.+?)\s*#*\s*$")
_HEADING = re.compile(r"##\s+(?P<title>.+?)\s*(?:\{#(?P<id>[a-z0-9][a-z0-9-]*)\})?\s*$")


@dataclass(frozen=True, slots=True)
class Notes:
    """What a folder of notes holds; `digest` changes with any byte of it."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""


def read_notes(folder: Path) -> Notes:
    """Every `*.md` of the folder and below it; a file that cannot be used is named, the rest is read."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for number, path in enumerate(_files(folder, problems)):
        if number >= MOST:
            problems.append(Problem(folder, None, f"more than {MOST} notes: the rest is left out"))
            break
        try:
            data = _bytes(path)
            note = read_note(path, data)
            if note.id.casefold() in articles:
                raise ContentError(Problem(path, None, f"a note of this name is there already ({note.id})"))
        except ContentError as error:
            problems.append(error.problem)
            continue
        articles[note.id.casefold()] = note
        digest.update(note.id.encode() + b"\0" + data + b"\0")
    return Notes(tuple(articles.values()), tuple(problems), digest.hexdigest())


def read_note(path: Path, data: bytes) -> Article:
    """One note. With a `+++` head its `title` counts, else the first heading, else the file's name."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ContentError(Problem(path, data.count(b"\n", 0, error.start) + 1, "is not UTF-8")) from error
    if "\0" in text:
        raise ContentError(Problem(path, text.count("\n", 0, text.index("\0")) + 1, "holds a NUL: no text"))
    found = _HEAD.match(text)
    head = _read_head(path, found[1]) if found else {}
    first = text.count("\n", 0, found.end()) + 1 if found else 1
    title, intro, sections = _parts(text[found.end() :] if found else text, first)
    named = head.get("title")
    return Article(
        id=PREFIX + (re.sub(r"[^\w-]+", "-", path.stem).strip("-") or "unnamed"),
        kind=KIND,
        lang=_language(text),
        title=(named.strip() if isinstance(named, str) else "") or title or path.stem,
        intro=intro,
        sections=sections,
        related=(path.stem,),
        causes=(),
        sure="unverified",
        path=path,
    )


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    if not folder.is_dir():
        problems.append(Problem(folder, None, "the folder of the notes is not there"))
        return
    try:
        yield from sorted(path for path in folder.rglob("*.md") if path.is_file() and not path.is_symlink())
    except OSError as error:
        problems.append(Problem(folder, None, str(error)))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ContentError(Problem(path, None, error.strerror or str(error))) from error
    if len(data) > LARGEST:
        raise ContentError(Problem(path, None, f"is larger than {LARGEST >> 10} KB"))
    return data


def _read_head(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise ContentError(Problem(path, int(found[1]) + 1 if found else 1, f"head: {error}")) from error


def _parts(body: str, first: int) -> tuple[str, str, tuple[Section, ...]]:
    """(first heading, what stands before the first `##`, sections); a section without an id gets `part-N`."""
    title, fenced = "", False
    heads: list[tuple[str, str, int]] = []
    texts: list[list[str]] = [[]]
    for number, line in enumerate(body.split("\n"), first):
        fenced ^= line.lstrip().startswith("```")
        if not fenced and not title and not heads and (found := _TITLE.match(line)):
            title = found[1]
        elif not fenced and (found := _HEADING.match(line)):
            taken = {head[0] for head in heads}
            name = found["id"] if found["id"] and found["id"] not in taken else f"part-{len(heads) + 1}"
            while name in taken:
                name += "-x"
            heads.append((name, found["title"], number))
            texts.append([])
        else:
            texts[-1].append(line)
    bodies = ["\n".join(lines).strip() for lines in texts]
    sections = (Section(name, head, text, line) for (name, head, line), text in zip(heads, bodies[1:], strict=True))
    return title, bodies[0], tuple(sections)


def _language(text: str) -> Lang:
    zh, en = LANGS
    return zh if sum("\u4e00" <= char <= "\u9fff" for char in text) * 20 > len(text) else en
