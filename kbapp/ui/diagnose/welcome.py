"""What stands above the two invitations while there is no log."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.widgets.buttons import TextButton


class Welcome(Translated):
    """A heading, one sentence, and an example to try."""

    example_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.example = TextButton(context.theme, "quiet", "arrow")
        self.example.clicked.connect(self.example_wanted)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self.title)
        texts.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 22, 4)
        row.addLayout(texts, 1)
        row.addWidget(self.example, 0, Qt.AlignmentFlag.AlignBottom)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(translate("Diagnose", "From the log to the cause"))
        self.words.setText(
            translate(
                "Diagnose",
                "Nothing leaves this computer. Keys and passwords are masked wherever a line is shown or copied.",
            )
        )
        self.example.setText(translate("Diagnose", "Try an example"))
