"""A page on paper: black on white whatever the palette, with its boxes outlined."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from kbapp.ui.know.css import reader_css
from kbapp.ui.know.render import MARKERS, Page
from kbapp.ui.theme import colors
from kbapp.ui.theme.fonts import sans

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PAPER_PX = 13
PIXELS_PER_INCH = 96
"""The style sheet's sizes are pixels; the letters are drawn as outlines all the same."""
_SCREEN_ONLY = re.compile(r'<a [^>]*(?:class="copy"|class="anchor")[^>]*>[^<]*</a>')
"""Links that do something on the screen only."""
_GROUNDS = {"code": "sunken", "note": "note-tint", "warning": "warning-tint", "table": "surface", "card": "surface"}


def save_pdf(page: Page, path: Path, title: str) -> None:
    """Write A4. Raises `OSError` where the file cannot be written."""
    with path.open("wb"):  # QPdfWriter itself would fail in silence
        pass
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(PIXELS_PER_INCH)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    _on_paper(page).print_(writer)


def print_page(page: Page, printer: QPrinter) -> None:
    """As it would stand in the PDF, on the paper and the pages that the printer was told."""
    _on_paper(page).print_(printer)


def _on_paper(page: Page) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(sans(PAPER_PX))
    document.setDefaultStyleSheet(reader_css(dark=False, base=PAPER_PX))
    text = _SCREEN_ONLY.sub("", page.html)
    for kind, marker in MARKERS.items():
        text = text.replace(f'bgcolor="{marker}"', f'bgcolor="{colors.value(_GROUNDS[kind], False)}"')
    document.setHtml(f"<body>{text}</body>")
    return document
