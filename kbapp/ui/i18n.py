"""The window's own words: Qt Linguist, with one way in.

Source strings are English. Two traps that `translate` avoids: an f-string never matches a translation (fill
placeholders *after* translating: `translate("Know", "{n} hits").format(n=3)`), and `self.tr` looks under the name of
the subclass. Counted things take `n` and `%n`; their English plural stands in `kbapp_en.ts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTranslator, Signal
from PySide6.QtWidgets import QWidget

from kbapp.paths import resources_dir

if TYPE_CHECKING:  # before the first picture every import counts
    from kbapp.model.text import Lang


def translate(context: str, source: str, disambiguation: str = "", n: int = -1) -> str:
    """The source string in the language in force."""
    return QCoreApplication.translate(context, source, disambiguation, n)


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001
    """Marks a string of a table for Qt Linguist, which knows this name; `translate` gives it its words later."""
    return source


class Translated(QWidget):
    """A widget that says its words in `retranslate`, at the end of its making and at every change of language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text that `translate` gives."""


class Language(QObject):
    """The language in force; `changed` comes after the window speaks it."""

    changed = Signal(str)

    def __init__(self, lang: Lang, parent: QObject) -> None:
        for other in parent.findChildren(Language):  # an application speaks one language
            other.close()
        super().__init__(parent)
        self.lang: Lang = lang
        self._installed: list[QTranslator] = []
        self._install()

    def set(self, lang: Lang) -> None:
        """Switch; every `Translated` widget follows at once."""
        if lang == self.lang:
            return
        self.lang = lang
        self.close()
        self._install()
        self.changed.emit(lang)

    def toggle(self) -> None:
        self.set("en" if self.lang == "zh" else "zh")

    def close(self) -> None:
        """Leave the application without translations."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()

    def _install(self) -> None:
        own = str(resources_dir() / "translations" / f"kbapp_{self.lang}.qm")
        files = [own]
        if self.lang == "zh":
            from PySide6.QtCore import QLibraryInfo

            files.append(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) + "/qtbase_zh_CN.qm")
        for file in files:
            translator = QTranslator(self)
            if translator.load(file):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)


def system_language() -> Lang:
    """`zh` where the desktop speaks Chinese, else `en`."""
    from PySide6.QtCore import QLocale  # its enumerations are the largest of Qt

    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"
