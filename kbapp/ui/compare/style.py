"""The style of the pane's own widgets, over the window's."""

from __future__ import annotations

from kbapp.ui.theme.theme import Theme

_SHEET = """
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
  background: transparent; border: none; padding: 0; min-height: 22px; color: {text};
}}
QLineEdit[bare="true"][grey="true"] {{ color: {muted}; }}
QPushButton[small="true"] {{ padding: 0 6px; min-height: 22px; font-size: 11px; border-radius: 5px; }}
QPushButton[small="true"]:focus {{ padding: 0 5px; min-height: 20px; }}
QPushButton[flush="true"] {{ padding: 0 6px 0 0; border: none; }}
QPushButton[flush="true"]:focus {{ padding: 0 4px 0 0; border: 2px solid {accent}; }}
QLabel[role="wrong"] {{ color: {wrong}; font-size: 12px; }}
QLabel[role="hint"] {{ color: {muted}; font-size: 12px; }}
QLabel[role="headline"] {{ font-size: 17px; font-weight: 600; }}
QLabel[role="section"] {{ font-weight: 600; }}
QPlainTextEdit[role="source"] {{ border-radius: 6px; padding: 6px; font-family: {mono}; font-size: 12px;
  background: {sunken}; border: 1px solid {line}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QPlainTextEdit[role="source"]:focus {{ border: 2px solid {accent}; padding: 5px; }}
QLabel[role="code"] {{ border-radius: 6px; padding: 6px 8px; background: {surface}; border: 1px solid {line};
  color: {text}; font-family: {mono}; font-size: 11px; }}
QListWidget[role="remarks"] {{ background: transparent; border: none; font-size: 12px; }}
QListWidget[role="remarks"]::item {{ min-height: 24px; color: {text}; }}
QListWidget[role="remarks"]::item:selected {{ background: {tint}; color: {text}; }}
QWidget#CompareTop, QWidget#CompareHeads, QWidget#CompareRows {{ background: {surface}; }}
QWidget#CompareHeads {{ border-bottom: 1px solid {line}; }}
QWidget#Inspector {{ background: {sunken}; border-left: 1px solid {line}; }}
"""


def sheet(theme: Theme) -> str:
    """The style sheet in the palette in force."""
    from kbapp.ui.theme.fonts import MONO_FAMILIES, css_families

    names = ("text", "muted", "sunken", "line", "accent", "surface")
    colors = {name: theme.css(name) for name in names}
    return _SHEET.format(
        **colors, tint=theme.css("accent-tint"), wrong=theme.css("mismatch"), mono=css_families(MONO_FAMILIES)
    )
