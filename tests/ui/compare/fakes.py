"""A comparison for tests of the pane alone: equal or not, field by field, and phase 1 before phase 2."""

from __future__ import annotations

from kbapp.comparison.result import Comparison, FieldResult, Outcome, OutcomeName, Prediction, Severity, Status
from kbapp.model.gateway import Gateway, Value, mirrored_name
from kbapp.model.parameters import PARAMETERS, Group, Parameter
from kbapp.model.secret import Secret
from kbapp.model.text import Text

_CAUSES = {
    "ike.dh_groups": "ike-dh-mismatch",
    "ike.encryption": "ike-encryption-mismatch",
    "ike.version": "ike-version-mismatch",
    "esp.pfs_groups": "pfs-mismatch",
    "local.id": "id-mismatch",
    "remote.id": "id-mismatch",
    "auth.psk": "psk-mismatch",
    "remote.subnets": "traffic-selector-mismatch",
    "local.subnets": "traffic-selector-mismatch",
}
_HARMLESS = ("ike.lifetime_s", "esp.lifetime_s", "initiates", "dpd.interval_s")
_FAILS: dict[Group, Severity] = {Group.CONNECTION: "phase1", Group.PHASE1: "phase1"}


def compare(left: Gateway, right: Gateway, left_name: Text, right_name: Text) -> Comparison:
    """Like the real one in shape; its rules are too simple to be right."""
    rows = tuple(_row(parameter, left, right, left_name, right_name) for parameter in PARAMETERS)
    wrong = [row for row in rows if row.status == "mismatch"]
    first = next((row for row in wrong if row.severity == "phase1"), wrong[0] if wrong else None)
    ends: dict[str | None, OutcomeName] = {"phase1": "phase1_failed", "phase2": "phase2_failed", None: "up"}
    outcome = Outcome(ends[first.severity if first else None], first.cause if first else None)
    rekey = Outcome("unknown") if first else Outcome("up")
    phase = "1" if first and first.severity == "phase1" else "2"
    summary = Text("协商能成功", "the tunnel comes up")
    if first is not None and first.message is not None:
        summary = Text(f"第{phase}阶段失败：", f"phase {phase} fails: ") + first.message
    return Comparison(left, right, rows, Prediction(outcome, outcome, rekey), summary)


def _row(parameter: Parameter, left: Gateway, right: Gateway, left_name: Text, right_name: Text) -> FieldResult:
    mine, theirs = left.get(parameter.name), right.get(mirrored_name(parameter.name))
    status = _status(parameter, mine, theirs)
    if status != "mismatch":
        return FieldResult(parameter.name, mine, theirs, status)
    return FieldResult(
        parameter.name,
        mine,
        theirs,
        status,
        _FAILS.get(parameter.group, "phase2"),
        _CAUSES.get(parameter.name, "ike-proposal-mismatch"),
        parameter.title + Text("两端不一致", " differs"),
        Text("在{name}上改", "change it on {name}").format(name=left_name),
        Text("在{name}上改", "change it on {name}").format(name=right_name),
    )


def _status(parameter: Parameter, mine: Value, theirs: Value) -> Status:
    if mine.masked or theirs.masked:
        return "unverifiable"
    if mine.value is None or theirs.value is None:
        return "missing"
    if isinstance(mine.value, Secret) and isinstance(theirs.value, Secret):
        return "match" if mine.value.same_as(theirs.value) else "mismatch"
    if mine.value == theirs.value:
        return "match"
    return "note" if parameter.name in _HARMLESS else "mismatch"
