"""Back and forward, as in a browser. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMIT = 200


@dataclass(slots=True)
class Visit:
    """One page that was looked at. `page` is an article's id, `""` the start page, `?query` a page of hits.

    `offset` is how far the page had been scrolled, in pixels below the section's heading.
    """

    page: str
    section: str | None = None
    offset: int = 0


@dataclass(slots=True)
class History:
    """The visits, and which of them is in front."""

    visits: list[Visit] = field(default_factory=list)
    place: int = -1

    @property
    def current(self) -> Visit | None:
        return self.visits[self.place] if self.visits else None

    @property
    def can_back(self) -> bool:
        return self.place > 0

    @property
    def can_forward(self) -> bool:
        return self.place < len(self.visits) - 1

    def visit(self, page: str, section: str | None = None) -> Visit:
        """A new page in front; what lay ahead is forgotten. The same place twice counts once."""
        current = self.current
        if current and (current.page, current.section) == (page, section):
            return current
        del self.visits[self.place + 1 :]
        self.visits.append(Visit(page, section))
        del self.visits[:-LIMIT]
        self.place = len(self.visits) - 1
        return self.visits[-1]

    def back(self) -> Visit | None:
        return self._go(-1) if self.can_back else None

    def forward(self) -> Visit | None:
        return self._go(1) if self.can_forward else None

    def forget(self, page: str) -> None:
        """A page that is gone, and its steps."""
        before = sum(visit.page == page for visit in self.visits[: self.place + 1])
        self.visits = [visit for visit in self.visits if visit.page != page]
        self.place = min(max(self.place - before, 0), len(self.visits) - 1)

    def _go(self, step: int) -> Visit:
        self.place += step
        return self.visits[self.place]
