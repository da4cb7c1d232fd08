"""A column as a configuration of any platform: of the other end, or of this gateway itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from kbapp.gateways.registry import UnreadableError
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text
from kbapp.ui.compare.codebox import stack
from kbapp.ui.compare.engine import Engine
from kbapp.ui.compare.sides import platform_words
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.theme.fonts import mono
from kbapp.ui.widgets.buttons import IconButton, Segmented, TextButton

FORMATS = (
    "huawei",
    "h3c",
    "cisco-ios",
    "cisco-asa",
    "juniper",
    "fortigate",
    "strongswan-swanctl",
    "alibaba-cloud",
)
"""What is offered, as far as there is a writer, in this order."""
_ENDINGS = {"alibaba-cloud": "json", "strongswan-swanctl": "conf"}
PEER, OWN = "peer", "own"


class WritePanel(QWidget):
    """Lies over the pane's right part. `closed` when the user is done with it."""

    closed = Signal()

    def __init__(self, context: Context, engine: Engine) -> None:
        super().__init__()
        self._context = context
        self._engine = engine
        self._gateway: Gateway | None = None
        self._name = Text("", "")
        self._other: str | None = None
        self.setObjectName("Inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = context.theme
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.close_button = IconButton(theme, "close", size=28)
        self.close_button.clicked.connect(self.closed)
        self.whose = Segmented(theme, [(PEER, ""), (OWN, "")])
        self.whose.chosen.connect(lambda _: self._choose_platform())
        self.platforms = QComboBox()
        self.platforms.activated.connect(lambda _: self._write())
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setProperty("role", "source")
        self.text.setReadOnly(True)
        self.text.setFont(mono())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.copy = TextButton(theme, "primary", "copy")
        self.copy.clicked.connect(self._copy)
        self.save = TextButton(theme, "", "save")
        self.save.clicked.connect(self._save)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.whose)
        choice.addWidget(self.platforms, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        column = stack(spacing=9)
        column.setContentsMargins(16, 10, 12, 12)
        column.addLayout(head)
        column.addLayout(choice)
        column.addWidget(self.hint)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.setLayout(column)

    def show_column(self, gateway: Gateway, name: Text, other: str | None) -> None:
        """Write from this column; `other` is the other column's platform, which its peer most likely is."""
        self._gateway, self._name, self._other = gateway, name, other
        self.whose.choose(PEER)
        self.retranslate()
        self._choose_platform()
        self.show()

    def retranslate(self) -> None:
        name = self._context.say(self._name)
        self.title.setText(translate("CompareWrite", "A configuration from {name}").format(name=name))
        self.close_button.set_words(translate("CompareWrite", "Close"), "Esc")
        words = translate("CompareWrite", "The other end")
        self.whose.set_words(PEER, words, translate("CompareWrite", "The mirrored configuration for its peer"))
        self.whose.set_words(OWN, translate("CompareWrite", "This gateway"), name)
        self.whose.setAccessibleName(translate("CompareWrite", "Whose configuration"))
        self.platforms.setAccessibleName(translate("CompareWrite", "Platform to write for"))
        self.hint.setText(
            translate(
                "CompareWrite", "The key stays out: put it where <PRE-SHARED-KEY> stands. Check the names in < >."
            )
        )
        self.text.setAccessibleName(self.title.text())
        self.copy.setText(translate("CompareWrite", "Copy"))
        self.save.setText(translate("CompareWrite", "Save…"))
        chosen = self.platforms.currentData()
        self.platforms.clear()
        for format_name in FORMATS:
            if format_name in self._engine.writable():
                self.platforms.addItem(self._context.say(platform_words(format_name)), format_name)
        self.platforms.setCurrentIndex(max(self.platforms.findData(chosen), 0))

    def _choose_platform(self) -> None:
        """The most likely one: the other column's platform for the peer, its own for this gateway."""
        wanted = self._other if self.whose.current == PEER else self._gateway and self._gateway.platform
        place = self.platforms.findData("strongswan-swanctl" if wanted == "strongswan" else wanted)
        if place >= 0:
            self.platforms.setCurrentIndex(place)
        self._write()

    def _write(self) -> None:
        gateway, format_name = self._gateway, self.platforms.currentData()
        if gateway is None or format_name is None:
            return
        try:
            text = self._engine.write(gateway, format_name, self.whose.current == PEER)
        except UnreadableError as error:
            text = self._context.say(error.message)
        self.text.setPlainText(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._context.notices.info("配置已复制，密钥处是占位符。", "The configuration is copied, without the key.")

    def _save(self) -> None:
        format_name = self.platforms.currentData()
        ending = _ENDINGS.get(format_name, "txt")
        title = translate("CompareWrite", "Save the configuration")
        path = self._context.prompts.save_file(title, f"{format_name}.{ending}", f"*.{ending}")
        if path is None:
            return
        try:
            path.write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._context.notices.warn(f"{path.name} 写不进去：{reason}", f"{path.name} cannot be written: {reason}")
        else:
            self._context.notices.info(f"已保存 {path.name}", f"Saved {path.name}")
