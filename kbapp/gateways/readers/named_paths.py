"""Values named by a path (`TunnelOptionsSpecification.1.Role=master`, tfstate's flat attributes) as a tree."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from kbapp.gateways.readers.loose import read_value
from kbapp.gateways.readers.tree import Node, squash

Named = tuple[str, str, int]
"""A path, its value, its line."""

_OPTION = re.compile(
    r"""(?:^|\s)--(?P<key>[A-Za-z][\w.-]*)(?:\s*=\s*|\s+)(?P<value>'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"-][^\s]*)""",
    re.DOTALL,
)
_PAIR = re.compile(r"(?:^|[?&\s])(?P<key>[A-Z][A-Za-z]*(?:\.\w+)*)=(?P<value>[^&\n]*)")


_MOST = 3_000
"""How many values of one text are read."""


def read_options(text: str) -> Node:
    """The options of a command line: `--LocalSubnet 10.0.0.0/8 --IkeConfig '{…}'`."""
    return tree_of(_found(text, _OPTION, _bare))


def read_query(text: str) -> Node:
    """The parameters of a URL or form body, percent-encoded or not."""
    return tree_of(_found(text, _PAIR, _decoded))


def _decoded(value: str) -> str:
    """Percent-encoding taken out."""
    raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), value.replace("+", " ").encode())
    return raw.decode("utf-8", "replace").strip()


def _found(text: str, pattern: re.Pattern[str], plain: Callable[[str], str]) -> Iterator[Named]:
    ends = [found.start() for found in re.finditer("\n", text)]
    for found in islice(pattern.finditer(text), _MOST):
        yield found["key"], plain(found["value"]), bisect_left(ends, found.start("value")) + 1


def _bare(value: str) -> str:
    if value[:1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value[1:-1] if value[:1] == "'" else value


def tree_of(values: Iterable[Named]) -> Node:
    """Numbers in a path are places in a list; a value in braces is opened."""
    root = Node(1)
    for path, value, line in values:
        node = root
        for part in path.split("."):
            node = _below(node, part, line)
        if value[:1] in ("{", "["):
            found = read_value(value, line)
            node.children, node.is_list = found.children, found.is_list
        else:
            node.scalar = value
    return root


def _below(node: Node, part: str, line: int) -> Node:
    key = squash(part)
    if key.isdigit():
        node.is_list = True
    found = node.child(key)
    if found is None:
        found = Node(line)
        node.children.append((key, found))
    return found
