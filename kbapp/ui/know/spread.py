"""One page, or the same page in both languages side by side, which scroll together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter

from kbapp.ui.context import Context
from kbapp.ui.know.reader import Reader
from kbapp.ui.know.render import Page


class Spread(QSplitter):
    """`reader` speaks the window's language, `other` the other one; `turned` comes when the keyboard goes to a side."""

    turned = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.reader = Reader(context)
        self.other = Reader(context)
        self.both = False
        self._pulling = False
        self._active = self.reader
        for side in (self.reader, self.other):
            self.addWidget(side)
            side.installEventFilter(self)
        self.other.hide()
        self.reader.verticalScrollBar().valueChanged.connect(lambda _: self._pull(self.other, self.reader))
        self.other.verticalScrollBar().valueChanged.connect(lambda _: self._pull(self.reader, self.other))

    @property
    def active(self) -> Reader:
        """The side that find, copy, print and PDF mean: the one that had the keyboard last."""
        return self._active if self._active.isVisible() else self.reader

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is not self._active and isinstance(watched, Reader):
            self._active = watched
            self.turned.emit()
        return super().eventFilter(watched, event)

    def show_other(self, page: Page | None) -> None:
        """Put a page beside the reader's, or none."""
        self.other.setVisible(page is not None)
        if page is not None:
            self.other.show_page(page)
        elif self._active is self.other:
            self._active = self.reader
            self.turned.emit()

    def follow(self) -> None:
        """The other side goes where the reader is."""
        self._pull(self.other, self.reader)

    def settle(self) -> None:
        """Give both sides their width now: they must have it before they are scrolled."""
        self.setSizes([1000, 1000])
        QCoreApplication.sendPostedEvents(self, QEvent.Type.LayoutRequest)

    def zoom(self, steps: int) -> None:
        self.reader.set_zoom(steps)
        self.other.set_zoom(steps)

    def _pull(self, follower: Reader, leader: Reader) -> None:
        """The other page stands at the same share of the same section."""
        if self.both and not self._pulling and self.other.isVisible():
            self._pulling = True
            follower.stand_at(*leader.share())
            self._pulling = False
