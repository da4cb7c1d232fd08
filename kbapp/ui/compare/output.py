"""What goes out: the saved case, one column as a form, the result as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from kbapp.model.text import Text
from kbapp.ui.compare.case import case_of, dump, form_of
from kbapp.ui.compare.desk import Desk
from kbapp.ui.compare.engine import Engine
from kbapp.ui.compare.sides import names
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.paper import write_paper

FORMS = {"html": "html", "markdown": "md", "pdf": "pdf", "text": "txt", "json": "json"}
"""Form -> the ending of its file."""


class Output:
    """Asks for a path through the window's prompts and tells through its notices."""

    def __init__(self, context: Context, desk: Desk, engine: Engine) -> None:
        self._context = context
        self._desk = desk
        self._engine = engine

    def save_case(self) -> None:
        """Both columns and what was accepted, without the keys."""
        title = translate("CompareOutput", "Save both columns")
        path = self._context.prompts.save_file(title, "ipsec-case.json", "JSON (*.json)")
        if path is not None:
            desk = self._desk
            self._write(path, dump(case_of(desk.left, desk.right, desk.accepted, self._engine)))

    def save_form(self, side: str) -> None:
        """One column, as the command line reads it."""
        title = translate("CompareOutput", "Save this column as a form")
        path = self._context.prompts.save_file(title, "gateway-form.json", "JSON (*.json)")
        if path is not None:
            self._write(path, dump(form_of(self._desk.columns[side], self._engine)))

    def copy(self) -> None:
        """The result as text, in the window's language."""
        if self._desk.comparison is not None:
            QGuiApplication.clipboard().setText(self._engine.as_text(self._desk.comparison, self._context.lang))
            self._context.notices.info("比对结果已复制。", "The result is on the clipboard.")

    def copy_message(self, *, hide_addresses: bool = False) -> None:
        """A short text for the customer, without secrets; on request without addresses."""
        comparison = self._desk.comparison
        if comparison is None:
            return
        from kbapp.reporting.message import comparison_message
        from kbapp.reporting.pseudonyms import Pseudonyms

        hidden = Pseudonyms() if hide_addresses else None
        text = comparison_message(comparison, self._names(), self._context.lang, hidden)
        QGuiApplication.clipboard().setText(text + "\n")
        self._context.notices.info("消息已复制，可以直接发给客户。", "The message is copied, ready to be sent.")

    def menu(self, parent: QWidget) -> QMenu:
        """Every form in which the result goes out."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form in FORMS:
            menu.addAction(_form_words(form), partial(self.export, form))
        menu.addSeparator()
        menu.addAction(translate("CompareOutput", "Copy as a message"), self.copy_message)
        hidden = translate("CompareOutput", "Copy as a message, addresses hidden")
        menu.addAction(hidden, partial(self.copy_message, hide_addresses=True))
        return menu

    def export(self, form: str) -> None:
        """The result as a file: `html`, `markdown`, `pdf`, `text` or `json`."""
        comparison = self._desk.comparison
        if comparison is None:
            return
        ending = FORMS[form]
        title = translate("CompareOutput", "Save the result")
        path = self._context.prompts.save_file(title, f"ipsec-comparison.{ending}", f"*.{ending}")
        if path is None:
            return
        lang, called = self._context.lang, self._names()
        if form == "pdf":
            page = self._engine.report(comparison, called, lang, "html")
            self._save(path, lambda: write_paper(page, path, path.stem))
        else:
            self._write(path, self._engine.report(comparison, called, lang, form))

    def _names(self) -> tuple[Text, Text]:
        return names(self._desk.left, self._desk.right)

    def _write(self, path: Path, text: str) -> None:
        self._save(path, lambda: path.write_text(text, encoding="utf-8"))

    def _save(self, path: Path, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._context.notices.warn(f"{path.name} 写不进去：{reason}", f"{path.name} cannot be written: {reason}")
        else:
            self._context.notices.info(f"已保存 {path.name}", f"Saved {path.name}")


def _form_words(form: str) -> str:
    if form == "html":
        return translate("CompareOutput", "Report as HTML…")
    if form == "markdown":
        return translate("CompareOutput", "Report as Markdown…")
    if form == "pdf":
        return translate("CompareOutput", "Report as PDF…")
    if form == "text":
        return translate("CompareOutput", "Result as text…")
    return translate("CompareOutput", "Result as JSON…")
