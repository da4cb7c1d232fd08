"""The palette in force. Owns light and dark itself: Qt's `setColorScheme` does nothing on some platforms."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kbapp.paths import resources_dir
from kbapp.ui.theme import colors, fonts

MODES: tuple[str, ...] = ("system", "light", "dark")
_PLACEHOLDER = re.compile(r"@([a-z][a-z0-9-]*)")

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "error"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on-accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "edge"),
    (QPalette.ColorRole.Shadow, "text"),
)


class Theme(QObject):
    """`mode` is what the user chose (`system`, `light`, `dark`); `dark` is what that means now."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app = app
        fonts.load_own()
        self.mode = mode if mode in MODES else "system"
        self.dark = self._wanted_dark()
        self._colors: dict[str, QColor] = {}
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set_mode(self, mode: str) -> None:
        """Choose; the window repaints at once."""
        self.mode = mode if mode in MODES else "system"
        if self._wanted_dark() != self.dark:
            self.dark = not self.dark
            self.apply()

    def apply(self) -> None:
        """Put palette, font and style sheet onto the application."""
        self._colors.clear()
        app = self._app
        app.setPalette(self._palette())
        app.setFont(fonts.sans())
        app.setStyleSheet(style_sheet(self.dark))
        self.changed.emit()

    def color(self, name: str) -> QColor:
        """A colour of the table in the palette in force."""
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = QColor(colors.value(name, self.dark))
        return found

    def css(self, name: str) -> str:
        """The same as `#rrggbb`."""
        return colors.value(name, self.dark)

    def _wanted_dark(self) -> bool:
        if self.mode == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode == "dark"

    def _system_changed(self) -> None:
        if self.mode == "system":
            self.set_mode("system")

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _ROLES:
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette


def style_sheet(dark: bool) -> str:
    """`resources/theme/app.qss` with every `@name` replaced from the table of colours."""
    template = (resources_dir() / "theme" / "app.qss").read_text(encoding="utf-8")
    return _PLACEHOLDER.sub(lambda found: _qss_value(found[1], dark), template)


def _qss_value(name: str, dark: bool) -> str:
    if name == "mono-families":
        return fonts.css_families(fonts.MONO_FAMILIES)
    if name.startswith("icon-"):
        shade = "dark" if dark else "light"
        return f'url("{(resources_dir() / "theme" / f"{name}-{shade}.svg").as_posix()}")'
    return colors.value(name, dark)
