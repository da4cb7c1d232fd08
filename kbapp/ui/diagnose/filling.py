"""What the logs tell of both gateways' settings, as two forms for the comparison. Qt-free."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbapp.gateways.form import form_json
from kbapp.model.gateway import Gateway, Value

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.ui.diagnose.groups import Groups

CLOUD = "alibaba-cloud"
Column = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Forms:
    """The comparison's columns as saved forms (text); empty where the logs tell nothing of a side."""

    left: str
    right: str


def forms_of(diagnosis: Diagnosis, *, related: bool) -> Forms | None:
    """Both gateways as far as the lines tell them; `None` where they tell nothing that could be compared.

    Of two logs of one connection each gateway's own log counts first, the other's fills what it leaves open. Of two
    unrelated logs only the first counts.
    """
    columns = diagnosis.parameters
    if not columns:
        return None
    mine, peer = dict(columns[0].get("local", {})), dict(columns[0].get("remote", {}))
    if related and len(columns) > 1:
        mine = {**columns[1].get("remote", {}), **mine}
        peer = {**peer, **columns[1].get("local", {})}
    own, other = _form(mine), _form(peer)
    if not own and not other:
        return None
    return Forms(own, other) if diagnosis.logs[0].dialect == CLOUD else Forms(other, own)


def related_logs(groups: Sequence[Groups | None]) -> bool:
    """Do two logs have a connection in common? One log is related to itself."""
    if len(groups) < 2:
        return True
    first, second = groups[0], groups[1]
    if first is None or second is None:
        return False
    return any(one and other for one, other in zip(first.tunnels, second.tunnels, strict=True))


def _form(column: Column) -> str:
    """A saved form. It names no platform, whose defaults would stand in for what is not known; nor the key."""
    known = {name: replace(value, line=None, text=None) for name, value in column.items() if value.value is not None}
    if not known:
        return ""
    return json.dumps(form_json(Gateway("form", known)), ensure_ascii=False, indent=1)
