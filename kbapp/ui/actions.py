"""Every action, declared once: the menu, the shortcuts and the command palette are views of this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from kbapp.ui.i18n import QT_TRANSLATE_NOOP, translate

TABLE: tuple[tuple[str, str, str, str], ...] = (
    # id, menu, words, shortcut
    ("search", "go", QT_TRANSLATE_NOOP("Actions", "Search"), "Ctrl+K"),
    ("palette", "go", QT_TRANSLATE_NOOP("Actions", "Command palette"), "Ctrl+Shift+P"),
    ("pane.know", "go", QT_TRANSLATE_NOOP("Actions", "Go to Know"), "Ctrl+1"),
    ("pane.diagnose", "go", QT_TRANSLATE_NOOP("Actions", "Go to Diagnose"), "Ctrl+2"),
    ("pane.compare", "go", QT_TRANSLATE_NOOP("Actions", "Go to Compare"), "Ctrl+3"),
    ("home", "know", QT_TRANSLATE_NOOP("Actions", "Start page"), "Alt+Home"),
    ("back", "know", QT_TRANSLATE_NOOP("Actions", "Back"), "Alt+Left"),
    ("forward", "know", QT_TRANSLATE_NOOP("Actions", "Forward"), "Alt+Right"),
    ("find", "know", QT_TRANSLATE_NOOP("Actions", "Find in page or log"), "Ctrl+F"),
    ("find-next", "know", QT_TRANSLATE_NOOP("Actions", "Find next"), "F3"),
    ("find-previous", "know", QT_TRANSLATE_NOOP("Actions", "Find previous"), "Shift+F3"),
    ("copy-link", "know", QT_TRANSLATE_NOOP("Actions", "Copy link to this section"), "Ctrl+Shift+C"),
    ("bookmark", "know", QT_TRANSLATE_NOOP("Actions", "Add or remove bookmark"), "Ctrl+D"),
    ("bookmarks", "know", QT_TRANSLATE_NOOP("Actions", "Bookmarks"), "Ctrl+Shift+B"),
    ("visited", "know", QT_TRANSLATE_NOOP("Actions", "Visited sections"), "Ctrl+H"),
    ("both-languages", "know", QT_TRANSLATE_NOOP("Actions", "Both languages side by side"), "Ctrl+Alt+L"),
    ("save-pdf", "know", QT_TRANSLATE_NOOP("Actions", "Save page as PDF…"), "Ctrl+P"),
    ("print", "know", QT_TRANSLATE_NOOP("Actions", "Print page…"), "Ctrl+Alt+P"),
    ("add-note", "know", QT_TRANSLATE_NOOP("Actions", "Write a note on this article"), "Ctrl+Shift+N"),
    ("own", "know", QT_TRANSLATE_NOOP("Actions", "My knowledge: notes and packs"), ""),
    ("contents", "know", QT_TRANSLATE_NOOP("Actions", "Show or hide contents"), "Ctrl+B"),
    ("open-log", "diagnose", QT_TRANSLATE_NOOP("Actions", "Open log…"), "Ctrl+O"),
    ("paste-log", "diagnose", QT_TRANSLATE_NOOP("Actions", "Paste log"), "Ctrl+Shift+V"),
    ("next-finding", "diagnose", QT_TRANSLATE_NOOP("Actions", "Next finding"), "F8"),
    ("previous-finding", "diagnose", QT_TRANSLATE_NOOP("Actions", "Previous finding"), "Shift+F8"),
    ("next-match", "diagnose", QT_TRANSLATE_NOOP("Actions", "Next marked line"), "F7"),
    ("previous-match", "diagnose", QT_TRANSLATE_NOOP("Actions", "Previous marked line"), "Shift+F7"),
    ("filter-log", "diagnose", QT_TRANSLATE_NOOP("Actions", "Filter the log's lines"), "Ctrl+Shift+F"),
    ("copy-message", "diagnose", QT_TRANSLATE_NOOP("Actions", "Copy diagnosis as a message"), "Ctrl+Shift+M"),
    ("fill-comparison", "diagnose", QT_TRANSLATE_NOOP("Actions", "Fill the comparison from the logs"), ""),
    ("clear-logs", "diagnose", QT_TRANSLATE_NOOP("Actions", "Clear logs"), ""),
    ("zoom-in", "view", QT_TRANSLATE_NOOP("Actions", "Larger text"), "Ctrl++"),
    ("zoom-out", "view", QT_TRANSLATE_NOOP("Actions", "Smaller text"), "Ctrl+-"),
    ("zoom-reset", "view", QT_TRANSLATE_NOOP("Actions", "Normal text size"), "Ctrl+0"),
    ("language", "view", QT_TRANSLATE_NOOP("Actions", "Switch language (中文 / English)"), "Ctrl+Shift+L"),
    ("theme.toggle", "view", QT_TRANSLATE_NOOP("Actions", "Switch light / dark"), "Ctrl+Shift+D"),
    ("theme.system", "view", QT_TRANSLATE_NOOP("Actions", "Follow the system's light or dark"), ""),
    ("next-area", "view", QT_TRANSLATE_NOOP("Actions", "Go to the next area"), "F6"),
    ("quit", "app", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q"),
)


class Actions(QObject):
    """The table as `QAction`s of one window. A pane gives an action its meaning with `on`, one meaning per scope."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._handlers: dict[tuple[str, str], Callable[[], object]] = {}
        self._scope: Callable[[], str] = str
        self._actions: dict[str, QAction] = {}
        for name, _, _, shortcut in TABLE:
            action = QAction(self)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if shortcut:
                keys = [QKeySequence(shortcut)]
                if name == "zoom-in":
                    keys.append(QKeySequence("Ctrl+="))
                action.setShortcuts(keys)
            action.triggered.connect(lambda _checked=False, name=name: self.trigger(name))
            self._actions[name] = action
        self.retranslate()

    def attach(self, window: QWidget, scope: Callable[[], str]) -> None:
        """Make the shortcuts work in a window; `scope` names its pane in front."""
        window.addActions(list(self._actions.values()))
        self._scope = scope

    def on(self, name: str, handler: Callable[[], object], scope: str = "") -> None:
        """What the action does; with a scope, while that pane is in front."""
        if name not in self._actions:
            raise KeyError(name)
        self._handlers[name, scope] = handler

    def trigger(self, name: str) -> None:
        handler = self._handler(name)
        if handler is not None:
            handler()

    def available(self, name: str) -> bool:
        """Does it mean anything now?"""
        return self._handler(name) is not None

    def get(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, menu: str) -> Iterator[QAction]:
        """The actions of one menu, in the table's order."""
        return (self._actions[name] for name, of, _, _ in TABLE if of == menu)

    def all(self) -> Iterator[tuple[str, QAction]]:
        return iter(self._actions.items())

    def shortcut(self, name: str) -> str:
        """As the keyboard of this system names it."""
        return self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def retranslate(self) -> None:
        for name, _, words, _ in TABLE:
            self._actions[name].setText(translate("Actions", words))

    def _handler(self, name: str) -> Callable[[], object] | None:
        return self._handlers.get((name, self._scope())) or self._handlers.get((name, ""))
