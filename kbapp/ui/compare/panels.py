"""The panels at the right: the story of a row beside the form where there is room, a written configuration over it."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from kbapp.ui.compare import measures
from kbapp.ui.compare.inspector import Inspector
from kbapp.ui.compare.writing import WritePanel


class Panels:
    """Places the panels in the pane; `body` gives way to the inspector."""

    def __init__(self, pane: QWidget, inspector: Inspector, writing: WritePanel, body: QBoxLayout) -> None:
        self._pane = pane
        self._inspector = inspector
        self._writing = writing
        self._body = body
        for panel in (inspector, writing):
            panel.setParent(pane)
            panel.hide()

    def place(self, top: int) -> None:
        """Below `top`, down to the pane's end."""
        wide, high = self._pane.width(), max(self._pane.height() - top, 0)
        beside = self._inspector.isVisibleTo(self._pane) and wide >= measures.ROOMY
        self._body.setContentsMargins(0, 0, measures.INSPECTOR if beside else 0, 0)
        for panel, width in ((self._inspector, measures.INSPECTOR), (self._writing, measures.WRITING)):
            width = min(width, wide)
            panel.setGeometry(wide - width, top, width, high)
            panel.raise_()
