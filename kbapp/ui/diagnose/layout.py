"""Where the Diagnose pane's parts stand, and which of them are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.diagnose.findings import Findings
from kbapp.ui.diagnose.invitation import side_words
from kbapp.ui.diagnose.ladder import Ladder
from kbapp.ui.diagnose.sides import Sides
from kbapp.ui.diagnose.verdict_bar import VerdictBar
from kbapp.ui.diagnose.welcome import Welcome
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import IconButton, Segmented

FINDINGS = 440
NARROW, ROOMY = 320, 1040
"""The findings' width where the pane is narrower than this."""
THIS, OTHER, LADDER = "0", "1", "ladder"


class Layout:
    """Puts the parts into the pane. Without any log both invitations stand side by side; else the tabs decide."""

    def __init__(self, context: Context, pane: QWidget) -> None:
        self.welcome = Welcome(context)
        self.verdict = VerdictBar(context)
        self.findings = Findings(context)
        self.logs = Sides(context)
        self.ladder = Ladder(context)
        self.tabs = Segmented(context.theme, [(THIS, ""), (OTHER, ""), (LADDER, "")])
        self.split = IconButton(context.theme, "compare", size=28)
        self.split.setCheckable(True)
        self._bar = self._make_bar()
        self._views = QStackedWidget()
        self._views.addWidget(self.logs)
        self._views.addWidget(self.ladder)
        whole = QVBoxLayout(pane)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.welcome)
        whole.addWidget(self.verdict)
        self._halves = self._make_halves()
        self._moved = False
        self._halves.splitterMoved.connect(lambda *_: setattr(self, "_moved", True))
        whole.addWidget(self._halves, 1)
        self.tabs.chosen.connect(lambda _: self.arrange())
        self.split.toggled.connect(lambda _: self.arrange())

    def arrange(self, *, reading: bool = False) -> None:
        """Show what belongs to the state of the logs; `reading`: the first file is on its way."""
        logs = len(self.logs.sources())
        some, two = logs > 0, logs == 2
        ladder = some and self.tabs.current == LADDER
        both = not some or (two and self.split.isChecked() and not ladder)
        self.split.setEnabled(two)
        for part in (self.findings, self._bar):
            part.setVisible(some)
        self.verdict.setVisible(some or reading)
        self.welcome.setVisible(not (some or reading))
        self._views.setCurrentIndex(1 if ladder else 0)
        for side in self.logs.pair:
            side.setVisible(both or str(side.side) == self.tabs.current)
        self.tell_sides()

    def fit(self, width: int) -> None:
        """A narrow pane leaves the lines more room, unless the reader has chosen himself."""
        if not self._moved:
            self._halves.setSizes([NARROW if width < ROOMY else FINDINGS, 10_000])

    def tell_sides(self) -> None:
        """A side that has no log yet shows a plus."""
        for key, side in ((THIS, self.logs.pair[0]), (OTHER, self.logs.pair[1])):
            words = side_words(side.side)
            self.tabs.set_words(key, words if side.source or key == THIS else f"{words}  +")

    def retranslate(self) -> None:
        self.tell_sides()
        self.tabs.set_words(LADDER, translate("Diagnose", "Exchange"), translate("Diagnose", "The exchanged messages"))
        self.split.set_words(translate("Diagnose", "Both logs side by side"))

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 9, 12, 9)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.split)
        return bar

    def _make_halves(self) -> QSplitter:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._views, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        self.findings.setMinimumWidth(320)
        halves.addWidget(self.findings)
        halves.addWidget(right)
        halves.setStretchFactor(1, 1)
        halves.setSizes([FINDINGS, 10_000])
        return halves
