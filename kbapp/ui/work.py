"""Work off the window's thread: `workers.run(task, lane="search").success(show).failure(tell)`.

A lane is one thread with a queue: what runs in one lane never runs twice at once, which the engines rely on. Results
arrive in the window's thread. Closing cancels all and joins every thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from kbapp.ui.lane import Lane

Task = Callable[["Job"], Any]
JOIN_SECONDS = 10.0


class Job:
    """One piece of work. A task looks at `cancelled` now and then; a cancelled job reports nothing."""

    def __init__(self, task: Task, workers: Workers) -> None:
        self.cancelled = False
        self._task = task
        self._workers = workers
        self._success: Callable[[Any], None] | None = None
        self._failure: Callable[[BaseException], None] | None = None
        self._progress: Callable[[float], None] | None = None

    def success(self, callback: Callable[[Any], None]) -> Job:
        """Called with the task's result, in the window's thread."""
        self._success = callback
        return self

    def failure(self, callback: Callable[[BaseException], None]) -> Job:
        """Called with what the task raised; without it the workers' `failed` signal has it."""
        self._failure = callback
        return self

    def progress(self, callback: Callable[[float], None]) -> Job:
        """Called with 0.0 to 1.0 as the task reports it."""
        self._progress = callback
        return self

    def report(self, part: float) -> None:
        """To be called by the task."""
        self._workers.progressed.emit(self, part)

    def cancel(self) -> None:
        self.cancelled = True

    def run(self) -> None:
        """In the lane's thread."""
        if self.cancelled:
            return
        try:
            result = self._task(self)
        except BaseException as error:  # whatever it is, it belongs into the window's notice bar
            self._workers.finished.emit(self, None, error)
        else:
            self._workers.finished.emit(self, result, None)

    def deliver(self, result: object, error: BaseException | None) -> BaseException | None:
        """In the window's thread; gives back an error that nobody asked for."""
        if self.cancelled:
            return None
        if error is None:
            if self._success:
                self._success(result)
            return None
        if self._failure is None:
            return error
        self._failure(error)
        return None

    def deliver_progress(self, part: float) -> None:
        if self._progress and not self.cancelled:
            self._progress(part)


class Workers(QObject):
    """All lanes of one window."""

    finished = Signal(object, object, object)
    progressed = Signal(object, float)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, Lane] = {}
        self._pending: dict[str, list[Job]] = {}
        self._closed = False
        self.finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def run(self, task: Task, lane: str, *, latest: bool = False) -> Job:
        """Queue a task. `latest`: what still waits or runs in the lane is cancelled first."""
        job = Job(task, self)
        pending = self._pending.setdefault(lane, [])
        if latest:
            for old in pending:
                old.cancel()
        pending[:] = [old for old in pending if not old.cancelled]
        if self._closed:
            job.cancel()
            return job
        pending.append(job)
        self._lane(lane).put(job)
        return job

    @property
    def busy(self) -> bool:
        """Is any job waiting, running, or not yet delivered?"""
        return any(not job.cancelled for jobs in self._pending.values() for job in jobs)

    def close(self) -> None:
        """Cancel everything and wait for the threads."""
        self._closed = True
        for jobs in self._pending.values():
            for job in jobs:
                job.cancel()
            jobs.clear()
        for lane in self._lanes.values():
            lane.put(None)
        for lane in self._lanes.values():
            lane.join(JOIN_SECONDS)
        self._lanes.clear()

    def _lane(self, name: str) -> Lane:
        lane = self._lanes.get(name)
        if lane is None:
            from kbapp.ui.lane import Lane

            lane = self._lanes[name] = Lane(name)
            lane.start()
        return lane

    def _finish(self, job: Job, result: object, error: BaseException | None) -> None:
        for jobs in self._pending.values():
            if job in jobs:
                jobs.remove(job)
        left = job.deliver(result, error)
        if left is not None:
            self.failed.emit(left)

    def _progress(self, job: Job, part: float) -> None:
        job.deliver_progress(part)
