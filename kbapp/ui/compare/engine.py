"""The core as the pane uses it: loaded when it is first needed, exchanged in tests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kbapp.comparison.result import Comparison
from kbapp.model.gateway import Gateway
from kbapp.model.text import Lang, Text
from kbapp.paths import content_dir

if TYPE_CHECKING:
    from kbapp.knowledge.forms import GuidedForm
    from kbapp.knowledge.handbook import Handbook


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


@cache
def _handbook() -> Handbook:
    from kbapp.knowledge.handbook import load_handbook

    return load_handbook(content_dir())


@cache
def _forms() -> Mapping[str, GuidedForm]:
    from kbapp.knowledge.forms import load_forms

    return load_forms(content_dir() / "forms")


def _report(comparison: Comparison, names: tuple[Text, Text], lang: Lang, form: str) -> str:
    from kbapp.reporting.report import comparison_report

    return comparison_report(comparison, _handbook(), names, lang, form)


def _write(gateway: Gateway, format_name: str, peer: bool) -> str:
    from kbapp.gateways.writing import write_gateway

    return write_gateway(gateway, format_name, peer=peer)


def _writable() -> Collection[str]:
    from kbapp.gateways.writing import MODULES

    return MODULES.keys()


@dataclass(frozen=True, slots=True)
class Engine:
    """Functions of the core, by what the pane wants of them. `read` and `read_form` raise `UnreadableError`."""

    compare: Callable[[Gateway, Gateway, Text, Text], Comparison] = _compare
    read: Callable[[str], list[Gateway]] = _read
    recognise: Callable[[str], str | None] = _recognise
    form_json: Callable[[Gateway], dict[str, Any]] = _form_json
    read_form: Callable[[Mapping[str, Any]], Gateway] = _read_form
    as_text: Callable[[Comparison, Lang], str] = _as_text
    handbook: Callable[[], Handbook] = _handbook
    """Read once, when a row is first looked at; raises `ContentError`."""
    forms: Callable[[], Mapping[str, GuidedForm]] = _forms
    """The guided forms by platform; raises `ContentError`."""
    report: Callable[[Comparison, tuple[Text, Text], Lang, str], str] = _report
    write: Callable[[Gateway, str, bool], str] = _write
    writable: Callable[[], Collection[str]] = _writable
