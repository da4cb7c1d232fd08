"""A Compare pane on its own, with prompts that a test answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kbapp.model.text import Lang
from kbapp.ui.compare.pane import ComparePane
from kbapp.ui.compare.row import Row
from kbapp.ui.context import Context
from kbapp.ui.i18n import Language
from kbapp.ui.notices import Notices
from kbapp.ui.theme.theme import Theme
from kbapp.ui.work import Workers

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CLOUD = """{
  "VpnConnectionId": "vco-bp1k2m9x",
  "Name": "to-branch",
  "InternetIp": "203.0.113.10",
  "LocalSubnet": "172.16.0.0/16",
  "RemoteSubnet": "192.168.10.0/24",
  "IkeConfig": {
    "Psk": "Xk7#pLq2vT9wZ4rB",
    "IkeVersion": "ikev2", "IkeMode": "main",
    "IkeEncAlg": "aes256", "IkeAuthAlg": "sha256", "IkePfs": "group2", "IkeLifetime": 86400,
    "LocalId": "203.0.113.10", "RemoteId": "198.51.100.20"
  },
  "IpsecConfig": {"IpsecEncAlg": "aes256", "IpsecAuthAlg": "sha256", "IpsecPfs": "group14", "IpsecLifetime": 86400}
}
"""
SITE = """connections {
  cloud {
    version = 2
    local_addrs = 198.51.100.20
    remote_addrs = 203.0.113.10
    proposals = aes256-sha256-modp2048
    local {
      auth = psk
      id = 198.51.100.20
    }
    remote {
      auth = psk
      id = 203.0.113.10
    }
    children {
      net {
        local_ts = 192.168.10.0/24
        remote_ts = 172.16.0.0/16
        esp_proposals = aes256-sha256-modp2048
      }
    }
  }
}
secrets {
  ike-cloud {
    id = 203.0.113.10
    secret = "Xk7#pLq2vT9wZ4rB"
  }
}
"""


class Answers:
    """Prompts that answer what the test has put in."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.target: Path | None = None

    def open_files(self, *_: str) -> list[Path]:
        return self.files

    def save_file(self, *_: str) -> Path | None:
        return self.target


class Driver:
    """The pane as a user handles it."""

    def __init__(self, pane: ComparePane, answers: Answers, qtbot: QtBot) -> None:
        self.pane, self.answers, self.bot = pane, answers, qtbot

    def row(self, name: str) -> Row:
        """By the left column's name."""
        return self.pane.form.rows[name]

    def edit(self, side: str, name: str) -> QLineEdit:
        """The edit of a column's own parameter."""
        target = self.pane.form.row_of(side, name).cell(side).field.target()
        assert isinstance(target, QLineEdit)
        return target

    def type(self, side: str, name: str, text: str, *, enter: bool = True) -> None:
        edit = self.edit(side, name)
        edit.setFocus()
        if text.isascii():
            self.bot.keyClicks(edit, text)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(edit, composed)
        if enter:
            self.bot.keyClick(edit, Qt.Key.Key_Return)

    def settle(self) -> None:
        """Until the debounced comparison is done."""
        self.bot.waitUntil(lambda: not self.pane._timer.isActive() and not self.pane.context.workers.busy)
        QApplication.processEvents()

    def paste(self, side: str, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.bot.mouseClick(self.pane.heads[side].paste, Qt.MouseButton.LeftButton)
        self.settle()

    def states(self) -> dict[str, str]:
        return {name: row.state for name, row in self.pane.form.rows.items() if row.state}


@pytest.fixture
def make_driver(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Driver]]:
    """Makes a shown pane in a language."""
    made: list[ComparePane] = []

    def make(lang: Lang = "en", shade: str = "light") -> Driver:
        answers = Answers()
        theme = Theme(qapp, shade)
        theme.apply()
        context = Context(theme, Language(lang, qapp), Workers(), answers, Notices())
        pane = ComparePane(context)
        qtbot.addWidget(pane)
        pane.resize(1278, 656)
        pane.show()
        pane.activateWindow()
        made.append(pane)
        return Driver(pane, answers, qtbot)

    yield make
    for pane in made:
        pane.context.workers.close()


@pytest.fixture
def driver(make_driver: Callable[..., Driver]) -> Driver:
    return make_driver()
