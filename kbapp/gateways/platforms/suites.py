"""Suites put together from named proposals, where every algorithm keeps its line and whether it is a default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kbapp.gateways.builder import GatewayBuilder
from kbapp.model.gateway import Value
from kbapp.model.transforms import TransformKind, is_aead, parse_transform, prf_for

ENCR, INTEG, PRF, DH = TransformKind.ENCR, TransformKind.INTEG, TransformKind.PRF, TransformKind.DH

_NAMES = {
    ("IKE", ENCR): "ike.encryption",
    ("IKE", INTEG): "ike.integrity",
    ("IKE", PRF): "ike.prf",
    ("IKE", DH): "ike.dh_groups",
    ("ESP", ENCR): "esp.encryption",
    ("ESP", INTEG): "esp.integrity",
    ("ESP", DH): "esp.pfs_groups",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The algorithms of one kind, by their IANA names; `line` is `None` for the platform's default."""

    names: tuple[str, ...]
    line: int | None
    text: str


@dataclass(slots=True)
class Suite:
    """One proposal in the making."""

    parts: dict[TransformKind, Part] = field(default_factory=dict)
    strange: list[tuple[int, str]] = field(default_factory=list)

    def put(self, kind: TransformKind, words: Sequence[str], line: int) -> None:
        """Algorithms in the platform's spelling; what is no algorithm is kept as strange."""
        found: dict[str, None] = {}
        for word in words:
            name = parse_transform(word, kind)
            if name is None:
                self.strange.append((line, " ".join(words)))
            else:
                found[name] = None
        if found:
            self.parts[kind] = Part(tuple(found), line, " ".join(words))

    def add(self, kind: TransformKind, words: Sequence[str], line: int) -> None:
        """Further algorithms of the kind, on a line of their own."""
        before = self.parts.get(kind)
        self.put(kind, words, line)
        after = self.parts.get(kind)
        if before is not None and after is not None and before is not after:
            names = tuple(dict.fromkeys((*before.names, *after.names)))
            self.parts[kind] = Part(names, before.line, f"{before.text} {after.text}")

    def default(self, kind: TransformKind, name: str, text: str) -> None:
        """The platform's default where the text says nothing; AEAD ciphers take no integrity."""
        if kind is INTEG and self.is_aead():
            return
        self.parts.setdefault(kind, Part((name,), None, text))

    def names(self, kind: TransformKind) -> tuple[str, ...]:
        return self.parts[kind].names if kind in self.parts else ()

    def is_aead(self) -> bool:
        return bool(self.names(ENCR)) and all(is_aead(name) for name in self.names(ENCR))

    def complete(self, protocol: str) -> bool:
        """Nothing that the suite needs is unknown."""
        integrity = self.is_aead() or INTEG in self.parts or (protocol == "ESP" and bool(self.names(ENCR)))
        return bool(self.names(ENCR)) and integrity and (protocol == "ESP" or DH in self.parts)

    def spelled(self, protocol: str) -> str:
        """The contract's form; an IKE suite that names no PRF has its integrity algorithm's."""
        prfs = self.names(PRF)
        if protocol == "IKE" and not prfs and not self.is_aead():
            prfs = tuple(prf for name in self.names(INTEG) if (prf := prf_for(name)))
        integrity = tuple(name for name in self.names(INTEG) if name != "NONE")
        return "/".join((*self.names(ENCR), *integrity, *(prfs if protocol == "IKE" else ()), *self.names(DH)))


def put_suites(builder: GatewayBuilder, protocol: str, suites: Sequence[Suite], line: int | None) -> None:
    """Ordered suites, and the single lists that they amount to, each with its own source."""
    for suite in suites:
        for where, text in suite.strange:
            builder.not_understood(where, text)
    if suites and all(suite.complete(protocol) for suite in suites):
        spelled = tuple(dict.fromkeys(suite.spelled(protocol) for suite in suites))
        builder.set(f"{protocol.lower()}.proposals", spelled, line, ", ".join(spelled))
    for (owner, kind), name in _NAMES.items():
        parts = [suite.parts[kind] for suite in suites if kind in suite.parts]
        if owner == protocol and parts:
            builder.values[name] = _joined(parts)


def _joined(parts: Sequence[Part]) -> Value:
    names = tuple(dict.fromkeys(name for part in parts for name in part.names))
    explicit = [part for part in parts if part.line is not None]
    texts = " | ".join(dict.fromkeys(part.text for part in parts))
    return Value(names, "explicit", explicit[0].line, texts) if explicit else Value(names, "default", None, texts)
