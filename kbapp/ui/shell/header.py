"""The header: name, search box, language, light and dark, menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import QT_TRANSLATE_NOOP, Translated, translate
from kbapp.ui.shell.search_box import SearchBox
from kbapp.ui.theme.fonts import sans
from kbapp.ui.theme.icons import pixmap
from kbapp.ui.widgets.buttons import IconButton, Segmented
from kbapp.ui.words import language_words

HEIGHT = 56
_MENUS: tuple[tuple[str, str], ...] = (
    ("go", QT_TRANSLATE_NOOP("Header", "Go")),
    ("know", QT_TRANSLATE_NOOP("Header", "Reader")),
    ("diagnose", QT_TRANSLATE_NOOP("Header", "Log")),
    ("view", QT_TRANSLATE_NOOP("Header", "View")),
)


class Header(Translated):
    """One line at the top of the window."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("Header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.search = SearchBox(context)
        self.search.setMaximumWidth(620)
        self.search.setMinimumWidth(300)
        self.languages = Segmented(context.theme, [(lang, language_words(lang)) for lang in ("zh", "en")])
        self.languages.choose(context.lang)
        self.languages.chosen.connect(self._choose_language)
        self.shade = IconButton(context.theme, "sun")
        self.shade.clicked.connect(lambda: context.actions.trigger("theme.toggle"))
        self.menu_button = IconButton(context.theme, "menu")
        self.menu_button.clicked.connect(self.show_menu)
        self._lay_out()
        context.language.changed.connect(self.languages.choose)
        context.theme.changed.connect(self._shade_icon)
        self._shade_icon()
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(_Name(self._context), 0)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addStretch(1)
        row.addWidget(self.languages)
        row.addWidget(self.shade)
        row.addWidget(self.menu_button)

    def retranslate(self) -> None:
        actions = self._context.actions
        self.shade.set_words(translate("Header", "Switch light / dark"), actions.shortcut("theme.toggle"))
        self.menu_button.set_words(translate("Header", "Menu"))
        self.languages.setAccessibleName(translate("Header", "Language"))

    def build_menu(self) -> QMenu:
        """A view of the table of actions; what means nothing now is grey."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in _MENUS:
            part = menu.addMenu(translate("Header", words))
            part.addActions(list(self._context.actions.menu(name)))
        menu.addSeparator()
        menu.addActions(list(self._context.actions.menu("app")))
        return menu

    def show_menu(self) -> None:
        menu = self.build_menu()
        corner = self.menu_button.mapToGlobal(QPoint(self.menu_button.width(), self.menu_button.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _choose_language(self, lang: str) -> None:
        self._context.language.set("zh" if lang == "zh" else "en")

    def _shade_icon(self) -> None:
        self.shade.set_icon("sun" if self._context.theme.dark else "moon")


class _Name(QWidget):
    """The mark and the product's name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setFixedSize(220, HEIGHT)
        self.setAccessibleName("kbapp")
        context.language.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPoint(28, 12), pixmap("kbapp", theme.color("accent"), 32, self.devicePixelRatioF()))
        painter.setFont(sans(15, QFont.Weight.Bold))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(72, 9, 148, 20), Qt.AlignmentFlag.AlignVCenter, "kbapp")
        painter.setFont(sans(11))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRectF(72, 29, 148, 16), Qt.AlignmentFlag.AlignVCenter, translate("Header", "IPsec VPN assistant")
        )
