"""The font families, named one by one: Qt's own choice takes Japanese glyphs, or boxes, for Chinese."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from kbapp.paths import resources_dir

LATIN: tuple[str, ...] = ("Inter", "SF Pro Text", "Segoe UI Variable Text", "Segoe UI", "Noto Sans", "Cantarell")
CHINESE: tuple[str, ...] = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
MONO: tuple[str, ...] = (
    "JetBrains Mono",
    "SF Mono",
    "Cascadia Mono",
    "Menlo",
    "Consolas",
    "Noto Sans Mono",
    "Liberation Mono",
    "DejaVu Sans Mono",
)
SANS_FAMILIES: tuple[str, ...] = (*LATIN, *CHINESE, "DejaVu Sans", "sans-serif")
MONO_FAMILIES: tuple[str, ...] = (*MONO, *CHINESE, "monospace")

BASE_PX = 13
READING_PX = 15
LOG_PX = 12


def sans(pixels: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's font at a size in logical pixels. Two weights: the Chinese of a bare Linux has no others."""
    return _font(SANS_FAMILIES, pixels, weight)


def mono(pixels: int = LOG_PX) -> QFont:
    """The font of logs, commands and identifiers."""
    font = _font(MONO_FAMILIES, pixels, QFont.Weight.Normal)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font


def load_own() -> None:
    """The Latin letters that come with the program (Inter, SIL Open Font License): a bare Linux has none to look at."""
    for file in sorted((resources_dir() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def css_families(families: tuple[str, ...]) -> str:
    """The families as a CSS value."""
    return ", ".join(f"'{family}'" for family in families)


def has_chinese() -> bool:
    """Is there any font with simplified Chinese? Slow at the first call: ask after the window is painted."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def _font(families: tuple[str, ...], pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if weight > QFont.Weight.Medium else weight)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
