"""Two gateways in, a comparison out."""

from __future__ import annotations

from kbapp.comparison.both import Both
from kbapp.comparison.fixes import fix
from kbapp.comparison.notices import notices
from kbapp.comparison.result import Comparison, FieldResult
from kbapp.comparison.rules import RULES, Judgement, Rule
from kbapp.comparison.summary import summarise
from kbapp.comparison.view import View
from kbapp.model.gateway import Gateway, Value
from kbapp.model.text import Text

_LEFT, _RIGHT = Text("左侧网关", "the left gateway"), Text("右侧网关", "the right gateway")


def compare(left: Gateway, right: Gateway, left_name: Text | None = None, right_name: Text | None = None) -> Comparison:
    """Every field that either side knows, the prediction for both directions and the rekey, and a one-line summary.

    An unknown value is never a mismatch; a difference that works is a note.
    """
    both = Both(View(left), View(right), left_name or _LEFT, right_name or _RIGHT)
    rows = tuple(row for rule in RULES if (row := _row(rule, both)) is not None)
    prediction = both.prediction
    return Comparison(left, right, rows, prediction, summarise(both, rows), notices(both))


def _row(rule: Rule, both: Both) -> FieldResult | None:
    ours, theirs = both.values(rule.field)
    if ours.value is None and theirs.value is None and not (ours.masked or theirs.masked):
        return None
    if _hidden(ours) or _hidden(theirs):
        return FieldResult(rule.field, ours, theirs, "unverifiable", message=_UNVERIFIABLE)
    known = ours.value is not None and theirs.value is not None
    judgement = rule.judge(both) if known or rule.eager else None
    if judgement is not None and judgement.severity not in (None, "note"):
        return _mismatch(rule, both, judgement)
    if not known:
        return FieldResult(rule.field, ours, theirs, "missing", message=_MISSING)
    if judgement is None or judgement.severity is None:
        return FieldResult(rule.field, ours, theirs, "match")
    return FieldResult(rule.field, ours, theirs, "note", "note", judgement.cause, judgement.message)


def _hidden(value: Value) -> bool:
    return value.masked


def _mismatch(rule: Rule, both: Both, judgement: Judgement) -> FieldResult:
    ours, theirs = both.values(rule.field)
    return FieldResult(
        field=rule.field,
        left=ours,
        right=theirs,
        status="mismatch",
        severity=judgement.severity,
        cause=judgement.cause,
        message=judgement.message,
        fix_left=fix(rule.field, theirs, both.left_name),
        fix_right=fix(rule.field, ours, both.right_name, mirrored=True),
    )


_UNVERIFIABLE = Text("已被隐藏或加密，无法核对", "masked or encrypted: cannot be verified")
_MISSING = Text("一端没有给出，也没有已确认的默认值", "one side does not say, and no default is confirmed")
