"""Bytes -> text: compression, byte-order marks, UTF-16 without one, GB18030, and what is no text at all."""

from __future__ import annotations

import codecs
import gzip
import zlib

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GZIP = b"\x1f\x8b"
_SAMPLE = 64 * 1024
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b\x08\x1a")


def decompressed(data: bytes) -> bytes:
    """The content of a `.gz`; a damaged one gives what could be read; anything else comes back as it is."""
    if not data.startswith(_GZIP):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return _salvage(data)


def _salvage(data: bytes) -> bytes:
    engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    try:
        for start in range(0, len(data), _SAMPLE):
            parts.append(engine.decompress(data[start : start + _SAMPLE]))
    except zlib.error:
        pass
    return b"".join(parts) or data


def detect(sample: bytes) -> str:
    """The encoding of a text by its first bytes: `utf-8`, `utf-16-le`, `utf-16-be`, `gb18030`, `latin-1`, `binary`."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    sample = sample[:_SAMPLE]
    wide = _utf16(sample)
    if wide:
        return wide
    if _is_binary(sample):
        return "binary"
    for name in ("utf-8", "gb18030"):
        if _decodes(sample, name):
            return name
    return "utf-8" if _mostly_utf8(sample) else "latin-1"


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: text of mostly ASCII has a zero in every other byte."""
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def _is_binary(sample: bytes) -> bool:
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls > 0.05 * len(sample)


def _decodes(sample: bytes, encoding: str) -> bool:
    """The sample may end within a character: an incremental decoder forgives that."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    foreign = sum(1 for char in text if ord(char) > 127)
    return text.count("\ufffd") <= 0.3 * max(foreign, 1)


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding. Never fails: what cannot be decoded becomes U+FFFD."""
    data = decompressed(data)
    encoding = detect(data)
    codec = "latin-1" if encoding == "binary" else encoding
    text = data.decode(codec, "replace")
    return text.removeprefix("\ufeff"), encoding
