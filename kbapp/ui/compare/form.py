"""Every parameter of the vocabulary, in groups, in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kbapp.comparison.result import FieldResult
from kbapp.model.parameters import PARAMETERS, Group
from kbapp.ui.compare import measures
from kbapp.ui.compare.column import Column
from kbapp.ui.compare.fields.popup import Popup
from kbapp.ui.compare.marks import MARKS
from kbapp.ui.compare.row import Row
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate

_PROBLEMS = ("mismatch", "missing")


class Form(QScrollArea):
    """`changed` has the side, the parameter's name and its new value; `chosen` the row's name."""

    changed = Signal(str, str, object)
    chosen = Signal(str)
    source_wanted = Signal(str, int)

    def __init__(self, context: Context, popup: Popup) -> None:
        super().__init__()
        self._context = context
        self._only = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = self._body = QWidget()
        body.setObjectName("CompareRows")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 24)
        column.setSpacing(1)
        self.rows: dict[str, Row] = {}
        self._groups: dict[Group, _GroupHead] = {}
        for group in Group:
            self._groups[group] = _GroupHead(context, group, body)
            column.addWidget(self._groups[group])
            for parameter in PARAMETERS:
                if parameter.group is group:
                    row = Row(context, parameter, popup, body)
                    self._connect(row)
                    self.rows[parameter.name] = row
                    column.addWidget(row)
        self._nothing = QLabel(body)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(96)
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().valueChanged.connect(lambda _: popup.close_any())

    def _connect(self, row: Row) -> None:
        for side, cell in (("left", row.left), ("right", row.right)):
            name = cell.parameter.name
            cell.changed.connect(lambda value, side=side, name=name: self.changed.emit(side, name, value))
            cell.source_wanted.connect(lambda line, side=side: self.source_wanted.emit(side, line))
        row.chosen.connect(lambda name=row.parameter.name: self.chosen.emit(name))

    def row_of(self, side: str, name: str) -> Row:
        """The row in which a column's parameter stands."""
        for row in self.rows.values():
            if row.cell(side).parameter.name == name:
                return row
        raise KeyError(name)

    def show_columns(self, left: Column, right: Column) -> None:
        for row in self.rows.values():
            row.show_values(left, right)

    def show_results(self, results: Mapping[str, FieldResult], accepted: frozenset[str]) -> None:
        for name, row in self.rows.items():
            single = results.get(name.replace("proposals", "encryption")) if name.endswith("proposals") else None
            told = single is not None and single.left.value is not None and single.right.value is not None
            row.show_result(results.get(name), accepted=name in accepted, told_elsewhere=told)
        self._filter()
        self._count()

    def states(self) -> Iterator[str]:
        return (row.state for row in self.rows.values())

    def problems(self) -> list[str]:
        """The rows that the user steps through, from top to bottom: what differs, then what is missing."""
        return [name for name, row in self.rows.items() if row.state == "mismatch"] or [
            name for name, row in self.rows.items() if row.state == "missing"
        ]

    def set_only(self, only: bool) -> None:
        """Show what differs or is missing, and nothing else."""
        self._only = only
        self._filter()
        self.verticalScrollBar().setValue(0)

    def set_current(self, name: str) -> None:
        for other, row in self.rows.items():
            row.set_current(other == name)

    def bring(self, name: str) -> None:
        """Scroll so that the row stands well inside."""
        row = self.rows[name]
        self.ensureVisible(0, row.mapTo(self._body, QPoint(0, row.height() // 2)).y(), 0, 90)

    def retranslate(self) -> None:
        for group in self._groups.values():
            group.retranslate()
        for row in self.rows.values():
            row.retranslate()
        self._nothing.setText(translate("CompareForm", "No mismatch: every known value agrees."))

    def _filter(self) -> None:
        shown: set[Group] = set()
        for row in self.rows.values():
            visible = not self._only or row.state in _PROBLEMS or row.isAncestorOf(self._typing())
            row.setVisible(visible)
            if visible:
                shown.add(row.parameter.group)
        for group, head in self._groups.items():
            head.setVisible(group in shown)
        self._nothing.setVisible(not shown)

    def _typing(self) -> QWidget:
        """The field in which one types is never taken away under his hands."""
        return self.window().focusWidget() or self

    def _count(self) -> None:
        for group, head in self._groups.items():
            rows = [row for row in self.rows.values() if row.parameter.group is group]
            head.show_counts([(state, sum(row.state == state for row in rows)) for state in _PROBLEMS])


class _GroupHead(QWidget):
    def __init__(self, context: Context, group: Group, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._group = group
        self._shown: list[tuple[str, int]] = []
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._counts = QLabel(self)
        self._counts.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.MARGIN + 4, 14, 6, 3)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._counts)
        row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        start = max(self._title.geometry().right(), self._counts.geometry().right()) + 12
        y = self._title.geometry().center().y() + 1
        painter = QPainter(self)
        painter.setPen(self._context.theme.color("line"))
        painter.drawLine(start, y, self.width() - 6, y)

    def show_counts(self, counts: list[tuple[str, int]]) -> None:
        self._shown = counts
        self.retranslate()

    def retranslate(self) -> None:
        words = {
            Group.CONNECTION: translate("CompareForm", "Connection"),
            Group.PHASE1: translate("CompareForm", "Phase 1 (IKE SA)"),
            Group.PHASE2: translate("CompareForm", "Phase 2 (IPsec SA)"),
            Group.TRAFFIC: translate("CompareForm", "Protected traffic"),
            Group.LIVENESS: translate("CompareForm", "Liveness and NAT"),
        }
        self._title.setText(words[self._group])
        say = self._context.say
        parts = [f"{MARKS[state].symbol} {count} {say(MARKS[state].word)}" for state, count in self._shown if count]
        self._counts.setText("    ".join(parts))
