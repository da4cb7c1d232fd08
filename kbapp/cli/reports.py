"""`--report FILE`: a report beside what a command prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kbapp.cli.errors import UnusableInputError
from kbapp.model.text import Text
from kbapp.reporting.report import ENDINGS, form_of


def check_report(name: str | None) -> None:
    """Refuse an ending that tells no form, before any work is done; `UnusableInputError` names the file."""
    if name is not None and form_of(name) is None:
        raise UnusableInputError(
            Text(f"{name}: 报告文件名须以 {ENDINGS} 结尾", f"{name}: a report's name ends in {ENDINGS}")
        )


def write_report(name: str | None, make: Callable[[str], str]) -> None:
    """Write what `make` gives for the form that the name tells; nothing where no report was asked for."""
    form = form_of(name) if name is not None else None
    if name is None or form is None:
        return
    try:
        Path(name).write_text(make(form), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnusableInputError(Text(f"{name}: 无法写入：{reason}", f"{name}: cannot be written: {reason}")) from error
