"""What the window expects of a pane, and what a pane may ask of the window.

Panes do not know each other: a pane emits a wish, the window brings it to the pane that can grant it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated


class Pane(Translated):
    """One of the window's panes. It is made when it is first shown."""

    article_wanted = Signal(str)
    """Open an article or a section (`psk-mismatch`, `phase-1-failed#psk-mismatch`)."""
    search_wanted = Signal(str)
    """Search for this text."""
    log_wanted = Signal(tuple)
    """Look for these causes (ids) in the log."""
    comparison_wanted = Signal(tuple)
    """Set up a comparison of these parameters (names)."""
    configuration_found = Signal(str, str)
    """A pasted configuration: its text, and which side it is (`left`, `right`)."""
    values_found = Signal(object)
    """What logs tell of both gateways (`told.Filling`)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName("Pane")

    def state(self) -> dict[str, object]:
        """What the session keeps: plain values, no secret, no log text."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """The other way round; called once, right after the making."""

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()
