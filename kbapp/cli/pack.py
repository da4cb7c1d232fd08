"""`kbapp pack`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from kbapp.cli.errors import UnusableInputError
from kbapp.cli.files import check_readable
from kbapp.cli.output import print_json
from kbapp.diagnosis.scan.admit import admit, safe
from kbapp.knowledge import Problem
from kbapp.knowledge.overlay import load_content_with, load_signatures_with
from kbapp.knowledge.packs import Beside, Pack, check_pack, install_pack, installed_packs, remove_pack
from kbapp.knowledge.packs_words import problem_text
from kbapp.model.text import Lang, Text
from kbapp.paths import content_dir, data_dir


def run(arguments: argparse.Namespace) -> int:
    root = data_dir() / "packs"
    if arguments.action == "list":
        packs, problems = installed_packs(root)
        return _answer(arguments, packs, problems)
    if arguments.target is None:
        raise UnusableInputError(Text("请给出知识包的文件或名称", "name the file or the pack"))
    if arguments.action == "remove":
        return _remove(arguments.target, root)
    file = check_readable(arguments.target)
    base, before = load_content_with(content_dir(), root, None)
    signatures, _ = load_signatures_with(content_dir() / "signatures", root, admit, safe)
    _warn(before, arguments.lang)
    beside = Beside(base, signatures, admit, safe)
    if arguments.action == "check":
        checked = check_pack(file, beside)
        pack, problems = checked.pack, list(checked.problems)
    else:
        pack, problems = install_pack(file, root, beside)
    return 2 if _answer(arguments, [pack] if pack else [], problems) else 0


def _remove(name: str, root: Path) -> int:
    try:
        if remove_pack(name, root):
            return 0
    except OSError as error:
        raise UnusableInputError(Text(f"{name}：无法删除：{error}", f"{name}: cannot be removed: {error}")) from error
    raise UnusableInputError(Text(f"{name}：没有安装这个知识包", f"{name}: no such pack is installed"))


def _answer(arguments: argparse.Namespace, packs: list[Pack], problems: list[Problem]) -> int:
    if arguments.json:
        print_json(
            {
                "schema": 1,
                "packs": [{"name": pack.name, "version": pack.version, "author": pack.author} for pack in packs],
                "problems": [{"file": str(p.file), "line": p.line, "message": p.message} for p in problems],
            }
        )
    else:
        for pack in packs:
            print(f"{pack.name} {pack.version} ({pack.author})")
    _warn(problems, arguments.lang)
    return 1 if problems else 0


def _warn(problems: list[Problem], lang: Lang) -> None:
    for problem in problems:
        print(f"kbapp: {replace(problem, message=problem_text(problem).get(lang))}", file=sys.stderr)
