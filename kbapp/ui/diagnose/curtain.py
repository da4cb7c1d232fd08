"""Holds a widget's picture for the moment between a paste and its verdict: one painting instead of three."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

MOMENT_MS = 60
"""What takes longer is announced: nobody sees a flash of "Reading …" before a quick answer."""


class Curtain(QObject):
    """`opened` comes where the moment is over before the answer is there."""

    opened = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MOMENT_MS)
        self._timer.timeout.connect(self._over)

    @property
    def closed(self) -> bool:
        return self._timer.isActive()

    def close(self) -> None:
        """Nothing is painted until it opens."""
        if not self.closed:
            self._widget.setUpdatesEnabled(False)
            self._timer.start()

    def open(self) -> None:
        """The answer is there."""
        if self.closed:
            self._timer.stop()
            self._widget.setUpdatesEnabled(True)

    def _over(self) -> None:
        self._widget.setUpdatesEnabled(True)
        self.opened.emit()
