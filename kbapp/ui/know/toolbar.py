"""The line above the reader: back, forward, where one is, what one can do with the section."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.widgets.buttons import IconButton, TextButton
from kbapp.ui.widgets.elided import Elided

HEIGHT = 48
_ROOMY = 800


class Toolbar(Translated):
    """Buttons only: the pane gives them their meaning."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self.setObjectName("Toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.contents = IconButton(theme, "side")
        self.home = IconButton(theme, "home")
        self.back = IconButton(theme, "back")
        self.forward = IconButton(theme, "forward")
        self.trail = Elided(theme)
        self.log = TextButton(theme, "quiet", "diagnose")
        self.compare = TextButton(theme, "quiet", "compare")
        self.bookmark = IconButton(theme, "bookmark")
        self.bookmark.setCheckable(True)
        self.bookmarks = IconButton(theme, "bookmarks")
        self.visited = IconButton(theme, "history")
        self.both = IconButton(theme, "columns")
        self.both.setCheckable(True)
        self.note = IconButton(theme, "note")
        self.link = IconButton(theme, "link")
        self.print = IconButton(theme, "print")
        self.find_button = IconButton(theme, "find")
        self.smaller = IconButton(theme, "zoom-out")
        self.larger = IconButton(theme, "zoom-in")
        self._lay_out()
        for button, action in self._actions().items():
            button.clicked.connect(lambda _checked=False, action=action: context.actions.trigger(action))
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        for widget in (self.contents, self.home, self.back, self.forward):
            row.addWidget(widget)
        row.addSpacing(10)
        row.addWidget(self.trail, 1)
        row.addSpacing(10)
        row.addWidget(self.log)
        row.addWidget(self.compare)
        row.addSpacing(6)
        for icon in (
            self.bookmark,
            self.bookmarks,
            self.visited,
            self.both,
            self.note,
            self.link,
            self.print,
            self.find_button,
            self.smaller,
            self.larger,
        ):
            row.addWidget(icon)

    def _actions(self) -> dict[IconButton, str]:
        return {
            self.contents: "contents",
            self.home: "home",
            self.back: "back",
            self.forward: "forward",
            self.bookmark: "bookmark",
            self.bookmarks: "bookmarks",
            self.visited: "visited",
            self.both: "both-languages",
            self.note: "add-note",
            self.link: "copy-link",
            self.print: "print",
            self.find_button: "find",
            self.smaller: "zoom-out",
            self.larger: "zoom-in",
        }

    def retranslate(self) -> None:
        actions = self._context.actions
        for button, name in self._actions().items():
            button.set_words(actions.get(name).text(), actions.shortcut(name))
        self._say_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_buttons()

    def _say_buttons(self) -> None:
        """Words where there is room for them, else the icons alone."""
        roomy = self.width() >= _ROOMY
        for button, words in (
            (self.log, translate("Know", "Look for this in my log")),
            (self.compare, translate("Know", "Set up this comparison")),
        ):
            button.setText(words if roomy else "")
            button.setToolTip(words)
            button.setAccessibleName(words)
