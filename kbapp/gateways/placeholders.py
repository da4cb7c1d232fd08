"""Words that stand for a value filled in elsewhere: `$VAR`, `${var.x}`, `{{ x }}`, `<peer ip>`, `%SERVERIP%`."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"\$\{[^{}\n]*\}|\$\([^()\n]*\)|\$[A-Za-z_]\w*|\$\d|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|<[^<>\n]+>|%[A-Z][A-Z0-9_]+%"
    r"|\{[a-z_][a-z0-9_.]*\}|\[[A-Za-z][\w -]*(?:IP|ip|address|subnet|id|ID|key|KEY)\]"
)
_SHELL = re.compile(r"\$\{|\$[A-Za-z_]|\{\{|<[A-Za-z_ ]+>")


def is_placeholder(text: str) -> bool:
    """Does the whole text, or its main part (`@${HOST}`, `$NET/24`), stand for a value that is not in the text?"""
    bare = text.strip().strip("\"'").removeprefix("@").strip()
    return bool(bare) and (_PLACEHOLDER.fullmatch(bare) is not None or _SHELL.search(bare) is not None)


def is_placeholder_secret(text: str) -> bool:
    """Only where nothing else stands there: a real key may hold a dollar sign."""
    bare = text.strip().strip("\"'")
    return bare.startswith("${") or _PLACEHOLDER.fullmatch(bare) is not None
