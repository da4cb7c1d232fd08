"""Which transform has no overlap: the received and the configured proposals, as each daemon prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kbapp.diagnosis.context import Story
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.proposal_rows import assembled
from kbapp.model.proposal import Proposal, conflicts, parse_iana_list
from kbapp.model.transforms import TransformKind, parse_transform

_IKE = {
    TransformKind.ENCR: "ike-encryption-mismatch",
    TransformKind.INTEG: "ike-hash-mismatch",
    TransformKind.PRF: "ike-hash-mismatch",
    TransformKind.DH: "ike-dh-mismatch",
    TransformKind.ESN: "esn-mismatch",
}
_ESP = {
    TransformKind.ENCR: "esp-encryption-mismatch",
    TransformKind.INTEG: "esp-integrity-mismatch",
    TransformKind.PRF: "esp-integrity-mismatch",
    TransformKind.DH: "pfs-mismatch",
    TransformKind.ESN: "esn-mismatch",
}
_TYPES = {
    "ENCR": TransformKind.ENCR,
    "INTEG": TransformKind.INTEG,
    "INTEGR": TransformKind.INTEG,
    "PRF": TransformKind.PRF,
    "DH": TransformKind.DH,
    "ESN": TransformKind.ESN,
}
_OAKLEY = (TransformKind.ENCR, TransformKind.INTEG, TransformKind.DH)
_NO = frozenset({"NONE", "DISABLED", "NO", "NOESN"})


@dataclass(frozen=True, slots=True)
class Lists:
    """What the peer offered and what is configured here."""

    received: tuple[Proposal, ...] = ()
    configured: tuple[Proposal, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The causes that the two lists leave, and the transform types without overlap. One cause: the lists prove it."""

    causes: Mapping[str, float]
    kinds: tuple[TransformKind, ...] = field(default=())


def lists_of(story: Story, config: Iterable[Event], phase: int | None) -> Lists:
    """The last pair of lists in the conversation, or the offer beside the configuration that the log shows."""
    received: tuple[Proposal, ...] = ()
    configured: tuple[Proposal, ...] = ()
    events: list[Event] = []
    for step in story.steps:
        event = step.event
        if event.get("bare") and received:
            configured += tuple(parse_iana_list(event.values["proposals"]))
            events.append(event)
        elif event.kind == "proposals-received" and event.get("proposals"):
            if received:
                configured, events = (), []
            received = tuple(parse_iana_list(event.values["proposals"]))
            events.append(event)
        elif event.kind == "proposals-configured" and event.get("proposals"):
            configured = tuple(parse_iana_list(event.values["proposals"]))
            events.append(event)
        elif event.kind == "no-proposal" and event.get("offered"):
            received, events = tuple(parse_pluto_offer(event.values["offered"])), [event]
    if not received and not configured:
        received, configured, lines = rows_of(story, phase)
        events = list(lines)
    if not received:
        received, events = _iked_offer(story)
    if not configured:
        wanted = "IKE" if phase == 1 else "ESP"
        configured = tuple(one for one in _configured(story, config) if (one.protocol == "IKE") == (wanted == "IKE"))
    return Lists(received, configured, tuple(events))


Rows = tuple[tuple[Proposal, ...], tuple[Proposal, ...], tuple[Event, ...]]


def rows_of(story: Story, phase: int | None) -> Rows:
    """The pair of lists that the gateway spread over lines, if it is of this phase (`None`: of any)."""
    rows = assembled(step.event for step in story.steps)
    found = phase_of_rows(rows)
    return rows if found is not None and phase in (None, found) else ((), (), ())


def phase_of_rows(rows: Rows) -> int | None:
    """1: an IKE list, 2: an ESP or AH list."""
    known = rows[0] or rows[1]
    return None if not known else (1 if known[0].protocol == "IKE" else 2)


# the daemons' own spellings ------------------------------------------------------------------------------------------


def parse_pluto_offer(text: str) -> list[Proposal]:
    """`1:IKE:ENCR=AES_CBC_128;INTEG=HMAC_SHA2_256_128;PRF=HMAC_SHA2_256;DH=MODP2048 2:IKE:…`."""
    found = []
    for protocol, body in re.findall(r"\d+:(IKE|ESP|AH):(\S+)", text):
        kinds: dict[TransformKind, list[str]] = {}
        for name, values in re.findall(r"([A-Z]+)=([^;\[]+)", body):
            if name in _TYPES:
                kinds[_TYPES[name]] = _names(values.split(","), _TYPES[name])
        found.append(_proposal(protocol, kinds))
    return found


def parse_pluto_configured(protocol: str, text: str) -> Proposal:
    """`AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048` (IKE: cipher, PRF, integrity, group; `+` joins several),
    `AES_CBC_256-HMAC_SHA2_256_128-NONE-ENABLED+DISABLED` (ESP: cipher, integrity, group, ESN)."""
    order = (
        (TransformKind.ENCR, TransformKind.PRF, TransformKind.INTEG, TransformKind.DH)
        if protocol == "IKE"
        else (TransformKind.ENCR, TransformKind.INTEG, TransformKind.DH, TransformKind.ESN)
    )
    parts = text.split("-")
    kinds = {kind: _names(part.split("+"), kind) for kind, part in zip(order, parts, strict=False)}
    return _proposal(protocol, kinds)


def offer_of(event: Event) -> Proposal | None:
    """One event's own single offer: charon's `configured proposals`, pluto's quick mode request, the transform that
    pluto refuses (`AES_CBC (128), HMAC_SHA1, MODP1536`)."""
    text = event.get("proposals") or ""
    if event.kind == "proposals-configured":
        found = parse_iana_list(text)
        return found[0] if len(found) == 1 else None
    if event.kind == "phase2-initiating" and "-" in text:
        return parse_pluto_configured("ESP", text)
    if event.kind == "no-proposal" and event.signature.dialect == "libreswan" and event.get("theirs"):
        return _oakley(event.values["theirs"])
    return None


def _oakley(text: str) -> Proposal | None:
    parts = [re.sub(r" \((\d+)\)", r"_\1", part.strip()) for part in text.split(",")]
    if len(parts) != len(_OAKLEY):
        return None
    return _proposal("IKE", {kind: _names([part], kind) for kind, part in zip(_OAKLEY, parts, strict=True)})


def parse_iked_policy(text: str, protocol: str) -> Proposal:
    """`aes-256 prf hmac-sha2-256 auth hmac-sha2-256 group modp2048` behind `ikesa enc` or `childsa enc`."""
    words = ("enc " + text).split()
    keys = {
        "enc": TransformKind.ENCR,
        "prf": TransformKind.PRF,
        "auth": TransformKind.INTEG,
        "group": TransformKind.DH,
    }
    kinds: dict[TransformKind, list[str]] = {}
    for key, value in pairwise(words):
        if key in keys:
            kinds.setdefault(keys[key], []).extend(_names([value], keys[key]))
    return _proposal(protocol, kinds)


def _iked_offer(story: Story) -> tuple[tuple[Proposal, ...], list[Event]]:
    """iked prints one transform a line, after the refusal."""
    rows: dict[tuple[str, str], dict[TransformKind, list[str]]] = {}
    events = []
    for step in story.steps:
        event = step.event
        kind = _TYPES.get(event.get("type") or "")
        if event.kind == "proposals-received" and kind is not None:
            key = (event.values["protocol"], event.get("n") or "1")
            rows.setdefault(key, {}).setdefault(kind, []).extend(_names(event.values["names"].split(","), kind))
            events.append(event)
    return tuple(_proposal(protocol, kinds) for (protocol, _), kinds in rows.items()), events


def _configured(story: Story, config: Iterable[Event]) -> list[Proposal]:
    """What the log printed when the connection was loaded."""
    found: list[Proposal] = []
    name = story.conversation.name
    for event in config:
        if name and event.conn and event.conn != name:
            continue
        if event.signature.dialect == "libreswan" and event.get("proposals"):
            found.append(parse_pluto_configured(event.values["field"].upper(), event.values["proposals"]))
        elif event.signature.dialect == "openiked" and event.get("ike"):
            found.append(parse_iked_policy(event.values["ike"], "IKE"))
            found.append(parse_iked_policy(event.values.get("esp", ""), "ESP"))
    return found


def _names(values: Iterable[str], kind: TransformKind) -> list[str]:
    """IANA names; unknown spellings are kept, so that equal unknowns still agree."""
    found = []
    for value in values:
        word = value.strip()
        if kind is TransformKind.ESN:
            found.append("NO_EXT_SEQ" if word.upper() in _NO else "EXT_SEQ")
        elif word and word.upper() not in _NO:
            found.append(parse_transform(word, kind) or word.upper())
    return found


def _proposal(protocol: str, kinds: Mapping[TransformKind, Sequence[str]]) -> Proposal:
    esn = tuple(kinds.get(TransformKind.ESN, ()))
    return Proposal(
        protocol,
        tuple(kinds.get(TransformKind.ENCR, ())),
        tuple(kinds.get(TransformKind.INTEG, ())),
        tuple(kinds.get(TransformKind.PRF, ())),
        tuple(kinds.get(TransformKind.DH, ())),
        esn,
    )


# the comparison ------------------------------------------------------------------------------------------------------


def difference(lists: Lists, phase: int, ignore: Iterable[TransformKind] = ()) -> Difference | None:
    """What keeps the two lists apart; `None` if a list is missing or they agree."""
    if not lists.received or not lists.configured:
        return None
    protocols = ({one.protocol for one in lists.received}, {one.protocol for one in lists.configured})
    if not protocols[0] & protocols[1]:
        if "IKE" in protocols[0] | protocols[1]:
            return None
        return Difference({"security-protocol-mismatch": 1.0})
    skipped = tuple(ignore)
    pairs = [
        tuple(_essential([*conflicts(a, b, skipped), *_combined_against_separate(a, b)]))
        for a in lists.received
        for b in lists.configured
        if a.protocol == b.protocol
    ]
    shortest = min(len(pair) for pair in pairs)
    if shortest == 0:
        return None
    return _as_difference(pairs, shortest, phase, min(len(lists.received), len(lists.configured)) > 1)


def _combined_against_separate(a: Proposal, b: Proposal) -> list[TransformKind]:
    """AES-GCM against CBC with an HMAC: encryption and integrity both differ."""
    if not a.encryption or not b.encryption or bool(a.integrity) == bool(b.integrity):
        return []
    return [TransformKind.INTEG] if any("GCM" in name or "CCM" in name for name in _ciphers(a, b)) else []


def _ciphers(a: Proposal, b: Proposal) -> tuple[str, ...]:
    return (*a.encryption, *b.encryption)


def _essential(kinds: Iterable[TransformKind]) -> list[TransformKind]:
    """One setting on most gateways, the hash, is integrity and PRF at once."""
    found = list(dict.fromkeys(kinds))
    if TransformKind.INTEG in found and TransformKind.PRF in found:
        found.remove(TransformKind.PRF)
    return found


def _as_difference(
    all_pairs: Sequence[tuple[TransformKind, ...]], shortest: int, phase: int, both_lists: bool
) -> Difference:
    """The nearest pair of proposals tells; two lists whose pairs differ in different things tell less."""
    table, several = (_IKE, "ike-proposal-mismatch") if phase == 1 else (_ESP, "esp-proposal-mismatch")
    pairs = {pair for pair in all_pairs if len(pair) == shortest}
    single = {table[pair[0]] for pair in pairs if len(pair) == 1}
    kinds = tuple(dict.fromkeys(kind for pair in sorted(pairs, key=str) for kind in pair))
    if len(pairs) == 1 and not (single and both_lists and len(set(all_pairs)) > 1):
        return Difference({single.pop() if single else several: 1.0}, kinds)
    if not single:
        return Difference({several: 1.0}, kinds)
    singles = sorted(single, reverse=True)
    if both_lists:
        return Difference({several: 0.55, **dict.fromkeys(singles, 0.45 / len(singles))}, kinds)
    return Difference({**dict.fromkeys(singles, 0.7 / len(singles)), several: 0.3}, kinds)
