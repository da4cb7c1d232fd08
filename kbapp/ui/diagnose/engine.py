"""The way from two logs to a verdict, as the worker runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kbapp.paths import content_dir
from kbapp.ui.diagnose.linestore import LineStore, decoded

if TYPE_CHECKING:
    from kbapp.diagnosis import LogText
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.knowledge import Content
    from kbapp.knowledge.signatures import Signatures
    from kbapp.ui.diagnose.groups import Groups
    from kbapp.ui.work import Job

MOST_DECODED = 64 * 1024 * 1024
"""Bytes of a file that is read in a chosen encoding; a larger one is scanned, and finds its encoding itself."""


@dataclass(slots=True)
class Source:
    """One log as the user gave it: a pasted text, or a file."""

    name: str
    text: str | None = None
    path: Path | None = None
    encoding: str = ""
    """The encoding that the reader chose; empty for the one that the file looks like."""
    read: LogText | None = field(default=None, repr=False)
    """What the diagnosis reads, kept for the next run: the other side's log may come later."""
    groups: Groups | None = field(default=None, repr=False)
    """Lines by connection, as the diagnosis told them apart; comes a little after it."""

    progress: Callable[[float], None] | None = field(default=None, repr=False)
    """Told from 0 to 1 while a large file is read."""
    cancelled: Callable[[], bool] | None = field(default=None, repr=False)
    """Asked while a large file is read."""

    def watched(self, job: Job) -> None:
        """The next reading reports to this job, and ends where it is cancelled."""
        told = -1

        def tell(part: float) -> None:
            nonlocal told
            if int(part * 100) != told:
                told = int(part * 100)
                job.report(part)

        self.progress, self.cancelled = tell, lambda: job.cancelled

    def store(self) -> LineStore:
        """The lines for the view. Raises `OSError`."""
        if self.path is not None:
            return LineStore.from_file(self.path, self.encoding)
        return LineStore.from_text(self.text or "", self.name)


class Engine(Protocol):
    """What the pane asks; runs off the window's thread, one call at a time."""

    def run(self, sources: list[Source], content: Content) -> Diagnosis: ...

    def group(self, sources: list[Source], diagnosis: Diagnosis) -> tuple[Groups, ...]:
        """Which lines of each log, in the order of the sources, belong to which connection."""
        ...


class CoreEngine:
    """The real one. Signatures are read once."""

    def __init__(self) -> None:
        self._signatures: Signatures | None = None

    def prepare(self) -> None:
        """Read the signatures and import the engine, before the first log comes."""
        from kbapp import diagnosis
        from kbapp.knowledge.signatures import load_signatures

        assert diagnosis
        if self._signatures is None:
            self._signatures = load_signatures(content_dir() / "signatures")

    def run(self, sources: list[Source], content: Content) -> Diagnosis:
        from kbapp.diagnosis import LogText, diagnose

        self.prepare()
        assert self._signatures is not None
        for source in sources:
            if source.read is None:
                if source.path is not None and source.encoding and source.path.stat().st_size <= MOST_DECODED:
                    text, encoding = decoded(source.path.read_bytes(), source.encoding)
                    source.read = LogText.from_text(source.name, text, encoding)
                elif source.path is not None:
                    source.read = LogText.from_file(source.path, self._signatures, source.progress, source.cancelled)
                else:
                    source.read = LogText.from_text(source.name, source.text or "")
        logs = [source.read for source in sources if source.read is not None]
        return diagnose(logs, self._signatures, content.causes, content.platforms, "auto")

    def group(self, sources: list[Source], diagnosis: Diagnosis) -> tuple[Groups, ...]:
        from kbapp.diagnosis.engine import read
        from kbapp.ui.diagnose.groups import groups_of

        self.prepare()
        assert self._signatures is not None
        logs = [source.read for source in sources if source.read is not None]
        return groups_of([read(index, log, self._signatures) for index, log in enumerate(logs)], diagnosis.tunnels)
