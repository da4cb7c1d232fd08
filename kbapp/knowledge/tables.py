"""Reading TOML tables strictly: every wrong key or type is named with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from kbapp.knowledge.errors import ContentError, Problem
from kbapp.model.text import Text


def read_toml(path: Path) -> dict[str, object]:
    """Parse a TOML file; `ContentError` names the line where it is broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(Problem(path, None, str(error))) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise ContentError(Problem(path, int(found[1]) if found else None, str(error))) from error


class Row:
    """One table of a TOML file, read key by key."""

    def __init__(self, path: Path, name: str, table: object) -> None:
        self.path, self.name = path, name
        if not isinstance(table, dict):
            raise self.error("is not a table")
        self.table: Mapping[str, object] = table

    def error(self, message: str) -> ContentError:
        return ContentError(Problem(self.path, line_of_table(self.path, self.name), f"[{self.name}] {message}"))

    def string(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.error(f"{key} must be a string")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"{key} must be a list of strings")
        return tuple(value)

    def integers(self, key: str) -> tuple[int, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise self.error(f"{key} must be a list of whole numbers")
        return tuple(value)

    def text(self, key: str) -> Text:
        return self.as_text(key, self.table.get(key))

    def texts(self, key: str) -> dict[str, Text]:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{key} must be a table of texts")
        return {name: self.as_text(f"{key}.{name}", item) for name, item in value.items()}

    def as_text(self, key: str, value: object) -> Text:
        if not isinstance(value, dict) or set(value) != {"zh", "en"}:
            raise self.error(f"{key} must have zh and en")
        zh, en = value["zh"], value["en"]
        if not isinstance(zh, str) or not isinstance(en, str) or not zh.strip() or not en.strip():
            raise self.error(f"{key} must have a text in zh and in en")
        return Text(zh, en)


def line_of_table(path: Path, name: str) -> int | None:
    """The line of `[name]` in a TOML file (`None` if it is not there literally)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    header = re.compile(r'^\s*\[\[?\s*"?' + re.escape(name) + r'"?\s*\]\]?')
    return next((number for number, line in enumerate(lines, 1) if header.match(line)), None)
