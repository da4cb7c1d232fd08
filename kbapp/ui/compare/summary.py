"""What stands above the form at all times: what will happen, how much differs, and the picture of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kbapp.comparison.result import Comparison
from kbapp.ui.compare import measures
from kbapp.ui.compare.marks import MARKS
from kbapp.ui.compare.picture import Picture
from kbapp.ui.compare.sides import sentence
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import TextButton

_COUNTED = ("mismatch", "missing", "unverifiable", "note", "accepted", "match")
_ICONS = {"bad": ("certain", "mismatch"), "good": ("healthy", "healthy"), "open": ("unknown", "unknown")}


class Summary(QWidget):
    """The sentence, the counts, the picture; or, while both columns are empty, an invitation."""

    example_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._comparison: Comparison | None = None
        self._counts: Counter[str] = Counter()
        self._half = False
        self._undo = False
        self.setObjectName("CompareTop")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = _Verdict(context)
        self.line = QLabel()
        self.line.setProperty("role", "headline")
        self.line.setWordWrap(True)
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.counts = QLabel()
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setProperty("role", "muted")
        self.counts.setWordWrap(True)
        self.example = TextButton(context.theme, "quiet", "compare")
        self.example.setProperty("flush", True)
        self.example.clicked.connect(self.example_wanted)
        self.undo = TextButton(context.theme, "quiet", "back")
        self.undo.setProperty("flush", True)
        self.undo.clicked.connect(self.undo_wanted)
        self.picture = Picture(context)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self.line)
        words.addWidget(self.counts)
        offers = QHBoxLayout()
        offers.setSpacing(18)
        offers.addWidget(self.example)
        offers.addWidget(self.undo)
        offers.addStretch(1)
        words.addLayout(offers)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.MARGIN + 6, 10, measures.MARGIN, 12)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 5)
        row.addWidget(self.picture, 5)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def offer_undo(self, there: bool) -> None:
        """Is there something that was cleared?"""
        self._undo = there

    def show_result(
        self, comparison: Comparison | None, states: Iterable[str], roles: tuple[str, str], *, half: bool
    ) -> None:
        """`states`: of every row; `half`: one column is still empty."""
        self._comparison, self._counts, self._half = comparison, Counter(states), half
        self.picture.show_prediction(comparison.prediction if comparison is not None else None, roles)
        self.retranslate()

    def retranslate(self) -> None:
        comparison = self._comparison
        self.picture.retranslate()
        self.example.setText(translate("CompareSummary", "Show an example"))
        self.example.setVisible(comparison is None and not self._half)
        self.undo.setText(translate("CompareSummary", "Bring back what was cleared"))
        self.undo.setVisible(comparison is None and not self._half and self._undo)
        if comparison is None:
            self._icon.show_kind("open")
            self._invite()
            return
        self.line.setText(sentence(self._context.say(comparison.summary)))
        self.counts.setText(self.count_words())
        self._icon.show_kind(self._kind(comparison))

    def _invite(self) -> None:
        if self._half:
            self.line.setText(translate("CompareSummary", "Now the other side"))
            words = translate("CompareSummary", "As soon as both columns hold something, the result stands here.")
        else:
            self.line.setText(translate("CompareSummary", "Will the tunnel come up?"))
            words = translate(
                "CompareSummary",
                "Put both gateways' configurations side by side: paste, drop or open them, or type what you know.",
            )
        self.counts.setText(words)

    def count_words(self) -> str:
        """`≠ 2 mismatches · ∅ 1 missing · = 18 match`."""
        parts = []
        for state in _COUNTED:
            count = self._counts[state]
            if count:
                words = f"{MARKS[state].symbol} {self._context.say(MARKS[state].word)} {count}"
                parts.append(words.replace(" ", "\u00a0"))
        return "   ·   ".join(parts)

    @staticmethod
    def _kind(comparison: Comparison) -> str:
        found = comparison.prediction
        outcomes = {found.left_initiates.outcome, found.right_initiates.outcome, found.at_rekey.outcome}
        if outcomes & {"phase1_failed", "phase2_failed", "rekey_failed"}:
            return "bad"
        return "good" if found.left_initiates.outcome == found.right_initiates.outcome == "up" else "open"


class _Verdict(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._kind = "open"
        self.setFixedSize(44, 44)

    def show_kind(self, kind: str) -> None:
        self._kind = kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, ink = _ICONS[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{ink}-tint"))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        paint_icon(painter, icon, QRectF(10, 10, 24, 24), self._theme.color(ink))
