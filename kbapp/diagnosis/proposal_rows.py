"""Proposal lists that a gateway spreads over lines: a heading, then one transform or one suite a line.

Signatures name the pieces: `list` opens a list (`received`, `configured`, or `chosen`, which is none of both), `row`
begins a proposal, `list_protocol` says whose it is, `row_type`, `row_value` and `row_length` are one transform,
`row_suite` is a whole proposal as Cisco writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kbapp.diagnosis.events import Event
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, parse_transform

_KINDS: Mapping[str, tuple[TransformKind, ...]] = {
    "OAKLEY_ENCRYPT_ALG": (TransformKind.ENCR,),
    "ENCR": (TransformKind.ENCR,),
    "TRANS_ID": (TransformKind.ENCR,),
    "OAKLEY_HASH_ALG": (TransformKind.INTEG,),
    "AUTH_ALG": (TransformKind.INTEG,),
    "INTEGR": (TransformKind.INTEG,),
    "PRF": (TransformKind.PRF,),
    "OAKLEY_GROUP": (TransformKind.DH,),
    "DH_GROUP": (TransformKind.DH,),
    "PFS": (TransformKind.DH,),
    "ESN": (TransformKind.ESN,),
}
_SETTLED = frozenset({"proposal-selected", "ike-established", "child-established", "phase2-initiating"})
_REFUSED = frozenset({"no-proposal", "attempt-failed", "notify-out"})
_LABELS = re.compile(r"\b(ENCRYPTION|PRF|INTEGRITY|DH GROUP|ESN):\s*")
_GROUP = re.compile(r"(?:DH_GROUP_\w+/)?Group (\d+)")
_HASH = re.compile(r"\b(?:SHA\d*|MD5\d*)\b")
_CIPHER = re.compile(r"\b(?:AES|3DES|DES|NULL)[-\w]*")
_SHORTENED = {"SHA96": "SHA1", "MD596": "MD5"}
"""Cisco names an HMAC by its length where it is cut to 96 bits."""
_PREFIXES = re.compile(r"^(?:ESP_|AUTH_(?=HMAC))")


@dataclass(slots=True)
class _List:
    proposals: list[dict[TransformKind, list[str]]] = field(default_factory=list)
    protocol: str = ""

    def open_row(self) -> None:
        if not self.proposals or self.proposals[-1]:
            self.proposals.append({})

    def put(self, kind: TransformKind, name: str) -> None:
        if not self.proposals:
            self.proposals.append({})
        self.proposals[-1].setdefault(kind, []).append(name)

    def made(self) -> tuple[Proposal, ...]:
        protocol = self.protocol or "IKE"
        rows = (row for row in self.proposals if row)
        return tuple(_made(protocol, row) for row in rows)


@dataclass(slots=True)
class Assembly:
    """The pair of lists that stands last, as far as it was printed."""

    received: _List = field(default_factory=_List)
    configured: _List = field(default_factory=_List)
    events: list[Event] = field(default_factory=list)
    side: str = ""
    refused: bool = False
    before: Assembly | None = None
    """The complete pair that stood before the lists that are being read."""

    def take(self, event: Event) -> None:
        if event.kind in _SETTLED:
            self._clear()
            self.before = None
        if event.get("list"):
            self._open(event)
        if any(event.get(name) for name in ("row", "row_type", "row_suite", "list_protocol")):
            self._row(event)
        if event.kind in _REFUSED and self.complete:
            self.refused = True

    @property
    def complete(self) -> bool:
        return bool(self.received.proposals and self.configured.proposals)

    def _clear(self) -> None:
        if self.complete:
            self.before = Assembly(self.received, self.configured, self.events)
        self.received, self.configured, self.events = _List(), _List(), []
        self.side, self.refused = "", False

    def _open(self, event: Event) -> None:
        """A list that opens again, with its pair complete, is the next attempt's."""
        side = event.values["list"]
        if self.refused or (side == "received" and self.complete):
            self._clear()
        self.side = side
        if self._current is not None:
            self.events.append(event)
            if side == "received" and self.received.proposals:
                self.received = _List()

    def _row(self, event: Event) -> None:
        target = self._current
        if target is None:
            return
        if event.get("row"):
            target.open_row()
        protocol = event.get("list_protocol")
        if protocol:
            target.protocol = protocol if protocol in ("ESP", "AH") else "IKE"
        if event.get("row_suite"):
            target.open_row()
            for kind, name in suite(event.values["row_suite"], target.protocol):
                target.put(kind, name)
        elif event.get("row_type"):
            self._transform(target, event)
        self.events.append(event)

    @staticmethod
    def _transform(target: _List, event: Event) -> None:
        for kind in _KINDS.get(event.values["row_type"].upper(), ()):
            target.put(kind, _name(event.get("row_value") or "", event.get("row_length"), kind))

    @property
    def _current(self) -> _List | None:
        return {"received": self.received, "configured": self.configured}.get(self.side)


def assembled(events: Iterable[Event]) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...], tuple[Event, ...]]:
    """(received, configured, the lines that say so); empty where the log spreads no lists over lines."""
    state = Assembly()
    for event in events:
        state.take(event)
    if not state.complete and state.before is not None:
        state = state.before
    return state.received.made(), state.configured.made(), tuple(state.events)


def suite(text: str, protocol: str) -> list[tuple[TransformKind, str]]:
    """`AES-CBC-256 SHA1 SHA96 DH_GROUP_1024_MODP/Group 2`: cipher, PRF, integrity, group; each may stand several times.

    Newer releases label them (`ENCRYPTION: … PRF: …`). An ESP suite has no PRF.
    """
    parts = _LABELS.split(text)
    if len(parts) > 1:
        return [pair for label, words in zip(parts[1::2], parts[2::2], strict=True) for pair in _labelled(label, words)]
    found = [(TransformKind.ENCR, word) for word in _CIPHER.findall(text)]
    hashes = [_SHORTENED.get(word, word) for word in _HASH.findall(text)]
    gcm = any("GCM" in word for _, word in found)
    half = 0 if protocol in ("ESP", "AH") else len(hashes) if gcm else len(hashes) // 2
    found += [(TransformKind.PRF, word) for word in hashes[:half]]
    found += [(TransformKind.INTEG, word) for word in hashes[half:]]
    found += [(TransformKind.DH, word) for word in _GROUP.findall(text)]
    return [(kind, _name(word, None, kind)) for kind, word in found]


def _labelled(label: str, words: str) -> list[tuple[TransformKind, str]]:
    patterns = {
        "ENCRYPTION": (TransformKind.ENCR, _CIPHER),
        "PRF": (TransformKind.PRF, _HASH),
        "INTEGRITY": (TransformKind.INTEG, _HASH),
        "DH GROUP": (TransformKind.DH, _GROUP),
    }
    if label not in patterns:
        return []
    kind, pattern = patterns[label]
    return [(kind, _name(_SHORTENED.get(word, word), None, kind)) for word in pattern.findall(words)]


def _name(word: str, length: str | None, kind: TransformKind) -> str:
    """The IANA name; an unknown spelling is kept, so that equal unknowns still agree."""
    if kind is TransformKind.ESN:
        return "NO_EXT_SEQ" if word.upper() in ("NO", "0", "NONE") else "EXT_SEQ"
    plain = _PREFIXES.sub("", word.strip().rstrip("."))
    full = f"{plain}_{length}" if length and kind is TransformKind.ENCR else plain
    return parse_transform(full, kind) or full.upper()


def _made(protocol: str, row: Mapping[TransformKind, Sequence[str]]) -> Proposal:
    order = (TransformKind.ENCR, TransformKind.INTEG, TransformKind.PRF, TransformKind.DH, TransformKind.ESN)
    return Proposal(protocol, *(tuple(dict.fromkeys(row.get(kind, ()))) for kind in order))


# refusals that name both transforms ----------------------------------------------------------------------------------


def kinds_by_pair(events: Iterable[Event]) -> dict[tuple[str, str], set[str]]:
    """racoon compares each transform of its own with each of the peer's: (own, the peer's) -> the kinds that differ."""
    found: dict[tuple[str, str], set[str]] = {}
    for event in events:
        own, theirs = (event.get("n"), event.get("m")), (event.get("o"), event.get("q"))
        if all((*own, *theirs)):
            found.setdefault((":".join(map(str, own)), ":".join(map(str, theirs))), set()).add(event.values["kind"])
    return found


def nearest_kinds(events: Sequence[Event]) -> frozenset[str] | None:
    """What differs between the two transforms that are nearest to each other; `None` where several pairs are, or
    where not every line names its pair."""
    pairs = kinds_by_pair(events)
    if not pairs or any(event.get("q") is None for event in events):
        return None
    shortest = min(len(kinds) for kinds in pairs.values())
    nearest = {frozenset(kinds) for kinds in pairs.values() if len(kinds) == shortest}
    return nearest.pop() if len(nearest) == 1 else None
