"""The saved form: a gateway as JSON under the vocabulary's names, and back. It never holds a key of its own accord."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kbapp.gateways.form_defaults import add_defaults, platform_name
from kbapp.gateways.form_values import BadValueError, read_value
from kbapp.gateways.registry import UnreadableError
from kbapp.model.gateway import UNKNOWN, Gateway, Remark, Value
from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME, PARAMETERS, Kind
from kbapp.model.proposal import Proposal, parse_iana
from kbapp.model.secret import Secret
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind, prf_for

SCHEMA = 1
_PARTS = {
    "ike.proposals": (
        ("ike.encryption", TransformKind.ENCR),
        ("ike.integrity", TransformKind.INTEG),
        ("ike.dh_groups", TransformKind.DH),
    ),
    "esp.proposals": (
        ("esp.encryption", TransformKind.ENCR),
        ("esp.integrity", TransformKind.INTEG),
        ("esp.pfs_groups", TransformKind.DH),
    ),
}


def read_form(data: Mapping[str, Any]) -> Gateway:
    """A saved form as a gateway; raises `UnreadableError` that names the parameter of a bad value.

    A value is what the contract gives it in JSON, or any spelling that a platform uses; `null`, an empty text and an
    empty list say nothing (but for PFS groups, where an empty list is "off"). An object with a `value` is taken as
    `kbapp convert --json` prints it. Unknown parameters are remarked, not refused.
    """
    if data.get("schema", SCHEMA) != SCHEMA:
        raise UnreadableError(
            Text(f"不支持的 schema：{data.get('schema')!r}", f"this schema is not known: {data.get('schema')!r}")
        )
    platform = _platform(data.get("platform"))
    given = data.get("parameters", {})
    if not isinstance(given, Mapping):
        raise UnreadableError(Text("“parameters” 必须是对象", '"parameters" must be an object'))
    values, remarks = _values(given)
    _derive(values)
    add_defaults(values, platform)
    name = data.get("connection")
    connection = name if isinstance(name, str) and name else None
    return Gateway("form", dict(sorted(values.items())), platform, connection, tuple(remarks))


def _platform(name: object) -> str | None:
    if name is None or name == "":
        return None
    found = platform_name(name) if isinstance(name, str) else None
    if found is None:
        raise UnreadableError(Text(f"platform：不认识的平台 {name!r}", f"platform: {name!r} is not known"))
    return None if found == "form" else found


def _values(given: Mapping[str, Any]) -> tuple[dict[str, Value], list[Remark]]:
    values: dict[str, Value] = {}
    remarks: list[Remark] = []
    for name, raw in given.items():
        if name not in BY_NAME:
            remarks.append(Remark(None, Text(f"不认识的参数：{name}", f"unknown parameter: {name}")))
            continue
        try:
            value = read_value(name, raw)
        except BadValueError as error:
            raise UnreadableError(error.message) from error
        if value is not None:
            values[name] = value
    return values, remarks


def _derive(values: dict[str, Value]) -> None:
    """Suites tell the single lists; a PFS group that stands alone belongs to suites that name none."""
    for name, parts in _PARTS.items():
        whole = values.get(name)
        if whole is None or not isinstance(whole.value, tuple):
            continue
        protocol = name[:3].upper()
        suites = [suite for word in whole.value if (suite := parse_iana(word, protocol)) is not None]
        suites = _with_groups(suites, values.get("esp.pfs_groups")) if protocol == "ESP" else suites
        values[name] = replace(whole, value=tuple(dict.fromkeys(suite.suite() for suite in suites)))
        for part, kind in parts:
            found = tuple(dict.fromkeys(item for suite in suites for item in suite.of(kind)))
            if found or kind is TransformKind.DH:
                values[part] = Value(found, whole.source, whole.line, whole.text)
        if protocol == "ESP":
            _derive_esn(values, suites, whole)
        elif any(suite.prf != tuple(map(prf_for, suite.integrity)) for suite in suites):
            prfs = tuple(dict.fromkeys(prf for suite in suites for prf in suite.prf))
            values["ike.prf"] = Value(prfs, whole.source, whole.line, whole.text)


def _with_groups(suites: list[Proposal], groups: Value | None) -> list[Proposal]:
    alone = groups is not None and isinstance(groups.value, tuple) and not any(suite.dh for suite in suites)
    if not alone or groups is None or not isinstance(groups.value, tuple):
        return suites
    return [suite.with_(TransformKind.DH, groups.value) for suite in suites]


def _derive_esn(values: dict[str, Value], suites: list[Proposal], whole: Value) -> None:
    found = {item for suite in suites for item in suite.esn}
    if found:
        word = "either" if len(found) > 1 else "yes" if "EXT_SEQ" in found else "no"
        values["esp.esn"] = Value(word, whole.source, whole.line, whole.text)


def form_template() -> dict[str, Any]:
    """An empty form: every parameter, nothing known."""
    return {
        "schema": SCHEMA,
        "format": "form",
        "platform": None,
        "parameters": {parameter.name: None for parameter in PARAMETERS},
    }


def form_json(gateway: Gateway) -> dict[str, Any]:
    """What is known of a gateway, to be saved; defaults and the key are left out, so that reading gives them anew."""
    parameters = {name: _json(value) for name, value in gateway.parameters.items() if _saved(name, value)}
    platform = gateway.platform or (None if gateway.format == "form" else gateway.format)
    form: dict[str, Any] = {"schema": SCHEMA, "format": "form", "platform": platform, "parameters": parameters}
    if gateway.connection:
        form["connection"] = gateway.connection
    return form


def _saved(name: str, value: Value) -> bool:
    secret = name == "auth.psk" or isinstance(value.value, Secret)
    return name in BY_NAME and not secret and value.value is not None and (value.source != "default" or _only(value))


def _only(value: Value) -> bool:
    """A default of a platform whose defaults this form does not know must be saved, or it is lost."""
    return value != UNKNOWN


def _json(value: Value) -> object:
    found = value.value
    if isinstance(found, Identity):
        return found.as_dict()
    return list(found) if isinstance(found, tuple) else found


__all__ = ["BadValueError", "Kind", "form_json", "form_template", "read_form", "read_value"]
