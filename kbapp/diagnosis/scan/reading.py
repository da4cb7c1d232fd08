"""A huge log for the diagnosis: the lines that say something, with their numbers in the file."""

from __future__ import annotations

from pathlib import Path

from kbapp.diagnosis.lines import MAX_LINE, Line, LogText, clean
from kbapp.diagnosis.scan.keeper import Keeper
from kbapp.diagnosis.scan.scanner import Cancelled, Progress
from kbapp.diagnosis.scan.skim import Skim
from kbapp.knowledge.signatures import Signatures


class ScanCancelledError(Exception):
    """The reader wanted it no longer."""


def read_large(
    path: Path,
    signatures: Signatures,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    encoding: str = "",
) -> LogText:
    """One pass, bounded memory; in the encoding that was chosen, else in the one that it looks like.

    Raises `OSError`, and `ScanCancelledError` where `cancelled` says so."""
    sweep = Skim(path, signatures, progress, cancelled, wanted=encoding)
    keeper = Keeper(signatures)
    for found in sweep:
        latest = keeper.take(found)
        for part in sweep.context(found, latest) if found.skimmed else ():
            keeper.take_context(part)
    if sweep.stopped:
        raise ScanCancelledError
    codec = "latin-1" if sweep.encoding == "binary" else sweep.encoding
    codec = "utf-8" if codec.startswith("utf-16") else codec
    lines = [
        Line(number, piece)
        for number, data in keeper.lines()
        for piece in _pieces(clean(data.decode(codec, "replace")))
    ]
    return LogText(path.name, sweep.encoding, tuple(lines), sweep.total)


def _pieces(text: str) -> list[str]:
    return [text[start : start + MAX_LINE] for start in range(0, len(text), MAX_LINE)] or [""]
