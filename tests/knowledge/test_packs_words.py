"""Whatever can be wrong with a pack, a note or an own signature is said in Chinese too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kbapp.knowledge
from kbapp.knowledge import Problem
from kbapp.knowledge.packs_words import problem_text

FILES = (
    "notes", "overlay", "own_signatures", "packs", "packs_archive", "packs_content", "packs_examples", "article",
    "signatures", "steps",
)  # fmt: skip


def messages(file: str) -> Iterator[str]:
    """Every message that a file gives a problem, its holes filled with `7`."""
    path = Path(kbapp.knowledge.__file__).with_name(f"{file}.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
            yield from said(node.args[2])
        elif isinstance(node, ast.Yield) and file in ("signatures", "packs_examples") and node.value is not None:
            yield from said(node.value)


def said(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
        yield text.removesuffix(": 7") if text.startswith(("signature 7: 7", "head: 7")) else text


@pytest.mark.parametrize("file", FILES)
def test_every_message_has_chinese_words(file: str) -> None:
    for message in messages(file):
        if message in ("signature 7", "head"):  # what follows is said elsewhere
            continue
        chinese = problem_text(Problem(Path("x"), None, message)).zh
        assert any("\u4e00" <= char <= "\u9fff" for char in chinese), message
