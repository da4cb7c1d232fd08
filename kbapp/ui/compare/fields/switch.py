"""On, off, or not known: a switch with two halves, none of them pressed where nothing is known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbapp.model.gateway import Value
from kbapp.model.parameters import Parameter
from kbapp.ui.compare.fields.field import HEIGHT, RADIUS, Field
from kbapp.ui.compare.reading import NOTHING, Reading, explicit
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import sans

_HALF = 58


class SwitchField(Field):
    """A click on the pressed half, or Delete, makes it unknown again; arrows and Space choose."""

    def __init__(self, context: Context, parameter: Parameter, parent: QWidget) -> None:
        super().__init__(context, parameter, parent)
        self._on: bool | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(2 * _HALF)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.watch(self)

    @property
    def on(self) -> bool | None:
        return self._on

    def reading(self) -> Reading:
        return NOTHING if self._on is None else explicit(self._on, "on" if self._on else "off")

    def show_value(self, value: Value) -> None:
        self._on = value.value if isinstance(value.value, bool) else None
        self.set_default(value.source == "default")
        self.update()

    def choose(self, on: bool | None) -> None:
        """As the user does."""
        self._on = on
        self.set_default(False)
        self.update()
        self.edited.emit()

    def retranslate(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * _HALF, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        wanted = event.position().x() < _HALF
        self.choose(None if self._on is wanted and not self.is_default else wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False, Qt.Key.Key_Space: not self._on}
        key = Qt.Key(event.key())
        if key in wanted:
            self.choose(wanted[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halves = ((True, translate("CompareField", "On")), (False, translate("CompareField", "Off")))
        for place, (value, words) in enumerate(halves):
            area = QRectF(place * _HALF, 0, _HALF, HEIGHT).adjusted(3, 3, -3, -3)
            self._paint_half(painter, area, words, pressed=self._on is value)

    def _paint_half(self, painter: QPainter, area: QRectF, words: str, *, pressed: bool) -> None:
        theme = self.context.theme
        strong = pressed and not self.is_default
        if pressed:
            painter.setPen(QPen(theme.color("line" if self.is_default else "accent")))
            painter.setBrush(theme.color("hover" if self.is_default else "accent-tint"))
            painter.drawRoundedRect(area, RADIUS - 2, RADIUS - 2)
        painter.setFont(sans(13, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        painter.setPen(theme.color("accent" if strong else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
