"""One worker thread with its queue."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import Protocol


class Runnable(Protocol):
    """What a lane runs; it must not raise."""

    def run(self) -> None: ...


class Lane(threading.Thread):
    """Runs jobs one after the other, in the order in which they were put; `None` ends it."""

    def __init__(self, name: str) -> None:
        super().__init__(name=f"kbapp-{name}", daemon=True)
        self._queue: SimpleQueue[Runnable | None] = SimpleQueue()

    def put(self, job: Runnable | None) -> None:
        self._queue.put(job)

    def run(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run()
