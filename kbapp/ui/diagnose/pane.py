"""The Diagnose pane: one or two logs in, the verdict on top, findings beside the lines that they rest on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent

from kbapp.ui.context import Context
from kbapp.ui.diagnose.curtain import Curtain
from kbapp.ui.diagnose.engine import CoreEngine, Engine, Source
from kbapp.ui.diagnose.filling import filling_of, related_logs
from kbapp.ui.diagnose.inquiry import Inquiry
from kbapp.ui.diagnose.intake import Intake
from kbapp.ui.diagnose.layout import LADDER, OTHER, THIS, Layout
from kbapp.ui.diagnose.linestore import LineStore
from kbapp.ui.diagnose.marks import next_mark
from kbapp.ui.diagnose.outgoing import Outgoing
from kbapp.ui.pane import Pane
from kbapp.ui.told import Filling

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis, TunnelVerdict
    from kbapp.model.text import Lang
    from kbapp.ui.diagnose.groups import Groups
    from kbapp.ui.diagnose.log_side import LogSide

__all__ = ["LADDER", "OTHER", "THIS", "DiagnosePane"]


class DiagnosePane(Pane):
    """Every change of a log starts a new diagnosis in the worker; the newest wins."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.diagnosis: Diagnosis | None = None
        self._wanted_causes: tuple[str, ...] = ()
        self._prepared = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.intake = Intake(context, self)
        self.inquiry = Inquiry(context, CoreEngine(), self)
        self.outgoing = Outgoing()
        self.curtain = Curtain(self)
        self.layout_ = Layout(context, self)
        self.welcome, self.verdict, self.findings = self.layout_.welcome, self.layout_.verdict, self.layout_.findings
        self.logs, self.ladder = self.layout_.logs, self.layout_.ladder
        self.sides, self.tabs, self.split = self.logs.pair, self.layout_.tabs, self.layout_.split
        self._connect()
        self._offer_actions()
        self.retranslate()
        self.layout_.arrange()
        self._prepare()

    @property
    def engine(self) -> Engine:
        return self.inquiry.engine

    @engine.setter
    def engine(self, engine: Engine) -> None:
        self.inquiry.engine = engine

    # --- logs in

    def paste(self, side: int | None = None) -> None:
        """Take the clipboard as a side's log."""
        self.intake.paste(self._side(side))

    def take_text(self, text: str, side: int) -> None:
        """Diagnose a pasted text."""
        self.intake.take_text(text, side)

    def choose_files(self, side: int | None = None) -> None:
        self.intake.choose_files(self._side(side))

    def take_files(self, paths: list[Path], side: int) -> None:
        """Open one file as a side's log, two as both sides'."""
        self.intake.take_files(paths, side)

    def read_as(self, encoding: str, side: int) -> None:
        """Read a side's file anew in another encoding; empty for the one that it looks like."""
        source = self.sides[side].source
        if source is not None and source.path is not None:
            self.intake.open(source.path, side, encoding)

    def clear(self, side: int) -> None:
        """Forget a side's log."""
        self.sides[side].drop_log()
        if side == 0 and self.sides[1].source is not None:
            self.tabs.choose(OTHER)
        self._changed()

    def clear_all(self) -> None:
        self.intake.stop()
        for side in self.sides:
            side.drop_log()
        self.outgoing.forget()
        self.tabs.choose(THIS)
        self._changed()

    def look_for(self, causes: tuple[str, ...]) -> None:
        """From an article: choose the first finding that is one of these causes, now or after the next log."""
        self._wanted_causes = causes
        self._choose_wanted()

    def _take(self, source: Source, store: LineStore, side: int) -> None:
        self.curtain.close()
        self.sides[side].show_log(source, store)
        self.tabs.choose(str(side))
        self._changed()

    def _reading(self) -> None:
        self.verdict.show_busy()
        self.layout_.arrange(reading=True)

    # --- the diagnosis

    def _prepare(self) -> None:
        content = self.context.content
        if content is not None and not self._prepared:
            self._prepared = True
            self.inquiry.prepare(content)

    def _content_came(self) -> None:
        self._prepare()
        self._changed()

    def _changed(self) -> None:
        """The logs are others than before: work it out anew."""
        self.diagnosis = None
        sources, content = self.logs.sources(), self.context.content
        if not sources or content is None:
            self.inquiry.drop()
            self.verdict.show_diagnosis(None)
            self._forget()
            self.curtain.open()
            return
        self.verdict.show_busy()
        if self.curtain.closed:
            self.layout_.arrange()
        else:
            self._show_waiting()
        self.inquiry.ask(sources, content)

    def _show_waiting(self) -> None:
        """The answer takes its time: what was shown before no longer counts."""
        if self.diagnosis is None:
            self._forget()

    def _forget(self) -> None:
        self.logs.show_marks(None)
        self.findings.show_diagnosis(None)
        self.ladder.show_steps(())
        self.layout_.arrange()

    def stop(self) -> None:
        """No verdict on so long a log, please; its lines stay, if they are there."""
        self.intake.stop()
        self.inquiry.drop()
        if self.diagnosis is not None:
            self.verdict.show_diagnosis(self.diagnosis)
        elif self.logs.sources():
            self.verdict.show_stopped()
        else:
            self.verdict.show_diagnosis(None)
        self.layout_.arrange()

    def _show(self, diagnosis: Diagnosis) -> None:
        self.diagnosis = diagnosis
        self.verdict.show_diagnosis(diagnosis)
        self.logs.show_marks(diagnosis)
        self.ladder.show_steps(diagnosis.ladder)
        self.findings.show_diagnosis(diagnosis)
        self.layout_.arrange()
        self._choose_wanted()
        self.curtain.open()
        self.inquiry.follow_up(self.logs.sources(), diagnosis)

    def _show_groups(self, found: tuple[Groups, ...]) -> None:
        self.logs.show_groups(found)
        offset = next((groups.offset for groups in found if groups.offset is not None), None)
        self.ladder.show_offset(offset)
        self.verdict.offer_filling(self._filling() is not None)

    def _failed(self, error: BaseException) -> None:
        self.curtain.open()
        self.verdict.show_diagnosis(None)
        self._forget()
        self.context.notices.error(error)

    def _choose_wanted(self) -> None:
        cards = self.findings.cards
        found = next((card.rank for card in cards if card.cause.id in self._wanted_causes), None)
        if found is not None:
            self.findings.choose(found)
            self._wanted_causes = ()
        elif self.diagnosis is not None and self._wanted_causes:
            self.context.notices.info("这份日志里没有这个原因的证据。", "This log has no evidence of that cause.")
            self._wanted_causes = ()

    # --- from findings to lines

    def show_finding(self, rank: int) -> None:
        """Select the finding's lines in every log that has some."""
        if self.diagnosis is None:
            return
        first = self.logs.select_finding(self.diagnosis, rank)
        if first is not None and self.tabs.current != LADDER:
            self._show_tab(str(first.side))

    def show_connection(self, place: int) -> None:
        """Leave the lines of one connection in every log that has some; -1 brings all back."""
        if self.diagnosis is None:
            return
        telling = self.logs.show_connection(self.diagnosis, place)
        self.findings.show_connection(place)
        if place >= 0:
            self._choose_cause_of(self.diagnosis.tunnels[place])
        if telling and self._front() not in telling and self.tabs.current != LADDER:
            self._show_tab(str(telling[0].side))

    def _choose_cause_of(self, tunnel: TunnelVerdict) -> None:
        """Unfold the finding that the connection's verdict names first."""
        ranks = {card.cause.id: card.rank for card in reversed(self.findings.cards)}
        rank = next((ranks[cause] for cause in tunnel.causes if cause in ranks), None)
        if rank is not None:
            self.findings.choose(rank, tell=False)

    def show_line(self, log: int, line: int) -> None:
        """Go to one line (from 0) of one log."""
        side = self.logs.filled()[log]
        self._show_tab(str(side.side))
        side.select_lines([line])

    def _next_mark(self, step: int) -> None:
        side = self._front()
        line = next_mark(side.view.model.marks, side.view.current_line, step)
        if line is not None:
            side.select_lines([line])

    # --- out of the pane

    def copy_message(self, lang: Lang | None = None) -> None:
        """The whole diagnosis as text for the customer, in the window's language if none is named."""
        content = self.context.content
        if self.diagnosis is None or content is None:
            return
        hide = self.verdict.hide_addresses.isChecked()
        text = self.outgoing.message(self.diagnosis, content.causes, lang or self.context.lang, hide=hide)
        QGuiApplication.clipboard().setText(text)
        self.context.notices.info("诊断结论已复制，可以直接发给客户。", "The diagnosis is copied, ready to be sent.")

    def fill_comparison(self) -> None:
        """What the logs tell of both gateways goes into the comparison's columns."""
        filling = self._filling()
        if filling is None:
            self.context.notices.info("这些日志没有给出任何参数。", "These logs tell no parameters.")
            return
        self.values_found.emit(filling)

    def _filling(self) -> Filling | None:
        if self.diagnosis is None:
            return None
        groups = [source.groups for source in self.logs.sources()]
        return filling_of(self.diagnosis, related=related_logs(groups))

    # --- the session: paths only, never a log's text

    def state(self) -> dict[str, object]:
        files = [str(side.source.path) if side.source and side.source.path else "" for side in self.sides]
        return {"files": files, "split": self.split.isChecked(), "mask": self.verdict.hide_addresses.isChecked()}

    def restore(self, state: dict[str, object]) -> None:
        self.split.setChecked(state.get("split") is True)
        self.verdict.hide_addresses.setChecked(state.get("mask") is True)
        files = state.get("files")
        if not isinstance(files, list):
            return
        for side, name in enumerate(files[:2]):
            if isinstance(name, str) and name and Path(name).is_file():
                self.intake.open(Path(name), side)

    # --- keys, drops, words

    def _connect(self) -> None:
        logs, findings, intake, inquiry = self.logs, self.findings, self.intake, self.inquiry
        logs.paste_wanted.connect(self.paste)
        logs.open_wanted.connect(self.choose_files)
        logs.clear_wanted.connect(self.clear)
        logs.encoding_wanted.connect(self.read_as)
        logs.connection_left.connect(lambda: self.show_connection(-1))
        intake.taken.connect(self._take)
        intake.reading.connect(self._reading)
        intake.progressed.connect(self.verdict.show_progress)
        intake.failed.connect(self.stop)
        inquiry.found.connect(self._show)
        inquiry.grouped.connect(self._show_groups)
        inquiry.configuration.connect(findings.offer_configuration)
        inquiry.progressed.connect(self.verdict.show_progress)
        inquiry.failed.connect(self._failed)
        self.curtain.opened.connect(self._show_waiting)
        findings.selected.connect(self.show_finding)
        findings.line_chosen.connect(self.show_line)
        findings.connection_chosen.connect(self.show_connection)
        findings.article_wanted.connect(self.article_wanted)
        findings.search_wanted.connect(self.search_wanted)
        findings.configuration_chosen.connect(self.configuration_found)
        self.verdict.stop_wanted.connect(self.stop)
        self.verdict.again_wanted.connect(self._changed)
        self.verdict.copy_wanted.connect(self.copy_message)
        self.ladder.line_chosen.connect(lambda log, line: logs.filled()[log].select_lines([line]))
        self.welcome.example_wanted.connect(intake.show_example)
        self.context.content_ready.connect(self._content_came)
        self.context.language.changed.connect(lambda _: self.layout_.tell_sides())

    def _offer_actions(self) -> None:
        for name, handler in {
            "open-log": lambda: self.choose_files(),
            "paste-log": lambda: self.paste(),
            "clear-logs": self.clear_all,
            "next-finding": lambda: self.findings.step(1),
            "previous-finding": lambda: self.findings.step(-1),
            "next-match": lambda: self._next_mark(1),
            "previous-match": lambda: self._next_mark(-1),
            "copy-message": self.copy_message,
            "fill-comparison": self.fill_comparison,
            "find": lambda: self._front().finder.open_bar(),
            "find-next": lambda: self._front().finder.step(1),
            "find-previous": lambda: self._front().finder.step(-1),
            "filter-log": lambda: self._front().focus_filter(),
        }.items():
            self.context.actions.on(name, handler, "diagnose")

    def retranslate(self) -> None:
        self.layout_.retranslate()

    def focus_first(self) -> None:
        side = self._front()
        (side.view if side.source else self).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        other = self.sides[1]
        over_other = other.isVisible() and other.geometry().contains(
            self.logs.mapFrom(self, event.position().toPoint())
        )
        side = 1 if over_other else self._side(None)
        if paths:
            self.take_files(paths, side)
        elif event.mimeData().hasText():
            self.take_text(event.mimeData().text(), side)
        event.acceptProposedAction()

    # --- small things

    def _side(self, side: int | None) -> int:
        """The side that is meant: the one asked for, else the one in front."""
        if side is not None:
            return side
        return 1 if self.tabs.current == OTHER else 0

    def _front(self) -> LogSide:
        return self.sides[self._side(None)]

    def _show_tab(self, tab: str) -> None:
        self.tabs.choose(tab)
        self.layout_.arrange()
