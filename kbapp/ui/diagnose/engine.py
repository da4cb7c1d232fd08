"""The way from two logs to a verdict, as the worker runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kbapp.ui.diagnose.linestore import LineStore, decoded
from kbapp.ui.diagnose.signatures import SHELF

if TYPE_CHECKING:
    from kbapp.diagnosis import LogText
    from kbapp.diagnosis.engine import Reading
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.knowledge import Content
    from kbapp.knowledge.signatures import Signatures
    from kbapp.ui.diagnose.groups import Groups
    from kbapp.ui.work import Job

MOST_DECODED = 4 * 1024 * 1024
"""Bytes of a file that is read as a whole in a chosen encoding; a larger one is scanned in it."""


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
        """The lines for the view. Raises `OSError`, and `IndexingCancelledError` where the watching job is."""
        if self.path is not None:
            return LineStore.from_file(self.path, self.encoding, self.progress, self.cancelled)
        return LineStore.from_text(self.text or "", self.name)


class Engine(Protocol):
    """What the pane asks; runs off the window's thread, one call at a time."""

    def run(self, sources: list[Source], content: Content) -> Diagnosis: ...

    def group(self, sources: list[Source], diagnosis: Diagnosis) -> tuple[Groups, ...]:
        """Which lines of each log, in the order of the sources, belong to which connection."""
        ...


class CoreEngine:
    """The real one. What was read of a log is kept for its grouping, and for when the other side's log comes."""

    def __init__(self) -> None:
        self._readings: list[Reading] = []
        self._signatures: Signatures | None = None

    def run(self, sources: list[Source], content: Content) -> Diagnosis:
        from kbapp.diagnosis.engine import diagnose_readings

        signatures = SHELF.signatures(content.causes)
        self._readings = [
            self._reading(place, _log_of(source, signatures), signatures) for place, source in enumerate(sources)
        ]
        return diagnose_readings(self._readings, signatures, content.causes, content.platforms)

    def group(self, sources: list[Source], diagnosis: Diagnosis) -> tuple[Groups, ...]:
        from kbapp.ui.diagnose.groups import groups_of

        return groups_of(self._readings, diagnosis.tunnels)

    def _reading(self, place: int, log: LogText, signatures: Signatures) -> Reading:
        from kbapp.diagnosis.engine import read

        for kept in self._readings[place : place + 1]:
            if kept.log is log and self._signatures is signatures:
                return kept
        self._signatures = signatures
        return read(place, log, signatures)


def _log_of(source: Source, signatures: Signatures) -> LogText:
    """The lines that the diagnosis reads; kept with the source."""
    from kbapp.diagnosis import LogText

    if source.read is None:
        if source.path is not None and source.encoding and source.path.stat().st_size <= MOST_DECODED:
            text, encoding = decoded(source.path.read_bytes(), source.encoding)
            source.read = LogText.from_text(source.name, text, encoding)
        elif source.path is not None and source.encoding:
            from kbapp.diagnosis.scan import read_large

            source.read = read_large(
                source.path, signatures, source.progress, source.cancelled, encoding=source.encoding
            )
        elif source.path is not None:
            source.read = LogText.from_file(source.path, signatures, source.progress, source.cancelled)
        else:
            source.read = LogText.from_text(source.name, source.text or "")
    return source.read
