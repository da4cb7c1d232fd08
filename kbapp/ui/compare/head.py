"""The head of one column: whose it is, whose rules apply, what was read; or an invitation while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbapp.ui.compare.column import Column
from kbapp.ui.compare.sides import PLATFORMS, SIDE, family, platform_words
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.icons import paint_icon
from kbapp.ui.widgets.buttons import IconButton, TextButton
from kbapp.ui.widgets.elided import Elided


class Head(QWidget):
    """`connection_chosen` has the place of the connection in the text that was read."""

    paste_wanted = Signal()
    open_wanted = Signal()
    clear_wanted = Signal()
    save_wanted = Signal()
    source_wanted = Signal()
    write_wanted = Signal()
    guide_wanted = Signal()
    platform_chosen = Signal(str)
    connection_chosen = Signal(int)

    def __init__(self, context: Context, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.column = column
        self._dropping = False
        self.asking = False
        """Several connections, and none of them is plainly the one: the user chooses."""
        self.guided = False
        """The platform has a guided form."""
        theme = context.theme
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.platforms = _Still(self)
        self.platforms.activated.connect(lambda place: self.platform_chosen.emit(self.platforms.itemData(place) or ""))
        self.connections = _Still(self)
        self.connections.activated.connect(self.connection_chosen)
        self.paste = TextButton(theme, "quiet", "paste", self)
        self.open = TextButton(theme, "quiet", "open", self)
        self.guide = TextButton(theme, "quiet", "note", self)
        self.source = IconButton(theme, "log", self, size=28)
        self.save = IconButton(theme, "save", self, size=28)
        self.write = IconButton(theme, "command", self, size=28)
        self.clear = IconButton(theme, "close", self, size=28)
        self.paste.clicked.connect(self.paste_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.guide.clicked.connect(self.guide_wanted)
        self.source.clicked.connect(self.source_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.write.clicked.connect(self.write_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.info = Elided(theme)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addSpacing(26)
        first.addWidget(self.title)
        first.addSpacing(6)
        first.addWidget(self.platforms, 1)
        first.addWidget(self.clear)
        second = QHBoxLayout()
        second.setSpacing(2)
        second.addWidget(self.connections)
        second.addWidget(self.info, 1)
        second.addWidget(self.guide)
        second.addWidget(self.source)
        second.addWidget(self.write)
        second.addWidget(self.save)
        second.addWidget(self.paste)
        second.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 6, 6)
        column.setSpacing(3)
        column.addLayout(first)
        column.addLayout(second)
        self.setFixedHeight(76)

    def set_dropping(self, dropping: bool) -> None:
        """Something to drop is over this column."""
        if dropping != self._dropping:
            self._dropping = dropping
            self.update()

    def refresh(self) -> None:
        """Say everything anew: another column, another language, another text."""
        say, column = self._context.say, self.column
        self.title.setText(say(SIDE[column.role]))
        self._fill_platforms()
        self._fill_connections()
        for button, words in (
            (self.paste, translate("CompareHead", "Paste")),
            (self.open, translate("CompareHead", "Open…")),
        ):
            button.setText(words if column.empty else "")
            button.setMinimumWidth(30)
            button.setMaximumWidth(16777215 if column.empty else 30)
        self._describe(self.paste, translate("CompareHead", "Paste this side's configuration"))
        self._describe(self.open, translate("CompareHead", "Open this side's configuration…"))
        self.guide.setText(translate("CompareHead", "Guided form"))
        self._describe(self.guide, translate("CompareHead", "Fill this side in by the names of its web page"))
        self.guide.setVisible(self.guided)
        self.paste.setVisible(not self.guided)
        self.open.setVisible(not self.guided)
        self.source.set_words(translate("CompareHead", "Show the text"))
        self.save.set_words(translate("CompareHead", "Save this column as a form, without the key"))
        self.save.setVisible(not column.empty)
        self.write.set_words(translate("CompareHead", "Write a configuration from this column…"))
        self.write.setVisible(not column.empty)
        self.clear.set_words(translate("CompareHead", "Empty this column"))
        self.source.setVisible(column.origin is not None)
        self.clear.setVisible(not column.empty)
        self.info.setText(self._info())
        self.update()

    def _describe(self, button: TextButton, words: str) -> None:
        button.setToolTip(words)
        button.setAccessibleName(f"{self.title.text()}: {words}")

    def _info(self) -> str:
        column = self.column
        if self.asking and column.origin is not None:
            words = translate("CompareHead", "{n} connections in this text: which one?")
            return words.format(n=len(column.origin.gateways))
        if column.origin is None and column.empty and self.guided:
            return translate("CompareHead", "Its web page has no text to paste:")
        if column.origin is None and column.empty:
            if column.role == "cloud":
                return translate("CompareHead", "Drop JSON, XML or Terraform here, or")
            return translate("CompareHead", "Drop the device's configuration here, or")
        if column.origin is None or column.read is None:
            return translate("CompareHead", "Typed by hand")
        return self._origin_words()

    def _origin_words(self) -> str:
        column = self.column
        assert column.origin is not None
        assert column.read is not None
        read = sum(value.source == "explicit" for value in column.read.parameters.values())
        parts = [column.origin.name, self._context.say(platform_words(column.read.platform or column.read.format))]
        if column.read.connection and len(column.origin.gateways) < 2:
            parts.append(column.read.connection)
        parts.append(translate("CompareHead", "%n value(s) read", "", read))
        if column.read.remarks:
            parts.append(translate("CompareHead", "%n line(s) to look at", "", len(column.read.remarks)))
        return "  ·  ".join(part for part in parts if part)

    def _fill_platforms(self) -> None:
        box, wanted = self.platforms, family(self.column.platform) or ""
        box.clear()
        box.addItem(translate("CompareHead", "Platform not given"), "")
        for name, words in PLATFORMS:
            box.addItem(self._context.say(words), name)
        if box.findData(wanted) < 0:
            box.addItem(wanted, wanted)
        box.setCurrentIndex(box.findData(wanted))
        meaning = translate("CompareHead", "Platform: whose rules and defaults apply")
        box.setToolTip(meaning)
        box.setAccessibleName(f"{self.title.text()}, {meaning}")

    def _fill_connections(self) -> None:
        origin, box = self.column.origin, self.connections
        box.clear()
        several = origin is not None and len(origin.gateways) > 1
        box.setVisible(several)
        if origin is None or not several:
            return
        for place, gateway in enumerate(origin.gateways, 1):
            peer = gateway.get("remote.address").value
            name = gateway.connection or f"#{place}"
            box.addItem(f"{name}  →  {peer}" if isinstance(peer, str) else name)
        box.setPlaceholderText(translate("CompareHead", "Choose a connection"))
        box.setCurrentIndex(-1 if self.asking else self.column.place)
        box.setAccessibleName(f"{self.title.text()}, {translate('CompareHead', 'Choose a connection')}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._context.theme
        eager = self._dropping or self.asking
        pen = QPen(theme.color("accent" if eager else ("edge" if self.column.empty else "line")))
        pen.setWidthF(2 if eager else 1)
        if self.column.empty and not self.asking:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent-tint" if self._dropping else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        icon = "cloud" if self.column.role == "cloud" else "site"
        top = self.title.y() + (self.title.height() - 20) / 2
        paint_icon(painter, icon, QRectF(11, top, 20, 20), theme.color("text"))


class _Still(QComboBox):
    """A box that the wheel does not turn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
