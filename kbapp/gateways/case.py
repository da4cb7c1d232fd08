"""A saved case: two saved forms, who is the cloud, and the differences that were accepted. Never a key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kbapp.gateways.form import form_json, read_form
from kbapp.gateways.registry import UnreadableError
from kbapp.model.gateway import Gateway
from kbapp.model.parameters import BY_NAME
from kbapp.model.text import Text

FORMAT = "case"
Json = dict[str, Any]
Role = Literal["cloud", "onprem"]


@dataclass(frozen=True, slots=True)
class Case:
    """What a case file holds; `roles` says which side is the cloud's."""

    left: Gateway
    right: Gateway
    roles: tuple[Role, Role]
    accepted: frozenset[str]


def said_form(gateway: Gateway, to_form: Callable[[Gateway], Json] = form_json) -> Json:
    """One side as a saved form: what was read or typed, not the platform's defaults, and no key."""
    said = {
        name: value
        for name, value in gateway.parameters.items()
        if value.source == "explicit" and value.value is not None and name != "auth.psk"
    }
    form = to_form(Gateway("form", said, gateway.platform))
    form.get("parameters", {}).pop("auth.psk", None)
    return form


def case_json(left: Json, right: Json, roles: tuple[Role, Role], accepted: Iterable[str]) -> Json:
    """Two forms as one case."""
    return {
        "schema": 1,
        "format": FORMAT,
        "left": left,
        "right": right,
        "roles": list(roles),
        "accepted": sorted(accepted),
    }


def read_case(data: Mapping[str, Any], from_form: Callable[[Json], Gateway] = read_form) -> Case:
    """The other way; raises `UnreadableError`."""
    left, right = data.get("left"), data.get("right")
    if not isinstance(left, dict) or not isinstance(right, dict):
        raise UnreadableError(Text("案例文件缺少左列或右列", "the case lacks its left or its right column"))
    roles: tuple[Role, Role] = ("onprem", "cloud") if data.get("roles") == ["onprem", "cloud"] else ("cloud", "onprem")
    accepted = data.get("accepted")
    names = [name for name in accepted if isinstance(name, str)] if isinstance(accepted, list) else []
    return Case(from_form(left), from_form(right), roles, frozenset(name for name in names if name in BY_NAME))


def as_case(text: str) -> Json | None:
    """The JSON object of a case file, or `None` if the text is something else."""
    start = text.lstrip("\ufeff \r\n\t")
    if not start.startswith("{") or f'"{FORMAT}"' not in start or '"right"' not in start:
        return None
    try:
        data = json.loads(start)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("format") == FORMAT else None


def dump(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
