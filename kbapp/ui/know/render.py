"""An article's Markdown as the HTML that Qt's text engine understands. Qt-free.

Qt draws neither rounded boxes nor left edges: a code block, an admonition and a table become HTML tables whose
ground is a marker colour; the reader takes the markers off and paints the boxes itself.

Notes and packs are written by others: no HTML of a page's own reaches the reader, and an image is a link at most.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MARKERS: dict[str, str] = {
    "code": "#010101",
    "note": "#010102",
    "warning": "#010103",
    "table": "#010104",
    "card": "#010105",
}
"""Kind of box -> the colour by which the reader finds it."""

_FENCE = re.compile(r"^(?P<indent>[ \t]*)```(?P<lang>[\w-]*)[^\n]*\n(?P<text>.*?)^[ \t]*```[ \t]*$", re.M | re.S)
_TOKEN = "KBCODEBLOCK{}X"
_TOKEN_HTML = re.compile(r"(?:<p>)?KBCODEBLOCK(\d+)X(?:</p>)?")
_HEAD_TOKEN = "KBHEADING{}X"
_HEAD_HTML = re.compile(r"<p>KBHEADING(\d+)X</p>")
_ADMONITION = re.compile(r'<div class="admonition (\w+)">\s*<p class="admonition-title">(.*?)</p>(.*?)</div>', re.S)
_SECTION = re.compile(r"^## (?P<title>.*?) \{#(?P<id>[a-z0-9-]+)\}$", re.M)
_LANGUAGE_NAMES = {
    "log": "log",
    "console": "console",
    "text": "",
    "huawei": "Huawei",
    "h3c": "H3C",
    "cisco-ios": "Cisco IOS",
    "cisco-asa": "Cisco ASA",
    "fortigate": "FortiGate",
    "juniper": "Juniper",
    "strongswan": "strongSwan",
    "mikrotik": "MikroTik",
    "paloalto": "Palo Alto",
    "libreswan": "libreswan",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words of the window that stand within a page."""

    copy: str
    log: str
    console: str
    link_hint: str


@dataclass(slots=True)
class Page:
    """A rendered page: its HTML, and the code blocks by number (`copy:3` in the HTML means `blocks[3]`)."""

    html: str = ""
    blocks: list[str] = field(default_factory=list)


def render(
    markdown: str, labels: Labels, head: str = "", foot: str = "", mark: Callable[[str], str] | None = None
) -> Page:
    """A whole article; `head` and `foot` are HTML that stands before and after it, `mark` marks its terms."""
    page = Page()
    heads: list[str] = []
    text = _FENCE.sub(lambda found: _stash(found, page.blocks), _without_tokens(markdown))
    languages = [found["lang"] for found in _FENCE.finditer(markdown)]
    text = _SECTION.sub(lambda found: _heading(found, heads, labels), text)
    body = _converted(text)
    body = _HEAD_HTML.sub(lambda found: heads[int(found[1])], body)
    body = _ADMONITION.sub(_admonition, body)
    body = re.sub(r"<table>(.*?)</table>", lambda found: _table(found[1]), body, flags=re.S)
    if mark is not None:  # before the code comes back
        body = mark(body)
    body = _TOKEN_HTML.sub(lambda found: _code(int(found[1]), languages, page.blocks, labels), body)
    page.html = f"{head}{body}{foot}"
    return page


def _converted(text: str) -> str:
    from markdown import Markdown

    machine = Markdown(extensions=["tables", "admonition", "sane_lists"])
    machine.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref", "autolink", "automail"):
        machine.inlinePatterns.deregister(name)
    return machine.convert(text)


def inline(text: str) -> str:
    """One line of Markdown as HTML, without its paragraph."""
    return _converted(text).removeprefix("<p>").removesuffix("</p>")


def _without_tokens(markdown: str) -> str:
    """A text that writes the place-holders of this module itself must not reach into its tables."""
    return re.sub(r"KB(CODEBLOCK|HEADING)(?=\d+X)", r"KB-\1", markdown)


def box(kind: str, rows: str) -> str:
    """A table that the reader will paint as a rounded box."""
    return f'<table bgcolor="{MARKERS[kind]}" width="100%" cellspacing="0" cellpadding="0">{rows}</table>'


def _stash(found: re.Match[str], blocks: list[str]) -> str:
    indent = found["indent"]
    lines = (line.removeprefix(indent) for line in found["text"].splitlines())
    blocks.append("\n".join(lines).rstrip())
    return f"\n{indent}{_TOKEN.format(len(blocks) - 1)}\n"


def _heading(found: re.Match[str], heads: list[str], labels: Labels) -> str:
    """Keeps a section's heading with its anchor and a link to copy its address; gives its place-holder."""
    link = f'<a href="link:{found["id"]}" title="{html.escape(labels.link_hint)}" class="anchor">#</a>'
    heads.append(f'<h2><a name="{found["id"]}"></a>{_inline(found["title"])}&nbsp;&nbsp;{link}</h2>')
    return f"\n{_HEAD_TOKEN.format(len(heads) - 1)}\n"


def _inline(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def _code(number: int, languages: Sequence[str], blocks: Sequence[str], labels: Labels) -> str:
    language = languages[number]
    name = {"log": labels.log, "console": labels.console}.get(language, _LANGUAGE_NAMES.get(language, language))
    copy = f'<a class="copy" href="copy:{number}">{html.escape(labels.copy)}</a>'
    top = (
        f'<tr><td style="padding:9px 0 0 14px"><span class="lang">{html.escape(name)}</span></td>'
        f'<td align="right" style="padding:9px 14px 0 0">{copy}</td></tr>'
    )
    lines = html.escape(blocks[number], quote=False)
    text = f'<tr><td colspan="2" style="padding:3px 14px 4px 14px"><pre>{lines}</pre></td></tr>'
    return box("code", top + text)


def _admonition(found: re.Match[str]) -> str:
    kind = found[1] if found[1] in MARKERS else "note"
    cell = f'<p class="{kind}-title">{found[2]}</p>{found[3].strip()}'
    return box(kind, f'<tr><td style="padding:9px 16px 9px 20px">{cell}</td></tr>')


def _table(rows: str) -> str:
    """Cell by cell: Qt knows neither `th` padding by class nor row lines by row."""
    rows = re.sub(r"<(td|th)(?: style=\"[^\"]*\")?>", r'<\1 class="cell">', rows)
    return box("table", re.sub(r"</?(?:thead|tbody)>", "", rows))


def chip(words: str) -> str:
    """A small muted word above a title."""
    return f'<span class="chip">{html.escape(words)}</span>'
