"""What nobody caught goes into the notice bar: exceptions of every thread, and Qt's own warnings."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from kbapp.ui.notices import Notice, Notices

_SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Hooks(QObject):
    """Installed while the program runs; carries what other threads throw into the window's own."""

    _thrown = Signal(object)
    _said = Signal(str)

    def __init__(self, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._thrown.connect(notices.error)
        self._said.connect(self._show_message)

    def install(self) -> None:
        sys.excepthook = self._exception
        threading.excepthook = self._thread_exception
        qInstallMessageHandler(self._message)

    def remove(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._thrown.emit(error)

    def _thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._thrown.emit(args.exc_value)

    def _message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind in _SERIOUS:
            self._said.emit(f"{context.category}: {message}")

    def _show_message(self, message: str) -> None:
        from kbapp.model.text import Text

        self._notices.add(
            Notice("warning", Text("界面库报告了一个问题。", "The window toolkit reported a problem."), message)
        )
