"""Terms of a page: which are marked, and what hovering one tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from kbapp.knowledge.terms import Term
from kbapp.model.text import Text
from kbapp.ui.know.pane import KnowPane
from kbapp.ui.know.reader import _terms
from kbapp.ui.know.terms import glossary
from kbapp.ui.window import MainWindow

PSK = Term(
    "psk", "term", ("预共享密钥",), ("pre-shared key", "PSK"), (), Text("两端相同的口令", "A shared <secret>"), ()
)
SA = Term("sa", "term", ("安全联盟",), ("SA",), (), Text("约定", "What was agreed"), ())
UNTOLD = Term("mtu", "term", ("最大传输单元",), ("MTU",), (), None, ())
TERMS = (PSK, SA, UNTOLD)


def marked(page: str, lang: str = "en") -> list[str]:
    """The marked words of a page."""
    found = glossary(TERMS, "zh" if lang == "zh" else "en").mark(page)
    return [part.partition(">")[2].partition("<")[0] for part in found.split('<span class="term"')[1:]]


def test_only_the_first_occurrence_in_a_section() -> None:
    assert marked("<p>The PSK and the pre-shared key.</p><h2>PSK</h2><p>A Pre-shared key</p>") == [
        "PSK",
        "Pre-shared key",
    ]


def test_not_in_code_links_or_within_words() -> None:
    assert marked("<p><code>PSK</code> <a href='PSK'>PSK</a> PSKs SA-PSK sa USA MTU</p>") == []
    assert marked("<p>配置PSK，预共享密钥</p>", "zh") == ["PSK"]
    assert marked("<p>预共享密钥与安全联盟</p>", "zh") == ["预共享密钥", "安全联盟"]


def test_an_explanation_is_text_not_markup() -> None:
    found = glossary(TERMS, "en").mark("<p>PSK</p>")
    assert "A shared &amp;lt;secret&amp;gt;" in found


def test_hovering_a_term_explains_it_in_the_shown_language(
    monkeypatch: pytest.MonkeyPatch, open_window: Callable[..., MainWindow]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: shown.append(text))
    window = open_window("en")
    pane, content = window.pane("know"), window.context.content
    assert isinstance(pane, KnowPane)
    assert content is not None
    pane.open("phase-1-failed")
    for lang in ("en", "zh"):
        window.context.language.set(lang)
        places = list(_terms(pane.reader.document()))
        assert len(places) > 20
        cursor = QTextCursor(pane.reader.document())
        cursor.setPosition(places[0][0])
        cursor.setPosition(places[0][1], QTextCursor.MoveMode.KeepAnchor)
        shape = cursor.charFormat()
        assert shape.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
        told = [term.explain.get(window.context.lang) for term in content.terms if term.explain]
        assert any(words[:12] in shape.toolTip() for words in told)
        cursor.clearSelection()
        pane.reader.setTextCursor(cursor)
        pane.reader.ensureCursorVisible()
        at = pane.reader.cursorRect(cursor).center() + QPoint(-4, 0)
        event = QHelpEvent(QEvent.Type.ToolTip, at, pane.reader.viewport().mapToGlobal(at))
        QApplication.sendEvent(pane.reader.viewport(), event)
        assert shown.pop() == shape.toolTip()
