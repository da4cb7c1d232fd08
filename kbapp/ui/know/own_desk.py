"""The user's own knowledge in the Know pane: its page, the editor of notes, and the watch over the folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kbapp.paths import notes_dir
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.know import own_work
from kbapp.ui.know.note_editor import NoteEditor
from kbapp.ui.know.own_page import OwnPage
from kbapp.ui.know.watch import Watch


class OwnDesk(QObject):
    """`left` comes when the editor is done with; what changed on disk is read again by itself."""

    left = Signal()

    def __init__(self, context: Context, stack: QStackedWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._stack = stack
        self.page = OwnPage(context)
        self.editor = NoteEditor(context)
        stack.addWidget(self.page)
        stack.addWidget(self.editor)
        self.watch = Watch(self)
        self.watch.changed.connect(context.load)
        self.page.changed.connect(self._changed)
        self.page.note_wanted.connect(lambda: self.write_note(""))
        self.editor.done.connect(self._editor_done)
        context.own_ready.connect(self._look)
        context.closing.connect(self.close)
        self._look()

    def show(self) -> None:
        """The page, as things are now."""
        self.keep()
        self._stack.setCurrentWidget(self.page)
        self.page.refresh()

    def write_note(self, article: str) -> None:
        """Open the editor for the note on an article; `""`: for a new note. Asks for a folder where there is none."""
        folder = notes_dir()
        if folder is None:
            folder = self._context.prompts.open_folder(translate("Own", "Folder of my notes"))
            if folder is None:
                return
            try:
                own_work.choose_notes(folder)
            except OSError as error:
                self._context.notices.warn(f"没有完成：{error}", f"It was not done: {error}")
                return
        self.keep()
        if self.editor.open(own_work.note_file(folder, article), self._first_words(article)):
            self._stack.setCurrentWidget(self.editor)

    def keep(self) -> None:
        """Before the editor goes out of sight: what was written is saved."""
        if self._stack.currentWidget() is self.editor and self.editor.touched:
            self.editor.keep()
            self._changed()

    def close(self) -> None:
        self.keep()
        self.watch.stop()

    def _first_words(self, article: str) -> str:
        content = self._context.content
        if not article or content is None or article not in content.articles:
            return f"# {translate('Own', 'New note')}\n\n"
        title = content.articles[article][self._context.lang].title
        return f"# {translate('Own', 'On “{title}”').format(title=title)}\n\n"

    def _editor_done(self, saved: bool) -> None:
        self.left.emit()
        if saved:
            self._changed()

    def _changed(self) -> None:
        self._context.load()

    def _look(self) -> None:
        """Watch what is there now: the notes may lie elsewhere, the first pack may have made its folder."""
        self.watch.look_at(self._folders())

    def _folders(self) -> list[Path]:
        folder, packs = notes_dir(), own_work.packs_dir()
        return [path for path in (folder, packs) if path is not None and path.is_dir()]
