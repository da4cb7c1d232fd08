"""The few things that must be known about an article's Markdown without rendering it."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t]*```([\w-]*)[^\n]*\n(.*?)^[ \t]*```[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]*>|<!--")


def fences(markdown: str) -> list[tuple[str, str]]:
    """(language, text) of every fenced block, in order; indentation inside lists is taken off."""
    return [(language, _dedented(text)) for language, text in _FENCE.findall(markdown)]


def log_blocks(markdown: str) -> list[str]:
    """The text of every block of log lines."""
    return [text for language, text in fences(markdown) if language == "log"]


def links(markdown: str) -> list[str]:
    """The target of every link outside code."""
    return _LINK.findall(_without_code(markdown))


def raw_html(markdown: str) -> list[str]:
    """Every HTML tag outside code."""
    return _TAG.findall(_without_code(markdown))


def _without_code(markdown: str) -> str:
    return _CODE.sub("", _FENCE.sub("", markdown))


def _dedented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())
