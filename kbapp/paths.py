"""Where the content and the resources lie: in the wheel, in a checkout, or in a frozen bundle."""

from __future__ import annotations

import sys
from pathlib import Path

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
