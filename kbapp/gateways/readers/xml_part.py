"""A pasted piece of an XML file (prompts around it, outer elements missing, its end cut off) -> one document."""

from __future__ import annotations

import re

from kbapp.gateways.readers.paste import clean

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*)(?P<rest>[^<>]*)>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_FOLD = re.compile(r"(?m)^[ \t]*[-+][ \t]*(?=<)")
"""A browser's fold marks (`-<ipsec>`)."""


def mended(text: str) -> str:
    """The same elements on the same lines, well-formed: unmatched tags are closed or opened, the rest is text.

    A document type is kept: the parser refuses what it defines.
    """
    text = "\n".join(_cleaned(line) for line in re.split(r"\r\n|\n|\r", text))
    text = _plain(_plain(_plain(_FOLD.sub("", text), "<!--", "-->"), "<?", "?>"), "<![CDATA[", "]]>")
    parts: list[str] = []
    missing: list[str] = []
    open_names: list[str] = []
    position = 0
    for found in _TAG.finditer(text):
        parts.append(_as_text(text[position : found.start()]))
        position = found.end()
        name = found["name"]
        if not found["close"]:
            parts.append(found[0])
            if not found["rest"].endswith("/"):
                open_names.append(name)
        elif name in open_names[-40:]:
            while open_names[-1] != name:
                parts.append(f"</{open_names.pop()}>")
            open_names.pop()
            parts.append(found[0])
        elif not open_names:
            missing.append(name)
            parts.append(found[0])
    tail = "" if "<" in text[position:] else _as_text(text[position:])
    opened = "".join(f"<{name}>" for name in reversed(missing))
    return f"<paste>{opened}{''.join(parts)}{tail}{''.join(f'</{name}>' for name in reversed(open_names))}</paste>"


def _cleaned(line: str) -> str:
    """Without the terminal's marks; full-width letters inside values are left as they are."""
    cleaned = clean(line)
    return cleaned if cleaned.isascii() or line.isascii() else line


def _plain(text: str, start: str, end: str) -> str:
    """Character data as escaped text; comments and instructions as the lines that they take."""
    parts: list[str] = []
    position = 0
    while (opened := text.find(start, position)) >= 0:
        closed = text.find(end, opened + len(start))
        inner = text[opened + len(start) : closed if closed >= 0 else len(text)]
        parts += [text[position:opened], _as_text(inner) if "CDATA" in start else "\n" * inner.count("\n")]
        position = closed + len(end) if closed >= 0 else len(text)
    return "".join((*parts, text[position:]))


def _as_text(text: str) -> str:
    return _AMPERSAND.sub("&amp;", text.replace("<", "&lt;"))
