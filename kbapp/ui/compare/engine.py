"""The core as the pane uses it: loaded when it is first needed, exchanged in tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kbapp.comparison.result import Comparison
from kbapp.model.gateway import Gateway
from kbapp.model.text import Lang, Text


def _compare(left: Gateway, right: Gateway, left_name: Text, right_name: Text) -> Comparison:
    from kbapp.comparison import compare

    return compare(left, right, left_name, right_name)


def _read(text: str) -> list[Gateway]:
    from kbapp.gateways import read_gateways

    return read_gateways(text)


def _recognise(text: str) -> str | None:
    from kbapp.gateways import recognise

    return recognise(text)


def _form_json(gateway: Gateway) -> dict[str, Any]:
    from kbapp.gateways.form import form_json

    return form_json(gateway)


def _read_form(data: Mapping[str, Any]) -> Gateway:
    from kbapp.gateways.form import read_form

    return read_form(dict(data))


def _as_text(comparison: Comparison, lang: Lang) -> str:
    from kbapp.reporting.as_text import comparison_text

    return comparison_text(comparison, lang)


@dataclass(frozen=True, slots=True)
class Engine:
    """Functions of the core, by what the pane wants of them. `read` and `read_form` raise `UnreadableError`."""

    compare: Callable[[Gateway, Gateway, Text, Text], Comparison] = _compare
    read: Callable[[str], list[Gateway]] = _read
    recognise: Callable[[str], str | None] = _recognise
    form_json: Callable[[Gateway], dict[str, Any]] = _form_json
    read_form: Callable[[Mapping[str, Any]], Gateway] = _read_form
    as_text: Callable[[Comparison, Lang], str] = _as_text
