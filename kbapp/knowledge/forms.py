"""Reads `forms/<platform>.toml`: what to ask, page by page, where a device has a web page and no text to paste.

The labels are the web page's own words; the values behind its choices are those of the saved form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbapp.knowledge.tables import Row, read_toml
from kbapp.model.parameters import BY_NAME, Kind, Parameter
from kbapp.model.text import Text
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform

CERTAINTIES = ("documented", "unverified")
_FORM_SURE = (*CERTAINTIES, "mixed")
_KINDS = {
    "ike.encryption": TransformKind.ENCR,
    "esp.encryption": TransformKind.ENCR,
    "ike.integrity": TransformKind.INTEG,
    "esp.integrity": TransformKind.INTEG,
    "ike.prf": TransformKind.PRF,
    "ike.dh_groups": TransformKind.DH,
    "esp.pfs_groups": TransformKind.DH,
}
_FORM_KEYS = frozenset({"title", "sure", "step"})
_STEP_KEYS = frozenset({"id", "title", "where", "note", "field"})
_FIELD_KEYS = frozenset({"parameter", "label", "hint", "choices", "sure"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a closed list: the page's words, and the value in the saved form."""

    value: str
    """A choice (`main`), an algorithm's IANA name, `none` (no PFS); `on` or `off` of a switch."""
    label: Text


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the page. Without choices its value is typed: an address, an identity, seconds, prefixes, a key."""

    parameter: str
    label: Text
    hint: Text | None
    choices: tuple[Choice, ...]
    sure: str

    @property
    def kind(self) -> Kind:
        return BY_NAME[self.parameter].kind

    @property
    def secret(self) -> bool:
        """Never to be shown, stored or logged."""
        return self.kind is Kind.SECRET

    def word(self, value: str) -> Text | None:
        """The page's words for a value; `None` where its list has no such entry."""
        return next((choice.label for choice in self.choices if choice.value == value), None)

    def value(self, choice: str) -> object:
        """What the saved form holds for a choice: a list of algorithms, a switch, or the word itself."""
        if self.kind is Kind.SWITCH:
            return choice == "on"
        if self.kind is Kind.TRANSFORMS:
            return [] if choice in NO_GROUP else [choice]
        return choice


@dataclass(frozen=True, slots=True)
class FormStep:
    """One page or dialog of the web UI."""

    id: str
    title: Text
    where: Text
    note: Text | None
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class GuidedForm:
    """Everything of one file, in the web UI's order."""

    platform: str
    title: Text
    sure: str
    steps: tuple[FormStep, ...]

    def fields(self) -> Iterator[FormField]:
        for step in self.steps:
            yield from step.fields

    def find(self, parameter: str) -> FormField | None:
        return next((field for field in self.fields() if field.parameter == parameter), None)


def load_forms(folder: Path) -> dict[str, GuidedForm]:
    """Every guided form by its platform's id; raises `ContentError`."""
    return {path.stem: read_form(path) for path in sorted(folder.glob("*.toml"))}


def read_form(path: Path) -> GuidedForm:
    """One file; raises `ContentError` at the first thing that is wrong."""
    row = Row(path, path.stem, read_toml(path))
    _no_other_keys(row, _FORM_KEYS)
    steps = tuple(_step(item) for item in _rows(row, "step"))
    form = GuidedForm(path.stem, row.text("title"), _sure(row, _FORM_SURE), steps)
    names = [field.parameter for field in form.fields()]
    ids = [step.id for step in steps]
    twice = sorted({name for name in (*names, *ids) if (names + ids).count(name) > 1})
    if twice:
        raise row.error(f"stands twice: {', '.join(twice)}")
    return form


def _rows(row: Row, key: str) -> list[Row]:
    items = row.table.get(key, [])
    if not isinstance(items, list) or not items:
        raise row.error(f"has no {key}")
    return [Row(row.path, key if row.name == row.path.stem else f"step.{key}", item) for item in items]


def _step(row: Row) -> FormStep:
    _no_other_keys(row, _STEP_KEYS)
    fields = tuple(_field(item) for item in _rows(row, "field"))
    return FormStep(row.string("id"), row.text("title"), row.text("where"), _optional(row, "note"), fields)


def _field(row: Row) -> FormField:
    _no_other_keys(row, _FIELD_KEYS)
    parameter = BY_NAME.get(row.string("parameter"))
    if parameter is None:
        raise row.error(f"{row.string('parameter')!r} is no parameter of the vocabulary")
    choices = tuple(_choices(row, parameter))
    return FormField(parameter.name, row.text("label"), _optional(row, "hint"), choices, _sure(row, CERTAINTIES))


def _choices(row: Row, parameter: Parameter) -> Iterator[Choice]:
    items = row.table.get("choices", [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise row.error("choices must be a list of tables")
    for item in items:
        value = item.get("value")
        if not isinstance(value, str) or not _is_value(parameter, value):
            raise row.error(f"{parameter.name}: no such value: {value!r}")
        yield Choice(value, row.as_text("choices.label", item.get("label")))


def _is_value(parameter: Parameter, value: str) -> bool:
    if parameter.kind is Kind.SWITCH:
        return value in ("on", "off")
    if parameter.name in _KINDS:
        kind = _KINDS[parameter.name]
        none = parameter.name == "esp.pfs_groups" and value == "none"
        return none or parse_transform(value, kind) == value
    return parameter.kind is Kind.CHOICE and value in parameter.choices


def _optional(row: Row, key: str) -> Text | None:
    return row.text(key) if key in row.table else None


def _sure(row: Row, allowed: tuple[str, ...]) -> str:
    if row.string("sure") not in allowed:
        raise row.error(f"sure must be one of {', '.join(allowed)}")
    return row.string("sure")


def _no_other_keys(row: Row, known: frozenset[str]) -> None:
    strange = sorted(row.table.keys() - known)
    if strange:
        raise row.error(f"unknown keys: {', '.join(strange)}")


Forms = Mapping[str, GuidedForm]
