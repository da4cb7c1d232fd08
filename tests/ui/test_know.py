"""The Know pane: contents, reader, sections, history, find, zoom, links, both languages."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbapp.knowledge import load_content
from kbapp.model.text import LANGS
from kbapp.paths import content_dir
from kbapp.ui.know.pages import article_page
from kbapp.ui.know.pane import KnowPane
from kbapp.ui.window import MainWindow

MakeWindow = Callable[..., MainWindow]


def know(window: MainWindow) -> KnowPane:
    pane = window.pane("know")
    assert isinstance(pane, KnowPane)
    return pane


def heading_on_top(pane: KnowPane) -> str:
    """The words of the block at the reader's top edge."""
    return pane.reader.cursorForPosition(QPoint(4, 20)).block().text()


def test_start_page_lists_the_questions(window: MainWindow) -> None:
    pane = know(window)
    text = pane.reader.toPlainText()
    content, lang = window.context.content, window.context.lang
    assert content is not None
    assert content.articles["phase-1-failed"][lang].title in text
    assert not pane.outline.isVisible()


def test_a_click_in_the_contents_opens_the_article(qtbot: QtBot, window: MainWindow) -> None:
    pane, content = know(window), window.context.content
    assert content is not None
    item = pane.contents._items["phase-2-failed"]
    area = pane.contents.visualRect(item.index())
    qtbot.mouseClick(pane.contents.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert content.articles["phase-2-failed"][window.context.lang].title in pane.reader.toPlainText()
    assert pane.outline.isVisible()


def test_every_section_of_every_article_opens_exactly(english: MainWindow) -> None:
    """Its heading stands at the top, but where the page ends before."""
    pane, content = know(english), english.context.content
    assert content is not None
    for name in ("phase-1-failed", "pfs-mismatch", "one-way-huawei-nat"):
        for section in content.articles[name]["en"].sections:
            pane.open(f"{name}#{section.id}")
            bar = pane.reader.verticalScrollBar()
            assert bar.value() == bar.maximum() or section.title.split("`")[0] in heading_on_top(pane)


LEFT_OVER = ("KBCODEBLOCK", "KBHEADING", "```", "{#", "!!!", "**")


def test_every_article_renders(qapp: QApplication) -> None:
    """No Markdown, no marker and no placeholder is left; every section has its anchor. Without a window.

    Each article in one language by turns, and some of each kind in both.
    """
    content = load_content(content_dir())
    kinds: Counter[str] = Counter()
    document = QTextDocument()
    for number, pages in enumerate(content.articles.values()):
        kinds[pages["en"].kind] += 1
        for lang in LANGS if kinds[pages["en"].kind] <= 2 else LANGS[number % 2 :][:1]:
            article = pages[lang]
            page = article_page(content, article)
            document.setHtml(page.html)
            text = document.toPlainText()
            assert article.title.replace("`", "") in text, article.id
            for left in LEFT_OVER:
                assert left not in text.replace("****", ""), (article.id, left)
            names = re.findall(r'<a name="([^"]+)">', page.html)
            assert names == [section.id for section in article.sections], article.id


def test_the_reader_finds_every_section(english: MainWindow) -> None:
    pane, content = know(english), english.context.content
    assert content is not None
    for name in ("guide-no-traffic", "PskMismatch", "esp-blocked", "platform-h3c"):
        pane.open(name)
        assert [section for _, section in pane.reader._tops] == [
            section.id for section in content.articles[name]["en"].sections
        ]


def test_the_place_is_kept_on_switching_the_language(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed#id-mismatch")
    english.context.language.set("zh")
    content = english.context.content
    assert content is not None
    section = content.articles["phase-1-failed"]["zh"].section("id-mismatch")
    assert section is not None
    assert section.title in heading_on_top(pane)


def test_back_and_forward(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed#psk-mismatch")
    pane.open("pfs-mismatch")
    qtbot.keyClick(english, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.reference == "phase-1-failed#psk-mismatch"
    qtbot.keyClick(english, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.reference == ""
    qtbot.keyClick(english, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert pane.reference == "phase-1-failed#psk-mismatch"
    assert not pane.toolbar.forward.isEnabled() or pane.history.can_forward


def test_links_of_a_page_lead_on(english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed")
    pane.reader.anchorClicked.emit(QUrl("#psk-missing"))
    assert pane.reference == "phase-1-failed#psk-missing"
    pane.reader.anchorClicked.emit(QUrl("PskMismatch"))
    assert pane.reference.startswith("PskMismatch")


def test_an_outside_link_is_never_opened(english: MainWindow) -> None:
    pane = know(english)
    pane.reader.anchorClicked.emit(QUrl("https://example.com/x"))
    assert QGuiApplication.clipboard().text() == "https://example.com/x"
    assert "PySide6.QtNetwork" not in sys.modules


def test_the_reader_loads_nothing(english: MainWindow) -> None:
    assert know(english).reader.loadResource(2, QUrl("file:///etc/passwd")).isEmpty()


def test_a_code_block_is_copied_whole(english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed#psk-mismatch")
    number = next(n for n, block in enumerate(pane.reader._page.blocks) if "invalid HASH_V1" in block)
    pane.reader.anchorClicked.emit(QUrl(f"copy:{number}"))
    assert QGuiApplication.clipboard().text().splitlines()[1] == "could not decrypt payloads"


def test_a_sections_link_is_a_command(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed#ike-dh-mismatch")
    qtbot.mouseClick(pane.toolbar.link, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "kbapp show phase-1-failed#ike-dh-mismatch"


def test_find_in_page(qtbot: QtBot, window: MainWindow) -> None:
    pane = know(window)
    pane.open("phase-1-failed")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(pane.find_bar.field, "proposal")
    found = len(pane.reader.extraSelections())
    assert found > 3
    assert str(found) in pane.find_bar.count.text()
    qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar._current == 1
    qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert not pane.reader.extraSelections()


def test_zoom_changes_the_text_and_keeps_the_section(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed#nat-t-mismatch")
    before = pane.reader._tops[-1][0]
    for _ in range(3):
        qtbot.mouseClick(pane.toolbar.larger, Qt.MouseButton.LeftButton)
    assert pane.reader._tops[-1][0] > before
    assert pane.reference == "phase-1-failed#nat-t-mismatch"
    qtbot.keyClick(english, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pane.reader.zoom == 0


def test_from_the_article_to_the_log(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.open("phase-1-failed#psk-mismatch")
    with qtbot.waitSignal(pane.log_wanted) as wish:
        qtbot.mouseClick(pane.toolbar.log, Qt.MouseButton.LeftButton)
    assert wish.args == [("psk-mismatch",)]
    assert english.current_pane == "diagnose"


def test_from_the_article_to_the_comparison(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.open("pfs-mismatch")
    with qtbot.waitSignal(pane.comparison_wanted) as wish:
        qtbot.mouseClick(pane.toolbar.compare, Qt.MouseButton.LeftButton)
    assert "esp.pfs_groups" in wish.args[0]
    assert english.current_pane == "compare"


def test_an_unknown_article_is_named(english: MainWindow) -> None:
    know(english).open("no-such-thing")
    assert "no-such-thing" in english.notice_bar.words.text()


@pytest.mark.parametrize(("width", "outline", "contents"), [(1366, True, True), (1024, False, True)])
def test_a_narrow_window_keeps_the_reader(
    qtbot: QtBot, english: MainWindow, width: int, outline: bool, contents: bool
) -> None:
    english.resize(width, 700)
    pane = know(english)
    pane.open("phase-1-failed")
    qtbot.waitUntil(lambda: pane.outline.isVisible() == outline)
    assert pane.sidebar.isVisible() == contents
    assert pane.reader.viewport().width() > 500


def test_hits_follow_the_language(qtbot: QtBot, english: MainWindow) -> None:
    pane = know(english)
    pane.show_hits("aggressive mode")
    qtbot.waitUntil(lambda: pane.results.list.count() > 0)
    english.context.language.set("zh")
    qtbot.waitUntil(lambda: "找到" in pane.results.count.text() and not english.context.workers.busy)
    first = pane.results.list.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert "中文" in first.tag


def test_a_page_becomes_a_pdf(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    know(english).open("phase-1-failed")
    english.context.prompts.target = tmp_path / "page.pdf"  # type: ignore[attr-defined]
    qtbot.keyClick(english, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert 8 <= data.count(b"/Type /Page\n") <= 40, "the longest article, in a size that one can read"
    english.context.prompts.target = tmp_path / "no folder" / "page.pdf"  # type: ignore[attr-defined]
    qtbot.keyClick(english, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "no folder" in english.notice_bar.words.text()
