"""Markdown to the plain text that a snippet is cut from."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t]*```[^\n]*\n?", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*(?:\{#[^}]*\})?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$", re.MULTILINE)
_ADMONITION = re.compile(r'^[ \t]*!!![ \t]*\w+[ \t]*(?:"([^"\n]*)")?[ \t]*$', re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+", re.MULTILINE)
_PIPE = re.compile(r"[ \t]*\|[ \t]*")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*|(?<!\w)\*([^*\n]+)\*(?!\w)")
_SPACE = re.compile(r"\s+")


def plain(markdown: str) -> str:
    """One line of text; what stands in code blocks stays as it is."""
    text = _FENCE.sub("", markdown)
    text = _LINK.sub(r"\1", text)
    text = _HEADING.sub(r"\1 · ", text)
    text = _RULE.sub("", text)
    text = _ADMONITION.sub(lambda found: f"{found[1] or ''} ", text)
    text = _BULLET.sub("", text)
    text = _PIPE.sub(" ", text)
    text = _STRONG.sub(lambda found: found[1] or found[2], text)
    return _SPACE.sub(" ", text.replace("`", "")).strip()
