"""The quiet bar at the foot of the window: the newest notice, to copy or to put away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.notices import Notice
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import IconButton, TextButton

INFO_MS = 6000
_LOOK = {"info": "info", "warning": "warning", "error": "error"}
_ICONS = {"info": "info", "warning": "certain", "error": "error"}


class NoticeBar(Translated):
    """Hidden while there is nothing to tell. Never takes the keyboard by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._notice: Notice | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = TextButton(context.theme, "quiet", "copy")
        self.copy.clicked.connect(self.copy_notice)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(INFO_MS)
        self._fade.timeout.connect(self.hide)
        self.dismiss = IconButton(context.theme, "close", size=28)
        self.dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.copy)
        row.addWidget(self.dismiss)
        self.hide()
        context.notices.listen(self.show_notice)
        context.language.changed.connect(lambda _: self._say())
        self.retranslate()

    def retranslate(self) -> None:
        self.copy.setText(translate("Notice", "Copy details"))
        self.dismiss.set_words(translate("Notice", "Dismiss"))

    def hideEvent(self, event: QHideEvent) -> None:
        self._fade.stop()
        super().hideEvent(event)

    def show_notice(self, notice: Notice) -> None:
        """A mere information goes by itself; what is wrong stays until it is put away."""
        self._notice = notice
        if notice.level == "info":
            self._fade.start()
        else:
            self._fade.stop()
        self._say()
        self.copy.setVisible(bool(notice.detail))
        self.show()
        self.update()

    def copy_notice(self) -> None:
        """Text and detail to the clipboard; both are free of secrets already."""
        if self._notice:
            text = f"{self._context.say(self._notice.text)}\n\n{self._notice.detail}".strip()
            QGuiApplication.clipboard().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        theme, look = self._context.theme, _LOOK[self._notice.level]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color(f"{look}-tint"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        paint_icon(painter, _ICONS[self._notice.level], QRectF(18, self.height() / 2 - 9, 18, 18), theme.color(look))

    def _say(self) -> None:
        if self._notice:
            words = self._context.say(self._notice.text)
            self.words.setText(words)
            self.setAccessibleName(words)
