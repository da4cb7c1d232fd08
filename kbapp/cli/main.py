"""Arguments in, exit code out: 0 done, 1 something is wrong, 2 unusable input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; never raises on bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return _open_window(arguments)
    # Not above: the window opens without them.
    from kbapp.cli.errors import UnusableInputError
    from kbapp.cli.parser import PROBE_FLAG, build_parser

    if arguments[:1] == [PROBE_FLAG]:
        return _run_probe()
    parsed = build_parser().parse_args(arguments)
    _use_utf8()
    try:
        code: int = _command(parsed.command).run(parsed)
        sys.stdout.flush()
    except UnusableInputError as error:
        print(f"kbapp: {error.message.get(parsed.lang)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _run_probe() -> int:
    from kbapp.ui.probe import main as probe

    return probe()


def _command(name: str) -> ModuleType:
    from kbapp.cli.parser import COMMANDS

    return import_module(f"kbapp.cli.{COMMANDS[name]}")


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _open_window(arguments: list[str]) -> int:
    try:
        from kbapp.ui.app import run
    except ImportError as error:
        print(f"kbapp: the window cannot open: {error}", file=sys.stderr)
        return 2
    code: int = run(arguments)
    return code
