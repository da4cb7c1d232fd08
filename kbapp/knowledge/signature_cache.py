"""The signatures as they were read last, kept as plain JSON: a fifth of the time that fourteen TOML files take.

The file names what it was made of (a digest of the TOML files and of this format) and its own digest. Whatever does
not fit is read anew and written again; a folder that cannot be written costs the time, nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import astuple, fields
from pathlib import Path
from types import MappingProxyType

from kbapp import __version__
from kbapp.knowledge.signatures import Signature, Signatures, load_signatures

FILE = "signatures.json"
_FORMAT = f"1 {__version__} {' '.join(item.name for item in fields(Signature))}"
_TUPLES = tuple(place for place, item in enumerate(fields(Signature)) if item.name in ("literals", "match", "no_match"))
_CODE = ("signatures.py", "literals.py")
"""What makes the entries out of the TOML files: a newer program reads them anew."""


def cached_signatures(folder: Path, cache: Path) -> Signatures:
    """What `load_signatures(folder)` gives, from the file in the folder `cache` where that is still true.

    Raises `ContentError` as `load_signatures` does.
    """
    key = _key(folder)
    kept = _read(cache / FILE, key)
    if kept is not None:
        return kept
    signatures = load_signatures(folder)
    _write(cache / FILE, key, signatures)
    return signatures


def _key(folder: Path) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    files = [*sorted(folder.glob("*.toml")), *(Path(__file__).with_name(name) for name in _CODE)]
    for path in files:
        with contextlib.suppress(OSError):  # a frozen program has no source, and a new one a new format or content
            digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _read(file: Path, key: str) -> Signatures | None:
    try:
        head, body = file.read_bytes().split(b"\n", 1)
        if head.decode("ascii") != f"{key} {hashlib.sha256(body).hexdigest()}":
            return None
        data = json.loads(body)
        marks = {dialect: tuple(words) for dialect, words in data["marks"].items()}
        return Signatures(tuple(map(_signature, data["all"])), MappingProxyType(marks))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _signature(row: list[object]) -> Signature:
    for place in _TUPLES:
        row[place] = tuple(row[place])  # type: ignore[arg-type]
    return Signature(*row)  # type: ignore[arg-type]


def _write(file: Path, key: str, signatures: Signatures) -> None:
    rows = [astuple(signature) for signature in signatures]
    body = json.dumps({"all": rows, "marks": dict(signatures.marks)}, ensure_ascii=False).encode()
    head = f"{key} {hashlib.sha256(body).hexdigest()}\n".encode("ascii")
    aside = ""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".signatures-", dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(head + body)
        os.replace(aside, file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
