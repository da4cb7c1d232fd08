"""Events -> conversations: one IKE SA's life each, kept apart by number, SPI, name, thread and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kbapp.diagnosis.events import Event

OUTSIDE = frozenset({"start", "config"})
"""Kinds that belong to the log, not to a conversation."""
_OPENING = frozenset({"initiating", "responding"})
_TIMED = frozenset({"retransmit", "gave-up", "dpd-sent", "dpd-timeout", "attempt-failed"})
_FIRST_MESSAGES = ("IKE_SA_INIT", "MAIN", "AGGRESSIVE")
_LOOKAHEAD = 4


@dataclass(slots=True)
class Conversation:
    """The events of one IKE SA, in order, and who talks to whom."""

    log: int
    events: list[Event] = field(default_factory=list)
    name: str | None = None
    number: str | None = None
    local: str | None = None
    remote: str | None = None

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.name = self.name or event.conn
        self.number = self.number or event.number
        self._addresses(event)

    def _addresses(self, event: Event) -> None:
        if event.kind == "packet-in":
            self.remote, self.local = event.get("src") or self.remote, event.get("dst") or self.local
        elif event.kind == "packet-out":
            self.remote, self.local = event.get("dst") or self.remote, event.get("src") or self.local
        else:
            self.remote = self.remote or event.get("peer") or event.prefix.peer
            self.local = self.local or event.get("local")

    @property
    def last_line(self) -> int:
        return self.events[-1].line


class Grouper:
    """Assigns each event of one log to a conversation."""

    def __init__(self, log: int, events: Sequence[Event]) -> None:
        self.log = log
        self.events = events
        self.found: list[Conversation] = []
        self._forget()

    def _forget(self) -> None:
        """A restarted daemon counts from 1 again."""
        self.by_number: dict[str, Conversation] = {}
        self.by_spi: dict[str, Conversation] = {}
        self.by_thread: dict[str, Conversation] = {}
        self.by_name: dict[str, Conversation] = {}
        self.by_peer: dict[str, Conversation] = {}
        self.latest: dict[str | None, Conversation] = {}
        """By family of prefix: a line that names nothing continues what its own daemon last spoke of."""
        self.last: Conversation | None = None
        self.newest: Conversation | None = None
        """The conversation of the line before: a list's bare rows continue it, whatever daemon spoke."""
        self.busy: set[str] = set()
        """Threads that work on a packet which came in: their lines belong together until they send the answer."""
        self.successor: dict[str, str] = {}
        """Thread -> number of the IKE SA that it has just begun, in the name of the one before."""

    def run(self) -> list[Conversation]:
        for place, event in enumerate(self.events):
            if event.kind == "start":
                self._forget()
            if event.kind in OUTSIDE:
                continue
            self._remember(self._place(event, place), event)
        return self.found

    def _place(self, event: Event, place: int) -> Conversation:
        self.last = self.latest.get(event.prefix.family) or (self.latest.get(None) if not event.prefix.family else None)
        if event.get("row_suite") and not event.prefix.family and self.newest is not None:
            return self.newest
        strategy = {"pluto": self._pluto, "charon": self._charon}.get(event.prefix.family or "", self._general)
        return strategy(event, place) or self._new()

    def _new(self) -> Conversation:
        conversation = Conversation(self.log)
        self.found.append(conversation)
        return conversation

    def _remember(self, conversation: Conversation, event: Event) -> None:
        conversation.add(event)
        self.newest = conversation
        self.latest[event.prefix.family] = conversation
        self._watch(event)
        for table, key in (
            (self.by_number, self.successor.get(event.prefix.thread or "") or event.number),
            (self.by_spi, event.prefix.spi or event.get("spi")),
            (self.by_thread, event.prefix.thread),
            (self.by_name, event.conn),
            (self.by_peer, conversation.remote),
        ):
            if key:
                table[key] = conversation

    def _watch(self, event: Event) -> None:
        thread = event.prefix.thread
        if thread and event.kind == "packet-in":
            self.busy.add(thread)
        elif thread and event.kind == "packet-out":
            self.busy.discard(thread)

    # charon ------------------------------------------------------------------------------------------------------

    def _charon(self, event: Event, place: int) -> Conversation | None:
        if event.kind == "admin-down" and event.conn in self.by_name:
            return self.by_name[event.conn or ""]
        if event.number:
            return self._by_number(event)
        if not event.prefix.thread:
            return self._general(event, place)
        if event.kind == "initiating":
            return None
        if event.kind in ("packet-in", "packet-out"):
            return self._by_packet(event, place)
        if event.kind in _TIMED or event.prefix.thread not in self.busy:
            return self._by_next_packet(event, place)
        return self.by_thread.get(event.prefix.thread) or self.last

    def _by_number(self, event: Event) -> Conversation | None:
        """`<name|7>` or `IKE_SA name[7]`; a responder's line may name the number of a conversation that had none."""
        thread = event.prefix.thread or ""
        if event.kind == "initiating" and event.get("number") and event.get("number") != event.prefix.number:
            self.successor[thread] = event.values["number"]
            return self.by_number.get(event.values["number"])
        if event.kind == "packet-in":
            self.successor.pop(thread, None)
        number = self.successor.get(thread) or event.number or ""
        known = self.by_number.get(number)
        if known is not None:
            return known
        running = self.by_thread.get(thread)
        if event.prefix.number is None and event.kind != "initiating" and running and running.number is None:
            return running
        return None

    def _by_packet(self, event: Event, place: int) -> Conversation | None:
        """Without names the addresses tell; a first message opens a new conversation."""
        peer = event.get("src") if event.kind == "packet-in" else event.get("dst")
        known = self.by_peer.get(peer or "")
        if event.kind == "packet-out":
            running = self.by_thread.get(event.prefix.thread or "")
            return running if running and running.remote in (peer, None) else known or running
        return None if self._opens(event, place) else known

    def _opens(self, event: Event, place: int) -> bool:
        following = self._following(event, place)
        return any(one.kind == "responding" or _is_first_request(one) for one in following)

    def _following(self, event: Event, place: int) -> list[Event]:
        """The next events of the same thread, up to the next packet."""
        found: list[Event] = []
        for one in self.events[place + 1 : place + 1 + 8 * _LOOKAHEAD]:
            if one.prefix.thread != event.prefix.thread:
                continue
            if one.kind == "packet-in" or len(found) >= 4 * _LOOKAHEAD:
                break
            found.append(one)
        return found

    def _by_next_packet(self, event: Event, place: int) -> Conversation | None:
        """A timer, or a command, runs on any thread: the packet that it sends next tells whose it is."""
        for one in self._following(event, place)[:_LOOKAHEAD]:
            if one.kind == "packet-out":
                return self.by_peer.get(one.get("dst") or "")
        if event.kind not in _TIMED:
            return self.by_thread.get(event.prefix.thread or "") or self.last
        waiting = [one for one in self.found if any(e.kind == "retransmit" for e in one.events[-3:])]
        return waiting[-1] if waiting else self.by_thread.get(event.prefix.thread or "") or self.last

    # pluto -------------------------------------------------------------------------------------------------------

    def _pluto(self, event: Event, place: int) -> Conversation | None:
        """`"conn" #2:` is a state: an IKE SA, or a child of the connection's newest one."""
        if event.prefix.conn is None:
            return self._general(event, place)
        key = f"{event.prefix.conn} #{event.prefix.number}"
        known = self.by_number.get(key)
        newest = self.by_name.get(event.prefix.conn)
        if known is None:
            opens = event.kind in _OPENING or event.signature.phase == 1
            known = newest if newest and (not opens or not event.prefix.number) else self._new()
        if event.prefix.number:
            self.by_number[key] = known
        return known

    # the others --------------------------------------------------------------------------------------------------

    def _general(self, event: Event, place: int) -> Conversation | None:  # noqa: ARG002
        peer = event.prefix.peer or event.get("peer")
        if peer not in self.by_peer and event.get("local") in self.by_peer:
            peer = event.get("local")  # an SA's two ends are printed in the direction of its packets
        spi = event.prefix.spi or event.get("spi")
        if spi and spi in self.by_spi:
            return self.by_spi[spi]
        if event.number and event.number in self.by_number:
            return self.by_number[event.number]
        if event.kind in _OPENING:
            return self._reopen(peer)
        for table, key in ((self.by_name, event.conn), (self.by_peer, peer)):
            if key:
                return table.get(key) or self._unclaimed(key, table is self.by_name)
        return self.last

    def _reopen(self, peer: str | None) -> Conversation | None:
        """A conversation that holds nothing but neutral lines yet is the one that opens here."""
        last = self.by_peer.get(peer or "") or self.last
        fresh = last is not None and all(one.kind in ("info", "packet-in", "message-in") for one in last.events[-3:])
        return last if fresh and last is not None and len(last.events) <= 3 else None

    def _unclaimed(self, key: str, is_name: bool) -> Conversation | None:
        """The running conversation, if it has no name (or peer) yet that would contradict."""
        last = self.last
        if last is None:
            return None
        current = last.name if is_name else last.remote
        return last if current in (None, key) else None


def _is_first_request(event: Event) -> bool:
    if event.kind != "message-in" or event.get("kind") != "request":
        return False
    exchange = EXCHANGES.get(event.get("exchange") or "", event.get("exchange"))
    return exchange in _FIRST_MESSAGES and (event.get("payloads") or "").lstrip().startswith("SA")


EXCHANGES = {"ID_PROT": "MAIN", "AGGRESSIVE": "AGGRESSIVE", "QUICK_MODE": "QUICK", "TRANSACTION": "INFORMATIONAL_V1"}
"""charon's names of the IKEv1 exchanges."""


def conversations(log: int, events: Sequence[Event]) -> list[Conversation]:
    return Grouper(log, events).run()
