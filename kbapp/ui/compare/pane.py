"""The Compare pane: brings columns, form, result, files and the rest of the window together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbapp.gateways.registry import UnreadableError
from kbapp.model.gateway import UNKNOWN, Value
from kbapp.model.parameters import BY_NAME
from kbapp.ui.compare import measures
from kbapp.ui.compare.case import case_of, read_case
from kbapp.ui.compare.desk import OTHER, Desk
from kbapp.ui.compare.drops import Drops
from kbapp.ui.compare.engine import Engine
from kbapp.ui.compare.example import example
from kbapp.ui.compare.fields.popup import Popup
from kbapp.ui.compare.form import Form
from kbapp.ui.compare.guide import GuidePanel
from kbapp.ui.compare.head import Head
from kbapp.ui.compare.inspector import Inspector
from kbapp.ui.compare.intake import Intake
from kbapp.ui.compare.output import Output
from kbapp.ui.compare.panels import Panels
from kbapp.ui.compare.sides import names
from kbapp.ui.compare.style import sheet
from kbapp.ui.compare.summary import Summary
from kbapp.ui.compare.toolbar import Toolbar
from kbapp.ui.compare.tour import Tour
from kbapp.ui.compare.writing import WritePanel
from kbapp.ui.context import Context
from kbapp.ui.i18n import translate
from kbapp.ui.pane import Pane

DEBOUNCE_MS = 120
SCOPE = "compare"


class ComparePane(Pane):
    """Two gateways, field by field, and what their negotiation will do."""

    def __init__(self, context: Context, engine: Engine | None = None) -> None:
        super().__init__(context)
        self._engine = engine or Engine()
        self.desk = Desk(self._engine)
        self.intake = Intake(context, self.desk, self._engine, self)
        self.output = Output(context, self.desk, self._engine)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(sheet(context.theme))
        self.popup = Popup(context.theme, self)
        self.toolbar = Toolbar(context)
        self.summary = Summary(context)
        self._heads = QWidget()
        self.heads = {side: Head(context, self.desk.columns[side], self._heads) for side in ("left", "right")}
        self.form = Form(context, self.popup)
        self.inspector = Inspector(context, self._engine)
        self.writing = WritePanel(context, self._engine)
        self.guide = GuidePanel(context, self.popup)
        self.tour = Tour(self, self.desk, self.form, self.inspector, self.toolbar, self._place_inspector)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.compare_now)
        self._drops = Drops(self, self.heads, self.intake)
        self._lay_out()
        self._connect()
        self._show_columns()
        self.retranslate()

    # --- what the window asks for

    def take_text(self, text: str, side: str) -> None:
        """A configuration that another pane found; `side` is `left` or `right`."""
        name = translate("Compare", "pasted text")
        self.intake.read_text(text, side if side in self.heads else None, name)

    def look_at(self, names: Sequence[str]) -> None:
        """Lead to these parameters."""
        known = [name for name in names if name in BY_NAME]
        if known:
            self.go_to(known[0])
            self.form.rows[known[0]].left.field.target().setFocus()

    def focus_first(self) -> None:
        if self.desk.empty:
            self.heads["left"].paste.setFocus()
        else:
            self.form.rows["local.address"].left.field.target().setFocus()

    def state(self) -> dict[str, object]:
        case = case_of(self.desk.left, self.desk.right, self.desk.accepted, self._engine)
        return {"case": case, "only": self.toolbar.only.isChecked()} if not self.desk.empty else {}

    def restore(self, state: dict[str, object]) -> None:
        case = state.get("case")
        if not isinstance(case, dict):
            return
        try:
            self.desk.load_case(read_case(case, self._engine))
        except UnreadableError:
            return
        self._show_columns()
        self.toolbar.only.setChecked(state.get("only") is True)

    # --- what the user does

    def go_to(self, name: str) -> None:
        """Choose a row, show it and its story."""
        self.tour.go_to(name)

    def step(self, step: int) -> None:
        """The next or the previous mismatch, around the ends."""
        self.tour.step(step)

    def swap(self) -> None:
        self.desk.swap()
        self.intake.forget()
        self.tour.current = ""
        self._show_columns()

    def clear(self) -> None:
        self.desk.reset()
        self.intake.forget()
        self.tour.end()
        self._show_columns()
        self.focus_first()

    def bring_back(self) -> None:
        self.desk.bring_back()
        self._show_columns()

    def clear_side(self, side: str) -> None:
        self.desk.columns[side].clear()
        self.intake.asking.discard(side)
        self._show_columns()

    def paste(self, side: str | None) -> None:
        """The clipboard's text, into the column or where it belongs."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.intake.read_text(text, side, translate("Compare", "pasted text"))
        else:
            self.context.notices.info("剪贴板里没有文本。", "The clipboard holds no text.")

    def open(self, side: str | None) -> None:
        """Files of any platform, forms, or a whole case."""
        for path in self.context.prompts.open_files(translate("Compare", "Open configurations")):
            self.intake.read_file(path, side)

    def show_example(self) -> None:
        for column, gateway in zip((self.desk.left, self.desk.right), example(), strict=True):
            column.load(gateway, None)
        self._show_columns()

    def show_exports(self) -> None:
        """The menu below its button."""
        button, menu = self.toolbar.export, self.output.menu(self)
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def write_from(self, side: str) -> None:
        """A column as a configuration: of its peer, or of itself."""
        column, other = self.desk.columns[side], self.desk.columns[OTHER[side]]
        if not column.empty:
            name = names(self.desk.left, self.desk.right)[side != "left"]
            self.writing.show_column(column.gateway(), name, other.platform)
            self._place_inspector()
            self.writing.platforms.setFocus()

    def ask_for(self, side: str) -> None:
        """The guided form of the column's platform, where it has one."""
        column = self.desk.columns[side]
        form = self._engine.forms().get(column.platform or "")
        if form is not None:
            self.tour.end()
            self.guide.show_form(form, side, column)
            self._place_inspector()

    def close_panels(self) -> None:
        """What lies over the form."""
        self.writing.hide()
        self.guide.hide()
        self._place_inspector()

    # --- comparing

    def compare_now(self) -> None:
        """Compare and show; about 2 ms for the comparison itself."""
        self._timer.stop()
        try:
            comparison = self.desk.compare()
        except Exception as error:  # a fault of the core must not take the form away
            self.context.notices.error(error)
            comparison = None
        self.form.show_results(self.desk.results(), self.desk.accepted)
        self.summary.offer_undo(self.desk.kept is not None)
        half = self.desk.left.empty != self.desk.right.empty
        self.summary.show_result(comparison, self.form.states(), self.desk.roles, half=half)
        self.toolbar.show_comparison(comparison is not None)
        self.tour.tell()

    def _changed(self, side: str, name: str, value: Value | None) -> None:
        column = self.desk.columns[side]
        was_empty = column.empty
        self._show_values(side, column.put(name, value) - {name})
        if was_empty != column.empty:
            self._refresh_head(side)
        self._timer.start()

    def _accept(self, name: str, taken: bool) -> None:
        self.desk.accept(name, taken)
        self.compare_now()

    def _platform(self, side: str, platform: str) -> None:
        column = self.desk.columns[side]
        column.platform = platform or None
        self._show_values(side, column.fill_in())
        self._refresh_head(side)
        if self.heads[side].guided and column.empty:
            self.ask_for(side)
        self.compare_now()

    def _given(self, name: str, value: Value | None) -> None:
        """What the guided form was told."""
        self._show_values(self.guide.side, (name,), value or UNKNOWN)
        self._changed(self.guide.side, name, value)

    def _refresh_head(self, side: str) -> None:
        head = self.heads[side]
        head.guided = (head.column.platform or "") in self._engine.forms()
        head.refresh()

    def _show_fallbacks(self) -> None:
        """A field that was emptied shows what the platform does then, as soon as it is left."""
        focus = self.window().focusWidget()
        for side, column in self.desk.columns.items():
            for row in self.form.rows.values():
                cell = row.cell(side)
                value = column.values.get(cell.parameter.name, UNKNOWN)
                if value.source == "default" and value != cell.value and not cell.isAncestorOf(focus or self):
                    cell.show_value(value)

    def _show_values(self, side: str, names: Iterable[str], value: Value | None = None) -> None:
        """Show what the column holds, or this value."""
        values = self.desk.columns[side].values
        for name in names:
            self.form.row_of(side, name).cell(side).show_value(value or values.get(name, UNKNOWN))

    # --- showing

    def _show_columns(self) -> None:
        """Another content of the columns: everything anew."""
        self.inspector.source.forget()
        self.close_panels()
        for side, head in self.heads.items():
            head.column = self.desk.columns[side]
            head.asking = side in self.intake.asking
            self._refresh_head(side)
        self.form.show_columns(self.desk.left, self.desk.right)
        self.compare_now()

    def _show_source(self, side: str, line: int) -> None:
        self.inspector.source.show_line(self.desk.columns[side], line)
        self.inspector.show()
        self.tour.tell()
        self._place_inspector()

    def _show_text(self, side: str) -> None:
        """The whole text, from its first line that needs a look."""
        read = self.desk.columns[side].read
        lines = [remark.line for remark in read.remarks if remark.line] if read is not None else []
        self._show_source(side, lines[0] if lines else 1)

    def _show_cause(self, cause: str) -> None:
        """The row that is to blame, or what is known of the cause."""
        if not self.tour.go_to_cause(cause):
            self.article_wanted.emit(cause)

    def retranslate(self) -> None:
        self.setAccessibleName(translate("Compare", "Compare two gateways"))
        for side in self.heads:
            self._refresh_head(side)
        self.form.retranslate()
        self.writing.retranslate()
        self.guide.retranslate()
        self.compare_now()

    def _restyle(self) -> None:
        self.setStyleSheet(sheet(self.context.theme))
        self.form.retranslate()

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(self._side_of_focus())
        elif event.key() == Qt.Key.Key_Escape and (self.writing.isVisible() or self.guide.isVisible()):
            self.close_panels()
        elif event.key() == Qt.Key.Key_Escape and self.inspector.isVisible():
            self.tour.end()
        else:
            super().keyPressEvent(event)

    def _side_of_focus(self) -> str | None:
        focus = self.window().focusWidget()
        if focus is None:
            return None
        for side, head in self.heads.items():
            if head.isAncestorOf(focus) or any(row.cell(side).isAncestorOf(focus) for row in self.form.rows.values()):
                return side
        return None

    # --- making

    def _lay_out(self) -> None:
        self._heads.setObjectName("CompareHeads")
        self._heads.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heads = QHBoxLayout(self._heads)
        heads.setContentsMargins(measures.MARGIN + measures.MARK + measures.LABEL, 0, measures.SCROLLBAR + 2, 10)
        heads.setSpacing(0)
        heads.addWidget(self.heads["left"], 1)
        heads.addSpacing(measures.GUTTER)
        heads.addWidget(self.heads["right"], 1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._heads)
        middle.addWidget(self.form, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.summary)
        column.addLayout(body, 1)
        self._panels = Panels(self, self.inspector, self.writing, self.guide, body)

    def _place_inspector(self) -> None:
        self.popup.close_any()
        self._panels.place(self.toolbar.height() + self.summary.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_inspector)

    def minimumSizeHint(self) -> QSize:
        """The window may become as small as it wants to."""
        return QSize(640, 400)

    def _connect(self) -> None:
        bar = self.toolbar
        bar.open_wanted.connect(lambda: self.open(None))
        bar.save_wanted.connect(self.output.save_case)
        bar.swap_wanted.connect(self.swap)
        bar.clear_wanted.connect(self.clear)
        bar.copy_wanted.connect(self.output.copy)
        bar.export_wanted.connect(self.show_exports)
        bar.filtered.connect(self.form.set_only)
        bar.stepped.connect(self.step)
        for side, head in self.heads.items():
            self._connect_head(side, head)
        self.form.changed.connect(self._changed)
        self.form.chosen.connect(self.go_to)
        self.form.source_wanted.connect(self._show_source)
        self.summary.example_wanted.connect(self.show_example)
        self.summary.undo_wanted.connect(self.bring_back)
        self.summary.picture.cause_wanted.connect(self._show_cause)
        self.inspector.article_wanted.connect(self.article_wanted)
        self.inspector.accepted.connect(self._accept)
        self.inspector.closed.connect(self.tour.end)
        self.writing.closed.connect(self.close_panels)
        self.guide.closed.connect(self.close_panels)
        self.guide.given.connect(self._given)
        self.intake.loaded.connect(lambda _: self._show_columns())
        self.intake.asked.connect(self._ask)
        self.intake.case_loaded.connect(self._show_columns)
        self.context.theme.changed.connect(self._restyle)
        QGuiApplication.instance().focusObjectChanged.connect(self._show_fallbacks)  # type: ignore[union-attr]
        self._connect_actions()

    def _connect_head(self, side: str, head: Head) -> None:
        head.paste_wanted.connect(lambda: self.paste(side))
        head.open_wanted.connect(lambda: self.open(side))
        head.save_wanted.connect(lambda: self.output.save_form(side))
        head.clear_wanted.connect(lambda: self.clear_side(side))
        head.write_wanted.connect(lambda: self.write_from(side))
        head.guide_wanted.connect(lambda: self.ask_for(side))
        head.source_wanted.connect(lambda: self._show_text(side))
        head.platform_chosen.connect(lambda platform: self._platform(side, platform))
        head.connection_chosen.connect(lambda place: self.intake.choose(side, place))

    def _connect_actions(self) -> None:
        actions = self.context.actions
        for name, handler in (
            ("next-finding", lambda: self.step(1)),
            ("previous-finding", lambda: self.step(-1)),
            ("open-log", lambda: self.open(None)),
            ("paste-log", lambda: self.paste(None)),
            ("copy-message", self.output.copy_message),
        ):
            actions.on(name, handler, SCOPE)
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(lambda: None if self.desk.empty else self.output.save_case())

    def _ask(self, side: str) -> None:
        self._show_columns()
        self.heads[side].connections.setFocus()
