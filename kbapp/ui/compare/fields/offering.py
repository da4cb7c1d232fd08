"""A line edit that offers the usual values: as one types, with Alt+Down, or at a click on the arrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kbapp.ui.compare.fields.field import BareEdit, below
from kbapp.ui.compare.fields.popup import Offer, Popup


class OfferingEdit(BareEdit):
    """`offers` is asked each time; `taken` has what the user took from the list."""

    taken = Signal(str)

    def __init__(self, popup: Popup, offers: Callable[[], Sequence[Offer]], parent: QWidget) -> None:
        super().__init__(parent)
        self._popup = popup
        self._offers = offers
        self.textEdited.connect(self._typed)

    def anchor(self) -> QWidget:
        """The list is as wide as the field."""
        return below(self)

    def open_list(self) -> None:
        """All that the field offers."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._popup.is_open_for(self.anchor()):
            self._popup.close_for(self.anchor())
        else:
            self._popup.open_for(self.anchor(), self._offers(), self.taken.emit)

    def list_has_choice(self) -> bool:
        """Would Enter take something from the list?"""
        return self._popup.is_open_for(self.anchor()) and self._popup.list.currentIndex().isValid()

    def close_list(self) -> None:
        self._popup.close_for(self.anchor())

    def _typed(self, text: str) -> None:
        fitting = sorted((offer for offer in self._offers() if _fits(text, offer)), key=lambda one: not _is(text, one))
        if text.strip() and fitting:
            self._popup.open_for(self.anchor(), fitting, self.taken.emit)
        else:
            self.close_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.is_open_for(self.anchor()) and self._popup.take_key(event):
            return
        if event.key() == Qt.Key.Key_Down and not self._popup.is_open_for(self.anchor()):
            self.open_list()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_list()
        super().focusOutEvent(event)


def _is(typed: str, offer: Offer) -> bool:
    """Is it this one to the letter, by its name, its second spelling or its number?"""
    wanted = typed.strip().casefold()
    return wanted in {word.casefold() for text in offer for word in (text, *text.split())}


def _fits(typed: str, offer: Offer) -> bool:
    """Every part of what is typed stands in the name or in its second spelling."""
    wanted = "".join(filter(str.isalnum, typed.casefold()))
    known = ("".join(filter(str.isalnum, text.casefold())) for text in offer)
    return bool(wanted) and any(wanted in text for text in known)
