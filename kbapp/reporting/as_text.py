"""The human output of the commands: plain text in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kbapp.model.cause import Cause
from kbapp.model.gateway import Gateway, Value
from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME
from kbapp.model.text import Lang, Text
from kbapp.reporting.redact import redact
from kbapp.reporting.words import CERTAINTY, CHANGE_SIDE, OUTCOME, SEVERITY, STATUS

if TYPE_CHECKING:  # a command loads only the engine that it needs
    from kbapp.comparison.result import Comparison, FieldResult, Outcome
    from kbapp.diagnosis.verdict import Diagnosis, Finding
    from kbapp.search import SearchResult

_EVIDENCE_SHOWN = 6


def diagnosis_text(diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang) -> str:
    """The verdict, then each cause with its evidence, its fix and what would settle it."""
    return redact("\n".join(_diagnosis_lines(diagnosis, causes, lang)))


def _diagnosis_lines(diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang) -> Iterator[str]:
    yield f"[{CERTAINTY[diagnosis.verdict].get(lang)}] {diagnosis.summary.get(lang)}"
    for log in diagnosis.logs:
        version = f", {log.ike_version}" if log.ike_version else ""
        lines = Text("行", "lines").get(lang)
        yield f"  {log.file}: {log.dialect}, {log.role}{version}, {log.lines} {lines}, {log.encoding}"
    for number, finding in enumerate(diagnosis.findings, 1):
        yield ""
        yield from _finding_lines(number, finding, causes[finding.cause], diagnosis, lang)
    if diagnosis.notes:
        yield ""
    for note in diagnosis.notes:
        yield f"! {note.get(lang)}"
    if diagnosis.search_line:
        yield Text("可搜索这一行：", "Search for this line: ").get(lang) + diagnosis.search_line.strip()


def _finding_lines(number: int, finding: Finding, cause: Cause, diagnosis: Diagnosis, lang: Lang) -> Iterator[str]:
    code = f" · {cause.alibaba_code}" if cause.alibaba_code else ""
    yield f"{number}. {cause.title.get(lang)}  ({finding.confidence:.0%}, {cause.id}{code})"
    if finding.detail:
        yield f"   {finding.detail.get(lang)}"
    for item in finding.evidence[:_EVIDENCE_SHOWN]:
        where = f"{diagnosis.logs[item.log].file}:{item.line}"
        yield f"   > {where}: {item.text.strip()}"
    if len(finding.evidence) > _EVIDENCE_SHOWN:
        yield f"   > … +{len(finding.evidence) - _EVIDENCE_SHOWN}"
    yield f"   {Text('解决', 'Fix').get(lang)} ({CHANGE_SIDE[finding.change_side].get(lang)}): {cause.fix.get(lang)}"
    if finding.settle_with:
        yield f"   {Text('确认方法', 'To settle it').get(lang)}: {finding.settle_with.get(lang)}"
    yield f"   → kbapp show {cause.article}"


def comparison_text(comparison: Comparison, lang: Lang) -> str:
    """The summary, the outcomes, then every field that is not plainly equal."""
    return redact("\n".join(_comparison_lines(comparison, lang)))


def _comparison_lines(comparison: Comparison, lang: Lang) -> Iterator[str]:
    yield comparison.summary.get(lang)
    prediction = comparison.prediction
    left, right = (gateway.connection or gateway.format for gateway in (comparison.left, comparison.right))
    yield f"  {Text('左侧发起', 'left initiates').get(lang)} ({left}): {_outcome(prediction.left_initiates, lang)}"
    yield f"  {Text('右侧发起', 'right initiates').get(lang)} ({right}): {_outcome(prediction.right_initiates, lang)}"
    yield f"  {Text('首次重协商', 'first rekey').get(lang)}: {_outcome(prediction.at_rekey, lang)}"
    for row in comparison.fields:
        if row.status != "match":
            yield ""
            yield from _field_lines(row, lang)
    matched = sum(row.status == "match" for row in comparison.fields)
    yield ""
    yield Text("另有 {n} 项一致。", "{n} more fields match.").format(n=matched).get(lang)
    for note in comparison.notes:
        yield f"! {note.get(lang)}"
    for gateway in (comparison.left, comparison.right):
        yield from remark_lines(gateway, lang)


def _outcome(outcome: Outcome, lang: Lang) -> str:
    return OUTCOME[outcome.outcome].get(lang) + (f" ({outcome.cause})" if outcome.cause else "")


def _field_lines(row: FieldResult, lang: Lang) -> Iterator[str]:
    title = BY_NAME[row.field].title.get(lang) if row.field in BY_NAME else row.field
    severity = f" · {SEVERITY[row.severity].get(lang)}" if row.severity else ""
    yield f"{STATUS[row.status].get(lang)}  {title} [{row.field}]{severity}"
    yield f"   {value_text(row.left)}  |  {value_text(row.right)}"
    if row.message:
        yield f"   {row.message.get(lang)}"
    for side, fix in ((Text("左侧", "left"), row.fix_left), (Text("右侧", "right"), row.fix_right)):
        if fix:
            yield f"   {side.get(lang)}: {fix.get(lang)}"


def value_text(value: Value) -> str:
    """A value as one short string: `AES_CBC_128, AES_CBC_256`, `branch.example.com (fqdn)`, `(set)`, `—`."""
    shown = value.value
    if shown is None:
        return "****" if value.masked else "—"
    if isinstance(shown, tuple):
        return ", ".join(shown) or "none"
    if isinstance(shown, Identity):
        return f"{shown.value} ({shown.type})"
    if isinstance(shown, bool):
        return "on" if shown else "off"
    return str(shown)


def gateway_text(gateway: Gateway, lang: Lang) -> str:
    """The parameters of one gateway, one a line, each with its source."""
    head = f"{gateway.format}" + (f" · {gateway.connection}" if gateway.connection else "")
    rows = [_parameter_line(name, value, lang) for name, value in gateway.parameters.items()]
    return redact("\n".join([head, *rows, *remark_lines(gateway, lang)]))


def _parameter_line(name: str, value: Value, lang: Lang) -> str:
    where = f"{Text('第', 'line ').get(lang)}{value.line}{Text('行', '').get(lang)}" if value.line else value.source
    return f"  {name:20} {value_text(value)}  [{where}]"


def remark_lines(gateway: Gateway, lang: Lang) -> Iterable[str]:
    """What the reader did not understand, a line each."""
    for remark in gateway.remarks:
        yield f"! {gateway.format}:{remark.line or '?'}: {remark.message.get(lang)}"


def search_text(result: SearchResult, lang: Lang) -> str:
    """The hits, each with where it stands and its snippet."""
    lines = [f"{hit.title}\n  {_place(hit.article, hit.section)}\n  {hit.snippet}" for hit in result.hits]
    if not lines:
        lines = [Text("没有找到。", "Nothing found.").get(lang)]
        if result.did_you_mean:
            lines.append(Text("您是不是要找：", "Did you mean: ").get(lang) + result.did_you_mean)
    return "\n".join(lines)


def _place(article: str, section: str | None) -> str:
    return f"{article}#{section}" if section else article
