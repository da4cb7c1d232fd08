"""Terraform's HCL: resource blocks as trees, references to literals in the same text put in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kbapp.gateways.readers.loose import read_loose
from kbapp.gateways.readers.tree import Node, squash

_PATH = re.compile(r"(?:\$\{\s*)?([A-Za-z_][\w-]*(?:\.[\w*-]+|\[\d+\])*)\s*\}?")
_PART = re.compile(r"[\w*-]+")
_FOREIGN = re.compile(
    r'^(?:(?:resource|data)[ \t]+"(?!\w*_vpn)[^"\n]*"[ \t]+"[^"\n]*"|(?:output|provider|terraform)\b[^{\n]*)'
    r"[ \t]*\{[ \t]*\n"
    r"(?:[ \t][^\n]*\n|\n)*\}[^\n]*$",
    re.MULTILINE,
)
"""A block without interest, laid out as `terraform fmt` does: passed over before the slower reading."""

_STEPS = 8
"""How many references in a row are followed."""


@dataclass(slots=True)
class Terraform:
    """The parts of a text that values may come from."""

    resources: list[tuple[str, str, Node]] = field(default_factory=list)
    """(type, name, body), in the text's order."""
    modules: list[tuple[str, Node]] = field(default_factory=list)
    _roots: dict[tuple[str, ...], Node] = field(default_factory=dict)

    def resolved(self, node: Node) -> Node:
        """The literal that a reference means, where it stands in this text; else the node itself."""
        found = node
        for _ in range(_STEPS):
            path = _path(found)
            target = self._target(path) if path else None
            if target is None:
                return node if found.expression or path else found
            found = target
        return node

    def filled(self, body: Node, depth: int = 0) -> Node:
        """A copy of a block in which every reference that can be followed is replaced."""
        if depth > _STEPS * 2:
            return body
        node = self.resolved(body)
        children = [(key, self.filled(child, depth + 1)) for key, child in node.children]
        return replace(node, children=children)

    def owner(self, node: Node | None, kind: str) -> Node | None:
        """The resource of a type that a reference (`alicloud_vpn_customer_gateway.a.id`) leads to."""
        path = _path(node) if node is not None else ()
        return self._root(path) if path and path[0].endswith(kind) else None

    def _target(self, path: tuple[str, ...]) -> Node | None:
        rest = path[2:]
        node = self._root(path)
        if node is None or (path[0] not in ("var", "local") and not rest):
            return None
        for part in rest:
            if part.isdigit() and node.is_list:
                items = node.items()
                node = items[int(part)] if int(part) < len(items) else None
            else:
                node = (node.items()[0] if node.is_list and node.children else node).child(squash(part))
            if node is None:
                return None
        return node

    def put(self, kind: str, name: str, node: Node) -> None:
        self._roots[kind, squash(name)] = node

    def _root(self, path: tuple[str, ...]) -> Node | None:
        return self._roots.get((path[0], squash(path[1]))) if len(path) > 1 else None


def _path(node: Node) -> tuple[str, ...]:
    """`var.a`, `"${local.b[0]}"` as its parts; empty for a literal."""
    text = node.scalar if isinstance(node.scalar, str) else ""
    if not node.expression and not text.startswith("${"):
        return ()
    found = _PATH.fullmatch(text.strip())
    return tuple(_PART.findall(found[1])) if found else ()


def read_terraform(text: str) -> Terraform:
    """Resources, modules, variables and locals of a text; raises `UnreadableError` where it is nested too deeply."""
    found = Terraform()
    shortened = _FOREIGN.sub(lambda block: "\n" * block[0].count("\n"), text)
    for key, node in read_loose(shortened).children:
        _take(found, key, node)
    return found


def _take(found: Terraform, key: str, node: Node) -> None:
    if key in ("resource", "data") and len(node.labels) == 2:
        kind, name = node.labels
        if key == "resource":
            found.resources.append((kind, name, node))
        found.put(kind, name, node)
    elif key == "variable" and node.labels:
        default = node.child("default")
        if default is not None:
            found.put("var", node.labels[0], default)
    elif key == "locals":
        for name, value in node.children:
            found.put("local", name, value)
    elif key == "module" and node.labels:
        found.modules.append((node.labels[0], node))
    elif key and not node.labels and not node.expression:  # terraform.tfvars in the same paste
        found.put("var", key, node)
