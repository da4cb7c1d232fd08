"""JSON (XML and HCL beside it) as one tree: every value keeps its line, keys are compared without case and marks."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text

MAX_DEPTH = 100

Scalar = str | int | float | bool | None


def squash(key: str) -> str:
    """`TunnelIkeConfig`, `tunnel_ike_config` and `tunnel-ike-config` are one key: `tunnelikeconfig`."""
    return re.sub(r"[^a-z0-9]", "", key.lower())


@dataclass(slots=True)
class Node:
    """One value. `children` are (squashed key, node) pairs in the text's order; list items have the key ``""``."""

    line: int | None
    scalar: Scalar = None
    children: list[tuple[str, Node]] = field(default_factory=list)
    is_list: bool = False
    expression: bool = False
    """The scalar is a formula (`var.psk`, `(sensitive value)`), not the value itself."""

    labels: tuple[str, ...] = ()
    """What stands between a block's key and its brace: `resource "type" "name" {`."""

    title: str = ""
    """The key as it is written."""

    def child(self, *keys: str) -> Node | None:
        """The first child with one of the keys."""
        return next((node for name, node in self.children if name in keys), None)

    def items(self) -> list[Node]:
        """The elements of a list; a single object stands for a list of one."""
        return [node for _, node in self.children] if self.is_list else [self]

    def text(self) -> str | None:
        """The scalar as a text; `None` for null and for objects."""
        if self.children or self.scalar is None:
            return None
        return str(self.scalar).lower() if isinstance(self.scalar, bool) else str(self.scalar).strip()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the text's order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for _, child in reversed(node.children))


def read_json(text: str) -> Node:
    """Parse JSON; raises `UnreadableError` with the place of the fault."""
    try:
        data = json.loads(text, object_pairs_hook=_Pairs)
    except ValueError as error:
        raise UnreadableError(Text(f"不是有效的 JSON：{error}", f"not valid JSON: {error}")) from error
    except RecursionError as error:
        raise UnreadableError(Text("JSON 嵌套过深", "the JSON is nested too deeply")) from error
    lines = _key_lines(text)
    return _from_json(data, lines, 1, 0)


class _Pairs(list[tuple[str, object]]):
    """An object's members with repeats kept, so that their order is the text's."""


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?', re.DOTALL)


def _key_lines(text: str) -> Iterator[int]:
    """The line of each key, in the text's order."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return (bisect_right(starts, found.start()) for found in _STRING.finditer(text) if found[1])


def _from_json(data: object, lines: Iterator[int], line: int, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise UnreadableError(Text("JSON 嵌套过深", "the JSON is nested too deeply"))
    node = Node(line)
    if isinstance(data, _Pairs):
        for key, value in data:
            here = next(lines, line)
            child = _from_json(value, lines, here, depth + 1)
            child.title = str(key)
            node.children.append((squash(child.title), child))
    elif isinstance(data, list):
        node.is_list = True
        node.children = [("", _from_json(item, lines, line, depth + 1)) for item in data]
    elif isinstance(data, str | int | float) or data is None:
        node.scalar = data
    return node


def embedded_json(node: Node) -> Node:
    """An object that stands in a string (`"IkeConfig": "{\\"Psk\\":…}"`) as the object; its line is the string's."""
    text = node.text()
    if not isinstance(node.scalar, str) or text is None or not text.startswith("{"):
        return node
    inner = read_json(text)
    for below in inner.walk():
        below.line = node.line
    return inner


def grouped(children: Sequence[tuple[str, Node]], key: str) -> list[Node]:
    """Every child of one key, lists opened."""
    return [item for name, node in children if name == key for item in node.items()]
