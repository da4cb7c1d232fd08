"""Values that logs tell, against the columns of the form: what they fill, and what they contradict. Qt-free."""

from __future__ import annotations

import copy
import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbapp.model.gateway import ParameterValue, Value
from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME
from kbapp.model.secret import Secret
from kbapp.ui.compare.column import Column
from kbapp.ui.compare.items import KINDS
from kbapp.ui.told import Filling, Told


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The form says one thing, a log's line another."""

    side: str
    name: str
    form: Value
    told: Told


@dataclass(frozen=True, slots=True)
class Filled:
    """What a filling did; `before` brings the columns back."""

    count: int
    contradictions: tuple[Contradiction, ...]
    before: Mapping[str, Column]


def contradictions(columns: Mapping[str, Column], filling: Filling) -> tuple[Contradiction, ...]:
    """Where the form's explicit value and the logs' cannot both be true."""
    return tuple(_contradictions(columns, filling))


def fill(columns: Mapping[str, Column], filling: Filling) -> Filled:
    """Fill what the form leaves open, also where it has a platform's default only; what it says stays."""
    before = {side: _copied(column) for side, column in columns.items()}
    against = contradictions(columns, filling)
    count = 0
    for side, column in columns.items():
        if column.empty:
            column.platform = None  # its defaults would stand in for what the logs leave unknown
        for name, told in filling.of(side).items():
            if _may_fill(before[side], name, filling.of(side)):
                column.put(name, told.value)
                count += 1
    return Filled(count, against, before)


def _may_fill(form: Column, name: str, told: Mapping[str, Told]) -> bool:
    """Suites say the same as the single lists: they never overrule a list of the form, and come in their place."""
    if name not in BY_NAME or _stated(form, name):
        return False
    protocol, _, rest = name.partition(".")
    lists = [one for one in KINDS if one.startswith(f"{protocol}.")]
    suites = f"{protocol}.proposals"
    if rest == "proposals":
        return not any(_stated(form, one) for one in lists)
    return name not in lists or not (suites in told and _may_fill(form, suites, told))


def _contradictions(columns: Mapping[str, Column], filling: Filling) -> Iterator[Contradiction]:
    for side, column in columns.items():
        for name, told in filling.of(side).items():
            value = column.values.get(name)
            if value is not None and name in BY_NAME and _stated(column, name) and _differ(value, told.value):
                yield Contradiction(side, name, value, told)


def _stated(column: Column, name: str) -> bool:
    value = column.values.get(name)
    return value is not None and value.source == "explicit"


def _differ(form: Value, told: Value) -> bool:
    """A log that shows some of a list's entries says nothing against the others."""
    if form.masked or told.masked or form.value is None or told.value is None:
        return False
    if isinstance(form.value, Secret) or isinstance(told.value, Secret):
        return False
    if isinstance(form.value, tuple) and isinstance(told.value, tuple):
        return not set(map(_plain, told.value)) <= set(map(_plain, form.value))
    if isinstance(form.value, Identity) and isinstance(told.value, Identity):
        return form.value.as_dict() != told.value.as_dict()
    return _plain(form.value) != _plain(told.value)


def _plain(value: ParameterValue) -> object:
    """Networks and addresses by what they mean, words by their letters."""
    if not isinstance(value, str):
        return value
    try:
        return str(ipaddress.ip_network(value, strict=False))
    except ValueError:
        return value.strip().casefold()


def _copied(column: Column) -> Column:
    other = copy.copy(column)
    other.values, other.touched = dict(column.values), set(column.touched)
    return other
