"""The verdict on top: one sentence, how sure it is in word, symbol and colour, and what one can do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from kbapp.reporting.words import CERTAINTY
from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import IconButton, TextButton

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis

ROOM_FOR_WORDS = 960


class VerdictBar(Translated):
    """Empty until there is a verdict; says so while one is being worked out."""

    stop_wanted = Signal()
    again_wanted = Signal()
    copy_wanted = Signal(str)
    """Copy the message in this language."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._diagnosis: Diagnosis | None = None
        self._busy = self._stopped = False
        self._progress = ""
        self.badge = Badge(context)
        self.sentence = QLabel()
        self.sentence.setProperty("role", "heading")
        self.notes = QLabel()
        self.notes.setProperty("role", "muted")
        for label in (self.sentence, self.notes):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.copy = TextButton(context.theme, "", "message")
        self.copy.clicked.connect(lambda: context.actions.trigger("copy-message"))
        self.languages = IconButton(context.theme, "chevron-down", size=30)
        self.languages.clicked.connect(self.show_languages)
        self.hide_addresses = IconButton(context.theme, "eye-off", size=30)
        self.hide_addresses.setCheckable(True)
        self.fill = TextButton(context.theme, "", "compare")
        self.fill.clicked.connect(lambda: context.actions.trigger("fill-comparison"))
        self._can_fill = False
        self.stop = TextButton(context.theme)
        self.stop.clicked.connect(lambda: (self.again_wanted if self._stopped else self.stop_wanted).emit())
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.sentence)
        words.addWidget(self.notes)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(16)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.stop, self.fill, self.hide_addresses, self.copy):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addSpacing(-6)
        buttons.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(buttons)
        self.setMinimumHeight(68)

    def show_diagnosis(self, diagnosis: Diagnosis | None) -> None:
        self._diagnosis = diagnosis
        self._busy = self._stopped = False
        self._can_fill = False
        self._show()

    def offer_filling(self, offered: bool) -> None:
        """Do the logs tell parameters that the comparison could use?"""
        self._can_fill = offered
        self.fill.setVisible(offered and self._diagnosis is not None and not self._busy)

    def message_languages(self) -> QMenu:
        """The message in the customer's language, whatever the window speaks."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(translate("Diagnose", "Copy in Chinese"), lambda: self.copy_wanted.emit("zh"))
        menu.addAction(translate("Diagnose", "Copy in English"), lambda: self.copy_wanted.emit("en"))
        return menu

    def show_languages(self) -> None:
        menu = self.message_languages()
        corner = self.languages.mapToGlobal(QPoint(self.languages.width(), self.languages.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def show_busy(self) -> None:
        """A log is being read; the old verdict no longer counts."""
        self._busy, self._stopped = True, False
        self._progress = ""
        self._show()

    def show_stopped(self) -> None:
        """The reader wanted no verdict on so long a log."""
        self._busy = self._stopped = True
        self._show()

    def show_progress(self, part: float) -> None:
        """How much of a large log is read, from 0 to 1."""
        if self._busy and not self._stopped:
            self._progress = f" {part * 100:.0f} %"
            self._show()

    def retranslate(self) -> None:
        self._name_buttons()
        self.languages.set_words(translate("Diagnose", "Choose the message's language"))
        self.hide_addresses.set_words(translate("Diagnose", "Hide addresses in what is copied"))
        self._show()

    def _name_buttons(self) -> None:
        """Where it is narrow, symbols do."""
        narrow = self.width() < ROOM_FOR_WORDS
        copy, fill = translate("Diagnose", "Copy as a message"), translate("Diagnose", "Fill the comparison")
        self.copy.setText("" if narrow else copy)
        self.fill.setText("" if narrow else fill)
        self.copy.setToolTip(copy if narrow else "")
        self.fill.setToolTip(translate("Diagnose", "Put what the logs tell of both gateways into the comparison"))
        self.copy.setAccessibleName(copy)
        self.fill.setAccessibleName(fill)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < ROOM_FOR_WORDS) != (event.oldSize().width() < ROOM_FOR_WORDS):
            self._name_buttons()

    def _show(self) -> None:
        """The state's words and buttons."""
        diagnosis = self._diagnosis
        shown = diagnosis is not None and not self._busy
        for widget in (self.badge, self.copy, self.languages, self.hide_addresses):
            widget.setVisible(shown)
        self.fill.setVisible(shown and self._can_fill)
        self.stop.setVisible(self._stopped or (self._busy and bool(self._progress)))
        self.stop.setText(translate("Diagnose", "Diagnose") if self._stopped else translate("Diagnose", "Cancel"))
        if diagnosis is None or self._busy:
            self.notes.setVisible(False)
            self.sentence.setText(self._waiting())
            self.update()
            return
        self.badge.show_verdict(diagnosis.verdict)
        self.sentence.setText(self._context.say(diagnosis.summary))
        self.sentence.setAccessibleName(f"{self.badge.text}. {self.sentence.text()}")
        notes = "\n".join(self._context.say(note) for note in diagnosis.notes)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.update()

    def _waiting(self) -> str:
        if self._stopped:
            return translate("Diagnose", "The reading was cancelled: there is no verdict")
        return translate("Diagnose", "Reading the log …") + self._progress if self._busy else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.theme
        painter = QPainter(self)
        busy = self._diagnosis is None or self._busy
        painter.fillRect(self.rect(), theme.color("surface" if busy else f"{self._verdict}-tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))

    @property
    def _verdict(self) -> str:
        return self._diagnosis.verdict if self._diagnosis else "unknown"


class Badge(QWidget):
    """Symbol and word in the verdict's colour, in a pill."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._verdict = "unknown"
        self.text = ""
        self.setFont(sans(13, QFont.Weight.Bold))
        self.setFixedHeight(32)

    def show_verdict(self, verdict: str) -> None:
        self._verdict = verdict
        words = self._context.say(CERTAINTY[verdict])
        self.text = words[:1].upper() + words[1:]
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(self.text) + 50)
        self.setAccessibleName(self.text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = theme.color(self._verdict)
        painter.setPen(color)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 15.5, 15.5)
        paint_icon(painter, self._verdict, QRectF(11, 7, 18, 18), color)
        painter.setFont(self.font())
        area = QRectF(35, 0, self.width() - 40, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text)
