"""A diagnosis as a document: the verdict, each cause with its lines and its fix, the tunnels, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbapp.diagnosis.verdict import Diagnosis, Finding
from kbapp.model.cause import Cause
from kbapp.model.parameters import BY_NAME
from kbapp.model.text import Lang, Text
from kbapp.reporting.as_text import value_text
from kbapp.reporting.document import Block, Bullets, Document, Heading, Tone, quoted, sentence, table
from kbapp.reporting.redact import redact
from kbapp.reporting.words import CERTAINTY, CHANGE_SIDE

_EVIDENCE = 12
_TONES: dict[str, Tone] = {"certain": "bad", "likely": "bad", "healthy": "good"}


def diagnosis_document(diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang) -> Document:
    title = Text("IPsec 日志诊断：{files}", "IPsec log diagnosis: {files}")
    files = " + ".join(log.file for log in diagnosis.logs)
    return Document(title.format(files=files).get(lang), lang, tuple(_Writer(diagnosis, causes, lang).blocks()))


class _Writer:
    def __init__(self, diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang) -> None:
        self.diagnosis, self.causes, self.lang = diagnosis, causes, lang

    def say(self, zh: str, en: str) -> str:
        return Text(zh, en).get(self.lang)

    def blocks(self) -> Iterator[Block]:
        certainty = CERTAINTY[self.diagnosis.verdict].get(self.lang)
        summary = f"{certainty}{self.say('：', ': ')}{self.diagnosis.summary.get(self.lang)}"
        yield sentence(summary, tone=_TONES.get(self.diagnosis.verdict, "open"))
        yield from self._logs()
        if self.diagnosis.findings:
            yield Heading(2, self.say("原因", "Causes"))
        for number, finding in enumerate(self.diagnosis.findings, 1):
            yield from self._finding(number, finding)
        yield from self._tunnels()
        yield from self._parameters()
        if self.diagnosis.notes:
            yield Heading(2, self.say("提示", "Notes"))
            yield Bullets(tuple(redact(note.get(self.lang)) for note in self.diagnosis.notes))
        if self.diagnosis.search_line:
            yield from quoted([self.diagnosis.search_line.strip()], self.say("可搜索这一行", "A line to search for"))

    def _logs(self) -> Iterator[Block]:
        head = tuple(
            self.say(*pair)
            for pair in (("日志", "Log"), ("写法", "Dialect"), ("角色", "Role"), ("IKE", "IKE"), ("行数", "Lines"))
        )
        rows = [
            (log.file, log.dialect, log.role, log.ike_version or "—", str(log.lines)) for log in self.diagnosis.logs
        ]
        yield from table(head, rows)

    def _finding(self, number: int, finding: Finding) -> Iterator[Block]:
        cause = self.causes[finding.cause]
        code = f", {cause.alibaba_code}" if cause.alibaba_code else ""
        heading = f"{number}. {cause.title.get(self.lang)} ({finding.confidence:.0%}, {cause.id}{code})"
        yield Heading(3, heading)
        yield sentence(cause.summary.get(self.lang))
        if finding.detail:
            yield sentence(finding.detail.get(self.lang))
        for index, log in enumerate(self.diagnosis.logs):
            lines = [item for item in finding.evidence if item.log == index]
            shown = [f"{item.line}: {item.text.strip()}" for item in lines[:_EVIDENCE]]
            shown += [f"… +{len(lines) - _EVIDENCE}"] if len(lines) > _EVIDENCE else []
            yield from quoted(shown, log.file)
        side = CHANGE_SIDE[finding.change_side].get(self.lang)
        yield sentence(cause.fix.get(self.lang), f"{self.say('解决', 'Fix')} ({side}){self.say('：', ':')}")
        if finding.settle_with:
            yield sentence(finding.settle_with.get(self.lang), self.say("确认方法：", "To settle it:"))

    def _tunnels(self) -> Iterator[Block]:
        if len(self.diagnosis.tunnels) < 2:
            return
        yield Heading(2, self.say("各条连接", "The connections"))
        pairs = (("名称", "Name"), ("本端", "Local"), ("对端", "Remote"), ("结论", "Verdict"), ("原因", "Causes"))
        rows, tones = [], list[Tone]()
        for tunnel in self.diagnosis.tunnels:
            titles = [self.causes[name].title.get(self.lang) for name in tunnel.causes if name in self.causes]
            verdict = CERTAINTY[tunnel.verdict].get(self.lang)
            where = (tunnel.name or "—", tunnel.local or "—", tunnel.remote or "—")
            rows.append((*where, verdict, self.say("、", ", ").join(titles)))
            tones.append("bad" if tunnel.verdict in ("certain", "likely") else "plain")
        yield from table(tuple(self.say(*pair) for pair in pairs), rows, tones)

    def _parameters(self) -> Iterator[Block]:
        """What the lines themselves tell of either gateway."""
        for log, sides in zip(self.diagnosis.logs, self.diagnosis.parameters, strict=False):
            local, remote = sides.get("local", {}), sides.get("remote", {})
            names = [name for name in BY_NAME if name in local or name in remote]
            rows = [
                (
                    BY_NAME[name].title.get(self.lang),
                    value_text(local[name]) if name in local else "",
                    value_text(remote[name]) if name in remote else "",
                )
                for name in names
            ]
            if rows:
                yield Heading(2, self.say("日志中的参数：", "Parameters told by ") + log.file)
                head = (self.say("参数", "Parameter"), self.say("本端", "This side"), self.say("对端", "Other side"))
                yield from table(head, rows)
