"""A field that holds a list: removable tags, and an edit that adds to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kbapp.model.gateway import Value
from kbapp.model.parameters import Kind, Parameter
from kbapp.model.text import Text
from kbapp.ui.compare.fields.chip import Chip
from kbapp.ui.compare.fields.field import HEIGHT, Field
from kbapp.ui.compare.fields.offering import OfferingEdit
from kbapp.ui.compare.fields.popup import Offer, Popup
from kbapp.ui.compare.items import NONE, Item, labels, offered, read_item, split
from kbapp.ui.compare.reading import Reading
from kbapp.ui.compare.spelling import pair_spellings
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import IconButton

_LEFT, _GAP, _TOP = 4, 4, 3
_ARROW = 26
_LEAST_EDIT = 76
_COMMIT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma, Qt.Key.Key_Semicolon)


class TagsField(Field):
    """Enter, a comma or leaving the field turns what is typed into a tag; Backspace takes the last one away.

    What is typed and already understood counts at once, before it becomes a tag.
    """

    def __init__(self, context: Context, parameter: Parameter, popup: Popup, parent: QWidget) -> None:
        super().__init__(context, parameter, parent)
        self._items: list[Item] = []
        self._chips: list[Chip] = []
        self._masked: Value | None = None
        self.hint: Text | None = None
        self._arrow: IconButton | None = None
        self.edit = OfferingEdit(popup, self._offers, self)
        self.edit.textEdited.connect(self._typed)
        self.edit.textChanged.connect(self._arrange)
        self.edit.taken.connect(self._taken)
        self.edit.installEventFilter(self)
        if parameter.choices:
            self._arrow = IconButton(context.theme, "plus", self, size=_ARROW)
            self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._arrow.clicked.connect(self.edit.open_list)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.retranslate()

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self._items)

    def chips(self) -> Sequence[Chip]:
        return self._chips

    def target(self) -> QWidget:
        return self.edit

    def reading(self) -> Reading:
        typed = split(self.parameter, self.edit.text())
        found = [read_item(self.parameter, word) for word in typed]
        wrong = next((item for item in found if item.item is None), None)
        self.hint = next((item.hint for item in found if item.hint is not None), None)
        items = [*self._items, *(item.item for item in found if item.item is not None)]
        if self._masked is not None and not items:
            value: Value | None = self._masked
        else:
            value = self._value(items)
        if wrong is None:
            return Reading(value)
        return Reading(value, wrong.error, wrong.unfinished)

    def show_value(self, value: Value) -> None:
        self._masked = value if value.masked else None
        names = value.value if isinstance(value.value, tuple) else ()
        spelt = pair_spellings(names, value.text)
        self._items = [Item(name, spelt.get(name, "")) for name in names]
        if self.parameter.name == "esp.pfs_groups" and isinstance(value.value, tuple) and not names:
            self._items = [Item(NONE)]
        self.edit.setText("")
        self.set_default(value.source == "default")
        self._rebuild()

    def retranslate(self) -> None:
        if self._arrow is not None:
            self._arrow.set_words(translate("CompareField", "Usual values"))
        self._say_placeholder()

    def shade(self) -> None:
        self._rebuild()

    def remove(self, place: int) -> None:
        """As the user does."""
        del self._items[place]
        self._changed()
        self.edit.setFocus()

    def commit(self) -> None:
        """What is typed and understood becomes tags; the rest stays in the edit."""
        left: list[str] = []
        for word in split(self.parameter, self.edit.text()):
            item = read_item(self.parameter, word).item
            if item is None:
                left.append(word)
            else:
                self._add(item)
        if self.edit.text() != " ".join(left):
            self.edit.setText(" ".join(left))
            self._changed()

    # --- what the user does

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if watched is self.edit:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.commit()
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                QTimer.singleShot(0, self, self._arrange)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        if key in _COMMIT and self.edit.text().strip() and not self.edit.list_has_choice():
            self.edit.close_list()
            self.commit()
            return True
        at_start = self.edit.cursorPosition() == 0 and not self.edit.hasSelectedText()
        if key == Qt.Key.Key_Backspace and at_start and self._items:
            self.remove(len(self._items) - 1)
            return True
        if key == Qt.Key.Key_Left and at_start and self._chips:
            self._chips[-1].setFocus()
            return True
        return False

    def _paste(self) -> bool:
        """A pasted list becomes tags at once; any other text goes where text goes."""
        words = split(self.parameter, QGuiApplication.clipboard().text())
        if len(words) < 2 or any(read_item(self.parameter, word).item is None for word in words[:64]):
            return False
        self._give_way()
        self.edit.setText(", ".join([self.edit.text(), *words]) if self.edit.text() else ", ".join(words))
        self.commit()
        return True

    def _typed(self) -> None:
        self._give_way()
        self.edited.emit()

    def _give_way(self) -> None:
        """A default is no part of what the user types: it makes room."""
        if self.is_default:
            self._items = []
            self.set_default(False)

    def _taken(self, name: str) -> None:
        found = read_item(self.parameter, name).item
        if found is not None:
            self._give_way()
            self.edit.setText("")
            self._add(Item(found.name))
            self._changed()

    def _add(self, item: Item) -> None:
        if item.name == NONE:
            self._items = [item]
        elif item.name not in (known.name for known in self._items):
            self._items = [known for known in self._items if known.name != NONE]
            self._items.append(item)

    def _changed(self) -> None:
        self._masked = None
        self.set_default(False)
        self._rebuild()
        self.edited.emit()

    def _value(self, items: Sequence[Item]) -> Value | None:
        if not items:
            return None
        names = tuple(dict.fromkeys(item.name for item in items if item.name != NONE))
        return Value(names, "explicit", None, " ".join(item.typed or item.name for item in items))

    def _offers(self) -> Sequence[Offer]:
        known = {item.name for item in self._items}
        return [offer for offer in offered(self.parameter) if offer[0] not in known]

    # --- where things stand

    def _rebuild(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, item in enumerate(self._items):
            chip = Chip(self.context.theme, *labels(self.parameter, item), self, grey=self.is_default)
            chip.removed.connect(lambda place=place: self.remove(place))
            chip.stepped.connect(lambda step, place=place: self._step(place + step))
            self.watch(chip)
            chip.show()
            self._chips.append(chip)
        self._say_placeholder()
        self._arrange()

    def _step(self, place: int) -> None:
        (self._chips[place] if 0 <= place < len(self._chips) else self.edit).setFocus()

    def _say_placeholder(self) -> None:
        words = ""
        if self._masked is not None:
            words = self._masked.text or "****"
        elif not self._items and self.parameter.kind is Kind.SUBNETS:
            words = "10.0.0.0/16"
        self.edit.setPlaceholderText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Tags from left to right, line by line; the edit takes what is left of the last line."""
        right = self.width() - (_ARROW + 2 if self._arrow is not None else 4)
        x, y = _LEFT, _TOP
        for chip in self._chips:
            width = min(chip.wanted_width(), max(right - _LEFT, 40))
            if x > _LEFT and x + width > right:
                x, y = _LEFT, y + chip.height() + _GAP
            chip.setGeometry(x, y, width, chip.height())
            x += width + _GAP
        typing = bool(self.edit.text()) or self.edit.hasFocus()
        if self._chips and typing and x + _LEAST_EDIT > right:
            x, y = _LEFT, y + self._chips[0].height() + _GAP
        self.edit.setGeometry(x + 5, y, max(right - x - 5, 2), 24)
        if self._arrow is not None:
            self._arrow.move(self.width() - _ARROW - 2, 2)
        height = max(HEIGHT, y + 24 + _TOP)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
