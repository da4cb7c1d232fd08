"""What the window has to tell beside its work: Qt-free objects that the notice bar only draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kbapp.model.text import Text

Level = Literal["info", "warning", "error"]
LIMIT = 50


class Notice:
    """`text` is for people, `detail` for whoever must find the fault: copied, shown only on demand."""

    __slots__ = ("detail", "level", "text")

    def __init__(self, level: Level, text: Text, detail: str = "") -> None:
        self.level = level
        self.text = text
        self.detail = detail


class Notices:
    """Collects notices, the newest last, free of secrets. Listeners draw them."""

    def __init__(self) -> None:
        self.all: list[Notice] = []
        self._listeners: list[Callable[[Notice], None]] = []

    def listen(self, listener: Callable[[Notice], None]) -> None:
        self._listeners.append(listener)

    def add(self, notice: Notice) -> None:
        """Keep and show; the same text twice in a row is shown once."""
        notice = _redacted(notice)
        if self.all and self.all[-1].text == notice.text and self.all[-1].detail == notice.detail:
            return
        self.all.append(notice)
        del self.all[:-LIMIT]
        for listener in self._listeners:
            listener(notice)

    def info(self, zh: str, en: str) -> None:
        from kbapp.model.text import Text

        self.add(Notice("info", Text(zh, en)))

    def warn(self, zh: str, en: str, detail: str = "") -> None:
        from kbapp.model.text import Text

        self.add(Notice("warning", Text(zh, en), detail))

    def error(self, error: BaseException) -> None:
        """An error that nobody handled: one plain sentence, the traceback to copy."""
        import traceback

        from kbapp.model.text import Text

        name = type(error).__name__
        text = Text(
            f"内部错误（{name}），刚才的操作没有完成。", f"Internal error ({name}): the last action was not done."
        )
        self.add(Notice("error", text, "".join(traceback.format_exception(error))))


def _redacted(notice: Notice) -> Notice:
    from kbapp.model.text import Text
    from kbapp.reporting.redact import redact

    return Notice(notice.level, Text(redact(notice.text.zh), redact(notice.text.en)), redact(notice.detail))
