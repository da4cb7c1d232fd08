"""A short text for the customer: what is wrong, by which lines, and what to do; without secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kbapp.model.cause import Cause
from kbapp.model.parameters import BY_NAME
from kbapp.model.text import Lang, Text
from kbapp.reporting.as_text import value_text
from kbapp.reporting.comparison_report import told_mismatches
from kbapp.reporting.pseudonyms import Pseudonyms
from kbapp.reporting.redact import redact
from kbapp.reporting.words import CERTAINTY, CHANGE_SIDE

if TYPE_CHECKING:
    from kbapp.comparison.result import Comparison
    from kbapp.diagnosis.verdict import Diagnosis, Finding

_LINES = 4
_ROWS = 8
_OTHERS = 2


def diagnosis_message(
    diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang, pseudonyms: Pseudonyms | None = None
) -> str:
    """The first cause in full, the next ones by name. `pseudonyms` hides the addresses, the same way in all texts."""
    return _sent("\n".join(_diagnosis(diagnosis, causes, lang)), pseudonyms)


def comparison_message(
    comparison: Comparison, names: tuple[Text, Text], lang: Lang, pseudonyms: Pseudonyms | None = None
) -> str:
    """What will happen, and each mismatch with both values and what to change."""
    return _sent("\n".join(_comparison(comparison, names, lang)), pseudonyms)


def _sent(text: str, pseudonyms: Pseudonyms | None) -> str:
    clean = redact(text)
    return pseudonyms.hide(clean) if pseudonyms is not None else clean


def _diagnosis(diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang) -> Iterator[str]:
    certainty = CERTAINTY[diagnosis.verdict].get(lang)
    yield (
        Text("IPsec VPN 日志分析结论（{sure}）：{what}", "IPsec VPN log analysis ({sure}): {what}")
        .format(sure=certainty, what=diagnosis.summary)
        .get(lang)
    )
    if diagnosis.findings:
        yield from _finding(diagnosis, diagnosis.findings[0], causes, lang)
    others = [causes[finding.cause].title.get(lang) for finding in diagnosis.findings[1 : 1 + _OTHERS]]
    if others and diagnosis.verdict != "certain":
        joined = Text("、", "; ").get(lang).join(others)
        yield Text("也可能是：", "It may also be: ").get(lang) + joined
    for note in diagnosis.notes:
        yield Text("说明：", "Note: ").get(lang) + note.get(lang)


def _finding(diagnosis: Diagnosis, finding: Finding, causes: Mapping[str, Cause], lang: Lang) -> Iterator[str]:
    cause = causes[finding.cause]
    yield ""
    yield Text("原因：", "Cause: ").get(lang) + cause.title.get(lang)
    if finding.detail:
        yield finding.detail.get(lang)
    if finding.evidence:
        yield Text("依据：", "Lines that say so:").get(lang)
    for item in finding.evidence[:_LINES]:
        yield f"  {diagnosis.logs[item.log].file}:{item.line}  {item.text.strip()}"
    side = CHANGE_SIDE[finding.change_side].get(lang)
    yield Text("处理（{side}）：{fix}", "What to do ({side}): {fix}").format(side=side, fix=cause.fix).get(lang)
    if finding.settle_with:
        yield Text("如需确认：", "To make sure: ").get(lang) + finding.settle_with.get(lang)


def _comparison(comparison: Comparison, names: tuple[Text, Text], lang: Lang) -> Iterator[str]:
    left, right = (name.get(lang) for name in names)
    head = Text("IPsec 参数比对（{a} 与 {b}）：{what}", "IPsec comparison ({a} and {b}): {what}")
    yield head.format(a=left, b=right, what=comparison.summary).get(lang)
    rows = told_mismatches(comparison)
    for number, row in enumerate(rows[:_ROWS], 1):
        title = BY_NAME[row.field].title.get(lang) if row.field in BY_NAME else row.field
        yield ""
        colon = Text("：", ": ").get(lang)
        yield f"{number}. {title}{colon}{left} {value_text(row.left)} / {right} {value_text(row.right)}"
        if row.message:
            yield f"   {row.message.get(lang)}"
        for name, fix in ((left, row.fix_left), (right, row.fix_right)):
            if fix:
                yield f"   {name}{colon}{fix.get(lang)}"
    if len(rows) > _ROWS:
        yield f"… +{len(rows) - _ROWS}"
    if len(rows) > 1:
        yield ""
        yield Text("每一项只需在其中一端修改。", "Each needs a change on one side only.").get(lang)
