"""What stands where a side's log will be: an invitation to paste, drop or open one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import TextButton


class Invitation(Translated):
    """A dashed field: paste, drop or open a log."""

    def __init__(self, context: Context, side: int) -> None:
        super().__init__()
        self._theme = context.theme
        self._side = side
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.paste = TextButton(context.theme, "primary" if side == 0 else "", "paste")
        self.open = TextButton(context.theme, "", "open")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.paste)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(10)
        column.addStretch(5)
        column.addSpacing(56)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStretch(6)
        self.retranslate()

    def retranslate(self) -> None:
        if self._side == 0:
            self.title.setText(translate("Log", "Paste the log of this side"))
            self.words.setText(
                translate("Log", "Press Ctrl+V, drop a file here, or open one. Any gateway's IKE or IPsec log will do.")
            )
        else:
            self.title.setText(translate("Log", "The other side's log, if you have it"))
            self.words.setText(
                translate(
                    "Log",
                    "Two logs name the cause far more often than one. Drop both files at once if you like.",
                )
            )
        self.paste.setText(translate("Log", "Paste"))
        self.open.setText(translate("Log", "Open file…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("edge"), 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 5])
        painter.setPen(pen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(20, 20, -20, -20), 14, 14)
        top = self.title.geometry().top() - 56
        paint_icon(painter, "log", QRectF(self.width() / 2 - 19, top, 38, 38), self._theme.color("accent"))


def side_words(side: int) -> str:
    """What a side is called."""
    return translate("Log", "Other side") if side else translate("Log", "This side")
