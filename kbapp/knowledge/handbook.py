"""What helps beside a result: the causes' titles, the remedies by platform, the lines that a failure leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kbapp.knowledge.causes import read_causes
from kbapp.knowledge.platforms import Platform, read_platforms
from kbapp.knowledge.remedies import Remedies, load_remedies
from kbapp.knowledge.traces import Traces, load_traces
from kbapp.model.cause import Cause


@dataclass(frozen=True, slots=True)
class Handbook:
    """The tables of `content/` that a report needs; no articles."""

    causes: Mapping[str, Cause]
    platforms: Mapping[str, Platform]
    remedies: Remedies
    traces: Traces


def load_handbook(root: Path) -> Handbook:
    """About 30 ms; raises `ContentError`."""
    return Handbook(
        causes=read_causes(root / "causes.toml"),
        platforms=read_platforms(root / "platforms.toml"),
        remedies=load_remedies(root / "remedies"),
        traces=load_traces(root / "traces.toml"),
    )
