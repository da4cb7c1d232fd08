"""Opens the window. Only what the first picture needs is imported here; the rest comes when it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from kbapp.paths import config_dir
from kbapp.ui.context import Context
from kbapp.ui.hooks import Hooks
from kbapp.ui.i18n import Language, system_language
from kbapp.ui.notices import Notices
from kbapp.ui.prompts import Prompts, QtPrompts
from kbapp.ui.session import Session
from kbapp.ui.theme.theme import Theme
from kbapp.ui.window import MainWindow
from kbapp.ui.work import Workers


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; gives back the exit code."""
    app = QApplication.instance() or QApplication(["kbapp", *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("kbapp")
    app.setDesktopFileName("kbapp")
    window = make_window(app, Session(config_dir()), QtPrompts())
    hooks = Hooks(window.context.notices, window)
    hooks.install()
    window.show()
    try:
        return app.exec()
    finally:
        hooks.remove()


def make_window(app: QApplication, session: Session, prompts: Prompts) -> MainWindow:
    """The window as the session left it, not yet shown."""
    if app.style().name().casefold() != "fusion":
        app.setStyle("Fusion")
    theme = Theme(app, session.text("theme", "system"))
    theme.apply()
    lang = session.text("language")
    language = Language(lang if lang in ("zh", "en") else system_language(), app)  # type: ignore[arg-type]
    context = Context(theme, language, Workers(), prompts, Notices())
    return MainWindow(context, session)
