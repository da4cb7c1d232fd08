"""The rail at the left: one button a pane, icon above its label."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.panes import PANES
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.theme.theme import Theme
from kbapp.ui.widgets.buttons import paint_ground

WIDTH = 88


class Rail(Translated):
    """Emits the id of the pane that the user chose."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("Rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(6)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        for spec in PANES:
            button = RailButton(context.theme, spec.id, self)
            button.clicked.connect(lambda _checked=False, pane=spec.id: self.chosen.emit(pane))
            self._group.addButton(button)
            column.addWidget(button)
            self.buttons[spec.id] = button
        column.addStretch(1)
        self.retranslate()

    def show_current(self, pane: str) -> None:
        self.buttons[pane].setChecked(True)

    def retranslate(self) -> None:
        for spec in PANES:
            words = translate("Panes", spec.words)
            button = self.buttons[spec.id]
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(f"{words}  {self._context.actions.shortcut('pane.' + spec.id)}")


class RailButton(QAbstractButton):
    """72 by 64 pixels, icon above the label."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setCheckable(True)
        self.setFixedSize(72, 64)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._theme, radius=10)
        on = self.isChecked()
        color = self._theme.color("accent" if on else ("text" if self.underMouse() else "muted"))
        paint_icon(painter, self._icon, QRectF(24, 11, 24, 24), color)
        painter.setFont(sans(12, QFont.Weight.Bold if on else QFont.Weight.Normal))
        painter.setPen(color)
        painter.drawText(QRectF(0, 38, 72, 18), Qt.AlignmentFlag.AlignCenter, self.text())
