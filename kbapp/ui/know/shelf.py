"""Bookmarks and visited sections of the pane: what the actions do, and their menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.know.bookmarks import (
    Bookmarks,
    BookmarksError,
    count_opened,
    counts_in,
    from_list,
    places_in,
    read_bookmarks,
    visited_first,
    write_bookmarks,
)

FILE = "kbapp-bookmarks.json"
LONGEST = 60


class Shelf(QObject):
    """`chosen` has the place that was picked; `changed` comes when the bookmarks did."""

    chosen = Signal(str)
    changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.bookmarks = Bookmarks()
        self.visited: list[str] = []

    # --- the session

    def state(self) -> dict[str, object]:
        return {
            "bookmarks": self.bookmarks.as_list(),
            "visited": self.visited,
            "opened": dict(self._context.opened),
        }

    def restore(self, state: dict[str, object]) -> None:
        """What was kept; damaged bookmarks count as none."""
        try:
            self.bookmarks = from_list(state.get("bookmarks", []))
        except BookmarksError:
            self.bookmarks = Bookmarks()
        self.visited = places_in(state.get("visited"))
        self._context.opened = counts_in(state.get("opened"))

    # --- what happens

    def visit(self, place: str) -> None:
        if place:
            self.visited = visited_first(self.visited, place)
            count_opened(self._context.opened, place)

    def toggle(self, place: str) -> None:
        """Mark the section, or take its mark off."""
        if not place:
            return
        if self.bookmarks.toggle(place):
            self._context.notices.info("已加入书签。", "Bookmark added.")
        else:
            self._context.notices.info("已移除书签。", "Bookmark removed.")
        self.changed.emit()

    def rename(self, place: str) -> None:
        """A name of the user's own; an empty one gives the title back."""
        title = translate("Bookmarks", "Rename bookmark")
        name = self._context.prompts.ask_text(title, translate("Bookmarks", "Name"), self.name(place))
        if name is None or place not in self.bookmarks.names:
            return
        self.bookmarks.add(place, "")
        if name.strip() != self.name(place):
            self.bookmarks.add(place, name)
        self.changed.emit()

    def export(self) -> None:
        path = self._context.prompts.save_file(
            translate("Bookmarks", "Export bookmarks"), FILE, translate("Bookmarks", "Bookmarks (*.json)")
        )
        if path is None:
            return
        try:
            write_bookmarks(path, self.bookmarks)
        except OSError as error:
            self._context.notices.warn(f"写不了 {path}：{error.strerror}", f"Cannot write {path}: {error.strerror}")
            return
        self._context.notices.info(f"已保存：{path}", f"Saved: {path}")

    def take_in(self) -> None:
        """The bookmarks of a file beside one's own."""
        files = self._context.prompts.open_files(
            translate("Bookmarks", "Import bookmarks"), translate("Bookmarks", "Bookmarks (*.json)")
        )
        for path in files[:1]:
            try:
                count = self.bookmarks.merge(read_bookmarks(path))
            except OSError as error:
                self._context.notices.warn(f"读不了 {path}：{error.strerror}", f"Cannot read {path}: {error.strerror}")
                return
            except BookmarksError as error:
                zh, en = error.text.zh, error.text.en
                self._context.notices.warn(f"{path.name} 没有导入：{zh}。", f"{path.name} was not imported: {en}.")
                return
            self._context.notices.info(f"导入了 {count} 个书签。", f"Bookmarks imported: {count}.")
            self.changed.emit()

    # --- words and menus

    def name(self, place: str) -> str:
        """The user's name, else the section's title, else the place itself (an article that is gone)."""
        content = self._context.content
        given = self.bookmarks.names.get(place, "")
        found = content.resolve(place) if content else None
        if given or content is None or found is None:
            return given or place
        article = content.articles[found.article][self._context.lang]
        section = article.section(found.section) if found.section else None
        return (section.title if section else article.title).replace("`", "")

    def bookmark_menu(self, parent: QWidget, place: str) -> QMenu:
        """Every bookmark; below them what one can do with them."""
        menu = _menu(parent)
        marked = place in self.bookmarks.names
        words = translate("Bookmarks", "Remove this bookmark") if marked else translate("Bookmarks", "Bookmark section")
        _entry(menu, words, lambda: self.toggle(place)).setEnabled(bool(place))
        if marked:
            _entry(menu, translate("Bookmarks", "Rename this bookmark…"), lambda: self.rename(place))
        menu.addSeparator()
        self._places(menu, list(self.bookmarks.names), place, translate("Bookmarks", "No bookmarks yet"))
        menu.addSeparator()
        _entry(menu, translate("Bookmarks", "Export bookmarks…"), self.export).setEnabled(bool(self.bookmarks.names))
        _entry(menu, translate("Bookmarks", "Import bookmarks…"), self.take_in)
        return menu

    def visited_menu(self, parent: QWidget, place: str) -> QMenu:
        """The sections that were visited, the newest first."""
        menu = _menu(parent)
        self._places(menu, self.visited, place, translate("Bookmarks", "Nothing visited yet"))
        menu.addSeparator()
        _entry(menu, translate("Bookmarks", "Clear history"), self._forget).setEnabled(bool(self.visited))
        return menu

    def _forget(self) -> None:
        self.visited = []
        self._context.opened.clear()

    def _places(self, menu: QMenu, places: list[str], current: str, nothing: str) -> None:
        for place in places:
            action = _entry(menu, self.name(place), partial(self.chosen.emit, place))
            action.setCheckable(True)
            action.setChecked(place == current)
            action.setToolTip(place)
        if not places:
            menu.addAction(nothing).setEnabled(False)


def pop_up(menu: QMenu, button: QWidget) -> None:
    """Below its button."""
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    return menu


def _entry(menu: QMenu, words: str, handler: Callable[[], object]) -> QAction:
    shown = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    action = menu.addAction(shown.replace("&", "&&"))
    action.triggered.connect(lambda _checked=False: handler())
    return action
