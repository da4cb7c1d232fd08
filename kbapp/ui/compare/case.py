"""The pane's two columns as a saved case and back; the file's own shape is the core's. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbapp.gateways.case import FORMAT, Case, Json, as_case, case_json, dump, said_form
from kbapp.gateways.case import read_case as read_core_case
from kbapp.ui.compare.column import Column
from kbapp.ui.compare.engine import Engine

__all__ = ["FORMAT", "Case", "Json", "as_case", "case_of", "dump", "form_of", "read_case"]


def form_of(column: Column, engine: Engine) -> Json:
    """One column as a saved form: what was read or typed, not the platform's defaults, and no key."""
    return said_form(column.gateway(), engine.form_json)


def case_of(left: Column, right: Column, accepted: frozenset[str], engine: Engine) -> Json:
    """Both columns."""
    return case_json(form_of(left, engine), form_of(right, engine), (left.role, right.role), accepted)


def read_case(data: Mapping[str, Any], engine: Engine) -> Case:
    """The other way; raises `UnreadableError`."""
    return read_core_case(data, engine.read_form)
