"""What the logs of both sides will say if a mismatch stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kbapp.model.text import Text
from kbapp.reporting.comparison_report import SILENCE, foretold_caption
from kbapp.reporting.foretold import Foretold
from kbapp.reporting.redact import redact
from kbapp.ui.compare.codebox import CodeBox, stack
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import Segmented

SIDES = ("left", "right")


class ForetellingView(QWidget):
    """A box for either log; who starts can be chosen where it fails both ways."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: tuple[Foretold, ...] = ()
        self._names = (Text("", ""), Text("", ""))
        self.starts = "left"
        self.head = QLabel()
        self.head.setProperty("role", "overline")
        self.head.setWordWrap(True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.choice = Segmented(context.theme, [(side, side) for side in SIDES])
        self.choice.chosen.connect(self._choose)
        self.boxes = {side: CodeBox(context) for side in SIDES}
        self.setLayout(stack(self.head, self.choice, *self.boxes.values()))
        self.hide()

    def show_lines(self, found: Sequence[Foretold], names: tuple[Text, Text], short: tuple[Text, Text]) -> None:
        """Everything of one cause; empty: nothing is known or nothing fails. `short` names stand on the buttons."""
        self._found, self._names = tuple(found), names
        self.setVisible(bool(found))
        if not found:
            return
        self.head.setText(translate("CompareHelp", "If nothing is changed, the logs will say"))
        starting = [side for side in SIDES if any(item.starts == side for item in found)]
        for side, name in zip(SIDES, short, strict=True):
            words = translate("CompareHelp", "{name} starts").format(name=self._context.say(name))
            self.choice.set_words(side, words, words)
        self.choice.setAccessibleName(self.head.text())
        self.choice.setVisible(len(starting) > 1)
        self.starts = self.starts if self.starts in starting else starting[0]
        self.choice.choose(self.starts)
        self._show()

    def _choose(self, side: str) -> None:
        self.starts = side
        self._show()

    def _show(self) -> None:
        say = self._context.say
        shown = {item.side: item for item in self._found if item.starts == self.starts}
        for side, box in self.boxes.items():
            item = shown.get("left" if side == "left" else "right")
            box.setVisible(item is not None)
            if item is not None:
                lines = [redact(line) for line in item.lines] or [say(SILENCE)]
                box.show_lines(lines, say(foretold_caption(item, self._names)))
