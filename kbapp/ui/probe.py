"""Can Qt start here, are its fonts and translations there? Run apart, because Qt aborts the process where it cannot.

`python -m kbapp.ui.probe` prints one JSON object: `{"qt": "6.11.3", "cjk_fonts": [...], "translations": [...]}`.
"""

from __future__ import annotations

import json
import os
import sys

from kbapp.paths import resources_dir


def probe() -> dict[str, object]:
    """What this installation's Qt says of itself; raises whatever Qt raises."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTranslator, qVersion
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    files = sorted((resources_dir() / "translations").glob("*.qm"))
    loaded = [file.name for file in files if QTranslator(application).load(str(file))]
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return {"qt": qVersion(), "cjk_fonts": families, "translations": loaded}


def main() -> int:
    print(json.dumps(probe()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
