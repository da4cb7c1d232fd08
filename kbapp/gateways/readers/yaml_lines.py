"""The YAML of templates (mappings, lists, plain and quoted scalars, `!Ref x`) as a tree with line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kbapp.gateways.readers.loose import read_value
from kbapp.gateways.readers.tree import MAX_DEPTH, Node, squash
from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text

_KEY = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s#\[\]{},"'][^#\[\]{},"']*?)\s*:(?:\s+(?P<value>.*))?$""")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_TAG = re.compile(r"!(?P<tag>\w+)\s*(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class _Row:
    indent: int
    text: str
    line: int


def read_yaml(text: str) -> Node:
    """The whole text as one mapping; lines that fit nowhere are passed over. Raises `UnreadableError` by depth only."""
    rows = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw if '"' in raw or "'" in raw else _COMMENT.sub("", raw)
        if line.strip() and not line.lstrip().startswith(("#", "---", "```")):
            rows.append(_Row(len(line) - len(line.lstrip()), line.strip(), number))
    return _Reader(rows).block(0, 0)


class _Reader:
    def __init__(self, rows: list[_Row]) -> None:
        self._rows, self._at = rows, 0

    def block(self, indent: int, depth: int) -> Node:
        """The rows of at least this indentation, as a mapping or a list."""
        if depth > MAX_DEPTH:
            raise UnreadableError(Text("YAML 嵌套过深", "the YAML is nested too deeply"))
        node = Node(self._rows[self._at].line if self._at < len(self._rows) else None)
        while self._at < len(self._rows) and self._rows[self._at].indent >= indent:
            row = self._rows[self._at]
            if row.text == "-" or row.text.startswith("- "):
                node.is_list = True
                node.children.append(("", self._item(row, depth)))
                continue
            self._at += 1
            found = _KEY.match(row.text)
            if found is not None:
                child = self._value(found["value"] or "", row, depth)
                child.title = found["key"].strip("\"'")
                node.children.append((squash(child.title), child))
        return node

    def _item(self, row: _Row, depth: int) -> Node:
        """`- key: value` opens a mapping that goes on under the key."""
        rest = row.text[1:].strip()
        inside = row.indent + len(row.text) - len(rest)
        if not rest:
            self._at += 1
            return self.block(row.indent + 1, depth + 1)
        if not _KEY.match(rest):
            self._at += 1
            return self._value(rest, row, depth)
        self._rows[self._at] = _Row(inside, rest, row.line)
        return self.block(inside, depth + 1)

    def _value(self, text: str, row: _Row, depth: int) -> Node:
        text = _COMMENT.sub("", text).strip() if not text.startswith(('"', "'")) else text.strip()
        tagged = _TAG.fullmatch(text)
        if tagged:
            return Node(row.line, children=[(squash(tagged["tag"]), Node(row.line, tagged["rest"].strip(" '\"")))])
        if text in ("", "|", ">", "|-", ">-"):
            following = self._rows[self._at] if self._at < len(self._rows) else None
            if following and (following.indent > row.indent or following.text.startswith("- ")):
                child = self.block(max(following.indent, row.indent), depth + 1) if text == "" else self._folded(row)
                child.line = row.line
                return child
            return Node(row.line)
        if text[0] in "{[\"'":
            return read_value(text, row.line)
        return Node(row.line, text)

    def _folded(self, row: _Row) -> Node:
        """A block scalar (`IkeConfig: |`)."""
        parts = []
        while self._at < len(self._rows) and self._rows[self._at].indent > row.indent:
            parts.append(self._rows[self._at].text)
            self._at += 1
        return Node(row.line, "\n".join(parts))
