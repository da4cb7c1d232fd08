"""`section { key = value }` texts (swanctl.conf) as a tree with line numbers and inheritance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text

MAX_DEPTH = 60


@dataclass(slots=True)
class Block:
    """One section: its values by key (value, line) and its sections by name, in the text's order."""

    name: str
    line: int
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    sections: dict[str, Block] = field(default_factory=dict)
    parents: list[str] = field(default_factory=list)

    def get(self, key: str) -> tuple[str, int] | None:
        return self.values.get(key)

    def starting(self, prefix: str) -> list[Block]:
        """`local`, `local-1`, `local2`: the sections of one kind, in order."""
        return [block for name, block in self.sections.items() if name.startswith(prefix)]


_FILLED = r"\$?\{\{?[^{}\n]*\}\}?"
"""A template's placeholder: `${name}`, `{{ name }}`."""
_SECTION = re.compile(
    r"(?P<name>(?:\$\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|[^\s{}=#:])+)\s*(?::\s*(?P<parents>[^{}=#\n]+?))?\s*\{(?!\{)"
)
_SETTING = re.compile(rf"(?P<key>[^\s{{}}=#]+)\s*=[ \t]*(?P<value>\"(?:[^\"\\]|\\.)*\"|(?:{_FILLED}|[^\n{{}}#])*)")
_INCLUDE = re.compile(r"include\s+(?P<path>[^\n#]+)")
_BLANK = re.compile(r"(?:\s+|#[^\n]*)+")


def read_blocks(text: str, first_line: int = 1) -> tuple[Block, list[tuple[int, str]]]:
    """The whole text as one nameless block, and the lines that are neither sections nor settings."""
    root = Block("", first_line)
    open_blocks = [root]
    strange: list[tuple[int, str]] = []
    for kind, line, found in _statements(text, first_line):
        if kind == "section":
            open_blocks.append(_opened(open_blocks[-1], found["name"], found["parents"], line))
            if len(open_blocks) > MAX_DEPTH:
                raise UnreadableError(Text("嵌套过深", "nested too deeply"))
        elif kind == "setting":
            open_blocks[-1].values[found["key"]] = (_unquoted(found["value"]), line)
        elif kind == "close" and len(open_blocks) > 1:
            open_blocks.pop()
        elif kind == "include" or (kind == "other" and len(open_blocks) > 1):
            strange.append((line, found[0].strip()))
    _inherit(root)
    return root, strange


def _statements(text: str, line: int) -> Iterator[tuple[str, int, re.Match[str]]]:
    patterns = (("include", _INCLUDE), ("section", _SECTION), ("setting", _SETTING))
    close, other = re.compile(r"\}"), re.compile(r"[^\n]+")
    position = 0
    while position < len(text):
        blank = _BLANK.match(text, position)
        if blank:
            line += blank[0].count("\n")
            position = blank.end()
            continue
        candidates = ((kind, pattern.match(text, position)) for kind, pattern in (*patterns, ("close", close)))
        kind, found = next(
            ((kind, match) for kind, match in candidates if match), ("other", other.match(text, position))
        )
        assert found is not None  # a line that starts with no blank has at least one character
        yield kind, line, found
        line += found[0].count("\n")
        position = found.end()


def _opened(parent: Block, name: str, parents: str | None, line: int) -> Block:
    """A section that stands twice is one section."""
    block = parent.sections.setdefault(name, Block(name, line))
    block.parents += [item for item in re.split(r"[,\s]+", parents or "") if item]
    return block


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value


def _inherit(root: Block) -> None:
    """Fill each section from the ones it names as parents (`child : template {`), looked up from the root."""
    stack: list[tuple[Block, tuple[Block, ...]]] = [(root, (root,))]
    done: set[int] = set()
    while stack:
        block, scope = stack.pop()
        if id(block) in done:
            continue
        done.add(id(block))
        for name in block.parents:
            parent = _find(scope, name)
            if parent is not None and parent is not block:
                _fill(block, parent, 0)
        stack.extend((child, (*scope, child)) for child in list(block.sections.values()))


def _find(scope: tuple[Block, ...], name: str) -> Block | None:
    """A dotted path from the root, or a section beside this one or further out."""
    for outer in reversed(scope):
        found: Block | None = outer
        for part in name.split("."):
            found = found.sections.get(part) if found else None
        if found is not None:
            return found
    return None


def _fill(block: Block, parent: Block, depth: int) -> None:
    if depth > MAX_DEPTH:
        return
    for key, value in parent.values.items():
        block.values.setdefault(key, value)
    for name, section in parent.sections.items():
        if section is not block:
            _fill(block.sections.setdefault(name, Block(name, section.line)), section, depth + 1)
