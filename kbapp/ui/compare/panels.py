"""The panels at the right: a row's story beside the form where there is room; over it what is written or asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from kbapp.ui.compare import measures
from kbapp.ui.compare.guide import GuidePanel
from kbapp.ui.compare.inspector import Inspector
from kbapp.ui.compare.writing import WritePanel


class Panels:
    """Places the panels in the pane; `body` gives way to the inspector."""

    def __init__(
        self, pane: QWidget, inspector: Inspector, writing: WritePanel, guide: GuidePanel, body: QBoxLayout
    ) -> None:
        self._pane = pane
        self._inspector = inspector
        self._body = body
        self._widths: tuple[tuple[QWidget, int], ...] = (
            (inspector, measures.INSPECTOR),
            (writing, measures.WRITING),
            (guide, measures.GUIDE),
        )
        for panel, _ in self._widths:
            panel.setParent(pane)
            panel.hide()

    def place(self, top: int) -> None:
        """Below `top`, down to the pane's end."""
        wide, high = self._pane.width(), max(self._pane.height() - top, 0)
        beside = self._inspector.isVisibleTo(self._pane) and wide >= measures.ROOMY
        self._body.setContentsMargins(0, 0, measures.INSPECTOR if beside else 0, 0)
        for panel, most in self._widths:
            width = min(most, wide)
            panel.setGeometry(wide - width, top, width, high)
            panel.raise_()
