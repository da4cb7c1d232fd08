"""A pasted piece of an XML file (prompts around it, outer elements missing, its end cut off) -> one document."""

from __future__ import annotations

import re

from kbapp.gateways.readers.paste import clean

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*)(?P<rest>[^<>]*)>", re.DOTALL
)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_FOLD = re.compile(r"(?m)^[ \t]*[-+][ \t]*(?=<)")
"""A browser's fold marks (`-<ipsec>`)."""


def mended(text: str) -> str:
    """The same elements on the same lines, well-formed: unmatched tags are closed or opened, the rest is text.

    A document type is kept: the parser refuses what it defines.
    """
    text = "\n".join(_cleaned(line) for line in re.split(r"\r\n|\n|\r", text))
    text = _FOLD.sub("", text)
    parts: list[str] = []
    missing: list[str] = []
    open_names: list[str] = []
    position = 0
    for found in _TAG.finditer(text):
        parts.append(_as_text(text[position : found.start()]))
        position = found.end()
        name = found["name"]
        if name is None:
            parts.append("" if found[0].startswith("<?") else found[0])
        elif not found["close"]:
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


def _as_text(text: str) -> str:
    return _AMPERSAND.sub("&amp;", text.replace("<", "&lt;"))
