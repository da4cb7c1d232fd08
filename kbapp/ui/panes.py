"""The panes of the window: one line each. A module is imported when its pane is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from kbapp.ui.context import Context
from kbapp.ui.i18n import QT_TRANSLATE_NOOP
from kbapp.ui.pane import Pane


class PaneSpec(NamedTuple):
    """`id` names the pane in the session and in actions, and its icon; `words` is its label."""

    id: str
    words: str
    module: str
    name: str

    def make(self, context: Context) -> Pane:
        pane: Pane = getattr(import_module(self.module), self.name)(context)
        return pane


PANES: tuple[PaneSpec, ...] = (
    PaneSpec("know", QT_TRANSLATE_NOOP("Panes", "Know"), "kbapp.ui.know.pane", "KnowPane"),
    PaneSpec("diagnose", QT_TRANSLATE_NOOP("Panes", "Diagnose"), "kbapp.ui.diagnose.pane", "DiagnosePane"),
    PaneSpec("compare", QT_TRANSLATE_NOOP("Panes", "Compare"), "kbapp.ui.compare.pane", "ComparePane"),
)
