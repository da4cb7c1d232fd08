"""From a paste of 200 lines to the verdict on the screen, and the longest stall of the window beside a large file.

    python tests/bench/bench_window.py [--runs 5] [--next 20] [--mb 0] [--profile FILE]

Each run is a process of its own: a window that is up and idle gets a log by its action "Paste log". A paste ends
when the verdict bar, the findings and the lines have been painted after the verdict came. Printed: the median of the
first paste of each run, and of all later ones, as wall time and as CPU time of the process; then (with `--mb`) how
long the event loop stood still while a file of that size was read. Exits with 1 above the limits.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kbapp.ui.diagnose.pane import DiagnosePane
    from kbapp.ui.window import MainWindow

FIRST_MS, NEXT_MS = 120.0, 30.0
LINES = 200
_LOGS = Path(__file__).parents[1] / "data" / "logs"
_MB = 1024 * 1024


def logs() -> list[str]:
    """Recorded logs, cut or repeated to 200 lines each, every one another fault."""
    found = []
    for path in sorted(_LOGS.glob("*/responder.verbose.log")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        while len(lines) < LINES:
            lines += lines
        found.append("\n".join(lines[:LINES]))
    return found


@contextmanager
def window_of(folder: str) -> Iterator[tuple[MainWindow, DiagnosePane]]:
    """A window that is painted, has its knowledge, and rests."""
    from PySide6.QtWidgets import QApplication

    from kbapp.ui.app import make_window
    from kbapp.ui.diagnose.pane import DiagnosePane
    from kbapp.ui.prompts import QtPrompts
    from kbapp.ui.session import Session

    app = QApplication(["kbapp"])
    session = Session(Path(folder) / "config")
    session.values = {"language": "zh", "theme": "light", "pane": "diagnose"}
    window = make_window(app, session, QtPrompts())
    window.resize(1366, 768)
    window.show()
    wait(lambda: window.context.can_search and not window.context.workers.busy)
    rest = time.monotonic() + 0.5
    wait(lambda: time.monotonic() > rest and not window.context.workers.busy)
    pane = window.pane("diagnose")
    assert isinstance(pane, DiagnosePane)
    yield window, pane
    window.close()


def wait(done: Callable[[], bool], seconds: float = 120.0, pulse: int = 0) -> float:
    """Run the event loop until `done`; with a pulse (milliseconds) gives back its longest stall in milliseconds."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert app is not None
    timer = QTimer()
    timer.start(pulse or 50)
    end = time.monotonic() + seconds
    last, longest = time.perf_counter(), 0.0
    while not done() and time.monotonic() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    timer.stop()
    return max(0.0, longest * 1000 - pulse)


def paste(window: MainWindow, pane: DiagnosePane, text: str) -> tuple[float, float]:
    """Wall and CPU milliseconds from the action to the painted verdict."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    class Painted(QObject):
        """Which of the watched widgets were painted since the verdict came."""

        def __init__(self, widgets: list[QWidget]) -> None:
            super().__init__()
            self.missing = set(widgets)
            for widget in widgets:
                widget.installEventFilter(self)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint and pane.diagnosis is not None:
                self.missing.discard(watched)
            return False

    QApplication.clipboard().setText(text)
    wait(lambda: not window.context.workers.busy)
    window.repaint()
    painted = Painted([pane.verdict, pane.findings, pane.sides[0].view.table.viewport()])
    wall, cpu = time.perf_counter(), time.process_time()
    window.context.actions.trigger("paste-log")
    wait(lambda: not painted.missing)
    spent = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
    for widget in (pane.verdict, pane.findings, pane.sides[0].view.table.viewport()):
        widget.removeEventFilter(painted)
    wait(lambda: not window.context.workers.busy)
    return spent


def one_run(count: int, folder: str, profile: str = "") -> None:
    """In a process of its own: prints [[wall, cpu], …], the first paste first."""
    with window_of(folder) as (window, pane):
        texts = logs()
        times = [paste(window, pane, texts[0])]
        if profile:
            _profiled(profile, lambda: [paste(window, pane, text) for text in texts[1:count]])
        times += [paste(window, pane, texts[number % len(texts)]) for number in range(1, count + 1)]
    print(json.dumps(times))


def _profiled(file: str, work: Callable[[], object]) -> None:
    import cProfile

    profile = cProfile.Profile()
    profile.enable()
    work()
    profile.disable()
    profile.dump_stats(file)


def large_file(megabytes: int, folder: str) -> None:
    """In a process of its own: prints the longest stall and the whole time, in milliseconds."""
    path = Path(folder) / "large.log"
    block = ("\n".join(logs()) + "\n").encode()
    with path.open("wb") as file:
        for _ in range(megabytes * _MB // len(block) + 1):
            file.write(block)
    with window_of(folder) as (window, pane):
        start = time.perf_counter()
        pane.take_files([path], 0)
        stall = wait(lambda: pane.diagnosis is not None, pulse=5)
        stall = max(stall, wait(lambda: not window.context.workers.busy, pulse=5))
        spent = (time.perf_counter() - start) * 1000
    print(json.dumps([stall, spent]))


def _in_process(*arguments: str, folder: str) -> Any:
    environment = {**os.environ, "KBAPP_CONFIG_DIR": folder, "KBAPP_CACHE_DIR": folder, "KBAPP_DATA_DIR": folder}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, __file__, "--folder", folder, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--next", type=int, default=20)
    parser.add_argument("--mb", type=int, default=0)
    parser.add_argument("--profile", default="")
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.folder and arguments.mb:
        large_file(arguments.mb, arguments.folder)
        return 0
    if arguments.folder:
        one_run(arguments.next, arguments.folder, arguments.profile)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _in_process("--next", "1", folder=folder)  # builds the search index, as the first start ever does
        extra = ("--profile", arguments.profile) if arguments.profile else ()
        runs = [_in_process("--next", str(arguments.next), *extra, folder=folder) for _ in range(arguments.runs)]
        first, later = [run[0] for run in runs], [times for run in runs for times in run[1:]]
        good = _tell("first paste", first, FIRST_MS)
        good = _tell("next pastes", later, NEXT_MS) and good
        if arguments.mb:
            stall, spent = _in_process("--mb", str(arguments.mb), folder=folder)
            print(f"{arguments.mb} MB file    longest stall {stall:.0f} ms, read in {spent / 1000:.1f} s")
    return 0 if good else 1


def _tell(words: str, times: list[list[float]], limit: float) -> bool:
    wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    worst = max(time for time, _ in times)
    print(f"{words}   {wall:6.1f} ms wall, {cpu:6.1f} ms CPU, worst {worst:.1f} (limit {limit:.0f}, n = {len(times)})")
    return bool(wall <= limit)


if __name__ == "__main__":
    sys.exit(main())
