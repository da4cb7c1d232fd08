"""The way from two logs to a verdict, as the worker runs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kbapp.paths import content_dir
from kbapp.ui.diagnose.linestore import LineStore

if TYPE_CHECKING:
    from kbapp.diagnosis import LogText
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.knowledge import Content
    from kbapp.knowledge.signatures import Signatures
    from kbapp.ui.diagnose.groups import Groups


@dataclass(slots=True)
class Source:
    """One log as the user gave it: a pasted text, or a file."""

    name: str
    text: str | None = None
    path: Path | None = None
    read: LogText | None = field(default=None, repr=False)
    """What the diagnosis reads, kept for the next run: the other side's log may come later."""
    groups: Groups | None = field(default=None, repr=False)
    """Lines by connection, as the last diagnosis told them apart."""

    def store(self) -> LineStore:
        """The lines for the view. Raises `OSError`."""
        if self.path is not None:
            return LineStore.from_file(self.path)
        return LineStore.from_text(self.text or "", self.name)


class Engine(Protocol):
    """What the pane asks; runs off the window's thread, one call at a time."""

    def run(self, sources: list[Source], content: Content) -> Diagnosis: ...


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
        from kbapp.diagnosis import LogText
        from kbapp.diagnosis.engine import conclude, read
        from kbapp.ui.diagnose.groups import groups_of

        self.prepare()
        assert self._signatures is not None
        for source in sources:
            if source.read is None:
                if source.path is not None:
                    source.read = LogText.from_file(source.path)
                else:
                    source.read = LogText.from_text(source.name, source.text or "")
        logs = [source.read for source in sources if source.read is not None]
        readings = [read(index, log, self._signatures) for index, log in enumerate(logs)]
        for source, groups in zip(sources, groups_of(readings), strict=True):
            source.groups = groups
        return conclude(readings, content.causes, set(content.platforms), "auto")
