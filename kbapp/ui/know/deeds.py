"""What one does with a page: copy a block or an address, print it, save it as PDF."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.know.render import Page


class Deeds:
    """Each tells in the notice bar what came of it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.notices.info("已复制。", "Copied.")

    def copy_outside(self, address: str) -> None:
        """An address outside is never opened."""
        QGuiApplication.clipboard().setText(address)
        self._context.notices.info(f"外部地址已复制：{address}", f"External address copied: {address}")

    def copy_link(self, reference: str) -> None:
        """The command that shows this section anywhere."""
        if reference:
            QGuiApplication.clipboard().setText(f"kbapp show {reference}")
            self._context.notices.info(f"已复制：kbapp show {reference}", f"Copied: kbapp show {reference}")

    def save_pdf(self, page: Page, name: str) -> None:
        """A file of the user's choice."""
        from kbapp.ui.know.pdf import save_pdf

        prompts, notices = self._context.prompts, self._context.notices
        path = prompts.save_file(translate("Know", "Save page as PDF"), f"{name}.pdf", translate("Know", "PDF (*.pdf)"))
        if path is None:
            return
        try:
            save_pdf(page, path, name)
        except OSError as error:
            notices.warn(f"写不了 {path}：{error.strerror}", f"Cannot write {path}: {error.strerror}")
            return
        notices.info(f"已保存：{path}", f"Saved: {path}")

    def print_page(self, page: Page, name: str) -> None:
        """On a printer that the user picks."""
        from kbapp.ui.know.pdf import print_page

        printer = self._context.prompts.choose_printer(name)
        if printer is None:
            return
        print_page(page, printer)
        self._context.notices.info("已交给打印机。", "Handed to the printer.")
