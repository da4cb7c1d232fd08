"""The page of the user's own knowledge: the folder of notes, the packs, what the search remembers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kbapp.paths import notes_dir
from kbapp.ui.context import Context
from kbapp.ui.i18n import Translated, translate
from kbapp.ui.know import own_work
from kbapp.ui.know.own_parts import Card, button, label, problem_row, row_of, sign
from kbapp.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from kbapp.knowledge import Problem
    from kbapp.knowledge.packs import Inspection, Pack

WIDTH = 820


class OwnPage(Translated):
    """`opened` has an article; `note_wanted` asks for a new note; `changed` comes when files were put in or taken."""

    opened = Signal(str)
    note_wanted = Signal()
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._packs: list[Pack] = []
        self._damaged: list[Problem] = []
        self._file: Path | None = None
        self.inspection: Inspection | None = None
        self.setAcceptDrops(True)
        self.title = label("", "title")
        self.lead = label("", "muted")
        self.notes, self.packs, self.memory = Card(), Card(), Card()
        self.choose_notes = TextButton(context.theme, "", "open")
        self.new_note = TextButton(context.theme, "", "note")
        self.show_folder = TextButton(context.theme, "quiet")
        self.no_notes = TextButton(context.theme, "quiet")
        self.choose_pack = TextButton(context.theme, "", "open")
        self.forget = TextButton(context.theme, "", "clear")
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- building

    def _lay_out(self) -> None:
        for card, buttons in (
            (self.notes, (self.choose_notes, self.new_note, self.show_folder, self.no_notes)),
            (self.packs, (self.choose_pack,)),
            (self.memory, (self.forget,)),
        ):
            for one in buttons:
                card.buttons.addWidget(one)
            card.buttons.addStretch(1)
        body = QWidget()
        body.setObjectName("ScrollBody")
        body.setMaximumWidth(WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(36, 26, 24, 40)
        column.setSpacing(12)
        for widget in (self.title, self.lead, self.notes, self.packs, self.memory):
            column.addWidget(widget)
        column.addStretch(1)
        middle = QWidget()
        middle.setObjectName("ScrollBody")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidget(middle)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        self.choose_notes.clicked.connect(self._choose_notes)
        self.new_note.clicked.connect(self.note_wanted)
        self.show_folder.clicked.connect(self._show_folder)
        self.no_notes.clicked.connect(lambda: self._use_folder(None))
        self.choose_pack.clicked.connect(self._choose_pack)
        self.forget.clicked.connect(self._forget)
        self._context.own_ready.connect(self.refresh)
        self._context.theme.changed.connect(self._fill)

    def retranslate(self) -> None:
        self.title.setText(translate("Own", "My knowledge"))
        self.lead.setText(
            translate(
                "Own",
                "Your notes and packs are searched with the rest and marked as your own. Nothing leaves this computer.",
            )
        )
        self.notes.heading.setText(translate("Own", "Notes"))
        self.packs.heading.setText(translate("Own", "Packs"))
        self.packs.words.setText(
            translate(
                "Own",
                "A pack is a zip of articles, signatures and terms. It is checked before it is "
                "installed. Drop one here, or choose the file.",
            )
        )
        self.memory.heading.setText(translate("Own", "What the search remembers"))
        self.choose_notes.setText(translate("Own", "Choose folder…"))
        self.new_note.setText(translate("Own", "New note"))
        self.show_folder.setText(translate("Own", "Show the folder"))
        self.no_notes.setText(translate("Own", "Use no folder"))
        self.choose_pack.setText(translate("Own", "Choose a pack…"))
        self.forget.setText(translate("Own", "Forget"))
        self._fill()

    # --- what is shown

    def refresh(self) -> None:
        """Look again at what is installed."""
        self._work(own_work.list_packs, self._have_packs)

    def _have_packs(self, found: tuple[list[Pack], list[Problem]]) -> None:
        self._packs, self._damaged = found
        self._fill()

    def _fill(self) -> None:
        self._fill_notes()
        self._fill_packs()
        count = len(self._context.opened)
        self.memory.words.setText(
            translate(
                "Own",
                "%n section(s) that you opened decide between hits of equal rank. Kept on this computer only.",
                "",
                count,
            )
        )
        self.forget.setEnabled(count > 0)

    def _fill_notes(self) -> None:
        folder = notes_dir()
        none = translate(
            "Own",
            "No folder is chosen yet. Any folder with Markdown files (.md) will do; a file with an "
            "article’s id as its name is shown below that article.",
        )
        self.notes.words.setText(str(folder) if folder else none)
        self.show_folder.setVisible(folder is not None)
        self.no_notes.setVisible(folder is not None)
        self.notes.show_rows([*self._bad(folder), *self._good_notes()] if folder else [])

    def _bad(self, folder: Path) -> list[QWidget]:
        problems = [one for one in self._context.own_problems if one.file.is_relative_to(folder)]
        return [problem_row(self._context, problem) for problem in problems]

    def _good_notes(self) -> list[QWidget]:
        content, rows = self._context.content, []
        for name, pages in content.articles.items() if content else ():
            note = pages[self._context.lang]
            if note.kind == "notes":
                opener = button(self._context.theme, note.title.replace("&", "&&"), "quiet", "note")
                opener.clicked.connect(partial(self._open, name))
                rows.append(row_of(opener, QWidget(), label(note.path.name, "muted"), stretch=1))
        return rows

    def _fill_packs(self) -> None:
        rows = self._inspected()
        for pack in self._packs:
            remover = button(self._context.theme, translate("Own", "Remove"), "quiet", "clear")
            remover.clicked.connect(partial(self._remove, pack.name))
            words = label(f"{pack.name}  {pack.version}  ·  {pack.author}")
            rows.append(row_of(sign(self._context.theme, "check", "accent"), words, remover, stretch=1))
        rows += [self._damaged_row(problem) for problem in self._damaged]
        folders = {problem.file for problem in self._damaged}
        root = own_work.packs_dir()
        left_out = [
            one for one in self._context.own_problems if one.file.is_relative_to(root) and one.file not in folders
        ]
        rows += [problem_row(self._context, problem) for problem in left_out]
        if not rows:
            rows.append(label(translate("Own", "No pack is installed."), "muted"))
        self.packs.show_rows(rows)

    def _damaged_row(self, problem: Problem) -> QWidget:
        remover = button(self._context.theme, translate("Own", "Remove"), "quiet", "clear")
        remover.clicked.connect(partial(self._remove, problem.file.name))
        return row_of(problem_row(self._context, problem), remover)

    def _inspected(self) -> list[QWidget]:
        """The zip that was chosen: what it would bring, and what is wrong with it."""
        found, theme = self.inspection, self._context.theme
        if found is None or self._file is None:
            return []
        rows: list[QWidget] = [label(self._file.name, "strong")]
        if found.pack is not None:
            rows.append(label(f"{found.pack.name}  {found.pack.version}  ·  {found.pack.author}"))
        sound = found.pack is not None and not found.problems
        if sound:
            words = translate(
                "Own", "Sound: {articles} articles, {terms} terms, {signatures} signatures; their examples were run."
            )
            counts = words.format(articles=found.articles, terms=found.terms, signatures=found.signatures)
            rows.append(row_of(sign(theme, "check", "accent"), label(counts), stretch=1))
        else:
            rows.append(label(translate("Own", "It cannot be installed:"), "muted"))
        rows += [problem_row(self._context, problem) for problem in found.problems]
        install = button(theme, translate("Own", "Install"), "primary")
        install.setEnabled(sound)
        install.clicked.connect(self._install)
        leave = button(theme, translate("Own", "Leave it"))
        leave.clicked.connect(lambda: self._show_inspection(None, None))
        return [*rows, row_of(install, leave, QWidget(), stretch=2)]

    # --- what happens

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if file := self._dropped(event):
            event.acceptProposedAction()
            self.inspect(file)

    def _dropped(self, event: QDropEvent) -> Path | None:
        paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        return next((path for path in paths if path.suffix.lower() == ".zip"), None)

    def inspect(self, file: Path) -> None:
        """Check a zip and show the result; installing is another step."""
        self._work(lambda: own_work.inspect_pack(file), partial(self._show_inspection, file))

    def _show_inspection(self, file: Path | None, found: Inspection | None) -> None:
        self._file, self.inspection = file, found
        self._fill_packs()

    def _choose_pack(self) -> None:
        patterns = translate("Own", "Packs (*.zip)")
        files = self._context.prompts.open_files(translate("Own", "Choose a pack"), patterns)
        if files:
            self.inspect(files[0])

    def _install(self) -> None:
        file = self._file
        if file is not None:
            self._work(lambda: own_work.install(file), self._installed)

    def _installed(self, result: tuple[Pack | None, list[Problem]]) -> None:
        pack, problems = result
        if pack is None and self.inspection is not None:
            from dataclasses import replace

            self._show_inspection(self._file, replace(self.inspection, problems=tuple(problems)))
            return
        if pack is not None:
            self._context.notices.info(f"已安装知识包 {pack.name}。", f"The pack {pack.name} is installed.")
        self._show_inspection(None, None)
        self.changed.emit()

    def _remove(self, name: str) -> None:
        self._work(lambda: own_work.remove(name), lambda _: self._removed(name))

    def _removed(self, name: str) -> None:
        self._context.notices.info(f"已删除知识包 {name}。", f"The pack {name} was removed.")
        self.changed.emit()

    def _choose_notes(self) -> None:
        folder = self._context.prompts.open_folder(translate("Own", "Folder of my notes"))
        if folder is not None:
            self._use_folder(folder)

    def _use_folder(self, folder: Path | None) -> None:
        self._work(lambda: own_work.choose_notes(folder), lambda _: self.changed.emit())

    def _show_folder(self) -> None:
        folder = notes_dir()
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _forget(self) -> None:
        self._context.opened.clear()
        self._fill()

    def _open(self, name: str) -> None:
        self.opened.emit(name)

    def _work(self, task: Callable[[], Any], done: Callable[[Any], None]) -> None:
        job = self._context.workers.run(lambda _: task(), "own")
        job.success(done).failure(self._failed)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, OSError):
            self._context.notices.error(error)
            return
        self._context.notices.warn(f"没有完成：{error}", f"It was not done: {error}")
