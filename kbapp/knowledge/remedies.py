"""Reads `remedies/<platform>.toml`: how a platform shows a parameter, changes it, and goes back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from kbapp.knowledge.tables import Row, read_toml
from kbapp.model.identity import IdType
from kbapp.model.parameters import BY_NAME, Kind
from kbapp.model.text import Text

PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")
SUBNET_NAMES = frozenset(
    f"{side}_{form}" for side in ("local", "remote") for form in ("net", "mask", "wildcard", "cidr")
)
_OF_A_VALUE = frozenset({"value", "bytes", "type", "suites", "encryption", "integrity", "prf", "group"})
VALUE_NAMES = _OF_A_VALUE | SUBNET_NAMES
"""Filled in from the wanted value; with `old_` before it (`{old}` for the value itself) from the present one."""

OLD_NAMES = {name: "old" if name == "value" else f"old_{name}" for name in VALUE_NAMES}
NAMES = frozenset(
    "proposal peer policy seq acl rule profile keychain keyring transform map name connection child interface vpn "
    "gateway tunnel_group local_address remote_address selector".split()
)
"""Names that the user's own configuration gives; they stay in the text as `<name>`."""

CERTAINTIES = ("documented", "unverified")
_KEYS = frozenset({"show", "change", "clear", "undo", "unset", "words", "fixed", "sure"})
_VERSIONS = ("ikev1", "ikev2")


@dataclass(frozen=True, slots=True)
class Remedy:
    """One parameter on one platform. A line is the same in both languages unless it is a path in a console."""

    parameter: str
    version: str | None
    """`ikev1` or `ikev2` where this holds for that version only."""
    show: tuple[Text, ...]
    change: tuple[Text, ...]
    clear: tuple[Text, ...]
    """Instead of `change` where the value is an empty list or 0: no PFS, no limit."""
    undo: tuple[Text, ...]
    unset: tuple[Text, ...]
    """The way back where the present value did not stand in the configuration."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The platform's words of a closed set of values (`ikev1`, `on`, `fqdn`)."""
    fixed: Text | None = None
    """Why this cannot be changed on this platform."""
    sure: str = "unverified"


@dataclass(frozen=True, slots=True)
class PlatformRemedies:
    """Everything of one file."""

    platform: str
    path: Path
    entries: Mapping[tuple[str, str | None], Remedy]

    def find(self, parameter: str, version: str | None) -> Remedy | None:
        """The remedy for this IKE version; where there is none of its own, the general one, else any."""
        candidates = [(parameter, version), (parameter, None), *((parameter, other) for other in _VERSIONS)]
        return next((self.entries[key] for key in candidates if key in self.entries), None)


Remedies = Mapping[str, PlatformRemedies]


def load_remedies(folder: Path) -> dict[str, PlatformRemedies]:
    """Every platform's remedies by its id; raises `ContentError`."""
    return {path.stem: read_remedies(path) for path in sorted(folder.glob("*.toml"))}


def read_remedies(path: Path) -> PlatformRemedies:
    """One file; raises `ContentError` at the first thing that is wrong."""
    found: dict[tuple[str, str | None], Remedy] = {}
    for name, table in read_toml(path).items():
        remedy = _remedy(Row(path, name, table))
        found[remedy.parameter, remedy.version] = remedy
    return PlatformRemedies(path.stem, path, found)


def _remedy(row: Row) -> Remedy:
    parameter, _, version = row.name.partition("@")
    if parameter not in BY_NAME:
        raise row.error(f"{parameter!r} is no parameter of the vocabulary")
    if version and version not in _VERSIONS:
        raise row.error(f"@{version} is not one of {', '.join(_VERSIONS)}")
    strange = sorted(row.table.keys() - _KEYS)
    if strange:
        raise row.error(f"unknown keys: {', '.join(strange)}")
    lines = {key: tuple(_lines(row, key)) for key in ("show", "change", "clear", "undo", "unset")}
    remedy = Remedy(
        parameter=parameter,
        version=version or None,
        **lines,
        words=_words(row, parameter),
        fixed=row.text("fixed") if "fixed" in row.table else None,
        sure=row.string("sure"),
    )
    _check(row, remedy)
    return remedy


def _lines(row: Row, key: str) -> Iterator[Text]:
    lines = row.table.get(key, [])
    if not isinstance(lines, list):
        raise row.error(f"{key} must be a list of lines")
    for line in lines:
        text = Text.same(line) if isinstance(line, str) else row.as_text(key, line)
        _check_names(row, key, text.zh + text.en)
        yield text


def _check_names(row: Row, key: str, text: str) -> None:
    for name in PLACEHOLDER.findall(text):
        if name not in VALUE_NAMES | NAMES | set(OLD_NAMES.values()):
            raise row.error(f"{key}: unknown placeholder {{{name}}}")


def _words(row: Row, parameter: str) -> dict[str, str]:
    words = row.table.get("words", {})
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        raise row.error("words must be a table of strings")
    unknown = sorted(words.keys() - _closed_values(parameter))
    if unknown:
        raise row.error(f"words: no such values: {', '.join(unknown)}")
    _check_names(row, "words", " ".join(words.values()))
    if any("{value}" in word for word in words.values()):
        raise row.error("words: {value} stands for the word itself")
    return words


def _closed_values(parameter: str) -> set[str]:
    kind = BY_NAME[parameter].kind
    if kind is Kind.SWITCH:
        return {"on", "off"}
    if kind is Kind.IDENTITY:
        return set(get_args(IdType))
    if kind in (Kind.SECONDS, Kind.KILOBYTES):
        return {"0"}
    return set(BY_NAME[parameter].choices) if kind is Kind.CHOICE else set()


def _check(row: Row, remedy: Remedy) -> None:
    """What a remedy must have to be of use."""
    if remedy.sure not in CERTAINTIES:
        raise row.error(f"sure {remedy.sure!r} is not one of {', '.join(CERTAINTIES)}")
    if not remedy.show:
        raise row.error("show is missing")
    if remedy.fixed is not None:
        if remedy.change or remedy.undo:
            raise row.error("is fixed, and says how to change it")
        return
    if not remedy.change or not remedy.undo:
        raise row.error("change and undo are needed, or fixed")
    named = {name for line in remedy.change for name in PLACEHOLDER.findall(line.en)}
    if not named & VALUE_NAMES:
        raise row.error("change names no value: {value}, {suites} …")
    if BY_NAME[remedy.parameter].kind in (Kind.CHOICE, Kind.SWITCH) and not remedy.words and "suites" not in named:
        raise row.error("words are needed for a closed set of values")
