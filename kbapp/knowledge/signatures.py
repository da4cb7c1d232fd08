"""Log signatures: `content/signatures/<dialect>.toml`, read, validated, and compiled when first needed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.literals import required_literal

DIALECTS: tuple[str, ...] = (
    "strongswan",
    "racoon",
    "racoon2",
    "libreswan",
    "openiked",
    "cisco-ios",
    "cisco-asa",
    "juniper",
    "huawei",
    "h3c",
    "fortigate",
    "paloalto",
    "mikrotik",
    "alibaba-cloud",
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EVENTS: frozenset[str] = _words("""
    start config initiating responding message-in message-out packet-in packet-out phase2-initiating phase2-responding
    proposal-selected proposals-received proposals-configured identity looking-for-config config-selected auth-ok
    auth-sent nat-local nat-remote nat-none dpd-sent dpd-answer peer-detected info
    ike-established child-established rekeyed status-up
    no-proposal transform-mismatch no-ike-config no-peer-config mode-refused auth-method-refused auth-failed-local
    decrypt-failed no-key id-refused ts-refused certificate-refused kernel-failed policy-duplicate version-refused
    protocol-error notify-in notify-out retransmit gave-up dpd-timeout delete-in delete-out closed admin-down
    attempt-failed rekey-failed rekey-collision complaint
""")

EXCHANGES: frozenset[str] = _words(
    "IKE_SA_INIT IKE_AUTH CREATE_CHILD_SA INFORMATIONAL MAIN AGGRESSIVE QUICK INFORMATIONAL_V1"
)

_KEYS = _words(
    "id pattern event contains exchange role phase ike values causes proves recovers generic source match no_match"
)
_NOT_RE2 = re.compile(r"\(\?(?:[=!]|<[=!]|>|P=)|\\[1-9]|[*+?}]\+")
_MIN_LITERAL = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """One line that a gateway writes, and what it tells."""

    id: str
    dialect: str
    pattern: str
    event: str
    literals: tuple[str, ...]
    """Lower case; one of them stands in every line that matches."""
    exchange: str | None = None
    role: str | None = None
    phase: int | None = None
    ike: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    causes: Mapping[str, float] = field(default_factory=dict)
    proves: str | None = None
    recovers: bool = False
    generic: bool = False
    """Other programs write such a line too: it counts only beside others that none else writes."""
    source: str = ""
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    line: int = 0

    @property
    def anchored(self) -> bool:
        """The pattern holds for the message after the prefix only."""
        return self.pattern.startswith("^")

    def search(self, raw: str, message: str) -> re.Match[str] | None:
        """Match one line: the raw line, or (anchored patterns) what stands behind its prefix."""
        return compiled(self.pattern).search(message if self.anchored else raw)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile on first use; a pattern whose literal never occurs costs nothing."""
    return re.compile(pattern)


@dataclass(frozen=True, eq=False)
class Signatures:
    """All signatures, in file order; within a dialect the first that matches a line is the line's event."""

    all: tuple[Signature, ...]
    marks: Mapping[str, tuple[str, ...]]
    """By dialect: lower-case strings that only this dialect writes."""

    def __iter__(self) -> Iterator[Signature]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def literals(self, dialects: frozenset[str] | None = None) -> Mapping[str, tuple[int, ...]]:
        """Literal (lower case) -> indexes into `all`: what a scan engine looks for before any pattern is tried.

        `dialects` restricts it where the lines themselves tell who wrote them.
        """
        if dialects not in self._tables:
            self._tables[dialects] = _literal_table(self.all, dialects)
        return self._tables[dialects]

    @cached_property
    def _tables(self) -> dict[frozenset[str] | None, Mapping[str, tuple[int, ...]]]:
        return {}

    def by_id(self, identifier: str) -> Signature | None:
        return next((one for one in self.all if one.id == identifier), None)


def _literal_table(signatures: Sequence[Signature], dialects: frozenset[str] | None) -> Mapping[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for index, signature in enumerate(signatures):
        if dialects is None or signature.dialect in dialects:
            for literal in signature.literals:
                table.setdefault(literal, []).append(index)
    return MappingProxyType({literal: tuple(indexes) for literal, indexes in table.items()})


def load_signatures(folder: Path) -> Signatures:
    """Read every `*.toml` of a folder. Raises `ContentError` with file and line for the first fault."""
    found: list[Signature] = []
    marks: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.toml"), key=_order):
        signatures, dialect, dialect_marks = read_file(path)
        found += signatures
        marks[dialect] = dialect_marks
    return Signatures(tuple(found), MappingProxyType(marks))


def _order(path: Path) -> tuple[int, str]:
    return (DIALECTS.index(path.stem) if path.stem in DIALECTS else len(DIALECTS), path.stem)


def read_file(path: Path) -> tuple[list[Signature], str, tuple[str, ...]]:
    """One dialect's file: its signatures, the dialect, its marks. Raises `ContentError`."""
    entries = read_entries(path)
    found = []
    seen: set[str] = set()
    for row, place in entries.rows:
        signature = entry_signature(row, entries.dialect, path, place)
        if signature.id in seen:
            raise ContentError(Problem(path, place, f"signature {signature.id} stands twice"))
        seen.add(signature.id)
        found.append(signature)
    return found, entries.dialect, entries.marks


@dataclass(frozen=True, slots=True)
class Entries:
    """One file's entries as TOML has them, not yet looked at, each with the line where it begins."""

    dialect: str
    marks: tuple[str, ...]
    rows: tuple[tuple[Mapping[str, object], int], ...]


def read_entries(path: Path) -> Entries:
    """What stands in one dialect's file. Raises `ContentError` for a file that is none as a whole."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(Problem(path, None, str(error))) from error
    dialect = data.get("dialect")
    if dialect not in DIALECTS:
        raise ContentError(Problem(path, 1, f"dialect {dialect!r} is none of the contract's"))
    places = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[signature]]"]
    rows = zip(data.get("signature", []), places, strict=True)
    return Entries(dialect, tuple(str(mark).lower() for mark in data.get("marks", [])), tuple(rows))


def entry_signature(row: Mapping[str, object], dialect: str, path: Path, place: int) -> Signature:
    """One entry, looked at. Raises `ContentError` for the first thing that is wrong with it."""
    literals = _literals(row)
    for fault in _faults(row, literals):
        raise ContentError(Problem(path, place, f"signature {row.get('id', '?')}: {fault}"))
    return Signature(
        id=f"{dialect}/{row['id']}",
        dialect=dialect,
        pattern=str(row["pattern"]),
        event=str(row["event"]),
        literals=literals,
        exchange=_text(row.get("exchange")),
        role=_text(row.get("role")),
        phase=_number(row.get("phase")),
        ike=_number(row.get("ike")),
        values={str(key): str(value) for key, value in _table(row.get("values")).items()},
        causes={str(key): float(str(value)) for key, value in _table(row.get("causes")).items()},
        proves=_text(row.get("proves")),
        recovers=bool(row.get("recovers", False)),
        generic=bool(row.get("generic", False)),
        source=str(row["source"]),
        match=_texts(row.get("match")),
        no_match=_texts(row.get("no_match")),
        line=place,
    )


def _faults(row: Mapping[str, object], literals: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with one entry, without compiling its pattern."""
    for key in ("id", "pattern", "event", "source", "match", "no_match"):
        if not row.get(key):
            yield f"{key} is missing"
            return
    unknown = set(row) - _KEYS
    if unknown:
        yield f"unknown key {min(unknown)!r}"
    if row["event"] not in EVENTS:
        yield f"event {row['event']!r} is not in the closed list"
    if row.get("exchange") not in (None, *EXCHANGES):
        yield f"exchange {row['exchange']!r} is not known"
    if row.get("role") not in (None, "initiator", "responder"):
        yield "role is initiator or responder"
    if row.get("phase") not in (None, 1, 2) or row.get("ike") not in (None, 1, 2):
        yield "phase and ike are 1 or 2"
    if _NOT_RE2.search(str(row["pattern"])):
        yield "the pattern uses what RE2 refuses (lookaround, backreference, possessive)"
    if sum(float(str(weight)) for weight in _table(row.get("causes")).values()) > 1.001:
        yield "the weights of the causes sum to more than 1"
    if not literals:
        yield f"no literal of {_MIN_LITERAL} characters in the pattern: give `contains`"


def _literals(row: Mapping[str, object]) -> tuple[str, ...]:
    given = _texts(row.get("contains"))
    if given:
        return tuple(text.lower() for text in given)
    found = required_literal(str(row.get("pattern", ""))).lower()
    return (found,) if len(found) >= _MIN_LITERAL else ()


def check(signatures: Iterable[Signature], causes: Iterable[str]) -> list[str]:
    """What the loader leaves to the tests: patterns compile, examples match and near misses do not, causes exist."""
    known = set(causes)
    problems: list[str] = []
    for signature in signatures:
        problems += [f"{signature.id}: {problem}" for problem in _check_one(signature, known)]
    return problems


def _check_one(signature: Signature, causes: set[str]) -> Iterator[str]:
    try:
        pattern = compiled(signature.pattern)
    except re.error as error:
        yield f"the pattern does not compile: {error}"
        return
    named = {*signature.causes, *([signature.proves] if signature.proves else [])}
    if causes and named - causes:
        yield f"unknown cause {min(named - causes)}"
    loose = re.compile(signature.pattern.removeprefix("^")) if signature.anchored else pattern
    for example in signature.match:
        if not loose.search(example):
            yield f"does not match its example {example!r}"
        if not any(literal in example.lower() for literal in signature.literals):
            yield f"no literal of {signature.literals} in its example {example!r}"
    for example in signature.no_match:
        if loose.search(example):
            yield f"matches its near miss {example!r}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
