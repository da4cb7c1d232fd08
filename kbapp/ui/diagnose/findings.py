"""The findings, best first; or what to do where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kbapp.reporting.redact import redact
from kbapp.ui.context import Context
from kbapp.ui.diagnose.configuration import Found
from kbapp.ui.diagnose.finding_card import FindingCard
from kbapp.ui.diagnose.tunnels import TunnelList, listed
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis


NO_TRAFFIC = "guide-no-traffic"


class Findings(Translated):
    """`selected` has the rank of the chosen finding; the first is chosen at once."""

    selected = Signal(int)
    line_chosen = Signal(int, int)
    article_wanted = Signal(str)
    search_wanted = Signal(str)
    connection_chosen = Signal(int)
    """A connection's place among the diagnosis' tunnels; -1 for all."""
    configuration_chosen = Signal(str, str)
    """A configuration's text, and its column: `left` or `right`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._diagnosis: Diagnosis | None = None
        self._configuration: Found | None = None
        self.cards: list[FindingCard] = []
        self.current = -1
        self.tunnels: TunnelList | None = None
        self._connection = -1
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_diagnosis(self, diagnosis: Diagnosis | None) -> None:
        self._diagnosis = diagnosis
        self._configuration = None
        self._connection = -1
        self.current = -1
        self._build(unfolded=0)
        if self.cards:
            self.current = 0
            self.selected.emit(0)

    def offer_configuration(self, found: Found | None) -> None:
        """The text is a gateway's configuration: the comparison can use it."""
        self._configuration = found
        if found is not None:
            self._build(self.current)

    def retranslate(self) -> None:
        self._build(self.current)

    def choose(self, rank: int, *, tell: bool = True) -> None:
        self.current = rank
        for card in self.cards:
            card.unfold(card.rank == rank)
        self._scroll.ensureWidgetVisible(self.cards[rank], 0, 12)
        if tell:
            self.selected.emit(rank)

    def step(self, step: int) -> None:
        """The next or the previous finding, around the ends."""
        if self.cards:
            self.choose((self.current + step) % len(self.cards))

    def show_connection(self, place: int) -> None:
        """Mark the connection whose lines are shown; -1 for none."""
        self._connection = place
        if self.tunnels is not None:
            self.tunnels.show_chosen(place)

    def _build(self, unfolded: int = -1) -> None:
        """A card that is unfolded before it is shown is laid out once only."""
        self.cards = []
        self.tunnels = None
        body = QWidget()
        body.setObjectName("ScrollBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 10, 16)
        column.setSpacing(10)
        if self._diagnosis is not None:
            self._fill(column, self._diagnosis)
        for card in self.cards:
            card.unfold(card.rank == unfolded)
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _fill(self, column: QVBoxLayout, diagnosis: Diagnosis) -> None:
        content = self._context.content
        if len(listed(diagnosis.tunnels)) > 1:
            self.tunnels = TunnelList(self._context, diagnosis.tunnels)
            self.tunnels.show_chosen(self._connection)
            self.tunnels.chosen.connect(self.connection_chosen)
            column.addWidget(self.tunnels)
        for rank, finding in enumerate(diagnosis.every_finding):
            cause = content.causes.get(finding.cause) if content else None
            if cause is None:
                continue
            proven = rank == 0 and diagnosis.verdict == "certain"
            card = FindingCard(self._context, rank, finding, cause, proven=proven, logs=len(diagnosis.logs))
            card.chosen.connect(self.choose)
            card.line_chosen.connect(self.line_chosen)
            card.article_wanted.connect(self.article_wanted)
            column.addWidget(card)
            self.cards.append(card)
        if self._configuration is not None:
            column.addWidget(self._offer(self._configuration))
        elif not self.cards:
            column.addWidget(self._advice(diagnosis))

    def _advice(self, diagnosis: Diagnosis) -> QFrame:
        """No finding: what to do next."""
        card, column = _card()
        title = QLabel(_advice_title(diagnosis.verdict))
        title.setProperty("role", "strong")
        title.setWordWrap(True)
        column.addWidget(title)
        words = QLabel(_advice_words(diagnosis.verdict))
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        column.addWidget(words)
        if diagnosis.verdict == "healthy":
            guide = TextButton(self._context.theme, "", "know")
            guide.setText(translate("Diagnose", "Up, but no traffic: where to look"))
            guide.clicked.connect(lambda: self.article_wanted.emit(NO_TRAFFIC))
            column.addWidget(guide, 0, Qt.AlignmentFlag.AlignLeft)
        line = (diagnosis.search_line or "").strip()
        if line:
            shown = QLabel(redact(line))
            shown.setProperty("role", "mono")
            shown.setWordWrap(True)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(shown)
            button = TextButton(self._context.theme, "primary", "search")
            button.setText(translate("Diagnose", "Search for this line"))
            button.clicked.connect(lambda: self.search_wanted.emit(line))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _offer(self, found: Found) -> QFrame:
        card, column = _card()
        content = self._context.content
        platform = content.platforms.get(found.format) if content else None
        told = translate("Diagnose", "This is a configuration of {platform}")
        name = self._context.say(platform.name) if platform else ""
        title = QLabel(
            told.format(platform=name) if name else translate("Diagnose", "This is a gateway's configuration")
        )
        title.setWordWrap(True)
        title.setProperty("role", "strong")
        words = QLabel(
            translate("Diagnose", "It tells what is set, not what happened. Compare it with the other gateway's.")
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        button = TextButton(self._context.theme, "primary", "compare")
        button.setText(translate("Diagnose", "Compare this configuration"))
        button.clicked.connect(lambda: self.configuration_chosen.emit(found.text, found.side))
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("Card")
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 14, 16, 14)
    column.setSpacing(8)
    return card, column


def _advice_title(verdict: str) -> str:
    if verdict == "healthy":
        return translate("Diagnose", "The tunnel is up at the end of this log")
    if verdict == "not-ipsec":
        return translate("Diagnose", "These lines are not from an IPsec gateway")
    return translate("Diagnose", "No known fault in these lines")


def _advice_words(verdict: str) -> str:
    if verdict == "healthy":
        return translate(
            "Diagnose",
            "If traffic still does not pass, check routes, security groups, NAT and MTU.",
        )
    if verdict == "not-ipsec":
        return translate("Diagnose", "Take the IKE log of the gateway: the article of your platform says where it is.")
    return translate(
        "Diagnose",
        "Add the other side's log: it often names the cause. Or search the knowledge base for the most telling line.",
    )
