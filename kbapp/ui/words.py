"""Words of the window that more than one part uses."""

from __future__ import annotations

from kbapp.ui.i18n import QT_TRANSLATE_NOOP, translate

_KINDS: dict[str, str] = {
    "faq": QT_TRANSLATE_NOOP("Kinds", "Questions"),
    "causes": QT_TRANSLATE_NOOP("Kinds", "Causes"),
    "codes": QT_TRANSLATE_NOOP("Kinds", "Cloud error codes"),
    "platforms": QT_TRANSLATE_NOOP("Kinds", "Platforms"),
    "guides": QT_TRANSLATE_NOOP("Kinds", "Guides"),
    "notes": QT_TRANSLATE_NOOP("Kinds", "My notes"),
}


def kind_words(kind: str) -> str:
    """A kind of article as the contents name it."""
    return translate("Kinds", _KINDS[kind]) if kind in _KINDS else kind


def language_words(lang: str) -> str:
    """A language in its own words: the same in both languages of the window."""
    return "中文" if lang == "zh" else "English"
