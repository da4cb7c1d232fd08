"""The two columns and what is known of them together. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping

from kbapp.comparison.result import Comparison, FieldResult
from kbapp.model.gateway import Gateway, mirrored_name
from kbapp.ui.compare.case import Case
from kbapp.ui.compare.column import Column
from kbapp.ui.compare.engine import Engine
from kbapp.ui.compare.sides import names

OTHER = {"left": "right", "right": "left"}


class Desk:
    """`columns` by side; `comparison` is `None` while a column is empty."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.columns: dict[str, Column] = {}
        self.accepted: frozenset[str] = frozenset()
        self.comparison: Comparison | None = None
        self.kept: tuple[dict[str, Column], frozenset[str]] | None = None
        self.reset()

    @property
    def left(self) -> Column:
        return self.columns["left"]

    @property
    def right(self) -> Column:
        return self.columns["right"]

    @property
    def empty(self) -> bool:
        return self.left.empty and self.right.empty

    @property
    def roles(self) -> tuple[str, str]:
        return self.left.role, self.right.role

    def reset(self) -> None:
        """The cloud at the left, the site at the right, nothing in them; what was there can be brought back."""
        if self.columns and not self.empty:
            self.kept = (self.columns, self.accepted)
        self.columns = {"left": Column("cloud", "alibaba-cloud"), "right": Column("onprem", None)}
        self.accepted = frozenset()
        self.comparison = None

    def bring_back(self) -> None:
        """What the last reset took away."""
        if self.kept is not None:
            (self.columns, self.accepted), self.kept = self.kept, None

    def swap(self) -> None:
        """Exchange the columns; what was accepted stays accepted."""
        self.columns = {"left": self.right, "right": self.left}
        self.accepted = frozenset(mirrored_name(name) for name in self.accepted)

    def accept(self, name: str, taken: bool) -> None:
        """A difference that the user knows of and wants, by its row's name."""
        self.accepted = self.accepted | {name} if taken else self.accepted - {name}

    def load_case(self, case: Case) -> None:
        self.columns = {"left": _column(case.roles[0], case.left), "right": _column(case.roles[1], case.right)}
        self.accepted = case.accepted

    def compare(self) -> Comparison | None:
        """Compare as the columns stand now."""
        self.comparison = None
        if not (self.left.empty or self.right.empty):
            self.comparison = self._engine.compare(
                self.left.gateway(), self.right.gateway(), *names(self.left, self.right)
            )
        return self.comparison

    def results(self) -> Mapping[str, FieldResult]:
        """The rows of the comparison by their names."""
        return {row.field: row for row in self.comparison.fields} if self.comparison is not None else {}

    def side_for(self, gateway: Gateway) -> str:
        """Where a gateway belongs that nobody put anywhere: a cloud's own to the cloud, else to what is empty."""
        cloud = "left" if self.left.role == "cloud" else "right"
        if gateway.format == "alibaba-cloud":
            return cloud
        site = OTHER[cloud]
        return cloud if self.columns[cloud].empty and not self.columns[site].empty else site


def _column(role: str, gateway: Gateway) -> Column:
    column = Column("cloud" if role == "cloud" else "onprem", gateway.platform)
    column.load(gateway, None)
    return column
