"""The Qt-free parts and the small ones: rendering, history, session, marks, rungs, workers."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbapp.diagnosis.verdict import LadderStep
from kbapp.ui.diagnose.marks import next_mark
from kbapp.ui.diagnose.rungs import rungs_of
from kbapp.ui.know.history import History
from kbapp.ui.know.render import MARKERS, Labels, render
from kbapp.ui.notices import Notices
from kbapp.ui.session import Session
from kbapp.ui.theme.fonts import sans
from kbapp.ui.widgets.lines import count_lines, draw_lines
from kbapp.ui.work import Workers

LABELS = Labels("Copy", "log", "command", "Copy link")


def test_a_code_block_becomes_a_box_with_its_text_to_copy() -> None:
    page = render("# T\n\n- item\n\n    ```log\n    a <b>\n\n    [ N(X) ]\n    ```\n", LABELS)
    assert page.blocks == ["a <b>\n\n[ N(X) ]"]
    assert MARKERS["code"] in page.html
    assert "a &lt;b&gt;" in page.html
    assert 'href="copy:0"' in page.html


def test_headings_have_their_anchor_and_admonitions_their_box() -> None:
    page = render('# T\n\n## A `b` {#one}\n\n!!! warning "Mind"\n    This.\n\n| a | b |\n|-|-|\n| 1 | 2 |\n', LABELS)
    assert '<a name="one"></a>' in page.html
    assert MARKERS["warning"] in page.html
    assert MARKERS["table"] in page.html
    assert "{#" not in page.html


def test_a_fence_in_the_text_of_a_fence_is_text() -> None:
    page = render("```text\n## Not a heading {#no}\n```\n", LABELS)
    assert page.blocks == ["## Not a heading {#no}"]
    assert 'name="no"' not in page.html


def test_history_forgets_what_lay_ahead() -> None:
    history = History()
    for page in ("a", "b", "c"):
        history.visit(page)
    assert history.back().page == "b"  # type: ignore[union-attr]
    history.visit("d")
    assert not history.can_forward
    assert [visit.page for visit in history.visits] == ["a", "b", "d"]


def test_marks_go_around_the_ends() -> None:
    marks = {3: 0, 9: 1}
    assert next_mark(marks, 3, 1) == 9
    assert next_mark(marks, 9, 1) == 3
    assert next_mark(marks, 3, -1) == 9
    assert next_mark({}, 3, 1) is None


def test_a_message_in_both_logs_is_one_rung() -> None:
    steps = [
        LadderStep(0, 5, True, "MAIN", "SA V", "Nov 23 16:33:07.123"),
        LadderStep(0, 9, True, "MAIN", "KE No", None),
        LadderStep(1, 4, False, "MAIN", "SA V", "16:33:08"),
    ]
    rungs = rungs_of(steps)
    assert [rung.places for rung in rungs] == [[(0, 4), (1, 3)], [(0, 8)]]
    assert rungs[0].to_right
    assert rungs[0].clocks[0] == "16:33:07.123"


def test_a_session_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    session = Session(tmp_path / "new")
    session.save({"pane": "know", "n": 3})
    again = Session(tmp_path / "new")
    assert again.text("pane") == "know"
    assert again.number("n") == 3
    assert again.text("n") == ""
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["session.json"]


def test_notices_are_free_of_secrets_and_repeat_once() -> None:
    notices = Notices()
    seen: list[object] = []
    notices.listen(seen.append)
    notices.warn("psk = hunter2hunter2", "psk = hunter2hunter2", "secret hunter2hunter2")
    notices.warn("psk = hunter2hunter2", "psk = hunter2hunter2", "secret hunter2hunter2")
    assert len(seen) == 1
    assert "hunter2" not in notices.all[0].text.en + notices.all[0].detail


def test_a_lane_runs_one_job_at_a_time_and_the_newest_wins(qtbot: QtBot) -> None:
    workers = Workers()
    gate, ran, shown = threading.Event(), [], []

    def task(number: int) -> int:
        gate.wait(5)
        ran.append(number)
        return number

    for number in range(4):
        workers.run(lambda _, number=number: task(number), "x", latest=True).success(shown.append)
    gate.set()
    qtbot.waitUntil(lambda: not workers.busy)
    assert shown == [3]
    assert ran in ([0, 3], [3])
    workers.close()


def test_progress_and_failure_arrive_in_the_windows_thread(qtbot: QtBot) -> None:
    workers, seen = Workers(), []
    here = threading.get_ident()

    def task(job: object) -> None:
        job.report(0.5)  # type: ignore[attr-defined]
        raise OSError("gone")

    job = workers.run(task, "x")
    job.progress(lambda part: seen.append((part, threading.get_ident() == here)))
    job.failure(lambda error: seen.append((str(error), threading.get_ident() == here)))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(0.5, True), ("gone", True)]
    workers.close()


def test_closing_joins_and_silences(qtbot: QtBot) -> None:
    workers, shown = Workers(), []

    def task(job: object) -> int:
        while not job.cancelled:  # type: ignore[attr-defined]
            time.sleep(0.005)
        return 1

    workers.run(task, "x").success(shown.append)
    qtbot.wait(30)
    workers.close()
    qtbot.wait(30)
    assert shown == []
    assert workers.run(lambda _: 1, "x").cancelled


@pytest.mark.parametrize("words", ["", "short", "one two three four five six seven eight nine ten", "汉字" * 30])
def test_text_is_cut_to_the_lines_that_fit(qapp: QApplication, words: str) -> None:
    image = QImage(120, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    draw_lines(painter, sans(13), QRectF(0, 0, 120, 40), words)
    painter.end()
    assert count_lines(sans(13), 120, words) >= 1
