"""Both sides' logs beside each other, and what the verdict marks in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

from kbapp.ui.context import Context
from kbapp.ui.diagnose.engine import Source
from kbapp.ui.diagnose.groups import Groups
from kbapp.ui.diagnose.log_side import LogSide
from kbapp.ui.diagnose.marks import lines_of, marks_of
from kbapp.ui.diagnose.tunnels import tunnel_name

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis


class Sides(QSplitter):
    """Both `LogSide`s. A log's number in a diagnosis is its place among the filled ones."""

    paste_wanted = Signal(int)
    open_wanted = Signal(int)
    clear_wanted = Signal(int)
    encoding_wanted = Signal(str, int)
    connection_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.pair = (LogSide(context, 0), LogSide(context, 1))
        for number, side in enumerate(self.pair):
            self.addWidget(side)
            side.paste_wanted.connect(lambda number=number: self.paste_wanted.emit(number))
            side.open_wanted.connect(lambda number=number: self.open_wanted.emit(number))
            side.clear_wanted.connect(lambda number=number: self.clear_wanted.emit(number))
            side.encoding_wanted.connect(lambda name, number=number: self.encoding_wanted.emit(name, number))
            side.connection_left.connect(self.connection_left)

    def sources(self) -> list[Source]:
        return [side.source for side in self.pair if side.source is not None]

    def filled(self) -> list[LogSide]:
        """The sides that have a log, in the order in which the diagnosis gets them."""
        return [side for side in self.pair if side.source is not None]

    def show_marks(self, diagnosis: Diagnosis | None) -> None:
        if diagnosis is None:
            for side in self.pair:
                side.show_marks({})
            return
        for log, side in enumerate(self.filled()):
            side.show_marks(marks_of(diagnosis, log))

    def show_groups(self, found: Sequence[Groups]) -> None:
        """The lines by connection; the second log's clock beside the first's."""
        for log, (side, groups) in enumerate(zip(self.filled(), found, strict=False)):
            side.show_groups(groups, shown_offset=log == 1)

    def select_finding(self, diagnosis: Diagnosis, rank: int) -> LogSide | None:
        """Select a finding's lines in every log that has some; gives back the first such side."""
        first = None
        for log, side in enumerate(self.filled()):
            lines = lines_of(diagnosis, rank, log)
            if lines:
                side.select_lines(lines)
                first = first or side
        return first

    def show_connection(self, diagnosis: Diagnosis, place: int) -> list[LogSide]:
        """Leave the lines of one connection, -1 for all; gives back the sides that have some of it."""
        tunnel = diagnosis.tunnels[place] if place >= 0 else None
        for side in self.filled():
            side.show_connection(place if tunnel else None, tunnel_name(tunnel) if tunnel else "")
        if tunnel is None:
            return []
        return [side for side in self.filled() if side.source and side.source.groups and side.view.model.rowCount()]
