"""What will happen, in one sentence: "phase 1 fails: no common IKE DH group"."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.comparison.both import Both
from kbapp.comparison.result import FieldResult, Outcome
from kbapp.model.text import Text

_PHASE = {
    "phase1_failed": Text("第一阶段失败", "phase 1 fails"),
    "phase2_failed": Text("第二阶段失败", "phase 2 fails"),
}
_UP = Text("隧道可以建立", "the tunnel comes up")
_UNTOLD = Text("信息不全，尚未发现会失败的地方", "not enough is known yet; nothing found so far that fails")
_TO_GO = Text("填写两端参数后，这里显示协商结果", "fill in both sides to see what the negotiation will do")


def summarise(both: Both, rows: Sequence[FieldResult]) -> Text:
    prediction = both.prediction
    left, right = prediction.left_initiates, prediction.right_initiates
    if not rows:
        return _TO_GO
    if left.outcome in _PHASE and right.outcome in _PHASE:
        return _failure(left, rows)
    if left.outcome in _PHASE:
        return _one_way(both.right_name, both.left_name, left, rows)
    if right.outcome in _PHASE:
        return _one_way(both.left_name, both.right_name, right, rows)
    if prediction.at_rekey.outcome == "rekey_failed":
        return (
            _UP
            + Text("，但第一次重协商时失败：", ", and fails at the first rekey: ")
            + _reason(prediction.at_rekey, rows)
        )
    return _with_traffic(_UP if left.outcome == "up" else _UNTOLD, rows)


def _failure(outcome: Outcome, rows: Sequence[FieldResult]) -> Text:
    return _PHASE[outcome.outcome] + Text("：", ": ") + _reason(outcome, rows)


def _one_way(works: Text, fails: Text, outcome: Outcome, rows: Sequence[FieldResult]) -> Text:
    head = Text("只有{works}发起时才能建立；{fails}发起时", "comes up only when {works} starts; when {fails} starts, ")
    return head.format(works=works, fails=fails) + _failure(outcome, rows)


def _reason(outcome: Outcome, rows: Sequence[FieldResult]) -> Text:
    """The message of the row that shows the cause; a single field's before the whole suites'."""
    blamed = [row for row in rows if row.status == "mismatch" and row.cause == outcome.cause and row.message]
    blamed.sort(key=lambda row: row.field.endswith(".proposals"))
    return blamed[0].message if blamed and blamed[0].message else Text.same(outcome.cause or "?")


def _with_traffic(head: Text, rows: Sequence[FieldResult]) -> Text:
    affected = next((row for row in rows if row.severity == "traffic" and row.message), None)
    return head + Text("；", "; ") + affected.message if affected and affected.message else head
