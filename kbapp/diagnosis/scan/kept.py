"""Plain data about a set of patterns, kept in the user's own cache between scans.

A file is taken only if it was written for exactly these patterns by exactly this code, and by this user.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from kbapp.diagnosis.scan.database import is_own, write_atomically

_FORMAT = b"kbapp scan data 1"


def digest_of(patterns: Sequence[str], code: Sequence[ModuleType]) -> str:
    """Changes with a pattern, and with the code that works on them."""
    digest = hashlib.sha256(_FORMAT)
    digest.update(repr((sys.version_info, [_state(one) for one in code])).encode())
    for pattern in patterns:
        digest.update(pattern.encode("utf-8", "surrogatepass") + b"\x00")
    return digest.hexdigest()


def _state(module: ModuleType) -> tuple[int, int]:
    """Size and time of a module's file; a frozen bundle has none, and one version of the code only."""
    try:
        status = Path(module.__file__ or "").stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def load(path: Path, digest: str) -> Any:  # noqa: ANN401
    """What `save` has kept; `None` if there is nothing to be trusted."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        if is_own(path.parent) and is_own(path):
            kept = json.loads(path.read_bytes())
            return kept["data"] if kept["digest"] == digest else None
    return None


def save(path: Path, digest: str, data: object) -> None:
    """A cache that cannot be written is no error."""
    write_atomically(path, json.dumps({"digest": digest, "data": data}).encode())
