"""How configurations come in: pasted, dropped, opened. Reading goes on off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kbapp.comparison.pairing import choose_pair
from kbapp.gateways import UnreadableError, decode
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text
from kbapp.ui.compare.case import Json, as_case, read_case
from kbapp.ui.compare.column import Column, Origin
from kbapp.ui.compare.desk import OTHER, Desk
from kbapp.ui.compare.engine import Engine
from kbapp.ui.context import Context
from kbapp.ui.notices import Notice

MOST_BYTES = 50 * 1024 * 1024
_TOO_LARGE = Text("文件超过 50 MB，不像一份配置", "the file is larger than 50 MB: not a configuration")
_LANE = "compare"


class Intake(QObject):
    """`loaded` with the side whose column changed; `asked` where the user must choose a connection."""

    loaded = Signal(str)
    asked = Signal(str)
    case_loaded = Signal()

    def __init__(self, context: Context, desk: Desk, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._engine = engine
        self.asking: set[str] = set()

    def read_text(self, text: str, side: str | None, name: str) -> None:
        """A pasted or dropped text; without a side its content decides."""
        if text.strip():
            self._run(lambda: _read(self._engine, text), side, name)

    def read_file(self, path: Path, side: str | None) -> None:
        """A file of any platform, a form or a case."""
        self._run(lambda: _read(self._engine, _file_text(path)), side, path.name)

    def choose(self, side: str, place: int) -> None:
        """The user takes one of the text's connections."""
        column = self._desk.columns[side]
        if column.origin is not None and 0 <= place < len(column.origin.gateways):
            self._load(side, column.origin.gateways[place], column.origin, place)

    def forget(self) -> None:
        """The columns are others now."""
        self.asking.clear()

    def _run(self, task: object, side: str | None, name: str) -> None:
        job = self._context.workers.run(lambda _: task(), _LANE)  # type: ignore[operator]
        job.success(lambda found: self._place(found, side, name)).failure(lambda error: self._failed(error, name))

    def _failed(self, error: BaseException, name: str) -> None:
        if isinstance(error, UnreadableError):
            text = Text.same(f"{name}: ") + error.message
            self._context.notices.add(Notice("warning", text))
        elif isinstance(error, OSError):
            reason = error.strerror or type(error).__name__
            self._context.notices.warn(f"{name} 读不出来：{reason}", f"{name} cannot be read: {reason}")
        else:
            self._context.notices.error(error)

    def _place(self, found: tuple[str, Sequence[Gateway], Json | None], side: str | None, name: str) -> None:
        text, gateways, case = found
        if case is not None:
            self._place_case(case, name)
            return
        side = side or self._desk.side_for(gateways[0])
        origin = Origin(name, text, tuple(gateways))
        best = self._best(side, gateways)
        if best is None:
            self._ask(side, origin)
            return
        self._load(side, best[1], origin, best[0])

    def _place_case(self, case: Json, name: str) -> None:
        try:
            self._desk.load_case(read_case(case, self._engine))
        except UnreadableError as error:
            self._failed(error, name)
            return
        self.asking.clear()
        self.case_loaded.emit()

    def _best(self, side: str, gateways: Sequence[Gateway]) -> tuple[int, Gateway] | None:
        """The connection that the other column names, turned where its text does not tell which end is local."""
        other = self._desk.columns[OTHER[side]]
        if not other.empty:
            for place, gateway in self._paired(gateways, other):
                return place, gateway
        return (0, gateways[0]) if len(gateways) == 1 else None

    @staticmethod
    def _paired(gateways: Sequence[Gateway], other: Column) -> Sequence[tuple[int, Gateway]]:
        pair = choose_pair(gateways, [other.gateway()])
        if pair is None or (pair.score <= 0 and len(gateways) > 1):
            return ()
        known = pair.left.parameters
        place = next((i for i, one in enumerate(gateways) if known in (one.parameters, one.turned().parameters)), 0)
        return ((place, pair.left),)

    def _ask(self, side: str, origin: Origin) -> None:
        column = self._desk.columns[side]
        column.clear()
        column.origin = origin
        self.asking.add(side)
        self.asked.emit(side)

    def _load(self, side: str, gateway: Gateway, origin: Origin, place: int) -> None:
        self._desk.columns[side].load(gateway, origin, place)
        self.asking.discard(side)
        self.loaded.emit(side)
        self._settle(OTHER[side])

    def _settle(self, side: str) -> None:
        """A column that waits for a choice may find it in what the other one says now."""
        origin = self._desk.columns[side].origin
        if side not in self.asking or origin is None:
            return
        best = self._best(side, origin.gateways)
        if best is not None:
            self._load(side, best[1], origin, best[0])


def _file_text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableError(_TOO_LARGE)
    return decode(path.read_bytes())


def _read(engine: Engine, text: str) -> tuple[str, Sequence[Gateway], Json | None]:
    """In the lane's thread: the text with what it holds, connections or a whole case."""
    if len(text) > MOST_BYTES:
        raise UnreadableError(_TOO_LARGE)
    case = as_case(text)
    return (text, (), case) if case is not None else (text, engine.read(text), None)
