"""One sentence on what will happen."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.comparison.ends import End
from kbapp.comparison.phrases import phrase
from kbapp.comparison.prediction import Course
from kbapp.comparison.result import FieldResult, Outcome, Prediction
from kbapp.model.gateway import mirrored_name
from kbapp.model.parameters import BY_NAME
from kbapp.model.text import Text

_PHASE = {
    "phase1_failed": Text("第一阶段失败", "phase 1 fails"),
    "phase2_failed": Text("第二阶段失败", "phase 2 fails"),
}


def summary(
    left: End, right: End, prediction: Prediction, rows: Sequence[FieldResult], courses: tuple[Course, Course]
) -> Text:
    """ "phase 1 fails: no common DH group"."""
    a, b = prediction.left_initiates, prediction.right_initiates
    if not rows:
        return Text("填写两端参数后，这里显示协商结果", "fill in both sides to see what the negotiation will do")
    if a.outcome in _PHASE and b.outcome in _PHASE:
        return _fails(a) if a == b else _both(left, right, a, b)
    if a.outcome in _PHASE or b.outcome in _PHASE:
        return _one_way(left, right, a, b)
    if "unknown" in (a.outcome, b.outcome):
        return _unknown(courses)
    if prediction.at_rekey.outcome == "rekey_failed":
        text = Text("隧道先能建立，首次重协商时失败：{why}", "the tunnel comes up and breaks at the first rekey: {why}")
        return text.format(why=phrase(prediction.at_rekey.cause))
    worst = next((row for row in rows if row.status == "mismatch" and row.severity == "traffic"), None)
    if worst is not None:
        text = Text("隧道能建立，但流量不全通：{why}", "the tunnel comes up, but not all traffic passes: {why}")
        return text.format(why=phrase(worst.cause))
    return _up(rows)


def _fails(outcome: Outcome) -> Text:
    return _PHASE[outcome.outcome] + Text("：", ": ") + phrase(outcome.cause)


def _both(left: End, right: End, a: Outcome, b: Outcome) -> Text:
    return Text("{l}发起时{a}；{r}发起时{b}", "when {l} starts, {a}; when {r} starts, {b}").format(
        l=left.name, r=right.name, a=_fails(a), b=_fails(b)
    )


def _one_way(left: End, right: End, a: Outcome, b: Outcome) -> Text:
    bad, good, outcome, other = (left, right, a, b) if a.outcome in _PHASE else (right, left, b, a)
    if other.outcome == "unknown":
        return Text("{bad}发起时{fails}", "when {bad} starts, {fails}").format(bad=bad.name, fails=_fails(outcome))
    return Text(
        "只有{good}发起时能建立；{bad}发起时{fails}", "it comes up only when {good} starts; when {bad} starts, {fails}"
    ).format(good=good.name, bad=bad.name, fails=_fails(outcome))


def _unknown(courses: tuple[Course, Course]) -> Text:
    fields = list(
        dict.fromkeys(
            [*courses[0].unknown, *(mirrored_name(name) for name in courses[1].unknown)],
        )
    )
    titles = [BY_NAME[name].title for name in fields]
    text = Text("还不能断定，缺少：{what}", "it cannot be told yet; missing: {what}")
    return text.format(what=Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles)))


def _up(rows: Sequence[FieldResult]) -> Text:
    hidden = any(row.field == "auth.psk" and row.status in ("missing", "unverifiable") for row in rows)
    text = Text("隧道可以建立", "the tunnel comes up")
    return text + Text("（预共享密钥未能核对）", " (the pre-shared keys could not be compared)") if hidden else text
