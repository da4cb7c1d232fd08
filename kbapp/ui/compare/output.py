"""What goes out: the saved case, one column as a form, the result as text."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from kbapp.ui.compare.case import case_of, dump, form_of
from kbapp.ui.compare.desk import Desk
from kbapp.ui.compare.engine import Engine
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate


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

    def export(self) -> None:
        """The result as a file: text, or the contract's JSON by the ending of its name."""
        comparison = self._desk.comparison
        if comparison is None:
            return
        title = translate("CompareOutput", "Save the result")
        patterns = translate("CompareOutput", "Text (*.txt);;JSON (*.json)")
        path = self._context.prompts.save_file(title, "ipsec-comparison.txt", patterns)
        if path is None:
            return
        if path.suffix.lower() == ".json":
            from kbapp.reporting.as_json import comparison_json

            self._write(path, json.dumps(comparison_json(comparison), ensure_ascii=False, indent=1) + "\n")
        else:
            self._write(path, self._engine.as_text(comparison, self._context.lang) + "\n")

    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._context.notices.warn(f"{path.name} 写不进去：{reason}", f"{path.name} cannot be written: {reason}")
        else:
            self._context.notices.info(f"已保存 {path.name}", f"Saved {path.name}")
