"""A device that has a web page and no text to paste: its fields one after the other, by the page's own words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kbapp.gateways.form_values import read_value
from kbapp.knowledge.forms import FormField, FormStep, GuidedForm
from kbapp.model.gateway import UNKNOWN, Value
from kbapp.model.parameters import BY_NAME
from kbapp.ui.compare.column import Column
from kbapp.ui.compare.fields.factory import make_field
from kbapp.ui.compare.fields.field import Field
from kbapp.ui.compare.fields.popup import Popup
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import IconButton

_LABEL = 190


class GuidePanel(QWidget):
    """Lies over the pane's right part. `given` has the parameter's name and its value, or `None`."""

    given = Signal(str, object)
    closed = Signal()

    def __init__(self, context: Context, popup: Popup) -> None:
        super().__init__()
        self._context = context
        self._popup = popup
        self._form: GuidedForm | None = None
        self._column: Column | None = None
        self.side = ""
        self.fields: dict[str, Field | QComboBox] = {}
        self.setObjectName("Inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = _words("heading")
        self.close_button = IconButton(context.theme, "close", size=28)
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.hide()

    def show_form(self, form: GuidedForm, side: str, column: Column) -> None:
        """Ask for this column's values."""
        self._form, self.side, self._column = form, side, column
        self.retranslate()
        self.show()
        first = next(iter(self.fields.values()), None)
        if first is not None:
            (first.target() if isinstance(first, Field) else first).setFocus()

    def retranslate(self) -> None:
        self.close_button.set_words(translate("CompareGuide", "Close"), "Esc")
        if self._form is None or self._column is None:
            return
        self.title.setText(self._context.say(self._form.title))
        self.fields = {}
        body = QWidget()
        body.setObjectName("ScrollBody")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(16, 0, 14, 12)
        rows.setSpacing(8)
        for step in self._form.steps:
            for widget in self._step(step, body):
                rows.addWidget(widget)
            rows.addSpacing(10)
        rows.addStretch(1)
        self._scroll.setWidget(body)

    def _step(self, step: FormStep, body: QWidget) -> Iterator[QWidget]:
        say = self._context.say
        yield _words("section", say(step.title))
        yield _words("caption", say(step.where))
        if step.note is not None:
            yield _words("hint", say(step.note))
        for field in step.fields:
            yield self._row(field, body)

    def _row(self, field: FormField, body: QWidget) -> QWidget:
        """The page's label, and what is entered there; the hint below."""
        row = QWidget(body)
        label = _words("", self._context.say(field.label))
        label.setFixedWidth(_LABEL)
        entry = self._choice(field, row) if field.choices else self._typed(field, row)
        self.fields[field.parameter] = entry
        label.setBuddy(entry)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(entry, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        if words := self._hint(field):
            hint = _words("caption", words)
            hint.setContentsMargins(_LABEL + 10, 0, 0, 0)
            column.addWidget(hint)
        return row

    def _hint(self, field: FormField) -> str:
        words = self._context.say(field.hint) if field.hint is not None else ""
        if field.sure == "unverified":
            words += " " + translate("CompareGuide", "(the page may word it differently)")
        return words.strip()

    def _now(self, field: FormField) -> Value:
        return self._column.values.get(field.parameter, UNKNOWN) if self._column is not None else UNKNOWN

    def _typed(self, field: FormField, parent: QWidget) -> Field:
        entry = make_field(self._context, BY_NAME[field.parameter], self._popup, parent)
        entry.show_value(self._now(field))
        entry.describe(self._context.say(field.label), self._hint(field))
        entry.edited.connect(lambda: self._judge(field.parameter, entry))
        return entry

    def _judge(self, name: str, entry: Field) -> None:
        reading = entry.reading()
        entry.set_invalid(reading.error is not None and not reading.unfinished)
        self.given.emit(name, reading.value)

    def _choice(self, field: FormField, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.addItem("—", None)
        now = self._now(field)
        for choice in field.choices:
            box.addItem(self._context.say(choice.label), choice.value)
            value = read_value(field.parameter, field.value(choice.value))
            if value is not None and now.source == "explicit" and value.value == now.value:
                box.setCurrentIndex(box.count() - 1)
        box.setAccessibleName(self._context.say(field.label))
        box.setAccessibleDescription(self._hint(field))
        box.activated.connect(lambda _: self._chosen(field, box.currentData()))
        return box

    def _chosen(self, field: FormField, choice: str | None) -> None:
        value = None if choice is None else read_value(field.parameter, field.value(choice))
        self.given.emit(field.parameter, value)


def _words(role: str, words: str = "") -> QLabel:
    label = QLabel(words)
    if role:
        label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
