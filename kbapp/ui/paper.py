"""A page of HTML on paper: A4, with the window's own fonts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from kbapp.ui.theme.fonts import sans

PAPER_PX = 12
PIXELS_PER_INCH = 96
"""The sizes of a style sheet are pixels; the letters are drawn as outlines all the same."""


def write_paper(html: str, path: Path, title: str) -> None:
    """Write a PDF. Raises `OSError` where the file cannot be written."""
    with path.open("wb"):  # QPdfWriter itself would fail in silence
        pass
    document = QTextDocument()
    document.setDefaultFont(sans(PAPER_PX))
    document.setHtml(html)
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(PIXELS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document.print_(writer)
