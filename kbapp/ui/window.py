"""The window: header, rail, panes, notice bar. Panes meet here and nowhere else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.pane import Pane
from kbapp.ui.panes import PANES, PaneSpec
from kbapp.ui.session import Session
from kbapp.ui.shell.header import Header
from kbapp.ui.shell.notice_bar import NoticeBar
from kbapp.ui.shell.rail import Rail

if TYPE_CHECKING:
    from kbapp.ui.told import Filling

START_SIZE = (1366, 768)
LEAST_SIZE = (900, 560)


class MainWindow(QMainWindow):
    """Makes a pane when it is first shown, brings the panes' wishes to each other, keeps the session."""

    def __init__(self, context: Context, session: Session) -> None:
        super().__init__()
        self.context = context
        self._session = session
        self._panes: dict[str, Pane] = {}
        self._painted = False
        self._palette_popup: QWidget | None = None
        self.header = Header(context)
        self.rail = Rail(context)
        self.stack = QStackedWidget()
        self.stack.setObjectName("Pane")
        self.notice_bar = NoticeBar(context)
        self._lay_out()
        self._connect()
        self.setMinimumSize(*LEAST_SIZE)
        self._restore()
        self.retranslate()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.notice_bar)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        actions, search = self.context.actions, self.header.search
        self.rail.chosen.connect(self.show_pane)
        search.opened.connect(self.show_article)
        search.all_wanted.connect(self.show_hits)
        actions.attach(self, lambda: self.current_pane)
        actions.on("search", search.start)
        actions.on("palette", self.show_palette)
        actions.on("language", self.context.language.toggle)
        actions.on("theme.toggle", self.toggle_theme)
        actions.on("theme.system", lambda: self.context.theme.set_mode("system"))
        actions.on("next-area", self.focusNextChild)
        actions.on("own", partial(self._pass_on, "know", "show_own"))
        actions.on("quit", self.close)
        for spec in PANES:
            actions.on(f"pane.{spec.id}", partial(self.show_pane, spec.id))
        self.context.workers.failed.connect(self.context.notices.error)
        self.context.language.changed.connect(lambda _: self.retranslate())

    # --- panes

    @property
    def current_pane(self) -> str:
        widget = self.stack.currentWidget()
        return next((name for name, pane in self._panes.items() if pane is widget), "")

    def pane(self, name: str) -> Pane:
        """The pane, made now if it was not yet."""
        if name not in self._panes:
            spec = next(spec for spec in PANES if spec.id == name)
            pane = self._panes[name] = self._make(spec)
            self.stack.addWidget(pane)
            pane.restore(self._session.mapping(name))
        return self._panes[name]

    def show_pane(self, name: str) -> None:
        pane = self.pane(name)
        self.stack.setCurrentWidget(pane)
        self.rail.show_current(name)
        pane.focus_first()

    def _make(self, spec: PaneSpec) -> Pane:
        try:
            pane = spec.make(self.context)
        except Exception as error:  # a pane that cannot open must not take the others with it
            self.context.notices.error(error)
            pane = Pane(self.context)
        pane.article_wanted.connect(self.show_article)
        pane.search_wanted.connect(self.start_search)
        pane.log_wanted.connect(lambda causes: self._pass_on("diagnose", "look_for", causes))
        pane.comparison_wanted.connect(lambda names: self._pass_on("compare", "look_at", names))
        pane.values_found.connect(self._fill_comparison)
        pane.configuration_found.connect(lambda text, side: self._pass_on("compare", "take_text", text, side))
        return pane

    def _pass_on(self, pane: str, wish: str, *values: object) -> None:
        self.show_pane(pane)
        grant = getattr(self.pane(pane), wish, None)
        if grant is not None:
            grant(*values)

    def _fill_comparison(self, filling: Filling) -> None:
        """What logs tell goes into the comparison's columns."""
        from kbapp.ui.compare.from_log import fill_from_log
        from kbapp.ui.compare.pane import ComparePane

        self.show_pane("compare")
        pane = self.pane("compare")
        if isinstance(pane, ComparePane):
            fill_from_log(pane, filling)

    def show_article(self, reference: str) -> None:
        self._pass_on("know", "open", reference)

    def show_hits(self, query: str) -> None:
        self._pass_on("know", "show_hits", query)

    def start_search(self, query: str) -> None:
        """A pane's line goes into the search box, and its hits onto the results page."""
        self.header.search.field.setText(query)
        self.show_hits(query)

    # --- actions

    def toggle_theme(self) -> None:
        self.context.theme.set_mode("light" if self.context.theme.dark else "dark")

    def show_palette(self) -> None:
        from kbapp.ui.shell.command_palette import CommandPalette

        if self._palette_popup is None:
            self._palette_popup = CommandPalette(self.context, self)
        palette = self._palette_popup
        assert isinstance(palette, CommandPalette)
        palette.open()

    def retranslate(self) -> None:
        self.context.actions.retranslate()
        self.setWindowTitle(translate("Window", "kbapp – IPsec VPN assistant"))

    # --- life

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """What must not delay the first picture."""
        from kbapp.ui.theme.fonts import has_chinese
        from kbapp.ui.theme.icons import app_icon

        if not self.current_pane:
            self.show_pane(self._first_pane)
        self.context.search_ready.connect(self._warm_up)
        self.context.load()
        self.setWindowIcon(app_icon())
        if not has_chinese():
            self.context.notices.warn(
                "没有找到中文字体，汉字会显示成方框。Debian/Ubuntu：apt-get install fonts-wqy-microhei",
                "No Chinese font was found: Chinese text will show as boxes. "
                "Debian/Ubuntu: apt-get install fonts-wqy-microhei",
            )

    def _warm_up(self) -> None:
        """All that a first verdict needs, while the user still looks around; once."""
        from kbapp.ui.diagnose.signatures import warm_up

        content = self.context.content
        self.context.search_ready.disconnect(self._warm_up)
        if content is not None and "diagnose" not in self._panes:
            self.context.workers.run(lambda _: warm_up(content), "diagnose").failure(lambda _: None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.header.search.hide_popup()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._save()
        self.context.close()
        event.accept()

    def _restore(self) -> None:
        geometry = self._session.text("geometry")
        if not (geometry and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            self.resize(*START_SIZE)
        known = {spec.id for spec in PANES}
        name = self._session.text("pane", "know")
        self._first_pane = name if name in known else "know"
        self.rail.show_current(self._first_pane)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _save(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        values: dict[str, object] = {
            **self._session.values,
            "geometry": geometry,
            "pane": self.current_pane or self._first_pane,
            "language": self.context.lang,
            "theme": self.context.theme.mode,
            **{name: pane.state() for name, pane in self._panes.items()},
        }
        try:
            self._session.save(values)
        except OSError:
            return  # a session that cannot be kept is no reason to hold up the closing
