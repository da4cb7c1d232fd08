"""Terraform's HCL: the resource blocks of some types as trees with line numbers."""

from __future__ import annotations

import re
from collections import defaultdict, deque

import hcl2
from lark.exceptions import LarkError

from kbapp.gateways.readers.tree import Node, squash
from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text

LIMIT = 200_000
"""Characters of matching resource blocks that are read: the grammar's parser is slow (about 0.1 MB a second)."""

_RESOURCE = re.compile(r'^[ \t]*resource\s+"(?P<type>[^"\n]+)"\s+"(?P<name>[^"\n]+)"\s*\{', re.MULTILINE)
_KEY = re.compile(r'^[ \t]*"?([A-Za-z_][\w-]*)"?\s*(?:=|\{)', re.MULTILINE)
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*|//[^\n]*|/\*.*?\*/|[{}]', re.DOTALL)

Lines = defaultdict[str, deque[int]]


def read_resources(text: str, wanted: re.Pattern[str]) -> list[tuple[str, str, Node]]:
    """(type, name, body) of every resource whose type matches; raises `UnreadableError`."""
    found: list[tuple[str, str, Node]] = []
    total = 0
    for head in _RESOURCE.finditer(text):
        if not wanted.fullmatch(head["type"]):
            continue
        end = _end_of_block(text, head.end())
        total += end - head.start()
        if total > LIMIT:
            raise UnreadableError(Text("VPN 资源块过大", "the VPN resource blocks are too large"))
        found.append((head["type"], head["name"], _block(text, head.end(), end)))
    return found


def _end_of_block(text: str, start: int) -> int:
    depth = 1
    for token in _TOKEN.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.start()
    return len(text)


def _block(text: str, start: int, end: int) -> Node:
    first = text.count("\n", 0, start) + 1
    lines: Lines = defaultdict(deque)
    for key in _KEY.finditer(text, start, end):
        lines[key[1]].append(first + text.count("\n", start, key.start(1)))
    try:
        body = hcl2.loads(text[start:end].strip("\r\n") + "\n")
    except (LarkError, RecursionError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise UnreadableError(
            Text(
                f"第 {first} 行起的 resource 无法解析：{reason}",
                f"the resource at line {first} cannot be parsed: {reason}",
            )
        ) from error
    return _node(body, lines, first)


def _node(data: object, lines: Lines, line: int) -> Node:
    node = Node(line)
    if isinstance(data, dict):
        for key, value in data.items():
            if str(key).startswith("__"):
                continue
            name = str(key).strip('"')
            here = lines[name].popleft() if lines[name] and not _is_blocks(value) else line
            node.children.append(
                (squash(name), _blocks(name, value, lines) if _is_blocks(value) else _node(value, lines, here))
            )
    elif isinstance(data, list):
        node.is_list = True
        node.children = [("", _node(item, lines, line)) for item in data]
    elif isinstance(data, str):
        node.scalar = data.strip('"') if data.startswith('"') else data
    elif isinstance(data, int | float) or data is None:
        node.scalar = data
    return node


def _is_blocks(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _blocks(name: str, value: list[object], lines: Lines) -> Node:
    """Repeated blocks of one name, each with its own line."""
    node = Node(lines[name][0] if lines[name] else None, is_list=True)
    for item in value:
        here = lines[name].popleft() if lines[name] else node.line or 1
        node.children.append(("", _node(item, lines, here)))
    return node
