"""What else the reader must know about the logs themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kbapp.diagnosis.bystanders import without_bystanders
from kbapp.diagnosis.clock import offset, offset_note
from kbapp.diagnosis.combine import Voice
from kbapp.diagnosis.context import FAILURES
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.judge import Tunnel
from kbapp.diagnosis.lines import LogText
from kbapp.model.text import Text

_UNRELATED = Text(
    "两份日志看起来不属于同一条连接：地址、SPI 都对不上，以下结论分别来自各自的日志。",
    "The two logs do not seem to belong to one connection: neither addresses nor SPIs fit. Each is judged on its own.",
)
_WORDS = (
    "error",
    "fail",
    "mismatch",
    "invalid",
    "refus",
    "reject",
    "unable",
    "unacceptable",
    "timeout",
    "错误",
    "失败",
)


class ReadLog(Protocol):
    """What the notes need of a log that was read."""

    @property
    def index(self) -> int: ...
    @property
    def log(self) -> LogText: ...
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def tunnels(self) -> tuple[Tunnel, ...]: ...


def notes_of(readings: Sequence[ReadLog], groups: Sequence[tuple[Voice, ...]]) -> tuple[Text, ...]:
    notes = []
    if len(readings) > 1 and _unrelated(readings, groups):
        notes.append(_UNRELATED)
    offsets = [note for note in (offset_note(offset(voices)) for voices in groups) if note is not None]
    notes += offsets[:1]
    for reading in readings:
        counting = without_bystanders(reading.tunnels)
        notes += [_bystander(tunnel) for tunnel in reading.tunnels if tunnel not in counting and tunnel.remote][:1]
        if counting and _ends_in_mid_air(max(counting, key=lambda one: one.last_line)):
            notes.append(_mid_air(reading, len(readings) > 1))
    return tuple(notes)


def _ends_in_mid_air(tunnel: Tunnel) -> bool:
    """Not where the gateway itself says that it waits no longer."""
    verdict = tunnel.verdict
    return verdict.state == "open" and verdict.story.steps[-1].event.get("why") != "half-open"


def _bystander(tunnel: Tunnel) -> Text:
    return Text(
        f"另有来自 {tunnel.remote} 的协商未成功，像是扫描器或个人 VPN 客户端，未计入结论。",
        f"An attempt from {tunnel.remote} failed as well: it looks like a scanner or a person's VPN client "
        "and does not count here.",
    )


def _unrelated(readings: Sequence[ReadLog], groups: Sequence[tuple[Voice, ...]]) -> bool:
    return all(reading.tunnels for reading in readings) and not any(len(voices) > 1 for voices in groups)


def _mid_air(reading: ReadLog, several: bool) -> Text:
    name = f"{reading.log.name}: " if several else ""
    return Text(
        f"{name}日志在协商进行中结束，没有结果：请提供之后的日志。",
        f"{name}the log ends in the middle of a negotiation, without a result: what follows is needed.",
    )


def search_line(readings: Sequence[ReadLog]) -> str | None:
    """The most telling line where no cause was found: the last complaint, else the last line with a word of failure."""
    for reading in readings:
        complaints = [event for event in reading.events if event.kind in FAILURES]
        if complaints:
            return complaints[-1].text.strip()[:300]
    for reading in readings:
        for line in reversed(list(reading.log)[-5000:]):
            lowered = line.text.lower()
            if any(word in lowered for word in _WORDS):
                return line.text.strip()[:300]
    return None
