"""Reads `platforms.toml`: what the platforms are called and how to look into them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbapp.knowledge.tables import Row, read_toml
from kbapp.model.text import Text


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform; the `show_*` fields hold commands, or the path in a web UI."""

    id: str
    name: Text
    vendor: str
    show_log: tuple[str, ...]
    show_ike_sa: tuple[str, ...]
    show_ipsec_sa: tuple[str, ...]
    show_config: tuple[str, ...]
    sure: str


def read_platforms(path: Path) -> dict[str, Platform]:
    """All platforms in the file's order; raises `ContentError`."""
    return {name: _platform(Row(path, name, table)) for name, table in read_toml(path).items()}


def _platform(row: Row) -> Platform:
    return Platform(
        id=row.name,
        name=row.text("name"),
        vendor=row.string("vendor"),
        show_log=row.strings("show_log"),
        show_ike_sa=row.strings("show_ike_sa"),
        show_ipsec_sa=row.strings("show_ipsec_sa"),
        show_config=row.strings("show_config"),
        sure=row.string("sure"),
    )
