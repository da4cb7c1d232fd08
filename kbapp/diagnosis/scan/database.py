"""The Hyperscan database of a set of signatures, compiled once and kept in the user's own cache.

A database is machine code's next of kin and is not checked when it is used: none is ever loaded that another user
could have written, nor from any place but this cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kbapp.diagnosis.scan.expression import Expression

_DIGEST = 32
_FORMAT = b"kbapp scan 1"


def compiled(expressions: Sequence[Expression]) -> Any:  # noqa: ANN401
    """A new database; up to some seconds of work, during which other threads run. Raises `hyperscan.error`."""
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[one.text for one in expressions],
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[hyperscan.HS_FLAG_CASELESS if one.caseless else 0 for one in expressions],
    )
    return database


def load(folder: Path, kind: str, expressions: Sequence[Expression]) -> Any | None:  # noqa: ANN401
    """The kept database of exactly these expressions on this machine; `None` if there is none to be trusted."""
    import hyperscan

    path = folder / _name(kind, expressions)
    try:
        if not is_own(folder) or not is_own(path):
            return None
        data = path.read_bytes()
    except OSError:
        return None
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        return None
    try:
        database = hyperscan.loadb(body, mode=hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
    except (hyperscan.error, ValueError):
        return None
    return database


def save(folder: Path, kind: str, expressions: Sequence[Expression], database: Any) -> None:  # noqa: ANN401
    """Keep it, in the place of older ones. A cache that cannot be written is no error."""
    import hyperscan

    body = hyperscan.dumpb(database)
    path = folder / _name(kind, expressions)
    if write_atomically(path, hashlib.sha256(body).digest() + body):
        for old in folder.glob(f"{kind}-*.hsdb"):
            if old != path:
                with contextlib.suppress(OSError):
                    old.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> bool:
    """Whether it could be written: into the user's own folder, which is made if need be."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not is_own(path.parent):
            return False
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            return False
        return True
    return False


def _name(kind: str, expressions: Sequence[Expression]) -> str:
    import hyperscan

    digest = hashlib.sha256(_FORMAT)
    version = str(getattr(hyperscan, "__version__", ""))
    for part in (version, sys.platform, platform.machine(), platform.processor(), platform.node()):
        digest.update(part.encode() + b"\x00")
    for one in expressions:
        digest.update(b"%d %d\x00" % (one.caseless, len(one.text)) + one.text)
    return f"{kind}-{digest.hexdigest()[:32]}.hsdb"


def is_own(path: Path) -> bool:
    """Nobody else can write it. (On Windows the user's profile is his own by its access list.)"""
    if sys.platform == "win32":
        return True
    status = path.stat(follow_symlinks=False)
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
