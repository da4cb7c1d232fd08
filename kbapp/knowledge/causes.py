"""Reads `causes.toml`, the closed list of causes."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

from kbapp.knowledge.tables import Row, read_toml
from kbapp.model.cause import Cause, ChangeSide
from kbapp.model.parameters import BY_NAME


def read_causes(path: Path) -> dict[str, Cause]:
    """All causes in the file's order; raises `ContentError`."""
    return {name: _cause(Row(path, name, table)) for name, table in read_toml(path).items()}


def _cause(row: Row) -> Cause:
    side = row.string("change_side")
    if side not in get_args(ChangeSide):
        raise row.error(f"change_side {side!r} is not one of {', '.join(get_args(ChangeSide))}")
    parameters = row.strings("parameters")
    unknown = [name for name in parameters if name not in BY_NAME]
    if unknown:
        raise row.error(f"unknown parameters: {', '.join(unknown)}")
    confirm = row.texts("confirm")
    if "generic" not in confirm:
        raise row.error("confirm.generic is missing")
    return Cause(
        id=row.name,
        phases=row.integers("phases"),
        alibaba=row.strings("alibaba"),
        home=row.string("home"),
        parameters=parameters,
        change_side=cast(ChangeSide, side),
        confused_with=row.strings("confused_with"),
        title=row.text("title"),
        summary=row.text("summary"),
        fix=row.text("fix"),
        confirm=confirm,
    )
