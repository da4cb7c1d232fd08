"""What both shapes of pfSense's and OPNsense's IPsec configuration share."""

from __future__ import annotations

from collections.abc import Collection

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.tree import Node

Found = tuple[str, int | None]
Interfaces = dict[str, tuple[Found, str]]
"""Interface name -> (address with its line, prefix length)."""

_SECRET = ("key", "secret", "pass", "pin")


def at(node: Node | None, *keys: str) -> Found | None:
    """The text below these elements, and its line; `None` where it is empty or missing."""
    for key in keys:
        node = node.child(key) if node else None
    text = node.text() if node else None
    return (text, node.line) if node and text else None


def all_of(node: Node | None, *keys: str) -> list[Node]:
    return [child for key, child in node.children if key in keys] if node else []


def report(builder: GatewayBuilder, node: Node, known: Collection[str]) -> None:
    """The filled elements that nobody reads, by line; a key's text is not repeated."""
    for key, child in node.children:
        if key not in known and (child.children or child.text()):
            value = "" if child.children or any(mark in key for mark in _SECRET) else f" {child.text()}"
            builder.not_understood(child.line or 0, f"<{key}>{value}")
