"""The Diagnose pane: paste, open, drop; verdict, findings, marks, filters, the exchange; both languages."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kbapp.diagnosis.lines import Line, LogText
from kbapp.diagnosis.verdict import Diagnosis, Evidence, Finding, LadderStep, LogSummary
from kbapp.knowledge import Content
from kbapp.model.text import Text
from kbapp.ui.diagnose.engine import Source
from kbapp.ui.diagnose.groups import Groups
from kbapp.ui.diagnose.pane import DiagnosePane
from kbapp.ui.widgets.buttons import TextButton
from kbapp.ui.window import MainWindow

MakeWindow = Callable[..., MainWindow]
PSK_LOG = """\
Nov 23 16:33:07 05[IKE] initiating Main Mode IKE_SA to-aliyun[1] to 203.0.113.10
Nov 23 16:33:07 05[ENC] generating ID_PROT request 0 [ SA V V V V V ]
Nov 23 16:33:07 05[ENC] parsed ID_PROT response 0 [ SA V V V ]
Nov 23 16:33:08 05[ENC] invalid HASH_V1 payload length, decryption failed?
Nov 23 16:33:08 05[ENC] could not decrypt payloads
Nov 23 16:33:08 05[IKE] message parsing failed
"""
KEY = 'ipsec.secrets: 10.0.0.1 : PSK "hunter2hunter2"'


class FakeEngine:
    """Gives the diagnosis that the test wants; remembers what it was asked."""

    def __init__(self, diagnosis: Diagnosis | None = None, error: Exception | None = None) -> None:
        self.diagnosis = diagnosis
        self.error = error
        self.asked: list[list[str]] = []

    def run(self, sources: list[Source], content: Content) -> Diagnosis:
        assert content.causes
        self.asked.append([source.name for source in sources])
        if self.error:
            raise self.error
        assert self.diagnosis is not None
        return self.diagnosis

    def group(self, sources: list[Source], diagnosis: Diagnosis) -> tuple[Groups, ...]:
        return tuple(Groups(array("Q"), tuple(array("Q") for _ in diagnosis.tunnels)) for _ in sources)


def finding(cause: str, confidence: float, *lines: int, log: int = 0, **more: object) -> Finding:
    evidence = tuple(Evidence(log, line, PSK_LOG.splitlines()[line - 1], "test/line") for line in lines)
    return Finding(cause, confidence, 1, "either", evidence, **more)  # type: ignore[arg-type]


def diagnosis(verdict: str, *findings: Finding, **more: object) -> Diagnosis:
    logs = (LogSummary("a.log", 6, "utf-8", "strongswan", "initiator", "ikev1"),)
    summary = Text("第一阶段失败：预共享密钥不一致", "Phase 1 fails: the pre-shared keys differ")
    return Diagnosis(logs, verdict, 1, findings, summary, **more)  # type: ignore[arg-type]


CERTAIN = diagnosis(
    "certain",
    finding("psk-mismatch", 0.97, 4, 5, 6, settle_with=Text("重新输入密钥", "Type the key again")),
    finding("id-mismatch", 0.12, 6),
)


def pane_of(window: MainWindow, engine: FakeEngine | None = None) -> DiagnosePane:
    window.show_pane("diagnose")
    pane = window.pane("diagnose")
    assert isinstance(pane, DiagnosePane)
    if engine is not None:
        pane.engine = engine
    return pane


def paste(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Ctrl+V in the pane; waits for the verdict."""
    QGuiApplication.clipboard().setText(text)
    pane = window.pane("diagnose")
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.context.workers.busy)


def selected(pane: DiagnosePane, side: int = 0) -> list[int]:
    """The selected lines, counted from 1."""
    view = pane.sides[side].view
    return sorted(view.model.line_of(index.row()) + 1 for index in view.table.selectionModel().selectedRows())


def test_a_pasted_log_gets_its_verdict(qtbot: QtBot, window: MainWindow) -> None:
    """The real engine, a log of the seed's first cause."""
    pane = pane_of(window)
    paste(qtbot, window, PSK_LOG)
    assert pane.diagnosis is not None
    assert "psk-mismatch" in [card.cause.id for card in pane.findings.cards]
    assert pane.verdict.sentence.text() == window.context.say(pane.diagnosis.summary)
    assert pane.sides[0].view.model.rowCount() == 6


def test_the_first_finding_selects_its_lines(qtbot: QtBot, window: MainWindow) -> None:
    pane = pane_of(window, FakeEngine(CERTAIN))
    paste(qtbot, window, PSK_LOG)
    assert selected(pane) == [4, 5, 6]
    assert pane.findings.cards[0].body is not None
    assert pane.findings.cards[0].body.isVisible()
    assert not pane.findings.cards[1].unfolded


def test_a_click_on_a_finding_selects_its_lines(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    qtbot.mouseClick(pane.findings.cards[1], Qt.MouseButton.LeftButton, pos=QPoint(40, 12))
    assert selected(pane) == [6]
    qtbot.keyClick(english, Qt.Key.Key_F8)
    assert selected(pane) == [4, 5, 6]


def test_a_finding_offers_its_article(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    pane.findings.cards[0].article_wanted.emit(pane.findings.cards[0].cause.article)
    assert english.current_pane == "know"
    assert english.pane("know").reference.endswith("#psk-mismatch")


def test_certainty_is_word_symbol_and_colour(qtbot: QtBot, window: MainWindow) -> None:
    pane = pane_of(window, FakeEngine(CERTAIN))
    grounds = {}
    for verdict in ("certain", "likely", "unknown", "healthy", "not-ipsec"):
        found = CERTAIN.findings if verdict in ("certain", "likely") else ()
        pane.engine = FakeEngine(diagnosis(verdict, *found))
        paste(qtbot, window, PSK_LOG)
        assert pane.verdict.badge.text
        image = pane.verdict.badge.grab().toImage()
        grounds[verdict] = {image.pixelColor(x, 16).name() for x in range(8, 34)}
    assert len({frozenset(colors) for colors in grounds.values()}) >= 4


def test_the_confidence_is_word_and_number(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    assert pane.findings.cards[0].head.sure == "proven 97%"
    assert pane.findings.cards[1].head.sure == "less likely 12%"


def test_an_unknown_log_offers_a_search(qtbot: QtBot, english: MainWindow) -> None:
    unknown = diagnosis("unknown", search_line="received AUTHENTICATION_FAILED error notify")
    pane = pane_of(english, FakeEngine(unknown))
    paste(qtbot, english, PSK_LOG)
    assert not pane.findings.cards
    pane.findings.search_wanted.emit("received AUTHENTICATION_FAILED error notify")
    results = english.pane("know").results
    qtbot.waitUntil(lambda: results.list.count() > 0)
    assert english.current_pane == "know"


def test_lines_are_marked_and_filtered(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    side = pane.sides[0]
    assert dict(side.view.model.marks) == {3: 0, 4: 0, 5: 0}
    qtbot.mouseClick(side.lines.button("marked"), Qt.MouseButton.LeftButton)
    assert side.view.model.rowCount() == 3
    assert side.view.model.line_of(0) == 3
    qtbot.mouseClick(side.lines.button("all"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(side.filter, "/parsed|failed/")
    qtbot.waitUntil(lambda: side.view.model.rowCount() == 3)
    pane.show_line(0, 0)
    assert side.filter.text() == ""
    assert selected(pane) == [1]


def test_the_keyboard_walks_over_marked_lines(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    qtbot.keyClick(english, Qt.Key.Key_F7)
    assert selected(pane) == [5]
    qtbot.keyClick(english, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert selected(pane) == [4]


def test_two_files_fill_both_sides(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    files = [tmp_path / "initiator.log", tmp_path / "responder.log"]
    for file in files:
        file.write_text(PSK_LOG, encoding="utf-8")
    engine = FakeEngine(CERTAIN)
    pane = pane_of(english, engine)
    english.context.prompts.files = files  # type: ignore[attr-defined]
    qtbot.keyClick(english, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: engine.asked[-1:] == [["initiator.log", "responder.log"]])
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    qtbot.mouseClick(pane.split, Qt.MouseButton.LeftButton)
    assert pane.sides[0].isVisible()
    assert pane.sides[1].isVisible()


def test_a_dropped_file_is_opened(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "drop.log"
    file.write_bytes(PSK_LOG.encode("utf-16"))
    pane = pane_of(english, FakeEngine(CERTAIN))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pane.dropEvent(QDropEvent(QPointF(200, 300), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: pane.diagnosis is not None)
    assert pane.sides[0].view.model.store.line(4).endswith("could not decrypt payloads")


def test_a_missing_file_is_named(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    pane.take_files([tmp_path / "nothing.log"], 0)
    qtbot.waitUntil(english.notice_bar.isVisible)
    assert "nothing.log" in english.notice_bar.words.text()
    assert pane.diagnosis is None


def test_a_failing_engine_is_a_notice(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(error=ValueError("broken")))
    paste(qtbot, english, PSK_LOG)
    assert "ValueError" in english.notice_bar.words.text()
    assert pane.verdict.sentence.text() == ""


@pytest.mark.parametrize("text", ["x", "\x00\x01\x02" * 50, "中文\n" * 5, "a" * 2_000_000, "\r\r\n\n\u2028"])
def test_odd_pastes_are_answered(qtbot: QtBot, english: MainWindow, text: str) -> None:
    pane = pane_of(english)
    pane.take_text(text, 0)
    qtbot.waitUntil(lambda: not english.context.workers.busy, timeout=30_000)
    assert pane.diagnosis is not None
    assert pane.diagnosis.verdict in ("unknown", "not-ipsec")
    english.grab()


def test_secrets_are_neither_shown_nor_copied_nor_kept(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG + KEY)
    table = pane.sides[0].view.table
    assert "hunter2" not in table.log.index(6, 0).data()
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "could not decrypt payloads" in copied
    assert "hunter2" not in copied
    english.close()
    assert "hunter2" not in "".join(file.read_text() for file in english._session._path.parent.iterdir())
    assert "decrypt" not in english._session._path.read_text(encoding="utf-8")


def test_the_message_is_in_the_windows_language(qtbot: QtBot, window: MainWindow) -> None:
    pane_of(window, FakeEngine(CERTAIN))
    paste(qtbot, window, PSK_LOG)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_M, modifiers)
    words = "预共享密钥" if window.context.lang == "zh" else "pre-shared key"
    assert words in QGuiApplication.clipboard().text().casefold()


def test_an_article_finds_its_cause_in_the_log(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    pane.look_for(("id-mismatch",))
    assert pane.findings.current == 1
    pane.look_for(("mtu-exceeded",))
    assert "no evidence" in english.notice_bar.words.text()


def test_the_exchange_is_drawn_and_leads_to_lines(qtbot: QtBot, english: MainWindow) -> None:
    steps = (
        LadderStep(0, 2, True, "MAIN", "SA V V V V V", "16:33:07"),
        LadderStep(0, 4, False, "MAIN", "HASH", "16:33:08", failed=True),
    )
    pane = pane_of(english, FakeEngine(diagnosis("certain", *CERTAIN.findings, ladder=steps)))
    paste(qtbot, english, PSK_LOG)
    qtbot.mouseClick(pane.tabs.button("ladder"), Qt.MouseButton.LeftButton)
    drawing = pane.ladder.drawing
    qtbot.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=QPoint(200, 58 + 54 + 20))
    assert selected(pane) == [4]
    drawing.grab()


def test_everything_speaks_the_other_language_at_once(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    english.context.language.set("zh")
    qtbot.waitUntil(lambda: "密钥" in pane.verdict.sentence.text())
    assert "密钥" in pane.findings.cards[0].head.title
    assert selected(pane) == [4, 5, 6]


def test_clearing_brings_the_invitation_back(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    qtbot.mouseClick(pane.sides[0].clear, Qt.MouseButton.LeftButton)
    assert pane.sides[0].invitation.isVisible()
    assert not pane.verdict.isVisible()
    assert pane.diagnosis is None


def test_the_example_shows_what_the_pane_does(qtbot: QtBot, window: MainWindow) -> None:
    pane = pane_of(window)
    qtbot.mouseClick(pane.welcome.example, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.diagnosis is not None, timeout=10_000)
    assert pane.findings.cards


def test_a_million_lines_open(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "million.log"
    file.write_text(PSK_LOG * 166_667, encoding="utf-8")
    pane = pane_of(english, FakeEngine(CERTAIN))
    pane.take_files([file], 0)
    qtbot.waitUntil(lambda: pane.diagnosis is not None, timeout=30_000)
    view = pane.sides[0].view
    assert view.model.rowCount() == 1_000_002
    view.select_lines([1_000_000])
    assert view.current_line == 1_000_000
    view.model.set_rows(array("Q", [5, 999_999]))
    assert view.model.row_of(999_999) == 1


CLOUD_CONFIGURATION = """{
  "VpnConnectionId": "vco-bp1k2m9x",
  "LocalSubnet": "172.16.0.0/16",
  "RemoteSubnet": "192.168.10.0/24",
  "IkeConfig": {"Psk": "hunter2hunter2", "IkeVersion": "ikev2", "IkePfs": "group2", "IkeEncAlg": "aes"},
  "IpsecConfig": {"IpsecPfs": "group2", "IpsecEncAlg": "aes", "IpsecAuthAlg": "sha1"}
}"""


def test_a_pasted_configuration_goes_to_the_comparison(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    paste(qtbot, english, CLOUD_CONFIGURATION)
    qtbot.waitUntil(lambda: bool([b for b in pane.findings.findChildren(TextButton) if "Compare" in b.text()]))
    button = next(b for b in pane.findings.findChildren(TextButton) if "Compare" in b.text())
    with qtbot.waitSignal(pane.configuration_found) as found:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert found.args[1] == "left"
    assert english.current_pane == "compare"
    qtbot.waitUntil(lambda: not english.context.workers.busy)


TWO_TUNNELS = """\
Nov 23 16:33:01 gw sshd[12]: Accepted publickey for root from 192.0.2.9
Nov 23 16:33:07 05[IKE] <to-aliyun|1> initiating IKE_SA to-aliyun[1] to 203.0.113.10
Nov 23 16:33:07 05[ENC] <to-aliyun|1> generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]
Nov 23 16:33:07 05[NET] <to-aliyun|1> sending packet: from 198.51.100.20[500] to 203.0.113.10[500] (464 bytes)
Nov 23 16:33:08 07[IKE] <branch|2> initiating IKE_SA branch[2] to 203.0.113.77
Nov 23 16:33:08 06[NET] <to-aliyun|1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (36 bytes)
Nov 23 16:33:08 06[ENC] <to-aliyun|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]
Nov 23 16:33:08 06[IKE] <to-aliyun|1> received NO_PROPOSAL_CHOSEN notify error
Nov 23 16:33:09 07[IKE] <branch|2> some words that no signature knows
Nov 23 16:33:09 07[NET] <branch|2> sending packet: from 198.51.100.20[500] to 203.0.113.77[500] (464 bytes)
Nov 23 16:33:29 07[IKE] <branch|2> giving up after 5 retransmits
"""


def shown(pane: DiagnosePane, side: int = 0) -> list[int]:
    """The lines that are shown, counted from 1."""
    model = pane.sides[side].view.model
    return [model.line_of(row) + 1 for row in range(model.rowCount())]


def test_only_the_gateways_lines(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    paste(qtbot, english, TWO_TUNNELS)
    qtbot.mouseClick(pane.sides[0].lines.button("ipsec"), Qt.MouseButton.LeftButton)
    assert shown(pane) == list(range(2, 12))
    qtbot.keyClicks(pane.sides[0].filter, "/packet|words/")
    qtbot.waitUntil(lambda: shown(pane) == [4, 6, 9, 10])


def test_a_connection_leaves_its_own_lines(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    paste(qtbot, english, TWO_TUNNELS)
    assert pane.findings.tunnels is not None
    rows = {row.accessibleName().split(":")[0]: row for row in pane.findings.tunnels.rows}
    assert set(rows) == {"to-aliyun", "branch"}
    qtbot.mouseClick(rows["to-aliyun"], Qt.MouseButton.LeftButton)
    assert pane.diagnosis is not None
    named = {tunnel.name: tunnel.causes for tunnel in pane.diagnosis.tunnels}
    assert shown(pane) == [2, 3, 4, 6, 7, 8]
    assert pane.findings.cards[pane.findings.current].cause.id == named["to-aliyun"][0]
    qtbot.mouseClick(rows["branch"], Qt.MouseButton.LeftButton)
    assert pane.findings.cards[pane.findings.current].cause.id == named["branch"][0]
    assert shown(pane) == [5, 9, 10, 11]
    assert pane.sides[0].connection.isVisible()
    english.context.language.set("zh")
    assert pane.findings.tunnels.rows[
        [row.place for row in pane.findings.tunnels.rows].index(rows["branch"].place)
    ].isChecked()
    qtbot.mouseClick(pane.sides[0].connection, Qt.MouseButton.LeftButton)
    assert len(shown(pane)) == 11
    assert not any(row.isChecked() for row in pane.findings.tunnels.rows)


def test_a_line_of_another_connection_brings_all_back(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    paste(qtbot, english, TWO_TUNNELS)
    assert pane.findings.tunnels is not None
    qtbot.mouseClick(pane.findings.tunnels.rows[0], Qt.MouseButton.LeftButton)
    assert 1 not in shown(pane)
    pane.show_line(0, 0)
    assert len(shown(pane)) == 11
    assert selected(pane) == [1]


def test_the_notes_of_the_diagnosis_are_shown(qtbot: QtBot, english: MainWindow) -> None:
    """Two clocks five seconds apart; and a log that ends in mid-air."""
    from kbapp.ui.screenshots import LOCAL_LOG, REMOTE_LOG

    pane = pane_of(english)
    paste(qtbot, english, LOCAL_LOG)
    pane.take_text(REMOTE_LOG.replace("16:33:08", "16:33:38"), 1)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    assert "30 s apart" in pane.verdict.notes.text()
    pane.clear_all()
    paste(qtbot, english, "\n".join(LOCAL_LOG.splitlines()[:3]))
    assert pane.diagnosis is not None
    assert pane.diagnosis.notes
    assert pane.verdict.notes.isVisible()
    assert pane.verdict.notes.text() == english.context.say(pane.diagnosis.notes[0])


def test_the_logs_fill_the_comparison(qtbot: QtBot, english: MainWindow) -> None:
    """Each gateway's own log tells its side; what neither tells stays unknown."""
    from kbapp.ui.compare.pane import ComparePane
    from kbapp.ui.screenshots import LOCAL_LOG, REMOTE_LOG

    pane = pane_of(english)
    paste(qtbot, english, LOCAL_LOG)
    pane.take_text(REMOTE_LOG, 1)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    qtbot.mouseClick(pane.verdict.fill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    assert english.current_pane == "compare"
    compare = english.pane("compare")
    assert isinstance(compare, ComparePane)
    cloud, site = compare.desk.left, compare.desk.right
    assert site.gateway().get("local.address").value == "198.51.100.20"
    assert cloud.gateway().get("local.address").value == "203.0.113.10"
    assert cloud.gateway().get("ike.dh_groups").value == ("MODP_1024",)
    assert site.gateway().get("ike.dh_groups").value == ("MODP_2048",)
    assert cloud.gateway().get("esp.encryption").value is None
    compare.compare_now()
    assert compare.desk.results()["ike.dh_groups"].status == "mismatch"


def test_a_log_without_parameters_offers_no_filling(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    paste(qtbot, english, "Nov 23 16:33:01 gw sshd[12]: Accepted publickey for root from 192.0.2.9")
    assert pane.verdict.copy.isVisible()
    assert not pane.verdict.fill.isVisible()
    pane.fill_comparison()
    assert english.current_pane == "diagnose"
    assert "no parameters" in english.notice_bar.words.text()


def test_the_message_hides_addresses_alike(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    pane.engine = FakeEngine(diagnosis("certain", finding("psk-mismatch", 0.97, 1)))
    paste(qtbot, english, PSK_LOG)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(english, Qt.Key.Key_M, modifiers)
    assert "203.0.113.10" in QGuiApplication.clipboard().text()
    qtbot.mouseClick(pane.verdict.hide_addresses, Qt.MouseButton.LeftButton)
    qtbot.keyClick(english, Qt.Key.Key_M, modifiers)
    first = QGuiApplication.clipboard().text()
    assert "203.0.113" not in first
    assert ".10" in first
    qtbot.keyClick(english, Qt.Key.Key_M, modifiers)
    assert QGuiApplication.clipboard().text() == first


def test_a_file_is_read_in_another_encoding(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    """Latin text that is also GB18030: the reader knows better than the recognition."""
    file = tmp_path / "gateway.log"
    file.write_bytes((PSK_LOG + "隧道断开\n").encode("gb18030"))
    pane = pane_of(english)
    pane.take_files([file], 0)
    qtbot.waitUntil(lambda: pane.diagnosis is not None, timeout=10_000)
    side = pane.sides[0]
    assert side.encoding.text() == "GB18030"
    assert side.view.model.store.line(6) == "隧道断开"
    utf8 = next(action for action in side.encodings().actions() if action.text() == "UTF-8")
    utf8.trigger()
    qtbot.waitUntil(lambda: side.encoding.text() == "UTF-8")
    qtbot.waitUntil(lambda: pane.diagnosis is not None, timeout=10_000)
    assert "\ufffd" in side.view.model.store.line(6)
    assert pane.diagnosis is not None
    assert pane.diagnosis.logs[0].encoding == "utf-8"
    ticked = [action.text() for action in side.encodings().actions() if action.isChecked()]
    assert ticked == ["UTF-8"]
    pane.read_as("", 0)
    qtbot.waitUntil(lambda: side.encoding.text() == "GB18030")
    qtbot.waitUntil(lambda: not english.context.workers.busy)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_names_itself(qtbot: QtBot, english: MainWindow, tmp_path: Path, codec: str) -> None:
    file = tmp_path / "wide.log"
    file.write_bytes(PSK_LOG.encode(codec))
    pane = pane_of(english)
    pane.take_files([file], 0)
    qtbot.waitUntil(lambda: pane.diagnosis is not None, timeout=10_000)
    assert pane.sides[0].encoding.text().startswith("UTF-16")
    assert pane.sides[0].view.model.store.line(4).endswith("could not decrypt payloads")
    pane.read_as("utf-16", 0)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    assert pane.sides[0].view.model.store.line(4).endswith("could not decrypt payloads")


class SlowEngine(FakeEngine):
    """Reads as long as nobody cancels, and tells how far it is."""

    def __init__(self) -> None:
        super().__init__(CERTAIN)
        self.stopped = threading.Event()
        self.patient = False

    def run(self, sources: list[Source], content: Content) -> Diagnosis:
        source = sources[0]
        assert source.progress is not None
        assert source.cancelled is not None
        source.progress(0.37)
        while not self.patient and not source.cancelled():
            time.sleep(0.005)
        self.stopped.set()
        return super().run(sources, content)


def test_a_long_reading_tells_its_progress_and_can_be_cancelled(qtbot: QtBot, english: MainWindow) -> None:
    engine = SlowEngine()
    pane = pane_of(english, engine)
    pane.take_text(PSK_LOG, 0)
    qtbot.waitUntil(pane.verdict.stop.isVisible)
    assert pane.verdict.sentence.text().endswith("37 %")
    qtbot.mouseClick(pane.verdict.stop, Qt.MouseButton.LeftButton)
    assert engine.stopped.wait(5)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    assert pane.diagnosis is None
    assert "cancelled" in pane.verdict.sentence.text()
    assert len(shown(pane)) == 6
    engine.patient = True
    qtbot.mouseClick(pane.verdict.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.diagnosis is not None)
    assert not pane.verdict.stop.isVisible()


def test_a_filter_over_a_scanned_log_says_what_it_rests_on(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    side = pane.sides[0]
    assert side.source is not None
    side.source.read = LogText("a.log", "utf-8", (Line(4, "invalid HASH_V1 payload length"),), 6)
    side.show_groups(Groups(array("Q", [3]), ()))
    qtbot.mouseClick(side.lines.button("ipsec"), Qt.MouseButton.LeftButton)
    assert shown(pane) == [4]
    assert "telling ones" in side.name.text()


def test_find_goes_from_line_to_line_and_hides_none(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    finder = pane.sides[0].finder
    qtbot.keyClick(english, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert finder.isVisible()
    qtbot.keyClicks(finder.field, "/PARSED|failed/")
    qtbot.waitUntil(lambda: list(finder.lines) == [2, 3, 5])
    assert len(shown(pane)) == 6
    assert selected(pane) == [4]
    assert finder.count.text() == "2 of 3"
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert selected(pane) == [6]
    qtbot.keyClick(english, Qt.Key.Key_F3)
    assert selected(pane) == [3]
    qtbot.keyClick(english, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert selected(pane) == [6]
    pane.sides[0].view.grab()
    qtbot.keyClick(finder.field, Qt.Key.Key_Escape)
    assert not finder.isVisible()


def test_a_broken_expression_is_said_and_an_evil_one_ends(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG + "a" * 5000 + "\n")
    side = pane.sides[0]
    qtbot.keyClick(english, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    side.filter.setText("/could (not/")
    qtbot.waitUntil(lambda: side.filter.property("invalid") == "true")
    assert "missing" in side.filter.toolTip()
    qtbot.waitUntil(lambda: shown(pane) == [])
    side.filter.setText("/^(a+)+$/")
    qtbot.waitUntil(lambda: shown(pane) == [7])
    assert side.filter.property("invalid") == "false"


def test_the_message_is_copied_in_the_customers_language(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english, FakeEngine(CERTAIN))
    paste(qtbot, english, PSK_LOG)
    chinese, in_english = pane.verdict.message_languages().actions()
    chinese.trigger()
    assert "预共享密钥" in QGuiApplication.clipboard().text()
    in_english.trigger()
    assert "pre-shared key" in QGuiApplication.clipboard().text().casefold()


def test_the_second_clock_is_told_beside_its_log(qtbot: QtBot, english: MainWindow) -> None:
    from kbapp.ui.screenshots import LOCAL_LOG, REMOTE_LOG

    pane = pane_of(english)
    paste(qtbot, english, LOCAL_LOG)
    pane.take_text(REMOTE_LOG.replace("16:33:08", "16:33:38"), 1)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    assert pane.sides[1].bar.offset.text() == "clock +30 s"
    assert pane.sides[0].bar.offset.text() == ""
    assert pane.sides[1].view.model.text_of(0).startswith("Nov 23 16:33:38")
    assert next(rung.clocks for rung in pane.ladder.drawing._rungs) == {0: "16:33:07", 1: "16:33:38"}


def test_a_log_contradicts_a_filled_form_and_the_filling_is_undone(qtbot: QtBot, english: MainWindow) -> None:
    from kbapp.model.gateway import Value
    from kbapp.ui.compare.from_log import LogStrip
    from kbapp.ui.compare.pane import ComparePane
    from kbapp.ui.screenshots import LOCAL_LOG, REMOTE_LOG

    compare = english.pane("compare")
    assert isinstance(compare, ComparePane)
    site = compare.desk.right
    site.put("ike.dh_groups", Value(("MODP_4096",)))
    site.put("local.address", Value("198.51.100.20"))
    before = dict(site.values)
    pane = pane_of(english)
    paste(qtbot, english, LOCAL_LOG)
    pane.take_text(REMOTE_LOG, 1)
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    pane.fill_comparison()
    strip = compare.findChild(LogStrip)
    assert strip is not None
    assert strip.isVisible()
    assert strip._filled is not None
    (one,) = [one for one in strip._filled.contradictions if one.name == "ike.dh_groups"]
    assert (one.side, one.form.value, one.told.value.value) == ("right", ("MODP_4096",), ("MODP_2048",))
    assert (one.told.log, one.told.line) in (("Pasted log B", 4), ("Pasted log B", 5))  # the pair of lists
    assert "local.address" not in {one.name for one in strip._filled.contradictions}
    assert site.values["ike.dh_groups"].value == ("MODP_4096",)
    assert compare.desk.left.values["local.address"].value == "203.0.113.10"
    assert "contradict" in strip.words.text()
    strip.grab()
    qtbot.mouseClick(strip.undo, Qt.MouseButton.LeftButton)
    assert compare.desk.right.values == before
    assert compare.desk.left.empty
    assert not strip.isVisible()


def test_own_signatures_are_used_and_refused_ones_named(
    qtbot: QtBot, english: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KBAPP_DATA_DIR", str(tmp_path))
    pane = pane_of(english)
    log = PSK_LOG.splitlines()[0] + "\nNov 23 16:33:08 05[IKE] <a|1> zebra unit 7 gave in\n"
    paste(qtbot, english, log)
    assert not [card for card in pane.findings.cards if card.cause.id == "dpd-timeout"]
    (tmp_path / "signatures").mkdir()
    entry = (
        "[[signature]]\nid = '{id}'\npattern = 'zebra unit {rest} gave in'\nevent = 'attempt-failed'\nphase = 1\n"
        "causes = {{ 'dpd-timeout' = 0.9 }}\nsource = 'seen'\nmatch = ['zebra unit 7 gave in']\nno_match = ['zebra']\n"
    )
    body = "dialect = 'strongswan'\n" + entry.format(id="a", rest=r"\d+") + entry.format(id="b", rest=r"(\d+")
    (tmp_path / "signatures" / "team.toml").write_text(body, encoding="utf-8")
    paste(qtbot, english, log)
    assert [card.cause.id for card in pane.findings.cards][:1] == ["dpd-timeout"]
    assert "team.toml:11 signature strongswan/b: RE2 refuses it: missing )" in english.notice_bar.words.text()


def test_cancel_ends_the_indexing_of_a_file(qtbot: QtBot, english: MainWindow, tmp_path: Path) -> None:
    from kbapp.ui.diagnose import linestore

    file = tmp_path / "long.log"
    file.write_text(PSK_LOG * 60_000, encoding="utf-8")
    pane = pane_of(english, FakeEngine(CERTAIN))
    pane.take_files([file], 0)
    assert pane.verdict.isVisible()
    pane.stop()
    qtbot.waitUntil(lambda: not english.context.workers.busy)
    assert pane.sides[0].source is None
    assert pane.welcome.isVisible()
    cancelled = iter([False, False, True])
    with pytest.raises(linestore.IndexingCancelledError):
        linestore.LineStore.from_file(file, "", None, lambda: next(cancelled))


def test_a_configuration_names_its_platform(qtbot: QtBot, english: MainWindow) -> None:
    pane = pane_of(english)
    paste(qtbot, english, CLOUD_CONFIGURATION)
    titles = [label.text() for label in pane.findings.findChildren(QLabel)]
    assert "This is a configuration of Alibaba Cloud VPN Gateway" in titles or any("Alibaba" in one for one in titles)
