"""Tells when something changed in the folder of the notes or among the packs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

QUIET_MS = 400
"""An editor writes in several steps: tell once they are done."""
MOST = 1_000
"""Files and folders that are watched; systems have limits."""


class Watch(QObject):
    """`changed` comes once after each burst of changes below the folders. A folder need not be there."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folders: tuple[Path, ...] = ()
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._tell)
        self._watcher.directoryChanged.connect(lambda _: self._timer.start())
        self._watcher.fileChanged.connect(lambda _: self._timer.start())

    def look_at(self, folders: Iterable[Path]) -> None:
        """Watch these from now on, and no others."""
        self._folders = tuple(folders)
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = set(islice((path for folder in self._folders for path in _below(folder)), MOST))
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))

    def stop(self) -> None:
        self._timer.stop()
        self.look_at(())

    def _tell(self) -> None:
        self.look_at(self._folders)  # new files, and those that an editor put in another's place
        self.changed.emit()


def _below(folder: Path) -> Iterator[str]:
    """The folder, the folders below it, and their notes."""
    for place, folders, files in os.walk(folder):
        yield place
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(place, name) for name in files if name.endswith(".md"))
