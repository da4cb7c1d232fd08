"""How to mend a row on one side: in words, and the lines to show, to change and to go back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kbapp.model.text import Text
from kbapp.reporting.commands import Commands
from kbapp.reporting.redact import redact
from kbapp.reporting.words import CERTAIN_FACT
from kbapp.ui.compare.codebox import CodeBox, stack
from kbapp.ui.compare.sides import sentence
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.widgets.buttons import Segmented

STEPS = ("show", "change", "undo")


class RemedyView(QWidget):
    """One side's heading, fix and commands; gone where there is nothing to say."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: Commands | None = None
        self.step = "change"
        self.head = _label("overline")
        self.body = _label("")
        self.steps = Segmented(context.theme, [(step, step) for step in STEPS])
        self.steps.chosen.connect(self._choose)
        self.box = CodeBox(context)
        self.setLayout(stack(self.head, self.body, self.steps, self.box, spacing=4))
        self.hide()

    def show_side(self, name: Text, fix: Text | None, found: Commands | None) -> None:
        """`fix` in words; `found` where the platform's commands are known."""
        self._found = found
        say = self._context.say
        words = redact(sentence(say(fix))) if fix is not None else ""
        if found is not None and found.obstacle is not None:
            words = f"{words}\n{sentence(say(found.obstacle))}".strip()
        self.head.setText(translate("CompareInspector", "Fix on {name}").format(name=say(name)))
        self.body.setText(words)
        self.body.setVisible(bool(words))
        self.setVisible(bool(words) or found is not None)
        self._say_steps()

    def lines(self, step: str) -> tuple[str, ...]:
        """The lines of `show`, `change` or `undo`, in the window's language."""
        found = self._found
        if found is None:
            return ()
        texts = {"show": found.show, "change": found.change, "undo": found.undo}[step]
        return tuple(self._context.say(text) for text in texts)

    def _say_steps(self) -> None:
        words = {
            "show": translate("CompareHelp", "Look"),
            "change": translate("CompareHelp", "Change"),
            "undo": translate("CompareHelp", "Way back"),
        }
        for step in STEPS:
            self.steps.set_words(step, words[step], self._meaning(step))
            self.steps.button(step).setVisible(bool(self.lines(step)))
        self.steps.setAccessibleName(self.head.text())
        there = [step for step in STEPS if self.lines(step)]
        self.steps.setVisible(bool(there))
        self.box.setVisible(bool(there))
        if there:
            step = self.step if self.step in there else there[0]
            self.steps.choose(step)
            self._show(step)

    def _choose(self, step: str) -> None:
        if not self.lines(step):  # the arrow keys reach a step that is not there
            self.steps.choose(self.step)
            return
        self.step = step
        self._show(step)

    def _show(self, step: str) -> None:
        caption = self._meaning(step)
        if self._found is not None and self._found.sure != "documented" and step != "show":
            caption += f" ({self._context.say(CERTAIN_FACT[self._found.sure])})"
        self.box.show_lines(self.lines(step), caption)

    @staticmethod
    def _meaning(step: str) -> str:
        if step == "show":
            return translate("CompareHelp", "Shows the present value")
        if step == "change":
            return translate("CompareHelp", "Sets the other side's value")
        return translate("CompareHelp", "Goes back to the present value")


def _label(role: str) -> QLabel:
    label = QLabel()
    if role:
        label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
