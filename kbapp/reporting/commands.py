"""What to enter on either side so that a row agrees: show, change, and the way back, in the platform's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kbapp.comparison.result import Comparison, FieldResult
from kbapp.gateways.spelling import spelling_of
from kbapp.knowledge.remedies import Remedies, Remedy
from kbapp.model.gateway import Gateway, ParameterValue, Value, mirrored_name
from kbapp.model.parameters import BY_NAME, Kind
from kbapp.model.text import Text
from kbapp.reporting.filling import Pair, Side, as_old, fill, known_values, network_pairs, words_of

SideName = Literal["left", "right"]
SIDES: tuple[SideName, SideName] = ("left", "right")

_NO_WORD = Text(
    "此平台没有与对端相同的取值，请在另一端修改", "This platform has no such value: change the other side instead"
)


@dataclass(frozen=True, slots=True)
class Commands:
    """For one side of one row. `change` and `undo` are empty where `obstacle` says why nothing can be entered."""

    platform: str
    parameter: str
    show: tuple[Text, ...]
    change: tuple[Text, ...] = ()
    undo: tuple[Text, ...] = ()
    sure: str = "unverified"
    obstacle: Text | None = None


def row_commands(comparison: Comparison, row: FieldResult, side: SideName, remedies: Remedies) -> Commands | None:
    """How to give this side the other side's value; `None` for a platform or a row of which nothing is known."""
    left = side == "left"
    gateway, other = (comparison.left, comparison.right) if left else (comparison.right, comparison.left)
    present, wanted = (row.left, row.right) if left else (row.right, row.left)
    parameter = row.field if left else mirrored_name(row.field)
    version = _version(gateway) or _version(other)
    found = next((remedies[name] for name in _names(gateway) if name in remedies), None)
    named = mirrored_name(parameter) if gateway.swapped else parameter
    remedy = found.find(named, version) if found is not None else None
    if found is None or remedy is None or (wanted.value is None and not wanted.masked):
        return None
    spelling = next((words for name in _names(gateway) if (words := spelling_of(name))), None)
    return _commands(found.platform, Side(gateway, remedy, spelling, version), present, wanted)


def _names(gateway: Gateway) -> tuple[str, ...]:
    """The format first: one platform may have two (swanctl.conf, ipsec.conf)."""
    return tuple(name for name in (gateway.format, gateway.platform) if name)


def _version(gateway: Gateway) -> str | None:
    told = gateway.get("ike.version").value
    return {"ikev1": "ikev1", "ikev2": "ikev2", "any": "ikev2"}.get(told) if isinstance(told, str) else None


def _commands(platform: str, side: Side, present: Value, wanted: Value) -> Commands:
    remedy = side.remedy
    names = _surroundings(side.gateway)
    show = fill(remedy.show, names, {})
    base = Commands(platform, remedy.parameter, show, sure=remedy.sure)
    if remedy.fixed is not None:
        return replace(base, obstacle=remedy.fixed)
    if wanted.value is None:  # masked: someone took it out
        return replace(base, change=fill(remedy.change, names, {}))
    empty = wanted.value in ((), 0) and bool(remedy.clear) and not isinstance(wanted.value, bool)
    if not empty and not _has_words(side, wanted.value):
        return replace(base, obstacle=_NO_WORD)
    new, old = _known(side, wanted.value), _known(side, present.value)
    pairs = _pairs(side, wanted.value, present.value)
    known = {**names, **new, **as_old(old)}
    change = fill(remedy.clear if empty else remedy.change, known, pairs)
    return replace(base, change=change, undo=fill(_way_back(remedy, present), known, pairs))


def _way_back(remedy: Remedy, present: Value) -> tuple[Text, ...]:
    """Empty where the platform has words for it and the present one is not known."""
    if present.source != "explicit" and remedy.unset:
        return remedy.unset
    if present.value is None and not present.masked and remedy.words:
        return ()
    was_empty = present.value in ((), 0) and not isinstance(present.value, bool)
    return remedy.clear if was_empty and remedy.clear else remedy.undo


def _has_words(side: Side, value: ParameterValue) -> bool:
    """Can the platform say this at all?"""
    known = known_values(side, value)
    if "type" in known and known["type"] is None and "{type}" in "".join(line.en for line in side.remedy.change):
        return False
    if BY_NAME[side.remedy.parameter].kind is Kind.PROPOSALS:
        return known.get("encryption") is not None or known.get("suites") is not None
    if any("{suites}" in line.en for line in side.remedy.change) and known.get("suites"):
        return True
    return words_of(side, value) is not None


def _known(side: Side, value: ParameterValue) -> dict[str, str | None]:
    """What the value fills; an unknown present value leaves `<old>` in the text."""
    return {} if value is None else known_values(side, value)


def _surroundings(gateway: Gateway) -> dict[str, str | None]:
    """What the gateway's own configuration tells beside the value."""
    found: dict[str, str | None] = {}
    for placeholder, parameter in (("local_address", "local.address"), ("remote_address", "remote.address")):
        value = gateway.get(parameter).value
        if isinstance(value, str):
            found[placeholder] = value
    return found


def _pairs(side: Side, wanted: ParameterValue, present: ParameterValue) -> Mapping[str, list[Pair]]:
    """The networks to add, and as `old_` those to take away."""
    if BY_NAME[side.remedy.parameter].kind is not Kind.SUBNETS:
        return {}
    new = network_pairs(side.gateway, side.remedy.parameter, wanted)
    old = network_pairs(side.gateway, side.remedy.parameter, present)
    return {"": [pair for pair in new if pair not in old], "old_": [pair for pair in old if pair not in new]}
