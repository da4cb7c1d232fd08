"""One field of one column, with what is said about it: where its value stands, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbapp.model.gateway import UNKNOWN, Value
from kbapp.model.parameters import Parameter
from kbapp.model.text import Text
from kbapp.reporting.redact import redact
from kbapp.ui.compare.fields.factory import make_field
from kbapp.ui.compare.fields.field import HEIGHT
from kbapp.ui.compare.fields.popup import Popup
from kbapp.ui.compare.fields.tags import TagsField
from kbapp.ui.compare.measures import TAG
from kbapp.ui.compare.reading import Reading
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.widgets.buttons import paint_ground

PATIENCE_MS = 700


class Cell(QWidget):
    """`changed` has the new value (or `None`) as the user types; `source_wanted` the line in the text."""

    changed = Signal(object)
    source_wanted = Signal(int)

    def __init__(self, context: Context, parameter: Parameter, popup: Popup, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.parameter = parameter
        self._value: Value = UNKNOWN
        self._said: Text | None = None
        self.field = make_field(context, parameter, popup, self)
        self.field.edited.connect(self._edited)
        self.field.left.connect(self._complain)
        self.tag = _SourceTag(context, self)
        self.tag.clicked.connect(self._ask_for_source)
        self.message: QLabel | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._complain)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        if self.field.sizePolicy().horizontalPolicy() == self.field.sizePolicy().Policy.Fixed:
            row.addStretch(1)
        else:
            row.setStretch(0, 1)
        row.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    @property
    def value(self) -> Value:
        return self._value

    def show_value(self, value: Value) -> None:
        """Show what the column holds; not called for the field in which the user types."""
        self._value = value
        self.field.show_value(value)
        self.field.set_invalid(False)
        self._say(None)
        self._show_source()

    def retranslate(self) -> None:
        retranslate = getattr(self.field, "retranslate", None)
        if retranslate is not None:
            retranslate()
        self._show_source()
        self._say(self._said, wrong=True)

    def _edited(self) -> None:
        reading = self.field.reading()
        self._value = reading.value or UNKNOWN
        self._show_source()
        self._judge(reading, patient=reading.unfinished)
        self.changed.emit(reading.value)

    def _complain(self) -> None:
        self._patience.stop()
        self._judge(self.field.reading(), patient=False)

    def _judge(self, reading: Reading, *, patient: bool) -> None:
        """Say what is wrong; what may still become right is given a moment."""
        if reading.error is not None and patient:
            self._patience.start()
            self.field.set_invalid(False)
            self._say(None)
            return
        self._patience.stop()
        self.field.set_invalid(reading.error is not None)
        hint = self.field.hint if isinstance(self.field, TagsField) else None
        self._say(reading.error or hint, wrong=reading.error is not None)

    def _say(self, text: Text | None, *, wrong: bool = False) -> None:
        self._said = text
        if text is None and self.message is None:
            return
        if self.message is None:
            self.message = QLabel(self)
            self.message.setWordWrap(True)
            self.message.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(self.message)
        role = "wrong" if wrong else "hint"
        if self.message.property("role") != role:
            self.message.setProperty("role", role)
            self.message.style().unpolish(self.message)
            self.message.style().polish(self.message)
        self.message.setText(("⚠ " if wrong else "") + self.context.say(text) if text is not None else "")
        self.message.setVisible(text is not None)

    def _show_source(self) -> None:
        self.tag.show_value(self._value)

    def _ask_for_source(self) -> None:
        if self._value.line is not None:
            self.source_wanted.emit(self._value.line)


class _SourceTag(QAbstractButton):
    """`L12` for a value that stands in a text, "default" for one that does not."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._default = False
        self.setFixedSize(TAG, HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_value(UNKNOWN)

    def show_value(self, value: Value) -> None:
        self._default = value.source == "default"
        line = value.line if not self._default else None
        self.setEnabled(line is not None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if line is not None else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if line is not None else Qt.CursorShape.ArrowCursor)
        if line is not None:
            words = translate("CompareCell", "Show line {line} of the text").format(line=line)
            self.setText(f"L{line}")
        elif self._default:
            words = translate("CompareCell", "Not in the text; the platform's default: {text}")
            words = words.format(text=redact(value.text or ""))
            self.setText(translate("CompareCell", "default"))
        else:
            words = ""
            self.setText("")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(TAG, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._context.theme, radius=5)
        painter.setFont(sans(11))
        painter.setPen(self._context.theme.color("muted" if self._default else "accent"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
