"""Start to the first painted window, as a ratio to an empty PySide6 `QMainWindow` in the same run.

`python tests/bench/bench_startup.py [--runs 15] [--limit 2.0]`: prints both medians, their ratio, and (for what it
costs after the picture) the time until content and search are there. Exits with 1 above the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

_EMPTY = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted = True
app = QApplication(["empty"])
window = Window()
window.resize(1366, 768)
window.show()
while not window.painted:
    app.processEvents()
print("painted", time.monotonic(), flush=True)
"""

_OURS = """
import time
from PySide6.QtWidgets import QApplication
def until_painted():
    app = QApplication.instance()
    window = next(widget for widget in app.topLevelWidgets() if widget.inherits("QMainWindow"))
    while not window._painted:
        app.processEvents()
    print("painted", time.monotonic(), flush=True)
    while not window.current_pane:
        app.processEvents()
    window.repaint()
    print("pane", time.monotonic(), flush=True)
    end = time.monotonic() + 30
    while not window.context.can_search and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)
    print("ready", time.monotonic(), flush=True)
    window.close()
    return 0
QApplication.exec = staticmethod(until_painted)
from kbapp.cli import main
main([])
"""


def once(code: str, environment: dict[str, str]) -> dict[str, float]:
    """Seconds from before the process was made to each of its milestones."""
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    marks = (line.split() for line in done.stdout.splitlines())
    return {name: float(moment) - start for name, moment in marks}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--limit", type=float, default=2.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KBAPP_CONFIG_DIR": folder, "KBAPP_CACHE_DIR": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: compiled once, not at each start
        environment["PYTHONPYCACHEPREFIX"] = os.path.join(folder, "pycache")
        first = once(_OURS, environment)
        once(_EMPTY, environment)
        pairs = [(once(_EMPTY, environment), once(_OURS, environment)) for _ in range(arguments.runs)]
    empty = statistics.median(pair[0]["painted"] for pair in pairs)
    ours = statistics.median(pair[1]["painted"] for pair in pairs)
    pane = statistics.median(pair[1]["pane"] for pair in pairs)
    ready = statistics.median(pair[1]["ready"] for pair in pairs)
    print(f"empty QMainWindow   {empty * 1000:7.0f} ms")
    print(f"kbapp, painted      {ours * 1000:7.0f} ms   ratio {ours / empty:.2f} (limit {arguments.limit})")
    print(f"kbapp, first pane   {pane * 1000:7.0f} ms   ratio {pane / empty:.2f}")
    print(f"kbapp, search ready {ready * 1000:7.0f} ms")
    print(f"first start ever    {first['painted'] * 1000:7.0f} ms painted, {first['ready'] * 1000:.0f} ms search ready")
    return 0 if ours <= arguments.limit * empty else 1


if __name__ == "__main__":
    sys.exit(main())
