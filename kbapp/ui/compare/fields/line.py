"""Fields that hold one text: a choice, a time, a volume, an address."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kbapp.model.gateway import Value
from kbapp.model.parameters import Kind, Parameter
from kbapp.ui.compare import choices, units
from kbapp.ui.compare.fields.field import Field
from kbapp.ui.compare.fields.offering import OfferingEdit
from kbapp.ui.compare.fields.popup import Offer, Popup
from kbapp.ui.compare.reading import Reading, read_text
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import IconButton


class LineField(Field):
    """An edit, what its number means, and an arrow where usual values are known."""

    def __init__(self, context: Context, parameter: Parameter, popup: Popup, parent: QWidget) -> None:
        super().__init__(context, parameter, parent)
        self._shown: Value | None = None
        self.edit = OfferingEdit(popup, self._offers, self)
        self.edit.textEdited.connect(self._edited)
        self.edit.taken.connect(self._taken)
        self.edit.editingFinished.connect(self._settle)
        self._meaning = QLabel(self)
        self._meaning.setProperty("role", "caption")
        self._arrow: IconButton | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 2, 2)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self._meaning)
        if parameter.choices:
            self._arrow = IconButton(context.theme, "chevron-down", self, size=26)
            self._arrow.setFocusPolicy(self.focusPolicy())
            self._arrow.clicked.connect(self.edit.open_list)
            row.addWidget(self._arrow)
        self.watch(self.edit)
        self.retranslate()

    def target(self) -> QWidget:
        return self.edit

    def reading(self) -> Reading:
        return read_text(self.parameter, self.edit.text())

    def show_value(self, value: Value) -> None:
        self._shown = value
        self.edit.setText(self._words(value))
        self.edit.setCursorPosition(0)
        self._say_meaning(value)
        self.set_default(value.source == "default")

    def retranslate(self) -> None:
        if self._arrow is not None:
            self._arrow.set_words(translate("CompareField", "Usual values"))
        if self._shown is not None and not self.edit.hasFocus():
            self.show_value(self._shown)

    def shade(self) -> None:
        self.edit.set_grey(self.is_default)

    def _offers(self) -> Sequence[Offer]:
        lang = self.context.lang
        if self.parameter.kind is Kind.CHOICE:
            return [(choices.words(self.parameter.name, value).get(lang), "") for value in self.parameter.choices]
        return [(value, self._number_words(int(value))) for value in self.parameter.choices]

    def _words(self, value: Value) -> str:
        if value.masked:
            return value.text or "****"
        if value.value is None:
            return ""
        if self.parameter.kind is Kind.CHOICE:
            return choices.words(self.parameter.name, str(value.value)).get(self.context.lang)
        return str(value.value)

    def _number_words(self, number: int) -> str:
        if number == 0:
            return translate("CompareField", "unlimited")
        if self.parameter.kind is Kind.KILOBYTES:
            return units.kilobytes_words(number).get(self.context.lang)
        return units.seconds_words(number).get(self.context.lang)

    def _say_meaning(self, value: Value | None) -> None:
        number = value.value if value is not None else None
        counted = isinstance(number, int) and not isinstance(number, bool)
        words = self._number_words(number) if counted and isinstance(number, int) else ""
        self._meaning.setText(words)
        self._meaning.setVisible(bool(words))

    def _edited(self) -> None:
        self.set_default(False)
        self._shown = self.reading().value
        self._say_meaning(self._shown)
        self.edited.emit()

    def _taken(self, words: str) -> None:
        self.edit.setText(words)
        self._edited()

    def _settle(self) -> None:
        """What was understood stands there in its usual words once one leaves (`v2` becomes `IKEv2`)."""
        if self._shown is not None and self.edit.isModified() and self._shown.value is not None:
            self.show_value(self._shown)
