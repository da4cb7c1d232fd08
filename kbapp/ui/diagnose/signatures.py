"""The signatures as this user has them, read off the window's thread and again when his own files change. Qt-free."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbapp.paths import cache_dir, content_dir, data_dir, signature_dirs

if TYPE_CHECKING:
    from kbapp.knowledge import Content, Problem
    from kbapp.knowledge.signatures import Signatures

Stamp = tuple[tuple[str, int, int], ...]


class Shelf:
    """`problems` says why some of the user's own were left out; it changes with `signatures`."""

    def __init__(self) -> None:
        self._signatures: Signatures | None = None
        self._stamp: Stamp = ()
        self.problems: list[Problem] = []

    def signatures(self, causes: Collection[str]) -> Signatures:
        """The shipped ones, those of the packs, and the user's own, which may name `causes`."""
        stamp = _stamp()
        if self._signatures is None or stamp != self._stamp:
            self._signatures, self.problems = _load(causes)
            self._stamp = stamp
        return self._signatures


SHELF = Shelf()
"""One for all windows: what is read before the first log comes need not be read for it again."""


def warm_up(content: Content) -> None:
    """Read and import what a first verdict needs, and judge the handbook's own example once."""
    from kbapp.diagnosis import LogText, diagnose
    from kbapp.knowledge.markup import log_blocks

    signatures = SHELF.signatures(content.causes)
    pages = content.articles.get("phase-1-failed", {})
    for block in (block for page in pages.values() for section in page.sections for block in log_blocks(section.body)):
        diagnose([LogText.from_text("", block)], signatures, content.causes, content.platforms)


def _load(causes: Collection[str]) -> tuple[Signatures, list[Problem]]:
    from kbapp.knowledge.signature_cache import cached_signatures

    load = partial(cached_signatures, cache=cache_dir())
    packs, folders = data_dir() / "packs", [folder for folder in signature_dirs() if folder.is_dir()]
    if not packs.is_dir() and not folders:
        return load(content_dir() / "signatures"), []
    from kbapp.diagnosis.scan.admit import admit, safe
    from kbapp.knowledge.overlay import load_signatures_with
    from kbapp.knowledge.own_signatures import with_own_signatures

    shipped, problems = load_signatures_with(content_dir() / "signatures", packs, admit, safe, load)
    signatures, refused = with_own_signatures(shipped, folders, causes, admit, safe)
    return signatures, [*problems, *refused]


def _stamp() -> Stamp:
    """Names, sizes and times of the user's own files: a few calls where there are none."""
    files: list[Path] = [data_dir() / "packs", *(data_dir() / "packs").glob("*")]
    for folder in signature_dirs():
        files += sorted(folder.glob("*.toml"))
    found = []
    for file in files:
        try:
            facts = file.stat()
        except OSError:
            continue
        found.append((str(file), facts.st_mtime_ns, facts.st_size))
    return tuple(found)
