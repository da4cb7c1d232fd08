"""A document as one HTML page that needs nothing else: no script, no font, no picture, no address."""

from __future__ import annotations

import html
from collections.abc import Iterator

from kbapp.reporting.document import Block, Bullets, Document, Heading, Lines, Sentence, Table

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font-family: "Inter", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei",
  sans-serif; color: #1c2530;
  background-color: #ffffff; font-size: 10.5pt; line-height: 150%; max-width: 60em; margin: 2em auto;
  padding: 0 1.5em; }
h1 { font-size: 17pt; margin-bottom: 6px; }
h2 { font-size: 13pt; margin-top: 22px; margin-bottom: 6px; border-bottom: 1px solid #d5dbe2; }
h3 { font-size: 11.5pt; margin-top: 16px; margin-bottom: 4px; }
h4 { font-size: 10.5pt; margin-top: 10px; margin-bottom: 2px; }
p { margin-top: 4px; margin-bottom: 4px; }
p.caption { color: #55606c; font-size: 9pt; margin-top: 8px; margin-bottom: 2px; }
p.bad { background-color: #fdece3; color: #8f3406; padding: 8px 12px; font-weight: bold; }
p.good { background-color: #e6f3ea; color: #14532d; padding: 8px 12px; font-weight: bold; }
p.open { background-color: #eef1f4; color: #37424d; padding: 8px 12px; font-weight: bold; }
pre { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 9pt; background-color: #f4f6f8;
  padding: 8px 10px; margin-top: 2px; margin-bottom: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin-top: 6px; margin-bottom: 8px; }
th, td { border: 1px solid #d5dbe2; padding: 4px 8px; text-align: left; vertical-align: top; }
th { background-color: #f4f6f8; }
tr.bad td { background-color: #fdece3; }
tr.open td { background-color: #f4f6f8; }
@media print { body { margin: 0; max-width: none; } h2, h3, h4 { page-break-after: avoid; } }
"""


def render_html(document: Document) -> str:
    body = "\n".join(part for block in document.blocks for part in _block(block))
    title = html.escape(document.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{_LANGUAGES.get(document.lang, "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
        case Sentence():
            kind = f' class="{block.tone}"' if block.tone != "plain" else ""
            label = f"<b>{html.escape(block.label)}</b> " if block.label else ""
            yield f"<p{kind}>{label}{html.escape(block.text)}</p>"
        case Bullets():
            yield "<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in block.items) + "</ul>"
        case Lines():
            if block.caption:
                yield f'<p class="caption">{html.escape(block.caption)}</p>'
            yield f"<pre>{html.escape(chr(10).join(block.lines))}</pre>"
        case Table():
            yield from _table(block)


def _table(block: Table) -> Iterator[str]:
    yield '<table border="1" cellspacing="0" cellpadding="4" width="100%">'
    yield "<tr>" + "".join(f"<th>{html.escape(cell)}</th>" for cell in block.head) + "</tr>"
    tones = block.tones or ("plain",) * len(block.rows)
    for row, tone in zip(block.rows, tones, strict=True):
        kind = f' class="{tone}"' if tone != "plain" else ""
        yield f"<tr{kind}>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</table>"
