"""The question to the engine: every change of a log asks anew, the newest answer counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbapp.ui.context import Context
from kbapp.ui.diagnose.configuration import configuration_in
from kbapp.ui.diagnose.engine import Engine, Source
from kbapp.ui.diagnose.signatures import SHELF, warm_up
from kbapp.ui.work import Job

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.knowledge import Content

LANE = "diagnose"
_NAMED = 3
"""Refused signatures that the notice itself names; its detail has all."""


class Inquiry(QObject):
    """Runs in the worker; every signal comes in the window's thread."""

    found = Signal(object)
    """The diagnosis."""
    grouped = Signal(object)
    """Lines by connection, one `Groups` a log; a little after the diagnosis."""
    configuration = Signal(object)
    """What the pasted configuration is (`Found`), where there is one."""
    progressed = Signal(float)
    failed = Signal(object)

    def __init__(self, context: Context, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.engine = engine
        self._job: Job | None = None
        self._told: list[str] = []

    def prepare(self, content: Content) -> None:
        """Read the signatures and import the engine, before the first log comes."""
        self._context.workers.run(lambda _: warm_up(content), LANE).failure(self._context.notices.error)

    def ask(self, sources: Sequence[Source], content: Content) -> None:
        """Work it out; an older question is dropped."""
        engine, wanted = self.engine, list(sources)

        def work(job: Job) -> Diagnosis:
            for source in wanted:
                source.watched(job)
            return engine.run(wanted, content)

        job = self._job = self._context.workers.run(work, LANE, latest=True)
        job.success(self._answer).failure(self._fail).progress(self.progressed.emit)

    def drop(self) -> bool:
        """Nobody wants the answer any more; was one awaited?"""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        return job is not None

    def follow_up(self, sources: Sequence[Source], diagnosis: Diagnosis) -> None:
        """The verdict is painted; now the lines by connection, and whether a configuration was pasted."""
        engine, wanted, run = self.engine, list(sources), self._context.workers.run
        run(lambda _: engine.group(wanted, diagnosis), LANE).success(self.grouped.emit).failure(
            self._context.notices.error
        )
        if diagnosis.configurations or diagnosis.verdict in ("not-ipsec", "unknown"):
            places = sorted(diagnosis.configurations) or range(len(wanted))
            looked_at = [wanted[place] for place in places if place < len(wanted)]
            run(lambda _: next(filter(None, map(configuration_in, looked_at)), None), LANE).success(
                self.configuration.emit
            ).failure(lambda _: None)

    def _answer(self, diagnosis: Diagnosis) -> None:
        self._job = None
        self.found.emit(diagnosis)
        self._tell_refused()

    def _fail(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(error)

    def _tell_refused(self) -> None:
        """Own signatures that were left out: said once for each state of the files."""
        told = [str(problem) for problem in SHELF.problems]
        if told == self._told:
            return
        self._told = told
        if not told:
            return
        first = "; ".join(
            f"{problem.file.name}:{problem.line or 1} {problem.message}" for problem in SHELF.problems[:_NAMED]
        )
        self._context.notices.warn(
            f"自有特征有 {len(told)} 条没有采用，其余照常使用：{first}",
            f"{len(told)} of your own signatures are not used, the rest is: {first}",
            "\n".join(told),
        )
