"""How a row's state is shown, by four cues at once: symbol and word, edge, bar, tint. Never red against green."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from kbapp.comparison.result import FieldResult
from kbapp.model.text import Text
from kbapp.reporting.words import SEVERITY


@dataclass(frozen=True, slots=True)
class Mark:
    """`ink` and `tint` are names of the table of colours; `bar` is the length of its dashes, 0 for a solid one."""

    symbol: str
    word: Text
    ink: str
    tint: str | None
    edge: Qt.PenStyle
    bar_width: int
    bar_dash: int


_SOLID, _DASH, _DOT, _NONE = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.NoPen,
)


def _mark(
    symbol: str,
    zh: str,
    en: str,
    ink: str,
    tint: str | None = None,
    edge: Qt.PenStyle = _NONE,
    bar: tuple[int, int] = (0, 0),
) -> Mark:
    return Mark(symbol, Text(zh, en), ink, tint, edge, *bar)


MARKS: dict[str, Mark] = {
    "mismatch": _mark("≠", "不一致", "Mismatch", "mismatch", "mismatch-tint", _SOLID, (5, 0)),
    "missing": _mark("∅", "缺失", "Missing", "missing", "missing-tint", _DASH, (5, 5)),
    "note": _mark("≈", "提示", "Note", "missing", None, _DOT, (2, 0)),
    "unverifiable": _mark("?", "无法核对", "Cannot verify", "unknown", None, _DOT, (3, 3)),
    "match": _mark("=", "一致", "Match", "match"),
    "accepted": _mark("✓", "已知差异", "Accepted", "unknown", None, _NONE, (2, 0)),
    "": _mark("", "", "", "muted"),
}


def state_of(row: FieldResult | None, accepted: bool, *, told_elsewhere: bool = False) -> str:
    """The mark of a row; none where nothing is known, or where other rows say it (suites against single lists)."""
    if row is None:
        return ""
    if row.status == "missing" and (told_elsewhere or (row.left.value is None and row.right.value is None)):
        return ""
    if accepted and row.status in ("mismatch", "missing", "note", "unverifiable"):
        return "accepted"
    return row.status


def spoken(row: FieldResult | None, state: str) -> Text:
    """All that the cues say, for a screen reader."""
    mark = MARKS[state]
    if row is None or not mark.symbol:
        return Text("", "")
    severity = SEVERITY.get(row.severity) if row.severity and row.status == "mismatch" else None
    parts = [part for part in (mark.word, severity, row.message) if part is not None]
    return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))
