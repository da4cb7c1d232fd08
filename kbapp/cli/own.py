"""The content and signatures as this user has them: the shipped ones, his packs, and his folder of notes."""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import partial

from kbapp.knowledge import Content, Problem, load_content
from kbapp.knowledge.signature_cache import cached_signatures
from kbapp.knowledge.signatures import Signatures
from kbapp.paths import cache_dir, content_dir, data_dir, notes_dir, signature_dirs


def own_content() -> Content:
    """What was left out of packs and notes is said on standard error."""
    packs, notes = data_dir() / "packs", notes_dir()
    if notes is None and not packs.is_dir():
        return load_content(content_dir())
    from kbapp.knowledge.overlay import load_content_with

    content, problems = load_content_with(content_dir(), packs, notes)
    _warn(problems)
    return content


def own_signatures(causes: Collection[str] = ()) -> Signatures:
    """The shipped ones, those of the packs, and those in his own folders, which may name `causes`.

    What was left out is said on standard error, with file, line and reason.
    """
    load = partial(cached_signatures, cache=cache_dir())
    packs, folders = data_dir() / "packs", [folder for folder in signature_dirs() if folder.is_dir()]
    if not packs.is_dir() and not folders:
        return load(content_dir() / "signatures")
    from kbapp.diagnosis.scan.admit import admit, safe
    from kbapp.knowledge.overlay import load_signatures_with
    from kbapp.knowledge.own_signatures import with_own_signatures

    shipped, problems = load_signatures_with(content_dir() / "signatures", packs, admit, safe, load)
    signatures, refused = with_own_signatures(shipped, folders, causes, admit, safe)
    _warn([*problems, *refused])
    return signatures


def _warn(problems: list[Problem]) -> None:
    for problem in problems:
        print(f"kbapp: {problem}", file=sys.stderr)
