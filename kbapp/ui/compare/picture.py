"""The prediction as a small picture: two gateways, and three arrows that arrive or break."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbapp.comparison.result import Outcome, OutcomeName, Prediction
from kbapp.reporting.words import OUTCOME
from kbapp.ui.compare.sides import SHORT
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon

_BOX = 78
_LANE = 29
_PILL = 22
_GAP = 10
_ICONS = {"cloud": "cloud", "onprem": "site"}


@dataclass(frozen=True, slots=True)
class _Look:
    """`reach`: how far the arrow comes, 0 to 1, counted from whoever starts."""

    symbol: str
    ink: str
    tint: str
    reach: float


_LOOKS: dict[OutcomeName, _Look] = {
    "up": _Look("✓", "healthy", "healthy-tint", 1.0),
    "phase1_failed": _Look("✕", "mismatch", "mismatch-tint", 0.30),
    "phase2_failed": _Look("✕", "mismatch", "mismatch-tint", 0.66),
    "rekey_failed": _Look("✕", "mismatch", "mismatch-tint", 0.5),
    "unknown": _Look("?", "unknown", "unknown-tint", 0.5),
}
_OPEN = Prediction(Outcome("unknown"), Outcome("unknown"), Outcome("unknown"))
"""Before there is anything to compare."""


class Picture(QWidget):
    """A click on a broken arrow asks for its cause."""

    cause_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._prediction = _OPEN
        self._roles = ("cloud", "onprem")
        self.setMinimumSize(430, 3 * _LANE + 6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self.update)

    def show_prediction(self, prediction: Prediction | None, roles: tuple[str, str]) -> None:
        self._prediction, self._roles = prediction or _OPEN, roles
        self.retranslate()

    def retranslate(self) -> None:
        says = [self._said(words, outcome) for words, outcome in self._lanes()]
        self.setAccessibleName(translate("ComparePicture", "Prediction"))
        self.setAccessibleDescription("; ".join(says))
        self.setToolTip("\n".join(says))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 3 * _LANE + 6)

    def _lanes(self) -> list[tuple[str, Outcome]]:
        left, right = (self._context.say(SHORT[role]) for role in self._roles)
        starts = translate("ComparePicture", "{side} initiates")
        found = self._prediction
        return [
            (starts.format(side=left), found.left_initiates),
            (starts.format(side=right), found.right_initiates),
            (translate("ComparePicture", "First rekey"), found.at_rekey),
        ]

    def _said(self, words: str, outcome: Outcome) -> str:
        answer = self._context.say(OUTCOME[outcome.outcome])
        return words if self._prediction is _OPEN else f"{words}: {answer}"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        lane = int((event.position().y() - 3) // _LANE)
        if 0 <= lane < 3:
            cause = self._lanes()[lane][1].cause
            if cause:
                self.cause_wanted.emit(cause)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = 3 * _LANE
        self._gateway(painter, QRectF(1, 3, _BOX, height), self._roles[0])
        self._gateway(painter, QRectF(self.width() - _BOX - 1, 3, _BOX, height), self._roles[1])
        start, end = _BOX + 1 + _GAP, self.width() - _BOX - 1 - _GAP
        for place, (words, outcome) in enumerate(self._lanes()):
            y = 3 + place * _LANE + _LANE / 2
            ends = (end, start) if place == 1 else (start, end)
            self._lane(painter, QPointF(ends[0], y), QPointF(ends[1], y), words, outcome, both=place == 2)

    def _gateway(self, painter: QPainter, box: QRectF, role: str) -> None:
        theme = self._context.theme
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        middle = box.center()
        paint_icon(painter, _ICONS[role], QRectF(middle.x() - 15, middle.y() - 25, 30, 30), theme.color("text"))
        painter.setFont(sans(12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        words = QRectF(box.left(), middle.y() + 7, box.width(), 18)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._context.say(SHORT[role]))

    def _lane(
        self, painter: QPainter, start: QPointF, end: QPointF, words: str, outcome: Outcome, *, both: bool
    ) -> None:
        look, theme = _LOOKS[outcome.outcome], self._context.theme
        forward = 1 if end.x() > start.x() else -1
        sure = outcome.outcome != "unknown"
        said = self._said(words, outcome)
        painter.setFont(sans(12, QFont.Weight.Medium))
        width = painter.fontMetrics().horizontalAdvance(said) + (34 if said != words else 22)
        room = abs(end.x() - start.x())
        place = 0.5 if look.reach in (1.0, 0.5) else look.reach
        middle = start.x() + forward * min(max(room * place, width / 2 + 14), room - width / 2 - 14)
        pill = QRectF(middle - width / 2, start.y() - _PILL / 2, width, _PILL)
        solid = QPen(theme.color(look.ink), 2, Qt.PenStyle.SolidLine if sure else Qt.PenStyle.DotLine)
        if self._prediction is _OPEN:
            solid = QPen(theme.color("edge"), 1.2, Qt.PenStyle.DotLine)
        lost = QPen(theme.color("edge"), 1.2, Qt.PenStyle.DotLine)
        painter.setPen(solid)
        painter.drawLine(start, QPointF(pill.left() if forward > 0 else pill.right(), start.y()))
        painter.setPen(solid if look.reach == 1.0 or not sure else lost)
        painter.drawLine(QPointF(pill.right() if forward > 0 else pill.left(), end.y()), end)
        if look.reach == 1.0:
            _head(painter, end, forward, solid)
            if both:
                _head(painter, start, -forward, solid)
        self._pill(painter, pill, look, said)

    def _pill(self, painter: QPainter, pill: QRectF, look: _Look, said: str) -> None:
        theme = self._context.theme
        painter.setPen(QPen(theme.color(look.ink), 1))
        painter.setBrush(theme.color(look.tint))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), _PILL / 2, _PILL / 2)
        painter.setPen(theme.color(look.ink))
        if self._prediction is _OPEN:
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)
            return
        painter.setFont(sans(12, QFont.Weight.Bold))
        painter.drawText(QRectF(pill.left() + 8, pill.top(), 14, _PILL), Qt.AlignmentFlag.AlignCenter, look.symbol)
        painter.setFont(sans(12, QFont.Weight.Medium))
        painter.drawText(pill.adjusted(25, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)


def _head(painter: QPainter, tip: QPointF, forward: int, pen: QPen) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    back = tip.x() - forward * 9
    painter.drawPolygon(QPolygonF([tip, QPointF(back, tip.y() - 5), QPointF(back, tip.y() + 5)]))
