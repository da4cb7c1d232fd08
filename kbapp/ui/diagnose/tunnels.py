"""The connections of the logs, each with how it ends; a click leaves only its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout

from kbapp.reporting.words import CERTAINTY
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import TextButton, paint_ground

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import TunnelVerdict

FEW = 4
_WORST_FIRST = ("certain", "likely", "unknown", "healthy", "not-ipsec")


def tunnel_name(tunnel: TunnelVerdict) -> str:
    """Its name, else its two ends; empty where the log tells neither."""
    return tunnel.name or _ends(tunnel)


def _ends(tunnel: TunnelVerdict) -> str:
    return " ↔ ".join(end for end in (tunnel.local, tunnel.remote) if end)


def listed(tunnels: Sequence[TunnelVerdict]) -> list[int]:
    """Places of those that have a name or an address, the failing ones first."""
    named = [place for place, tunnel in enumerate(tunnels) if tunnel_name(tunnel)]
    return sorted(named, key=lambda place: _WORST_FIRST.index(tunnels[place].verdict))


class TunnelList(QFrame):
    """`chosen` has a connection's place among the diagnosis' tunnels, -1 for all connections."""

    chosen = Signal(int)

    def __init__(self, context: Context, tunnels: Sequence[TunnelVerdict]) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 12, 10, 8)
        self._column.setSpacing(2)
        title = QLabel(translate("Diagnose", "Connections in the log"))
        title.setProperty("role", "overline")
        title.setContentsMargins(8, 0, 0, 2)
        self._column.addWidget(title)
        places = listed(tunnels)
        self.rows = [TunnelRow(context, place, tunnels[place]) for place in places]
        for row in self.rows:
            row.clicked.connect(lambda checked, row=row: self._choose(row, checked))
            self._column.addWidget(row)
        self._more = TextButton(context.theme, "quiet")
        self._more.setText(translate("Diagnose", "Show all {n}").format(n=len(places)))
        self._more.clicked.connect(self.show_all)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.setVisible(len(places) > FEW)
        for row in self.rows[FEW:]:
            row.hide()

    def show_all(self) -> None:
        self._more.hide()
        for row in self.rows:
            row.show()

    def show_chosen(self, place: int) -> None:
        """Mark a connection as the one whose lines are shown, without telling."""
        for row in self.rows:
            row.setChecked(row.place == place)

    def _choose(self, chosen: TunnelRow, checked: bool) -> None:
        self.show_chosen(chosen.place if checked else -1)
        self.chosen.emit(chosen.place if checked else -1)


class TunnelRow(QAbstractButton):
    """Symbol of the verdict, name; below it the ends, the verdict and the first cause."""

    def __init__(self, context: Context, place: int, tunnel: TunnelVerdict) -> None:
        super().__init__()
        self._theme = context.theme
        self.place = place
        self._verdict = tunnel.verdict
        causes = context.content.causes if context.content else {}
        cause = causes.get(tunnel.causes[0]) if tunnel.causes else None
        parts = (
            _ends(tunnel) if tunnel.name else "",
            context.say(CERTAINTY[tunnel.verdict]),
            context.say(cause.title) if cause else "",
        )
        self._name = tunnel_name(tunnel)
        self._facts = "  ·  ".join(part for part in parts if part)
        self.setCheckable(True)
        self.setFixedHeight(44)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{self._name}: {self._facts}")
        self.setToolTip(f"{self._name}\n{self._facts}")

    def sizeHint(self) -> QSize:
        return QSize(200, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._theme, radius=7)
        paint_icon(painter, self._verdict, QRectF(9, 5, 16, 16), self._theme.color(self._verdict))
        self._line(painter, 4, sans(13, QFont.Weight.DemiBold), "text", self._name)
        self._line(painter, 22, sans(12), "muted", self._facts)

    def _line(self, painter: QPainter, top: int, font: QFont, color: str, text: str) -> None:
        width = self.width() - 42
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(33, top, width, 18), Qt.AlignmentFlag.AlignVCenter, shown)
