"""Which lines of a log are shown: all, the gateway's, the marked ones, one connection's, those with a text."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kbapp.ui.context import Context
from kbapp.ui.diagnose.groups import Groups
from kbapp.ui.diagnose.log_model import LogModel
from kbapp.ui.diagnose.patterns import Wanted
from kbapp.ui.work import Job

ALL, IPSEC, MARKED = "all", "ipsec", "marked"


class LineFilter(QObject):
    """Works on a model; a long log is searched off the window's thread."""

    applied = Signal()
    """The model shows what was asked for."""

    def __init__(self, context: Context, model: LogModel, lane: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._lane = lane
        self._search: Job | None = None
        self.kind = ALL
        self.tunnel: int | None = None
        """A connection's place among the diagnosis' tunnels; `None` for all."""
        self.groups: Callable[[], Groups | None] = lambda: None

    @property
    def rests_on_groups(self) -> bool:
        """Does it need the lines by connection?"""
        return self.kind == IPSEC or self.tunnel is not None

    def reset(self) -> None:
        """All lines, without telling: another log is shown."""
        if self._search is not None:
            self._search.cancel()
        self.kind, self.tunnel = ALL, None

    def apply(self, wanted: Wanted | None) -> None:
        """Show the lines that were asked for."""
        if self._search is not None:
            self._search.cancel()
        store, chosen = self._model.store, self._chosen()
        if wanted is None:
            self._show(chosen)
            return
        search = wanted.search
        self._search = self._context.workers.run(
            lambda job: store.matching(search, lambda: job.cancelled, chosen), self._lane
        ).success(self._show)

    def _chosen(self) -> array[int] | None:
        """The lines that the choice of lines and of a connection leave; `None` for all."""
        model, groups = self._model, self.groups()
        rows: array[int] | None = None
        if self.kind == MARKED:
            rows = array("Q", sorted(model.marks))
        elif self.kind == IPSEC and groups is not None:
            rows = groups.ipsec
        if self.tunnel is not None and groups is not None:
            own = groups.tunnels[self.tunnel]
            kept = set(own)
            rows = own if rows is None else array("Q", (line for line in rows if line in kept))
        return rows if rows is None else array("Q", (line for line in rows if line < len(model.store)))

    def _show(self, rows: array[int] | None) -> None:
        self._model.set_rows(rows)
        self.applied.emit()
