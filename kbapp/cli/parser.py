"""The arguments of every command."""

from __future__ import annotations

import argparse
import locale
import os

from kbapp import __version__
from kbapp.model.gateway import FORMATS
from kbapp.model.text import LANGS, Lang

COMMANDS: dict[str, str] = {
    "diagnose": "diagnose",
    "compare": "compare",
    "convert": "convert",
    "search": "search",
    "show": "show",
    "pack": "pack",
    "self-check": "self_check",
}
"""command -> module of `kbapp.cli`"""

PROBE_FLAG = "--qt-probe"
"""The argument by which a frozen program runs the probe of Qt in a process of its own."""


def system_language() -> Lang:
    """`zh` where the system speaks Chinese, else `en`."""
    words = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")]
    words.append(locale.getlocale()[0] or "")
    first = next((word for word in words if word and word not in ("C", "POSIX")), "")
    return "zh" if first.lower().startswith(("zh", "chinese")) else "en"


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kbapp", description="Offline IPsec VPN assistant. Without a command it opens the window."
    )
    parser.add_argument("--version", action="version", version=f"kbapp {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _diagnose(_command(commands, "diagnose", "name the cause in one log, or in the logs of both ends"))
    _compare(_command(commands, "compare", "compare the configurations of the two gateways"))
    _convert(_command(commands, "convert", "read a configuration, print it or write it for another platform"))
    _search(_command(commands, "search", "search the knowledge base"))
    _show(_command(commands, "show", "print an article or a section as Markdown", json=False))
    _pack(_command(commands, "pack", "check, install, list or remove packs of articles, signatures and terms"))
    _command(commands, "self-check", "is this installation complete and sound?")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, *, json: bool = True
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--lang", choices=LANGS, default=system_language(), help="language of the output")
    if json:
        command.add_argument("--json", action="store_true", help="print one JSON object")
    return command


def _diagnose(command: argparse.ArgumentParser) -> None:
    command.add_argument("--side", choices=("local", "peer", "auto"), default="auto", help="whose log the first one is")
    command.add_argument("--explain", action="store_true", help="print every step from lines to verdict")
    command.add_argument("--report", metavar="FILE", help="write a report: FILE ends in .md, .html, .txt or .json")
    command.add_argument(
        "logs", nargs="+", metavar="LOG", help="one log, or the logs of both ends; - is standard input"
    )


def _compare(command: argparse.ArgumentParser) -> None:
    for side in ("left", "right"):
        command.add_argument(f"--{side}-name", metavar="N", help=f"what the {side} gateway is called in the messages")
        command.add_argument(f"--{side}-format", metavar="F", choices=FORMATS, help=f"format of {side.upper()}")
        command.add_argument(f"--{side}-connection", metavar="N", help=f"which connection of {side.upper()}")
    command.add_argument("--template", action="store_true", help="print an empty form to fill in, and end")
    command.add_argument("--report", metavar="FILE", help="write a report: FILE ends in .md, .html, .txt or .json")
    command.add_argument(
        "files", nargs="*", metavar="LEFT RIGHT", help="two configurations or saved forms, or one saved case"
    )


def _convert(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="source", metavar="FORMAT", choices=FORMATS, help="format of CONFIG")
    command.add_argument("--to", dest="target", metavar="FORMAT", choices=FORMATS, help="write this format")
    command.add_argument("--connection", metavar="N", help="which connection of CONFIG")
    command.add_argument("--peer", action="store_true", help="write the other end's mirrored configuration")
    command.add_argument("config", metavar="CONFIG")


def _search(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=int, default=10, metavar="N", help="at most so many hits")
    command.add_argument("query", nargs="+", metavar="QUERY")


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "reference", metavar="ARTICLE[#SECTION]", help="an article, a section, a cause or a cloud code"
    )


def _pack(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("check", "install", "list", "remove"))
    command.add_argument("target", nargs="?", metavar="FILE|NAME", help="a zip, or the name of an installed pack")
