"""The table behind the log view: one column of text, numbers and marks for the header at its left."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from kbapp.reporting.redact import redact
from kbapp.ui.diagnose.linestore import LineStore

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class LogModel(QAbstractTableModel):
    """Shows all lines of a store, or a chosen few of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = LineStore(b"", "utf-8")
        self._rows: array[int] | None = None
        self._shown = lru_cache(maxsize=512)(self._redacted)
        self.marks: Mapping[int, int] = {}

    @property
    def store(self) -> LineStore:
        return self._store

    def set_store(self, store: LineStore) -> None:
        """Another log; all lines, no marks."""
        self.beginResetModel()
        old, self._store = self._store, store
        self._rows, self.marks = None, {}
        self._shown.cache_clear()
        self.endResetModel()
        old.close()

    def set_rows(self, rows: array[int] | None) -> None:
        """Show these lines only (sorted numbers from 0); `None` shows all."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def line_of(self, row: int) -> int:
        """The line (from 0) that a row shows."""
        return row if self._rows is None else self._rows[row]

    def row_of(self, line: int) -> int | None:
        """The row that shows a line (from 0), or `None` where it is filtered out."""
        if self._rows is None:
            return line if 0 <= line < len(self._store) else None
        place = bisect_left(self._rows, line)
        return place if place < len(self._rows) and self._rows[place] == line else None

    def mark(self, row: int) -> int | None:
        """The rank of the finding that a row speaks for."""
        return self.marks.get(self.line_of(row))

    def rowCount(self, parent: Index = _NONE) -> int:
        if parent.isValid():
            return 0
        return len(self._store) if self._rows is None else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text_of(index.row())
        return None

    def text_of(self, row: int) -> str:
        """A row's line as it may be shown and copied: without secrets."""
        return self._shown(self.line_of(row))

    def _redacted(self, line: int) -> str:
        return redact(self._store.line(line))
