"""The sections of the page at its right, the one being read marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.theme import Theme
from kbapp.ui.widgets.lines import draw_lines

WIDTH = 236


class Outline(Translated):
    """`chosen` has a section's id."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.setObjectName("Outline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, OutlineButton] = {}
        self._title = QLabel()
        self._title.setProperty("role", "overline")
        self._body = QWidget()
        self._body.setObjectName("ScrollBody")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 8, 12)
        self._column.setSpacing(1)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 18, 4, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(scroll, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(translate("Know", "On this page"))

    def fill(self, sections: Sequence[tuple[str, str]]) -> None:
        """(id, title) of every section."""
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for place, (name, title) in enumerate(sections):
            button = OutlineButton(self._theme, title, self._body)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._column.insertWidget(place, button)
            self._buttons[name] = button

    def show_current(self, section: str) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == section)
        if section in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[section], 0, 40)


class OutlineButton(QAbstractButton):
    """One section in up to two lines, with a bar at its left while it is read."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFont(sans(12))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        long = QFontMetrics(self.font()).horizontalAdvance(words) > WIDTH - 56
        self.setFixedHeight(44 if long else 27)

    def nextCheckState(self) -> None:
        """The mark follows the reading, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 40, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        color = "accent" if self.isChecked() else ("text" if self.underMouse() or self.hasFocus() else "muted")
        if self.isChecked() or self.hasFocus():
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(QRectF(0, 4, 2.5, self.height() - 8), 1.2, 1.2)
        painter.setPen(self._theme.color(color))
        draw_lines(painter, self.font(), QRectF(12, 2, self.width() - 16, self.height() - 4), self.text())
