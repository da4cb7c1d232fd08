"""What the page of the user's own knowledge does on disk; each function is made for a worker. Qt-free."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from kbapp.paths import NOTES_FILE, cache_dir, config_dir, content_dir, data_dir

if TYPE_CHECKING:
    from kbapp.knowledge import Problem
    from kbapp.knowledge.packs import Beside, Inspection, Pack


class NoteChangedError(Exception):
    """Somebody else wrote the file since it was opened."""


def packs_dir() -> Path:
    return data_dir() / "packs"


def list_packs() -> tuple[list[Pack], list[Problem]]:
    """The installed packs, and the damaged ones."""
    from kbapp.knowledge.packs import installed_packs

    return installed_packs(packs_dir())


def inspect_pack(file: Path) -> Inspection:
    """What a zip would bring; nothing is installed."""
    from kbapp.knowledge.packs import check_pack

    return check_pack(file, _beside())


def install(file: Path) -> tuple[Pack | None, list[Problem]]:
    from kbapp.knowledge.packs import install_pack

    return install_pack(file, packs_dir(), _beside())


def remove(name: str) -> bool:
    """Raises `OSError`."""
    from kbapp.knowledge.packs import remove_pack

    return remove_pack(name, packs_dir())


def _beside() -> Beside:
    from functools import partial

    from kbapp.diagnosis.scan.admit import admit, safe
    from kbapp.knowledge.overlay import load_content_with, load_signatures_with
    from kbapp.knowledge.packs import Beside
    from kbapp.knowledge.signature_cache import cached_signatures

    content, _ = load_content_with(content_dir(), packs_dir(), None)
    load = partial(cached_signatures, cache=cache_dir())
    signatures, _ = load_signatures_with(content_dir() / "signatures", packs_dir(), admit, safe, load)
    return Beside(content, signatures, admit, safe)


# --- notes


def choose_notes(folder: Path | None) -> None:
    """Remember the folder of the notes; `None`: none any more (its files stay). Raises `OSError`."""
    kept = config_dir() / NOTES_FILE
    if folder is None:
        kept.unlink(missing_ok=True)
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(f"{folder}\n", encoding="utf-8")


def note_file(folder: Path, name: str) -> Path:
    """Where the note on an article lies, or is to lie; `""`: a note of its own, with a name that is free."""
    if name:
        known = next((path for path in sorted(folder.rglob("*.md")) if path.stem == name), None)
        return known or folder / f"{name}.md"
    number = 1
    while (path := folder / f"note-{number}.md").exists():
        number += 1
    return path


def read_text(path: Path) -> str:
    """Empty where there is none. Raises `OSError`, or `UnicodeDecodeError` (a `ValueError`)."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8-sig")
    return ""


def save_text(path: Path, text: str, before: str) -> None:
    """Write in one step. Raises `OSError`, and `NoteChangedError` where the file is not what was opened."""
    if read_text(path) != before:
        raise NoteChangedError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
