"""The verdict in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbapp.diagnosis.verdict import Certainty, Finding
from kbapp.model.cause import Cause
from kbapp.model.text import Text

_FIXED: Mapping[str, Text] = {
    "healthy": Text("日志以隧道正常建立结束，未发现问题。", "The log ends with the tunnel up; nothing is wrong in it."),
    "unknown": Text(
        "这是 IPsec 日志，但其中没有说明原因的内容。", "This is an IPsec log, but no line of it tells a cause."
    ),
    "not-ipsec": Text("没有找到 IPsec 日志内容。", "No IPsec log lines were found."),
}
_PHASES = {
    1: Text("第一阶段失败", "Phase 1 fails"),
    2: Text("第二阶段失败", "Phase 2 fails"),
    0: Text("隧道中断", "The tunnel went down"),
}


def summary_of(
    verdict: Certainty, phase: int | None, findings: Sequence[Finding], causes: Mapping[str, Cause], several: bool
) -> Text:
    if verdict in _FIXED:
        if verdict == "healthy" and several:
            return Text(
                "两份日志都以隧道正常建立结束，未发现问题。",
                "Both logs end with the tunnel up; nothing is wrong in them.",
            )
        return _FIXED[verdict]
    head = _PHASES.get(phase if phase is not None else -1, Text("协商失败", "The negotiation fails"))
    first = _title(findings[0].cause, causes)
    if verdict == "certain":
        sentence = Text("{head}：{first}。", "{head}: {first}.").format(head=head, first=first)
    else:
        rest = [_title(one.cause, causes) for one in findings[1:3]]
        others = Text("、".join(text.zh for text in rest), ", ".join(text.en for text in rest))
        shape = Text("{head}，最可能是：{first}", "{head}, most likely: {first}").format(head=head, first=first)
        tail = Text("；也可能是 {others}。", "; else {others}.").format(others=others) if rest else Text("。", ".")
        sentence = shape + tail
    detail = findings[0].detail
    return sentence + Text(f"（{detail.zh}）", f" ({detail.en})") if detail and verdict == "certain" else sentence


def _title(cause: str, causes: Mapping[str, Cause]) -> Text:
    known = causes.get(cause)
    return known.title if known else Text.same(cause)
