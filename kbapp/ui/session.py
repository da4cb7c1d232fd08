"""What the window remembers between two starts. Never a secret, never a log's text: of logs only the files' paths."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

FILE = "session.json"


class Session:
    """A small JSON file of plain values; a damaged or unreadable one counts as empty."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.values: dict[str, object] = _read(self._path)

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def mapping(self, key: str) -> dict[str, object]:
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}

    def save(self, values: Mapping[str, object]) -> None:
        """Write atomically. Raises `OSError` where the folder cannot be written."""
        self.values = dict(values)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(self.values, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(self._path)


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
