"""What the logs tell of both gateways' settings, for the columns of the comparison. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kbapp.model.gateway import Value
from kbapp.ui.told import Filling, Told

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.ui.diagnose.groups import Groups

CLOUD = "alibaba-cloud"


def filling_of(diagnosis: Diagnosis, *, related: bool) -> Filling | None:
    """Both gateways as far as the lines tell them; `None` where they tell nothing that could be compared.

    Of two logs of one connection each gateway's own log counts first, the other's fills what it leaves open. Of two
    unrelated logs only the first counts.
    """
    columns = diagnosis.parameters
    if not columns:
        return None
    names = [log.file for log in diagnosis.logs]
    if len(set(names)) < len(names):
        names = [f"{name} {letter}" for name, letter in zip(names, "AB", strict=False)]
    mine, peer = (_told(columns[0].get(side, {}), names[0]) for side in ("local", "remote"))
    if related and len(columns) > 1:
        mine = {**_told(columns[1].get("remote", {}), names[1]), **mine}
        peer = {**peer, **_told(columns[1].get("local", {}), names[1])}
    if not mine and not peer:
        return None
    return Filling(mine, peer) if diagnosis.logs[0].dialect == CLOUD else Filling(peer, mine)


def related_logs(groups: Sequence[Groups | None]) -> bool:
    """Do two logs have a connection in common? One log is related to itself."""
    if len(groups) < 2:
        return True
    first, second = groups[0], groups[1]
    if first is None or second is None:
        return False
    return any(one and other for one, other in zip(first.tunnels, second.tunnels, strict=True))


def _told(column: Mapping[str, Value], log: str) -> dict[str, Told]:
    """The line belongs to the log, not to a column's text; the log's own spelling to no platform."""
    return {
        name: Told(replace(value, line=None, text=None), log, value.line)
        for name, value in column.items()
        if value.value is not None
    }
