"""The Diagnose pane: one or two logs in, the verdict on top, findings beside the lines that they rest on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kbapp.knowledge.markup import log_blocks
from kbapp.reporting.pseudonyms import Pseudonyms
from kbapp.ui.context import Context
from kbapp.ui.diagnose.configuration import configuration_in
from kbapp.ui.diagnose.engine import CoreEngine, Engine, Source
from kbapp.ui.diagnose.filling import Forms, forms_of, related_logs
from kbapp.ui.diagnose.findings import Findings
from kbapp.ui.diagnose.groups import Groups
from kbapp.ui.diagnose.ladder import Ladder
from kbapp.ui.diagnose.linestore import LineStore
from kbapp.ui.diagnose.log_side import LogSide, side_words
from kbapp.ui.diagnose.marks import lines_of, marks_of, next_mark
from kbapp.ui.diagnose.tunnels import tunnel_name
from kbapp.ui.diagnose.verdict_bar import VerdictBar
from kbapp.ui.diagnose.welcome import Welcome
from kbapp.ui.i18n import translate
from kbapp.ui.pane import Pane
from kbapp.ui.widgets.buttons import IconButton, Segmented

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis, TunnelVerdict
    from kbapp.ui.work import Job

FINDINGS = 440
EXAMPLE = ("phase-1-failed", "ike-proposal-mismatch")
THIS, OTHER, LADDER = "0", "1", "ladder"


class DiagnosePane(Pane):
    """Every change of a log starts a new diagnosis in the worker; the newest wins."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        core = CoreEngine()
        self.engine: Engine = core
        self.diagnosis: Diagnosis | None = None
        self._wanted_causes: tuple[str, ...] = ()
        self._pseudonyms = Pseudonyms()
        self._job: Job | None = None
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.welcome = Welcome(context)
        self.verdict = VerdictBar(context)
        self.findings = Findings(context)
        self.sides = (LogSide(context, 0), LogSide(context, 1))
        self.ladder = Ladder(context)
        self.tabs = Segmented(context.theme, [(THIS, ""), (OTHER, ""), (LADDER, "")])
        self.split = IconButton(context.theme, "compare", size=28)
        self.split.setCheckable(True)
        self._lay_out()
        self._connect()
        self._offer_actions()
        self.retranslate()
        self._arrange()
        context.workers.run(lambda _: core.prepare(), "diagnose").failure(context.notices.error)

    # --- logs in

    def paste(self, side: int | None = None) -> None:
        """Take the clipboard as a side's log."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.take_text(text, self._side(side))

    def take_text(self, text: str, side: int) -> None:
        """Diagnose a pasted text."""
        name = translate("Diagnose", "Pasted log")
        self._take(Source(name, text=text), LineStore.from_text(text, name), side)

    def choose_files(self, side: int | None = None) -> None:
        paths = self.context.prompts.open_files(translate("Diagnose", "Open log"))
        self.take_files(paths, self._side(side))

    def take_files(self, paths: list[Path], side: int) -> None:
        """Open one file as a side's log, two as both sides'."""
        if len(paths) > 1:
            self._open(paths[0], 0)
            self._open(paths[1], 1)
        elif paths:
            self._open(paths[0], side)

    def show_example(self) -> None:
        """A log block of the knowledge base, to see what this pane does."""
        content = self.context.content
        article = content.articles.get(EXAMPLE[0], {}).get("en") if content else None
        section = article.section(EXAMPLE[1]) if article else None
        if section:
            self.take_text(next(iter(log_blocks(section.body)), ""), 0)

    def clear(self, side: int) -> None:
        """Forget a side's log."""
        self.sides[side].drop_log()
        if side == 0 and self.sides[1].source is not None:
            self.tabs.choose(OTHER)
        self._changed()

    def clear_all(self) -> None:
        for side in self.sides:
            side.drop_log()
        self._pseudonyms = Pseudonyms()
        self.tabs.choose(THIS)
        self._changed()

    def look_for(self, causes: tuple[str, ...]) -> None:
        """From an article: choose the first finding that is one of these causes, now or after the next log."""
        self._wanted_causes = causes
        self._choose_wanted()

    def read_as(self, encoding: str, side: int) -> None:
        """Read a side's file anew in another encoding; empty for the one that it looks like."""
        source = self.sides[side].source
        if source is not None and source.path is not None:
            self._open(source.path, side, encoding)

    def _open(self, path: Path, side: int, encoding: str = "") -> None:
        source = Source(path.name, path=path, encoding=encoding)
        self.verdict.show_busy()
        job = self.context.workers.run(lambda _: source.store(), f"read-{side}", latest=True)
        job.success(lambda store: self._take(source, store, side))
        job.failure(lambda error: self._cannot_open(path, error))

    def _cannot_open(self, path: Path, error: BaseException) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self.context.notices.warn(f"打不开 {path}：{reason}", f"Cannot open {path}: {reason}")
        self.verdict.show_diagnosis(self.diagnosis)

    def _take(self, source: Source, store: LineStore, side: int) -> None:
        self.sides[side].show_log(source, store)
        self.tabs.choose(str(side))
        self._changed()

    # --- the diagnosis

    def _changed(self) -> None:
        """The logs are others than before: work it out anew."""
        self.diagnosis = None
        for side in self.sides:
            side.show_marks({})
        sources = self._sources()
        content = self.context.content
        self.findings.show_diagnosis(None)
        self.ladder.show_steps(())
        self._arrange()
        if not sources or content is None:
            self.verdict.show_diagnosis(None)
            return
        self.verdict.show_busy()
        engine = self.engine

        def work(job: Job) -> Diagnosis:
            for source in sources:
                source.watched(job)
            return engine.run(sources, content)

        job = self._job = self.context.workers.run(work, "diagnose", latest=True)
        job.success(self._show).failure(self._failed).progress(self.verdict.show_progress)

    def stop(self) -> None:
        """No verdict on so long a log, please; its lines stay."""
        if self._job is not None:
            self._job.cancel()
            self.verdict.show_stopped()

    def _show(self, diagnosis: Diagnosis) -> None:
        self.diagnosis = diagnosis
        self.verdict.show_diagnosis(diagnosis)
        for log, side in enumerate(self._filled()):
            side.show_marks(marks_of(diagnosis, log))
        self.ladder.show_steps(diagnosis.ladder)
        self.findings.show_diagnosis(diagnosis)
        self._arrange()
        self._choose_wanted()
        self._group(diagnosis)
        if diagnosis.verdict in ("not-ipsec", "unknown"):
            self._look_for_configuration()

    def _group(self, diagnosis: Diagnosis) -> None:
        """The verdict stands; now the lines by connection, for the filters."""
        engine, sources = self.engine, self._sources()
        job = self.context.workers.run(lambda _: engine.group(sources, diagnosis), "diagnose")
        job.success(self._show_groups).failure(self.context.notices.error)

    def _show_groups(self, found: tuple[Groups, ...]) -> None:
        for side, groups in zip(self._filled(), found, strict=False):
            side.show_groups(groups)
        self.verdict.offer_filling(self._forms() is not None)

    def _look_for_configuration(self) -> None:
        """No log, or none that tells anything: is it a configuration?"""
        sources = self._sources()
        job = self.context.workers.run(
            lambda _: next((found for source in sources if (found := configuration_in(source))), None), "diagnose"
        )
        job.success(self.findings.offer_configuration).failure(lambda _: None)

    def _failed(self, error: BaseException) -> None:
        self.verdict.show_diagnosis(None)
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

    def show_finding(self, rank: int) -> None:
        """Select the finding's lines in every log that has some."""
        if self.diagnosis is None:
            return
        first = True
        for log, side in enumerate(self._filled()):
            lines = lines_of(self.diagnosis, rank, log)
            if lines:
                side.select_lines(lines)
                if first and self.tabs.current != LADDER:
                    self._show_tab(str(side.side))
                first = False

    def show_connection(self, place: int) -> None:
        """Leave the lines of one connection in every log that has some; -1 brings all back."""
        if self.diagnosis is None:
            return
        tunnel = self.diagnosis.tunnels[place] if place >= 0 else None
        for side in self._filled():
            side.show_connection(place if tunnel else None, tunnel_name(tunnel) if tunnel else "")
        self.findings.show_connection(place)
        if tunnel is not None:
            self._choose_cause_of(tunnel)
        telling = [side for side in self._filled() if side.source and side.source.groups and tunnel]
        telling = [side for side in telling if side.view.model.rowCount()]
        if telling and self.sides[self._side(None)] not in telling and self.tabs.current != LADDER:
            self._show_tab(str(telling[0].side))

    def _choose_cause_of(self, tunnel: TunnelVerdict) -> None:
        """Unfold the finding that the connection's verdict names first."""
        ranks = {card.cause.id: card.rank for card in reversed(self.findings.cards)}
        rank = next((ranks[cause] for cause in tunnel.causes if cause in ranks), None)
        if rank is not None:
            self.findings.choose(rank, tell=False)

    def show_line(self, log: int, line: int) -> None:
        """Go to one line (from 0) of one log."""
        side = self._filled()[log]
        self._show_tab(str(side.side))
        side.select_lines([line])

    def copy_message(self) -> None:
        """The whole diagnosis as text for the customer, in the window's language, without secrets."""
        content = self.context.content
        if self.diagnosis is None or content is None:
            return
        from kbapp.reporting.message import diagnosis_message

        pseudonyms = self._pseudonyms if self.verdict.hide_addresses.isChecked() else None
        text = diagnosis_message(self.diagnosis, content.causes, self.context.lang, pseudonyms)
        QGuiApplication.clipboard().setText(text)
        self.context.notices.info("诊断结论已复制，可以直接发给客户。", "The diagnosis is copied, ready to be sent.")

    def fill_comparison(self) -> None:
        """What the logs tell of both gateways goes into the comparison's columns."""
        forms = self._forms()
        if forms is None:
            self.context.notices.info("这些日志没有给出任何参数。", "These logs tell no parameters.")
            return
        for text, side in ((forms.left, "left"), (forms.right, "right")):
            if text:
                self.configuration_found.emit(text, side)

    def _forms(self) -> Forms | None:
        if self.diagnosis is None:
            return None
        groups = [side.source.groups for side in self._filled() if side.source]
        return forms_of(self.diagnosis, related=related_logs(groups))

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
                self._open(Path(name), side)

    def focus_first(self) -> None:
        side = self.sides[self._side(None)]
        (side.view if side.source else self).setFocus()

    # --- building

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._pair = QSplitter(Qt.Orientation.Horizontal)
        self._pair.setChildrenCollapsible(False)
        for side in self.sides:
            self._pair.addWidget(side)
        self._views.addWidget(self._pair)
        self._views.addWidget(self.ladder)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 9, 12, 9)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.split)
        self._bar = bar
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._views, 1)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.setHandleWidth(1)
        self._pair.setHandleWidth(1)
        self.findings.setMinimumWidth(320)
        self._halves.addWidget(self.findings)
        self._halves.addWidget(right)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes([FINDINGS, 10_000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.welcome)
        whole.addWidget(self.verdict)
        whole.addWidget(self._halves, 1)

    def _connect(self) -> None:
        for number, side in enumerate(self.sides):
            side.paste_wanted.connect(lambda number=number: self.paste(number))
            side.open_wanted.connect(lambda number=number: self.choose_files(number))
            side.clear_wanted.connect(lambda number=number: self.clear(number))
            side.encoding_wanted.connect(lambda encoding, number=number: self.read_as(encoding, number))
            side.connection_left.connect(lambda: self.show_connection(-1))
        self.tabs.chosen.connect(lambda _: self._arrange())
        self.split.toggled.connect(lambda _: self._arrange())
        self.findings.selected.connect(self.show_finding)
        self.findings.line_chosen.connect(self.show_line)
        self.findings.connection_chosen.connect(self.show_connection)
        self.findings.article_wanted.connect(self.article_wanted)
        self.findings.search_wanted.connect(self.search_wanted)
        self.findings.configuration_chosen.connect(self.configuration_found)
        self.verdict.stop_wanted.connect(self.stop)
        self.verdict.again_wanted.connect(self._changed)
        self.ladder.line_chosen.connect(self._line_of_ladder)
        self.welcome.example_wanted.connect(self.show_example)
        self.context.content_ready.connect(self._changed)
        self.context.language.changed.connect(lambda _: self._tell_sides())

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
            "find": lambda: self.sides[self._side(None)].filter.setFocus(),
        }.items():
            self.context.actions.on(name, handler, "diagnose")

    def retranslate(self) -> None:
        self._tell_sides()
        self.tabs.set_words(LADDER, translate("Diagnose", "Exchange"), translate("Diagnose", "The exchanged messages"))
        self.split.set_words(translate("Diagnose", "Both logs side by side"))

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
        over_other = self.sides[1].isVisible() and self.sides[1].geometry().contains(
            self._pair.mapFrom(self, event.position().toPoint())
        )
        side = 1 if over_other else self._side(None)
        if paths:
            self.take_files(paths, side)
        elif event.mimeData().hasText():
            self.take_text(event.mimeData().text(), side)
        event.acceptProposedAction()

    # --- small things

    def _sources(self) -> list[Source]:
        return [side.source for side in self.sides if side.source is not None]

    def _filled(self) -> list[LogSide]:
        """The sides that have a log, in the order in which the diagnosis got them."""
        return [side for side in self.sides if side.source is not None]

    def _side(self, side: int | None) -> int:
        """The side that is meant: the one asked for, else the one in front."""
        if side is not None:
            return side
        return 1 if self.tabs.current == OTHER else 0

    def _show_tab(self, tab: str) -> None:
        self.tabs.choose(tab)
        self._arrange()

    def _arrange(self) -> None:
        """Without any log both invitations stand side by side; else the tabs decide."""
        some = bool(self._sources())
        two = len(self._sources()) == 2
        both = not some or (two and self.split.isChecked() and self.tabs.current != LADDER)
        self.split.setEnabled(two)
        self.verdict.setVisible(some)
        self.welcome.setVisible(not some)
        self.findings.setVisible(some)
        self._bar.setVisible(some)
        self._views.setCurrentIndex(1 if some and self.tabs.current == LADDER else 0)
        for side in self.sides:
            side.setVisible(both or str(side.side) == self.tabs.current)
        self._tell_sides()

    def _tell_sides(self) -> None:
        for key, side in ((THIS, self.sides[0]), (OTHER, self.sides[1])):
            words = side_words(side.side)
            self.tabs.set_words(key, words if side.source or key == THIS else f"{words}  +")

    def _line_of_ladder(self, log: int, line: int) -> None:
        self._filled()[log].select_lines([line])

    def _next_mark(self, step: int) -> None:
        side = self.sides[self._side(None)]
        line = next_mark(side.view.model.marks, side.view.current_line, step)
        if line is not None:
            side.select_lines([line])
