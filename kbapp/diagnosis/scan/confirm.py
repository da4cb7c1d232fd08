"""Does a signature match a line? The one answer that every engine's report is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kbapp.diagnosis.lines import MAX_LINE, clean, unescaped
from kbapp.diagnosis.prefix import split_prefix
from kbapp.knowledge.signatures import Signature


class Confirmer:
    """Signatures on single lines, as the diagnosis itself will try them."""

    def __init__(self, signatures: Sequence[Signature], codec: str) -> None:
        self._signatures = signatures
        self._codec = codec

    def matching(self, line: bytes, candidates: Iterable[int]) -> list[int]:
        """Those of the candidates (indexes) that match the line; a long line piece by piece."""
        text = clean(line.decode(self._codec, "replace"))
        if len(text) <= MAX_LINE:
            return self._in_piece(text, candidates)
        found: set[int] = set()
        for start in range(0, len(text), MAX_LINE):
            found.update(self._in_piece(text[start : start + MAX_LINE], set(candidates) - found))
        return sorted(found)

    def _in_piece(self, text: str, candidates: Iterable[int]) -> list[int]:
        raw = unescaped(text)
        message: str | None = None
        found = []
        for index in candidates:
            signature = self._signatures[index]
            if signature.anchored and message is None:
                message = split_prefix(text).message
            if signature.search(raw, message or ""):
                found.append(index)
        return found
