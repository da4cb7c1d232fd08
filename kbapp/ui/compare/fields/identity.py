"""An identity: its value, and its type where the spelling does not show it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbapp.model.gateway import Value
from kbapp.model.identity import Identity, IdType, parse_identity
from kbapp.model.parameters import Parameter
from kbapp.ui.compare.fields.field import Field
from kbapp.ui.compare.fields.offering import OfferingEdit
from kbapp.ui.compare.fields.popup import Offer, Popup
from kbapp.ui.compare.reading import ID_TYPES, Reading, read_identity
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import TextButton

_NAMES: dict[IdType, str] = {
    "ipv4": "IPv4",
    "ipv6": "IPv6",
    "fqdn": "FQDN",
    "user-fqdn": "USER_FQDN",
    "key-id": "KEY_ID",
    "dn": "DN",
}
_BY_NAME: dict[str, IdType] = {name: kind for kind, name in _NAMES.items()}


class IdentityField(Field):
    """The button at the right names the type and lets the user choose another."""

    def __init__(self, context: Context, parameter: Parameter, popup: Popup, parent: QWidget) -> None:
        super().__init__(context, parameter, parent)
        self._popup = popup
        self._chosen: IdType | None = None
        self._masked: Value | None = None
        self.edit = OfferingEdit(popup, list, self)
        self.edit.textEdited.connect(self._edited)
        self.type_button = TextButton(context.theme, "quiet", parent=self)
        self.type_button.setProperty("small", True)
        self.type_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.type_button.clicked.connect(self.open_types)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 3, 2)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.type_button)
        self.watch(self.edit, self.type_button)
        self.retranslate()

    def target(self) -> QWidget:
        return self.edit

    def reading(self) -> Reading:
        if self._masked is not None and self.edit.text() == (self._masked.text or "****"):
            return Reading(self._masked)
        return read_identity(self.edit.text(), self._chosen)

    def show_value(self, value: Value) -> None:
        self._masked = value if value.masked else None
        identity = value.value if isinstance(value.value, Identity) else None
        self.edit.setText((value.text or "****") if value.masked else (identity.value if identity else ""))
        self.edit.setCursorPosition(0)
        plain = parse_identity(identity.value) if identity else None
        self._chosen = identity.type if identity and (plain is None or plain.type != identity.type) else None
        self.set_default(value.source == "default")
        self._say_type()

    def choose_type(self, name: str) -> None:
        """As the user does; `name` as the list shows it."""
        self._chosen = _BY_NAME.get(name)
        self._say_type()
        self.set_default(False)
        self.edited.emit()

    def open_types(self) -> None:
        if self._popup.is_open_for(self):
            self._popup.close_for(self)
            return
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self._popup.open_for(self, self._types(), self.choose_type)

    def retranslate(self) -> None:
        self.type_button.setToolTip(translate("CompareField", "Type of the identity"))
        self._say_type()

    def shade(self) -> None:
        self.edit.set_grey(self.is_default)

    def _types(self) -> Sequence[Offer]:
        automatic = (translate("CompareField", "by its spelling"), "")
        return [automatic, *((_NAMES[kind], "") for kind in ID_TYPES)]

    def _edited(self) -> None:
        self.set_default(False)
        self._say_type()
        self.edited.emit()

    def _say_type(self) -> None:
        value = self.reading().value
        found = value.value.type if value is not None and isinstance(value.value, Identity) else self._chosen
        words = _NAMES[found] if found else translate("CompareField", "type")
        self.type_button.setText(words)
        self.type_button.setAccessibleName(f"{translate('CompareField', 'Type of the identity')}: {words}")
