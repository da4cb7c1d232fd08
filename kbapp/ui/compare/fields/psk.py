"""The pre-shared key: typed unseen, held as a `Secret`, shown only while the user asks for it.

The key stands in the edit only while one types it, or while it is revealed; else the field shows that one is set.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbapp.model.gateway import Value
from kbapp.model.parameters import Parameter
from kbapp.model.secret import Secret
from kbapp.ui.compare.fields.field import BareEdit, Field
from kbapp.ui.compare.reading import NOTHING, Reading
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import IconButton

DOTS = "••••••••"


class PskField(Field):
    """`Secret` in, `Secret` out."""

    def __init__(self, context: Context, parameter: Parameter, parent: QWidget) -> None:
        super().__init__(context, parameter, parent)
        self._secret: Secret | None = None
        self.edit = _KeyEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.edit.textEdited.connect(self._typed)
        self.edit.installEventFilter(self)
        self.eye = IconButton(context.theme, "eye", self, size=26)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._reveal)
        self.eye.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 2, 2)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.eye)
        self.retranslate()

    def target(self) -> QWidget:
        return self.edit

    def reading(self) -> Reading:
        if self._secret is None:
            return NOTHING
        return Reading(Value(self._secret, "explicit", None, None, masked=not self._secret.verifiable))

    def show_value(self, value: Value) -> None:
        self._secret = value.value if isinstance(value.value, Secret) else None
        if self._secret is None and value.masked:
            self._secret = Secret(None)
        self.eye.setChecked(False)
        self._hide_key()

    def retranslate(self) -> None:
        words = translate("CompareField", "Hide the key") if self.eye.isChecked() else ""
        self.eye.set_words(words or translate("CompareField", "Show the key"))
        self._say_placeholder()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if watched is self.edit and event.type() == QEvent.Type.FocusOut and not self.eye.isChecked():
            self._hide_key()
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            erase = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
            if erase and not self.edit.text() and self._secret is not None:
                self._typed("")
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.eye.setChecked(False)
        super().hideEvent(event)

    def _typed(self, text: str) -> None:
        self._secret = Secret(text) if text else None
        self._say_placeholder()
        self.edited.emit()

    def _reveal(self, shown: bool) -> None:
        self.eye.set_icon("eye-off" if shown else "eye")
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        key = self._secret.reveal() if self._secret is not None else None
        if shown and key is not None:
            self.edit.setText(key)
        elif not shown:
            self._hide_key()
        self.retranslate()

    def _hide_key(self) -> None:
        self.edit.setText("")
        self._say_placeholder()

    def _say_placeholder(self) -> None:
        words = translate("CompareField", "compared, never stored")
        if self._secret is not None:
            unseen = translate("CompareField", "set, but masked: cannot be compared")
            words = f"{DOTS}  {translate('CompareField', 'set')}" if self._secret.verifiable else unseen
        self.edit.setPlaceholderText(words)


class _KeyEdit(BareEdit):
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """No menu: nothing of a key should be copied by chance."""
        event.accept()
