"""The content and signatures as this user has them: the shipped ones, his packs, and the notes of `KBAPP_NOTES_DIR`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kbapp.knowledge import Content, Problem, load_content
from kbapp.knowledge.signatures import Signatures, load_signatures
from kbapp.paths import content_dir, data_dir


def own_content() -> Content:
    """What was left out of packs and notes is said on standard error."""
    packs, notes = data_dir() / "packs", os.environ.get("KBAPP_NOTES_DIR")
    if not notes and not packs.is_dir():
        return load_content(content_dir())
    from kbapp.knowledge.overlay import load_content_with

    content, problems = load_content_with(content_dir(), packs, Path(notes) if notes else None)
    _warn(problems)
    return content


def own_signatures() -> Signatures:
    packs = data_dir() / "packs"
    if not packs.is_dir():
        return load_signatures(content_dir() / "signatures")
    from kbapp.diagnosis.scan.admit import admit, safe
    from kbapp.knowledge.overlay import load_signatures_with

    signatures, problems = load_signatures_with(content_dir() / "signatures", packs, admit, safe)
    _warn(problems)
    return signatures


def _warn(problems: list[Problem]) -> None:
    for problem in problems:
        print(f"kbapp: {problem}", file=sys.stderr)
