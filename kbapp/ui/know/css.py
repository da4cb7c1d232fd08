"""The reader's style sheet, from the table of colours. Sizes grow with the zoom."""

from __future__ import annotations

from kbapp.ui.theme import colors, fonts


def reader_css(dark: bool, base: int) -> str:
    """CSS for a `QTextDocument` whose text is `base` pixels."""

    def color(name: str) -> str:
        return colors.value(name, dark)

    def size(factor: float) -> str:
        return f"{round(base * factor)}px"

    sans, mono = fonts.css_families(fonts.SANS_FAMILIES), fonts.css_families(fonts.MONO_FAMILIES)
    return f"""
body {{ font-family: {sans}; font-size: {base}px; color: {color("text")}; }}
p, li {{ line-height: 135%; margin-top: 0; margin-bottom: 11px; }}
ul, ol {{ margin-top: 0; margin-bottom: 8px; }}
li {{ margin-bottom: 5px; }}
h1 {{ font-size: {size(1.67)}; font-weight: 700; margin-top: 4px; margin-bottom: 14px; line-height: 112%; }}
h2 {{ font-size: {size(1.27)}; font-weight: 700; margin-top: 30px; margin-bottom: 9px; line-height: 115%; }}
h3 {{ font-size: {size(1.0)}; font-weight: 700; margin-top: 16px; margin-bottom: 6px; }}
a {{ color: {color("accent")}; text-decoration: none; }}
a.anchor {{ color: {color("edge")}; font-weight: 400; font-size: {size(1.0)}; }}
a.copy {{ font-size: {size(0.8)}; }}
a.card {{ color: {color("text")}; }}
code {{ font-family: {mono}; font-size: {size(0.87)}; background-color: {color("hover")}; }}
pre {{ font-family: {mono}; font-size: {size(0.83)}; white-space: pre-wrap; margin: 0; line-height: 130%; }}
.lang {{ font-size: {size(0.76)}; color: {color("muted")}; }}
.chip {{ font-size: {size(0.82)}; color: {color("muted")}; }}
.lead {{ color: {color("muted")}; font-size: {size(1.07)}; }}
.muted {{ color: {color("muted")}; }}
.note-title {{ color: {color("note")}; font-weight: 700; margin-bottom: 3px; }}
.warning-title {{ color: {color("warning")}; font-weight: 700; margin-bottom: 3px; }}
th.cell {{ color: {color("muted")}; font-size: {size(0.87)}; font-weight: 700; text-align: left; padding: 8px 14px;
  border-bottom: 1px solid {color("line")}; border-style: none none solid none; }}
td.cell {{ padding: 8px 14px; border-bottom: 1px solid {color("line")}; border-style: none none solid none;
  vertical-align: top; }}
"""
