"""Pictures of every pane in both languages and palettes: `python -m kbapp.ui.screenshots [FOLDER]`.

Drawn offscreen at 1366 by 768, saved as small PNGs of 256 colours, `know-en-light.png` and so on.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kbapp.paths import content_dir, resources_dir

if TYPE_CHECKING:
    from kbapp.ui.window import MainWindow

SIZE = (1366, 768)
ARTICLE = "phase-1-failed#psk-mismatch"
WAIT_MS = 30_000
COLORS = 160

LOCAL_LOG = """\
Nov 23 16:33:07 05[IKE] <to-aliyun|1> initiating IKE_SA to-aliyun[1] to 203.0.113.10
Nov 23 16:33:07 05[ENC] <to-aliyun|1> generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]
Nov 23 16:33:07 05[NET] <to-aliyun|1> sending packet: from 198.51.100.20[500] to 203.0.113.10[500] (464 bytes)
Nov 23 16:33:08 06[NET] <to-aliyun|1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (36 bytes)
Nov 23 16:33:08 06[ENC] <to-aliyun|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]
Nov 23 16:33:08 06[IKE] <to-aliyun|1> received NO_PROPOSAL_CHOSEN notify error
"""
REMOTE_LOG = """\
Nov 23 16:33:08 15[NET] <1> received packet: from 198.51.100.20[500] to 203.0.113.10[500] (464 bytes)
Nov 23 16:33:08 15[ENC] <1> parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]
Nov 23 16:33:08 15[IKE] <1> 198.51.100.20 is initiating an IKE_SA
Nov 23 16:33:08 15[CFG] <1> received proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048
Nov 23 16:33:08 15[CFG] <1> configured proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024
Nov 23 16:33:08 15[IKE] <1> received proposals unacceptable
Nov 23 16:33:08 15[ENC] <1> generating IKE_SA_INIT response 0 [ N(NO_PROP) ]
Nov 23 16:33:08 15[NET] <1> sending packet: from 203.0.113.10[500] to 198.51.100.20[500] (36 bytes)
"""


def _show_know(window: MainWindow) -> None:
    window.show_article(ARTICLE)


def _show_search(window: MainWindow) -> None:
    window.show_article("")
    window.header.search.start("NO_PROPOSAL_CHOSEN")


def _show_diagnose(window: MainWindow) -> None:
    from kbapp.ui.diagnose.pane import DiagnosePane

    window.show_pane("diagnose")
    pane = window.pane("diagnose")
    assert isinstance(pane, DiagnosePane)
    if pane.diagnosis is None:
        pane.take_text(LOCAL_LOG, 0)
        pane.take_text(REMOTE_LOG, 1)


def _show_ladder(window: MainWindow) -> None:
    from kbapp.ui.diagnose.pane import LADDER, DiagnosePane

    pane = window.pane("diagnose")
    assert isinstance(pane, DiagnosePane)
    pane.tabs.choose(LADDER, tell=True)


def _show_compare(window: MainWindow) -> None:
    window.show_pane("compare")
    example = getattr(window.pane("compare"), "show_example", None)
    if example is not None:
        example()


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "know": _show_know,
    "search": _show_search,
    "diagnose": _show_diagnose,
    "exchange": _show_ladder,
    "compare": _show_compare,
}


def take(folder: Path) -> Iterator[Path]:
    """Make every picture; gives back each file as it is written."""
    from PySide6.QtWidgets import QApplication

    from kbapp.ui.app import make_window
    from kbapp.ui.prompts import QtPrompts
    from kbapp.ui.session import Session

    app = QApplication.instance() or QApplication(["kbapp"])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for lang in ("zh", "en"):
        with tempfile.TemporaryDirectory() as kept:
            session = Session(Path(kept))
            session.values = {"language": lang, "theme": "light"}
            window = make_window(app, session, QtPrompts())
            window.resize(*SIZE)
            window.show()
            for name, show in SCENES.items():
                window.header.search.field.clear()
                show(window)
                for shade in ("light", "dark"):
                    window.context.theme.set_mode(shade)
                    _settle(window)
                    yield _save(window, folder / f"{name}-{lang}-{shade}.png")
            window.close()


def _settle(window: MainWindow) -> None:
    """Let the workers finish and the window draw."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < WAIT_MS:
        loop = QEventLoop()
        QTimer.singleShot(120, loop.quit)
        loop.exec()
        if window.context.can_search and not window.context.workers.busy:
            return


def _save(window: MainWindow, path: Path) -> Path:
    from PySide6.QtGui import QImage

    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    table = color_table(Counter(memoryview(image.constBits()).cast("I")))
    image.convertToFormat(QImage.Format.Format_Indexed8, table).save(str(path), "PNG", 0)  # type: ignore[call-overload]
    return path


def color_table(pixels: Counter[int]) -> list[int]:
    """The colours to keep: first the commonest of each part of the colour space, so that no accent turns grey."""
    parts: dict[int, int] = {}
    for color, _ in pixels.most_common():
        parts.setdefault(color & 0xFFE0E0E0, color)
    kept = list(parts.values())[: COLORS // 2]
    rest = (color for color, _ in pixels.most_common() if color not in kept)
    return kept + list(islice(rest, COLORS - len(kept)))


def main(arguments: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not content_dir().is_dir():
        print("kbapp: no content to show", file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else resources_dir() / "screenshots"
    with tempfile.TemporaryDirectory() as kept:
        os.environ["KBAPP_CONFIG_DIR"] = kept
        os.environ["KBAPP_CACHE_DIR"] = kept
        for path in take(folder):
            print(path.name, path.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
