"""Reading the files that a command names, with one clear line where that fails."""

from __future__ import annotations

import sys
from pathlib import Path

from kbapp.cli.errors import UnusableInputError
from kbapp.model.text import Text

CONFIG_LIMIT = 64 * 1024 * 1024
"""Bytes: a configuration is refused above this size."""


def check_readable(name: str) -> Path:
    """The path of a file that can be opened; `UnusableInputError` names the file and the reason."""
    path = Path(name)
    try:
        if path.is_dir():
            raise _unusable(name, Text("是目录，不是文件", "is a directory, not a file"))
        with path.open("rb"):
            return path
    except FileNotFoundError as error:
        raise _unusable(name, Text("文件不存在", "no such file")) from error
    except PermissionError as error:
        raise _unusable(name, Text("没有读取权限", "no permission to read it")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unusable(name, Text(f"无法读取：{reason}", f"cannot be read: {reason}")) from error


def read_bytes(name: str, limit: int | None = None) -> bytes:
    """A whole file, or standard input for `-`."""
    if name == "-":
        data = sys.stdin.buffer.read() if limit is None else sys.stdin.buffer.read(limit + 1)
    else:
        with check_readable(name).open("rb") as file:
            data = file.read() if limit is None else file.read(limit + 1)
    if limit is not None and len(data) > limit:
        size = limit // (1024 * 1024)
        raise _unusable(name, Text(f"文件超过 {size} MB", f"is larger than {size} MB"))
    return data


def _unusable(name: str, reason: Text) -> UnusableInputError:
    return UnusableInputError(Text.same(f"{name}: ") + reason)
