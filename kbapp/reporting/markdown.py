"""A document as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.reporting.document import Block, Bullets, Document, Heading, Lines, Sentence, Table

_SPECIAL = re.compile(r"[\\`*\[\]|]|^[#>+-]|(?<![^\W_])_|_(?![^\W_])")


def render_markdown(document: Document) -> str:
    parts = [f"# {_plain(document.title)}", *("\n".join(_block(block)) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_plain(block.text)}"
        case Sentence():
            label = f"**{_plain(block.label)}** " if block.label else ""
            text = _plain(block.text)
            yield label + (text if block.tone == "plain" or not text else f"**{text}**")
        case Bullets():
            yield from (f"- {_plain(item)}" for item in block.items)
        case Lines():
            if block.caption:
                yield f"{_plain(block.caption)}\n"
            fence = "`" * max(3, *(len(run) + 1 for line in block.lines for run in [*re.findall("`+", line), ""]))
            yield from (f"{fence}text", *block.lines, fence)
        case Table():
            yield _row(block.head)
            yield "|" + " --- |" * len(block.head)
            yield from (_row(row) for row in block.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    """Nothing of a value or of a message is taken for markup."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;")
