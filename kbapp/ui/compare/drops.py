"""What is dropped on the pane: a file goes into the column it is dropped on, several each where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from kbapp.ui.compare import measures
from kbapp.ui.compare.head import Head
from kbapp.ui.compare.intake import Intake
from kbapp.ui.i18n import translate


class Drops(QObject):
    """Watches a pane's drag and drop events; the head of the column that is aimed at shows it."""

    def __init__(self, pane: QWidget, heads: Mapping[str, Head], intake: Intake) -> None:
        super().__init__(pane)
        self._pane = pane
        self._heads = heads
        self._intake = intake
        pane.setAcceptDrops(True)
        pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._aim(None)
        elif isinstance(event, QDropEvent):  # entering and moving are drops in the making
            if kind == QEvent.Type.Drop:
                self._drop(event)
                return True
            if event.mimeData().hasUrls() or event.mimeData().hasText():
                event.acceptProposedAction()
                self._aim(event.position().toPoint())
                return True
        return super().eventFilter(watched, event)

    def _drop(self, event: QDropEvent) -> None:
        side = self._side_at(event.position().toPoint())
        self._aim(None)
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        for path in paths:
            self._intake.read_file(path, side if len(paths) == 1 else None)
        if not paths:
            self._intake.read_text(event.mimeData().text(), side, translate("Compare", "dropped text"))

    def _side_at(self, point: QPoint) -> str:
        border = self._heads["right"].mapTo(self._pane, QPoint(0, 0)).x() - measures.GUTTER // 2
        return "right" if point.x() >= border else "left"

    def _aim(self, point: QPoint | None) -> None:
        for side, head in self._heads.items():
            head.set_dropping(point is not None and self._side_at(point) == side)
