"""One parameter: its mark, its name, and the field of either column."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbapp.comparison.result import FieldResult
from kbapp.model.gateway import UNKNOWN, mirrored_name
from kbapp.model.parameters import BY_NAME, Parameter
from kbapp.ui.compare import measures
from kbapp.ui.compare.cell import Cell
from kbapp.ui.compare.column import Column
from kbapp.ui.compare.fields.field import HEIGHT
from kbapp.ui.compare.fields.popup import Popup
from kbapp.ui.compare.marks import MARKS, Mark, spoken, state_of
from kbapp.ui.compare.sides import SHORT, sentence
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import paint_ground
from kbapp.ui.widgets.elided import Elided

_PADDING = 4


class Row(QWidget):
    """Named after the left column's parameter; the right cell holds its mirror."""

    chosen = Signal()

    def __init__(self, context: Context, parameter: Parameter, popup: Popup, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.parameter = parameter
        self.mirror = BY_NAME[mirrored_name(parameter.name)]
        self.result: FieldResult | None = None
        self.state = ""
        self._current = False
        self._sides = ("cloud", "onprem")
        self.mark = _MarkButton(self)
        self.mark.clicked.connect(self.chosen)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.caption = QLabel(self)
        self.caption.setProperty("role", "caption")
        self.caption.setVisible(self.mirrored)
        self.left = Cell(context, parameter, popup, self)
        self.right = Cell(context, self.mirror, popup, self)
        self.message = _Message(self)
        self.message.clicked.connect(self.chosen)
        self._lay_out()

    @property
    def mirrored(self) -> bool:
        return self.mirror is not self.parameter

    def cell(self, side: str) -> Cell:
        return self.left if side == "left" else self.right

    def show_values(self, left: Column, right: Column) -> None:
        self._sides = (left.role, right.role)
        self.left.show_value(left.values.get(self.parameter.name) or UNKNOWN)
        self.right.show_value(right.values.get(self.mirror.name) or UNKNOWN)

    def show_result(self, result: FieldResult | None, *, accepted: bool, told_elsewhere: bool) -> None:
        """What the comparison says about this row."""
        self.result = result
        self.state = state_of(result, accepted, told_elsewhere=told_elsewhere)
        self._say()

    def set_current(self, current: bool) -> None:
        if current != self._current:
            self._current = current
            self.update()

    def retranslate(self) -> None:
        self.left.retranslate()
        self.right.retranslate()
        self._say()

    def text_title(self) -> str:
        """The row's name in the window's language."""
        if not self.mirrored:
            return self.context.say(self.parameter.title)
        local = self.parameter.name.startswith("local.")
        side = self.context.say(SHORT[self._sides[0 if local else 1]])
        words = {
            "address": translate("CompareRow", "{side}: public address"),
            "id": translate("CompareRow", "{side}: identity"),
            "subnets": translate("CompareRow", "{side}: subnets"),
        }
        return words[self.parameter.name.partition(".")[2]].format(side=side)

    def _say(self) -> None:
        title = self.text_title()
        self.title.setText(title)
        self._say_mirror()
        mark = MARKS[self.state]
        said = self.context.say(spoken(self.result, self.state))
        self.mark.show_mark(mark, self.context.say(mark.word), f"{title}: {said}" if said else title)
        message = self.result.message if self.result is not None else None
        self.message.setVisible(self.state == "mismatch" and message is not None)
        self.message.setText(sentence(self.context.say(message)) if message is not None else "")
        for place, cell in enumerate((self.left, self.right)):
            side = self.context.say(SHORT[self._sides[place]])
            cell.field.describe(f"{side}, {self.context.say(cell.parameter.title)}", said)
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self.update()

    def _say_mirror(self) -> None:
        """`Cloud LocalId ⇄ Site RemoteId`: which of the two columns' fields face each other."""
        if not self.mirrored:
            return
        left, right = (self.context.say(SHORT[side]) for side in self._sides)
        local, remote = translate("CompareRow", "local"), translate("CompareRow", "remote")
        ends = (local, remote) if self.parameter.name.startswith("local.") else (remote, local)
        self.caption.setText(f"{left} {ends[0]} ⇄ {right} {ends[1]}")
        titles = (self.context.say(self.parameter.title), self.context.say(self.mirror.title))
        tip = translate(
            "CompareRow", "What one side calls its own, the other must name as its peer's: {left} = {right}"
        )
        self.caption.setToolTip(tip.format(left=f"{left} {titles[0]}", right=f"{right} {titles[1]}"))

    def _lay_out(self) -> None:
        labels = QVBoxLayout()
        labels.setSpacing(0)
        labels.setContentsMargins(0, 0 if self.mirrored else 6, 0, 0)
        labels.addWidget(self.title)
        labels.addWidget(self.caption)
        labels.addStretch(1)
        holder = QWidget(self)
        holder.setFixedWidth(measures.LABEL)
        holder.setLayout(labels)
        cells = QHBoxLayout()
        cells.setSpacing(0)
        cells.addWidget(self.left, 1, Qt.AlignmentFlag.AlignTop)
        cells.addSpacing(measures.GUTTER)
        cells.addWidget(self.right, 1, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(3)
        body.addLayout(cells)
        body.addWidget(self.message)
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.MARGIN, _PADDING, 2, _PADDING)
        row.setSpacing(0)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(holder)
        row.addLayout(body, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.state:
            self.chosen.emit()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark, theme = MARKS[self.state], self.context.theme
        area = QRectF(self.rect()).adjusted(6.5, 1.5, -2.5, -1.5)
        if mark.tint or mark.edge != Qt.PenStyle.NoPen or self._current:
            pen = QPen(theme.color("accent" if self._current else mark.ink))
            pen.setWidthF(2 if self._current else 1)
            pen.setStyle(Qt.PenStyle.SolidLine if self._current else mark.edge)
            painter.setPen(pen)
            painter.setBrush(theme.color(mark.tint) if mark.tint else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 7, 7)
        self._paint_bar(painter, mark, area)
        if self.mirrored:
            middle = self.left.mapTo(self, self.left.rect().topRight()).x()
            box = QRectF(middle + 5, _PADDING + (HEIGHT - 16) / 2, 16, 16)
            paint_icon(painter, "swap", box, theme.color("muted"))

    def _paint_bar(self, painter: QPainter, mark: Mark, area: QRectF) -> None:
        if not mark.bar_width:
            return
        pen = QPen(self.context.theme.color(mark.ink))
        pen.setWidthF(mark.bar_width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark.bar_dash:
            pen.setDashPattern([mark.bar_dash / mark.bar_width, 3 / mark.bar_width])
        painter.setPen(pen)
        x = area.left() + 4 + mark.bar_width / 2
        painter.drawLine(int(x), int(area.top() + 5), int(x), int(area.bottom() - 5))


class _MarkButton(QAbstractButton):
    """Symbol and word; a click shows the whole story."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self._context = row.context
        self._mark = MARKS[""]
        self.setFixedSize(measures.MARK, HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_mark(self, mark: Mark, word: str, description: str) -> None:
        self._mark = mark
        self.setText(word)
        self.setAccessibleName(f"{mark.symbol} {word}".strip())
        self.setAccessibleDescription(description)
        told = bool(mark.symbol)
        worth_a_stop = told and mark.symbol != "="
        self.setEnabled(told)
        self.setToolTip(description if told and mark.symbol != "=" else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if worth_a_stop else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if told else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(measures.MARK, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._mark.symbol:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._context.theme, radius=6)
        quiet = self._mark.symbol == "="
        painter.setPen(self._context.theme.color("muted" if quiet else self._mark.ink))
        painter.setFont(sans(15, QFont.Weight.Normal if quiet else QFont.Weight.Bold))
        area = QRectF(self.rect())
        painter.drawText(QRectF(4, 0, 18, area.height()), Qt.AlignmentFlag.AlignCenter, self._mark.symbol)
        painter.setFont(sans(12, QFont.Weight.Normal if quiet else QFont.Weight.DemiBold))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 28)
        painter.drawText(area.adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class _Message(Elided):
    """One line below the fields, cut where it is too long: the whole of it is a click away."""

    clicked = Signal()

    def __init__(self, row: Row) -> None:
        super().__init__(row.context.theme, color="text")
        self.setParent(row)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
