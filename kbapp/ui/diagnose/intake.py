"""How logs come in: the clipboard, a drop, files, an example; each is cut into lines off the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from kbapp.knowledge.markup import log_blocks
from kbapp.ui.context import Context
from kbapp.ui.diagnose.engine import Source
from kbapp.ui.diagnose.linestore import LineStore
from kbapp.ui.i18n import translate
from kbapp.ui.work import Job

EXAMPLE = ("phase-1-failed", "ike-proposal-mismatch")
QUICK = 4 * 1024 * 1024
"""Characters of a paste whose lines are found at once; a larger one is read by the worker, as a file is."""


class Intake(QObject):
    """`taken` has the source, its lines, and the side (0 or 1)."""

    taken = Signal(object, object, int)
    reading = Signal()
    """A file is being read."""
    progressed = Signal(float)
    failed = Signal()
    """The file could not be read, and the reader was told so."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._jobs: dict[int, Job] = {}

    def paste(self, side: int) -> None:
        """Take the clipboard as a side's log."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.take_text(text, side)
        else:
            self._context.notices.info("剪贴板里没有文本。", "The clipboard holds no text.")

    def take_text(self, text: str, side: int) -> None:
        source = Source(translate("Diagnose", "Pasted log"), text=text)
        if len(text) <= QUICK:
            self._stop(side)
            self.taken.emit(source, source.store(), side)
        else:
            self._read(source, side)

    def choose_files(self, side: int) -> None:
        self.take_files(self._context.prompts.open_files(translate("Diagnose", "Open log")), side)

    def take_files(self, paths: list[Path], side: int) -> None:
        """Open one file as a side's log, two as both sides'."""
        if len(paths) > 1:
            self.open(paths[0], 0)
            self.open(paths[1], 1)
        elif paths:
            self.open(paths[0], side)
        if len(paths) > 2:
            self._context.notices.info("只取前两份日志：隧道两端各一份。", "Two logs are taken: one of each end.")

    def open(self, path: Path, side: int, encoding: str = "") -> None:
        self._read(Source(path.name, path=path, encoding=encoding), side)

    def show_example(self) -> None:
        """A log block of the knowledge base, to see what this pane does."""
        content = self._context.content
        article = content.articles.get(EXAMPLE[0], {}).get("en") if content else None
        section = article.section(EXAMPLE[1]) if article else None
        if section:
            self.take_text(next(iter(log_blocks(section.body)), ""), 0)

    def stop(self) -> bool:
        """End every reading; were there any?"""
        busy = bool(self._jobs)
        for side in tuple(self._jobs):
            self._stop(side)
        return busy

    def _stop(self, side: int) -> None:
        job = self._jobs.pop(side, None)
        if job is not None:
            job.cancel()

    def _read(self, source: Source, side: int) -> None:
        self._stop(side)

        def work(job: Job) -> LineStore:
            source.watched(job)
            return source.store()

        job = self._jobs[side] = self._context.workers.run(work, f"read-{side}", latest=True)
        job.progress(self.progressed.emit)
        job.success(lambda store: self._have(job, source, store, side))
        job.failure(lambda error: self._cannot(job, source, error, side))
        self.reading.emit()

    def _have(self, job: Job, source: Source, store: LineStore, side: int) -> None:
        if self._jobs.get(side) is job:
            del self._jobs[side]
        self.taken.emit(source, store, side)

    def _cannot(self, job: Job, source: Source, error: BaseException, side: int) -> None:
        if self._jobs.get(side) is job:
            del self._jobs[side]
        path = source.path or source.name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self._context.notices.warn(f"打不开 {path}：{reason}", f"Cannot open {path}: {reason}")
        self.failed.emit()
