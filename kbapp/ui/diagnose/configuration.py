"""A device's configuration pasted where a log belongs: recognised, to be offered to the comparison."""

from __future__ import annotations

from dataclasses import dataclass

from kbapp.ui.diagnose.engine import Source

MOST_LINES = 50_000
CLOUD = "alibaba-cloud"


@dataclass(frozen=True, slots=True)
class Found:
    """A configuration: its whole text, its format, and the column where it belongs."""

    text: str
    format: str

    @property
    def side(self) -> str:
        """The cloud is the left column, everything else the right."""
        return "left" if self.format == CLOUD else "right"


def configuration_in(source: Source) -> Found | None:
    """What the comparison can read of this text; `None` for anything else."""
    from kbapp.gateways import UnreadableError, read_gateways

    if source.read is None or source.read.total > MOST_LINES:
        return None
    text = "\n".join(line.text for line in source.read.lines)
    try:
        gateways = read_gateways(text)
    except UnreadableError:
        return None
    return Found(text, gateways[0].format) if gateways else None
