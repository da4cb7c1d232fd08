"""From mismatch to mismatch: which row is looked at, and its story beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kbapp.ui.compare.desk import Desk
from kbapp.ui.compare.form import Form
from kbapp.ui.compare.inspector import Inspector
from kbapp.ui.compare.sides import SHORT, names
from kbapp.ui.compare.toolbar import Toolbar


class Tour:
    """`current` is the row's name, or empty; `place` puts the panels where they belong."""

    def __init__(
        self, pane: QWidget, desk: Desk, form: Form, inspector: Inspector, toolbar: Toolbar, place: Callable[[], None]
    ) -> None:
        self.current = ""
        self._pane = pane
        self._desk = desk
        self._form = form
        self._inspector = inspector
        self._toolbar = toolbar
        self._place = place

    def go_to(self, name: str) -> None:
        """Choose a row, show it and its story."""
        self.current = name
        self._form.set_current(name)
        self.tell()
        self._inspector.show()
        self._place()
        QTimer.singleShot(0, self._pane, lambda: self._bring(name))

    def step(self, step: int) -> None:
        """The next or the previous mismatch, around the ends."""
        problems = self._form.problems()
        if not problems:
            return
        place = problems.index(self.current) if self.current in problems else (-1 if step > 0 else 0)
        name = problems[(place + step) % len(problems)]
        self.go_to(name)
        self._form.rows[name].mark.setFocus()

    def go_to_cause(self, cause: str) -> bool:
        """Lead to the row that is to blame, if there is one."""
        for name, row in self._form.rows.items():
            if row.result is not None and row.result.cause == cause and row.result.status != "match":
                self.go_to(name)
                return True
        return False

    def end(self) -> None:
        self.current = ""
        self._form.set_current("")
        self._inspector.hide()
        self._inspector.source.forget()
        self._place()

    def tell(self) -> None:
        """Bring the inspector and the toolbar up to date."""
        problems = self._form.problems()
        place = problems.index(self.current) + 1 if self.current in problems else 0
        self._toolbar.show_place(place, len(problems), anything=not self._desk.empty)
        row = self._form.rows.get(self.current)
        left, right = self._desk.left, self._desk.right
        self._inspector.show_row(row, names(left, right), (SHORT[left.role], SHORT[right.role]), self._desk.comparison)

    def _bring(self, name: str) -> None:
        if name in self._form.rows:
            self._form.bring(name)
