"""The shipped content with a user's packs and notes laid over it; the shipped files are never touched.

`load_content_with` and `load_signatures_with` are what the window and the commands load. What of packs, notes and own
signatures was left out comes as problems; `packs_words.problem_text` has their messages in both languages.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kbapp.knowledge.content import Content, load_content
from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.notes import read_notes
from kbapp.knowledge.packs import Admit, installed_packs, pack_digest, pack_folders
from kbapp.knowledge.packs_content import merge_one, pack_signatures, read_folder
from kbapp.knowledge.signatures import Signature, Signatures, load_signatures
from kbapp.model.text import LANGS


@dataclass(frozen=True, slots=True)
class OwnSignature(Signature):
    """A signature of a pack: matched by `matcher(pattern)`, which takes linear time."""

    matcher: Callable[[str], Any] = field(default=re.compile)

    def search(self, raw: str, message: str) -> re.Match[str] | None:
        found: re.Match[str] | None = self.matcher(self.pattern).search(message if self.anchored else raw)
        return found


def load_content_with(root: Path, packs: Path | None, notes: Path | None) -> tuple[Content, list[Problem]]:
    """Content, and what of the packs (a folder of installed ones) and the notes was left out.

    Raises `ContentError` for the shipped content only.
    """
    content = load_content(root)
    problems: list[Problem] = []
    seal: list[str] = []
    if packs is not None and pack_folders(packs):
        content = _with_packs(content, packs, problems, seal)
    if notes is not None:
        content = _with_notes(content, notes, problems, seal)
    if seal:
        version = hashlib.sha256("\0".join((content.version, *seal)).encode()).hexdigest()[:16]
        content = replace(content, version=version)
    return content, problems


def _with_packs(content: Content, root: Path, problems: list[Problem], seal: list[str]) -> Content:
    packs, damaged = installed_packs(root)
    problems += damaged
    for pack in packs:
        try:
            found = read_folder(pack.folder)
            content, faults = merge_one(content, found)
            seal.append(pack_digest(pack))
        except (ContentError, OSError) as error:
            problems.append(Problem(pack.folder, None, f"pack is damaged: {error}"))
            continue
        problems += [*found.problems, *faults]
    return content


def _with_notes(content: Content, folder: Path, problems: list[Problem], seal: list[str]) -> Content:
    notes = read_notes(folder)
    problems += notes.problems
    articles = dict(content.articles)
    taken = {name.casefold() for name in articles}
    for note in notes.articles:
        if note.id.casefold() in taken:
            problems.append(Problem(note.path, None, f"article {note.id} is there already"))
            continue
        note = replace(note, related=tuple(name for name in note.related if name in content.articles))
        articles[note.id] = {lang: replace(note, lang=lang) for lang in LANGS}
    if notes.articles:
        seal.append(notes.digest)
    return replace(content, articles=articles)


def load_signatures_with(
    folder: Path,
    packs: Path | None,
    admit: Admit,
    matcher: Callable[[str], Any],
    load: Callable[[Path], Signatures] = load_signatures,
) -> tuple[Signatures, list[Problem]]:
    """The shipped signatures (as `load` reads them), and behind them those of the packs that `admit` lets pass."""
    shipped = load(folder)
    if packs is None or not pack_folders(packs):
        return shipped, []
    sound, problems = installed_packs(packs)
    known = {signature.id for signature in shipped}
    own: list[Signature] = []
    for pack in sound:
        for path, signature in pack_signatures(pack.folder, problems):
            if signature.id in known or admit(signature.pattern) is not None:
                problems.append(Problem(path, signature.line, f"signature {signature.id} is not admitted"))
                continue
            known.add(signature.id)
            values = {item.name: getattr(signature, item.name) for item in fields(signature)}
            own.append(OwnSignature(**values, matcher=matcher))
    return Signatures((*shipped.all, *own), shipped.marks), problems
