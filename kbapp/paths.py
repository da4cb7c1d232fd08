"""Where the content and the resources lie: in the wheel, in a checkout, or in a frozen bundle."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path

NOTES_FILE = "notes-folder.txt"
"""In the folder of the settings: the path of the folder of notes that was chosen in the window."""
_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds `content/` and `resources/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "kbapp" / "_data"] if frozen else []
    candidates += [_PACKAGE / "_data", _PACKAGE.parent]
    return next((path for path in candidates if (path / "content").is_dir()), _PACKAGE.parent)


def content_dir() -> Path:
    return data_root() / "content"


def resources_dir() -> Path:
    return data_root() / "resources"


def cache_dir() -> Path:
    """Where the search index is built; `KBAPP_CACHE_DIR` overrides it."""
    return _overridden("KBAPP_CACHE_DIR") or user_cache_path("kbapp", appauthor=False)


def config_dir() -> Path:
    """Where settings and the session are kept; `KBAPP_CONFIG_DIR` overrides it."""
    return _overridden("KBAPP_CONFIG_DIR") or user_config_path("kbapp", appauthor=False)


def data_dir() -> Path:
    """Where the user's packs are installed; `KBAPP_DATA_DIR` overrides it."""
    return _overridden("KBAPP_DATA_DIR") or user_data_path("kbapp", appauthor=False)


def notes_dir() -> Path | None:
    """The folder of the user's notes: `KBAPP_NOTES_DIR`, else the one chosen in the window, else none."""
    overridden = _overridden("KBAPP_NOTES_DIR")
    if overridden is not None:
        return overridden
    try:
        chosen = (config_dir() / NOTES_FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(chosen) if chosen else None


def signature_dirs() -> list[Path]:
    """Folders of a user's own log signatures: beside his packs, and in his folder of notes. They need not be there."""
    notes = notes_dir()
    return [data_dir() / "signatures", *([notes / "signatures"] if notes else [])]


def _overridden(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None
