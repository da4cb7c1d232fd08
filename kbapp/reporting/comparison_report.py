"""A comparison as a document: what will happen, what differs, how to mend it, what the logs will say, every value."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.comparison.result import Comparison, FieldResult, Outcome
from kbapp.knowledge.handbook import Handbook
from kbapp.model.gateway import Gateway, mirrored_name
from kbapp.model.parameters import BY_NAME
from kbapp.model.text import Lang, Text
from kbapp.reporting.as_text import remark_lines, value_text
from kbapp.reporting.commands import SIDES, Commands, SideName, row_commands
from kbapp.reporting.document import Block, Bullets, Document, Heading, Lines, Tone, quoted, sentence, table
from kbapp.reporting.foretold import Foretold, foretell
from kbapp.reporting.redact import redact
from kbapp.reporting.words import CERTAIN_FACT, OUTCOME, SEVERITY, STATUS

_FAILED = ("phase1_failed", "phase2_failed", "rekey_failed")
Names = tuple[Text, Text]


def gateway_name(gateway: Gateway, handbook: Handbook, default: Text) -> Text:
    """The platform's name, or what the side is called."""
    for name in (gateway.platform, gateway.format):
        known = handbook.platforms.get("strongswan" if name and name.startswith("strongswan") else name or "")
        if known is not None:
            return known.name
    return default


def side_names(comparison: Comparison, handbook: Handbook, names: tuple[Text | None, Text | None]) -> Names:
    """The given names; else the platforms'; else, where both are of one platform, left and right."""
    sides = (Text("左侧", "left side"), Text("右侧", "right side"))
    both = (comparison.left, comparison.right)
    found = [gateway_name(gateway, handbook, side) for gateway, side in zip(both, sides, strict=True)]
    if found[0] == found[1]:
        found = [name + Text("（", " (") + side + Text("）", ")") for name, side in zip(found, sides, strict=True)]
    return names[0] or found[0], names[1] or found[1]


_PARTS = {
    "ike.proposals": ("ike.encryption", "ike.integrity", "ike.prf", "ike.dh_groups"),
    "esp.proposals": ("esp.encryption", "esp.integrity", "esp.esn", "esp.pfs_groups"),
}


def told_mismatches(comparison: Comparison) -> tuple[FieldResult, ...]:
    """The mismatches, without a suite's row where one of its parts' rows says the same."""
    rows = comparison.mismatches
    named = {(row.field, row.cause) for row in rows}
    return tuple(row for row in rows if not any((part, row.cause) in named for part in _PARTS.get(row.field, ())))


def comparison_document(comparison: Comparison, handbook: Handbook, names: Names, lang: Lang) -> Document:
    """`names`: what the two sides are called (see `side_names`)."""
    title = Text("IPsec 参数比对：{a} ↔ {b}", "IPsec comparison: {a} ↔ {b}").format(a=names[0], b=names[1])
    writer = _Writer(comparison, handbook, names, lang)
    return Document(title.get(lang), lang, tuple(writer.blocks()))


class _Writer:
    def __init__(self, comparison: Comparison, handbook: Handbook, names: Names, lang: Lang) -> None:
        self.comparison, self.handbook, self.names, self.lang = comparison, handbook, names, lang

    def say(self, zh: str, en: str, **values: object) -> str:
        return Text(zh, en).format(**values).get(self.lang) if values else Text(zh, en).get(self.lang)

    def blocks(self) -> Iterator[Block]:
        yield sentence(self.comparison.summary.get(self.lang), tone=self._tone())
        yield from self._prediction()
        yield from self._mismatches()
        yield from self._foretold()
        yield from self._notes()
        yield from self._values()
        yield from self._remarks()

    def _tone(self) -> Tone:
        prediction = self.comparison.prediction
        outcomes = {prediction.left_initiates.outcome, prediction.right_initiates.outcome}
        if outcomes & set(_FAILED) or prediction.at_rekey.outcome == "rekey_failed" or self.comparison.mismatches:
            return "bad"
        return "good" if outcomes == {"up"} else "open"

    def _prediction(self) -> Iterator[Block]:
        yield Heading(2, self.say("预测", "Prediction"))
        prediction = self.comparison.prediction
        starts = Text("{who}发起", "{who} initiates")
        rows = [
            (starts.format(who=self.names[0]), prediction.left_initiates),
            (starts.format(who=self.names[1]), prediction.right_initiates),
            (Text("首次重协商", "first rekey"), prediction.at_rekey),
        ]
        head = (self.say("情形", "Case"), self.say("结果", "Outcome"), self.say("原因", "Cause"))
        cells = [(case.get(self.lang), *self._outcome(outcome)) for case, outcome in rows]
        tones: list[Tone] = ["bad" if outcome.outcome in _FAILED else "plain" for _, outcome in rows]
        yield from table(head, cells, tones)

    def _outcome(self, outcome: Outcome) -> tuple[str, str]:
        return OUTCOME[outcome.outcome].get(self.lang), self._cause(outcome.cause)

    def _cause(self, name: str | None) -> str:
        if name is None:
            return ""
        cause = self.handbook.causes.get(name)
        if cause is None:
            return name
        code = f", {cause.alibaba_code}" if cause.alibaba_code else ""
        return f"{cause.title.get(self.lang)} ({cause.id}{code})"

    def _mismatches(self) -> Iterator[Block]:
        rows = told_mismatches(self.comparison)
        yield Heading(2, self.say("不一致与修改方法", "What differs, and how to mend it"))
        if not rows:
            yield sentence(self.say("没有不一致的参数。", "No parameter is mismatched."))
        elif len(rows) > 1:
            yield sentence(self.say("每一项只需在其中一端修改。", "Each of them needs a change on one side only."))
        for number, row in enumerate(rows, 1):
            yield from self._mismatch(number, row)

    def _mismatch(self, number: int, row: FieldResult) -> Iterator[Block]:
        severity = f" · {SEVERITY[row.severity].get(self.lang)}" if row.severity else ""
        yield Heading(3, f"{number}. {self._title(row.field)}{severity}")
        left, right = (name.get(self.lang) for name in self.names)
        yield from table((left, right), [(value_text(row.left), value_text(row.right))])
        if row.message:
            yield sentence(row.message.get(self.lang))
        if row.cause:
            yield sentence(self._cause(row.cause), self.say("原因：", "Cause:"))
        for side, fix in zip(SIDES, (row.fix_left, row.fix_right), strict=True):
            yield from self._side(row, side, fix)

    def _side(self, row: FieldResult, side: SideName, fix: Text | None) -> Iterator[Block]:
        found = row_commands(self.comparison, row, side, self.handbook.remedies)
        if fix is None and found is None:
            return
        name = self._name(side)
        yield Heading(4, self.say("在{who}修改", "On {who}", who=name))
        if fix is not None:
            yield sentence(fix.get(self.lang))
        if found is not None:
            yield from self._commands(found)

    def _commands(self, found: Commands) -> Iterator[Block]:
        sure = "" if found.sure == "documented" else f" ({CERTAIN_FACT[found.sure].get(self.lang)})"
        if found.obstacle is not None:
            yield sentence(found.obstacle.get(self.lang))
        captions = (
            (found.show, self.say("查看当前值", "Show the present value")),
            (found.change, self.say("修改", "Change") + sure),
            (found.undo, self.say("回退", "Way back") + sure),
        )
        for lines, caption in captions:
            if lines:
                yield Lines(tuple(line.get(self.lang) for line in lines), caption)

    def _name(self, side: SideName) -> Text:
        return self.names[0] if side == "left" else self.names[1]

    def _title(self, name: str) -> str:
        return BY_NAME[name].title.get(self.lang) if name in BY_NAME else name

    def _foretold(self) -> Iterator[Block]:
        found = foretell(self.comparison, self.handbook.traces)
        if not found:
            return
        yield Heading(2, self.say("若不修改，日志里会看到", "If nothing is changed, the logs will say"))
        for item in found:
            yield from quoted(item.lines or (self._silence(),), foretold_caption(item, self.names).get(self.lang))

    def _silence(self) -> str:
        return SILENCE.get(self.lang)

    def _notes(self) -> Iterator[Block]:
        notes = tuple(redact(note.get(self.lang)) for note in self.comparison.notes)
        if notes:
            yield Heading(2, self.say("提示", "Notes"))
            yield Bullets(notes)

    def _values(self) -> Iterator[Block]:
        yield Heading(2, self.say("全部参数", "All parameters"))
        left, right = (name.get(self.lang) for name in self.names)
        head = (self.say("参数", "Parameter"), left, right, self.say("结论", "Result"))
        rows, tones = [], list[Tone]()
        for row in self.comparison.fields:
            rows.append((self._label(row), *self._pair(row), STATUS[row.status].get(self.lang)))
            tones.append("bad" if row.status == "mismatch" else "open" if row.status != "match" else "plain")
        yield from table(head, rows, tones)
        if any("default" in (row.left.source, row.right.source) for row in self.comparison.fields):
            yield sentence(self.say("* 配置中没有写，为平台缺省值。", "* not in the text: the platform's default."))

    def _label(self, row: FieldResult) -> str:
        """Both names where the row is mirrored: what is local to one side is remote to the other."""
        mirror = mirrored_name(row.field)
        return self._title(row.field) if mirror == row.field else f"{self._title(row.field)} ↔ {self._title(mirror)}"

    def _pair(self, row: FieldResult) -> tuple[str, str]:
        cells = [value_text(v) + (" *" if v.source == "default" else "") for v in (row.left, row.right)]
        return cells[0], cells[1]

    def _remarks(self) -> Iterator[Block]:
        for gateway, name in zip((self.comparison.left, self.comparison.right), self.names, strict=True):
            lines = tuple(redact(line.removeprefix("! ")) for line in remark_lines(gateway, self.lang))
            if lines:
                yield Heading(2, self.say("{who}：未识别或需留意的行", "{who}: lines to look at", who=name))
                yield Bullets(lines)


SILENCE = Text("（这一端不写任何相关的行）", "(this side writes nothing about it)")


def foretold_caption(item: Foretold, names: Names) -> Text:
    """Whose log, in which case, in whose wording."""
    side, starts = (names[0] if which == "left" else names[1] for which in (item.side, item.starts))
    if item.rekey:
        text = Text("{side}的日志，首次重协商时", "Log of {side}, at the first rekey")
    elif item.role == "initiator":
        text = Text("{side}的日志，它发起时", "Log of {side}, when it initiates")
    else:
        text = Text("{side}的日志，{starts}发起时", "Log of {side}, when {starts} initiates")
    text = text.format(side=side, starts=starts)
    if not item.own:
        wording = Text("（以 {daemon} 的写法为例）", " (in the words of {daemon})")
        text += wording.format(
            daemon={"strongswan": "strongSwan", "libreswan": "Libreswan"}.get(item.daemon, item.daemon)
        )
    return text
