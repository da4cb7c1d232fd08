"""Proposals (RFC 7296, 3.3): sets of transforms, and what two of them have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbapp.model.transforms import TransformKind, is_aead, kind_of, parse_transform, prf_for

_FIELDS = {
    TransformKind.ENCR: "encryption",
    TransformKind.INTEG: "integrity",
    TransformKind.PRF: "prf",
    TransformKind.DH: "dh",
    TransformKind.ESN: "esn",
}


NO_DH = "MODP_NONE"
"""A group list that holds this may do without (strongSwan's `modpnone`); an empty one means the same."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: per transform type the acceptable algorithms, best first. IANA names throughout."""

    protocol: str  # IKE, ESP or AH
    encryption: tuple[str, ...] = ()
    integrity: tuple[str, ...] = ()
    prf: tuple[str, ...] = ()
    dh: tuple[str, ...] = ()
    esn: tuple[str, ...] = ()

    def of(self, kind: TransformKind) -> tuple[str, ...]:
        transforms: tuple[str, ...] = getattr(self, _FIELDS[kind])
        return transforms

    def with_(self, kind: TransformKind, names: Iterable[str]) -> Proposal:
        transforms = {other: self.of(other) for other in _FIELDS} | {kind: tuple(names)}
        return Proposal(self.protocol, *transforms.values())

    def suite(self) -> str:
        """`AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048`, the contract's and charon's form."""
        return "/".join(name for kind in _FIELDS for name in self.of(kind))

    def first_of_each(self) -> Proposal:
        """What an IKEv1 initiator really sends: one algorithm of each kind (measured on strongSwan 5.9.8)."""
        return Proposal(self.protocol, *(self.of(kind)[:1] for kind in _FIELDS))


def parse_iana(text: str, protocol: str = "IKE") -> Proposal | None:
    """Read `IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048`; unknown words are kept as far as their kind shows.

    `None` if no word of the text is a transform.
    """
    head, colon, rest = text.strip().partition(":")
    if colon and head.strip() in ("IKE", "ESP", "AH"):
        protocol, text = head.strip(), rest
    found: dict[TransformKind, list[str]] = {kind: [] for kind in _FIELDS}
    for word in text.strip().strip(",").split("/"):
        kind = kind_of(word.strip()) or _guess_kind(word.strip())
        if kind is not None:
            found[kind].append(word.strip())
    if not any(found.values()):
        return None
    return Proposal(protocol, *(tuple(found[kind]) for kind in _FIELDS))


def _guess_kind(word: str) -> TransformKind | None:
    if word.startswith("PRF_"):
        return TransformKind.PRF
    if word.startswith(("MODP_", "ECP_", "CURVE_", "NTRU_", "NEWHOPE", "ML_KEM", "KE1_")):
        return TransformKind.DH
    if word.startswith(("HMAC_", "AUTH_")):
        return TransformKind.INTEG
    return TransformKind.ENCR if re.fullmatch(r"[A-Z0-9]+_(CBC|CTR|GCM|CCM|OFB|CFB)[_0-9]*", word) else None


def parse_iana_list(text: str) -> list[Proposal]:
    """Read charon's comma list `IKE:…, IKE:…` (an item without protocol takes the one before it)."""
    proposals: list[Proposal] = []
    for item in text.split(","):
        proposal = parse_iana(item, proposals[-1].protocol if proposals else "IKE")
        if proposal is not None:
            proposals.append(proposal)
    return proposals


def parse_suite(text: str, protocol: str) -> tuple[Proposal | None, list[str]]:
    """Read a strongSwan suite (`aes256-sha256-modp2048`, `aes256gcm16-prfsha384-ecp384`).

    Returns the proposal (`None` if nothing was understood) and the words that were not. PRFs of an IKE proposal that
    names none are those of its integrity algorithms, as strongSwan fills them in.
    """
    unknown: list[str] = []
    found: dict[TransformKind, list[str]] = {kind: [] for kind in _FIELDS}
    for word in text.strip().rstrip("!").split("-"):
        kind, name = _word(word)
        if kind is None or name is None:
            unknown.append(word)
        elif name not in found[kind]:
            found[kind].append(name)
    if protocol == "IKE" and not found[TransformKind.PRF]:
        prfs = (prf_for(name) for name in found[TransformKind.INTEG])
        found[TransformKind.PRF] = [prf for prf in prfs if prf]
    if not any(found.values()):
        return None, unknown
    return Proposal(protocol, *(tuple(found[kind]) for kind in _FIELDS)), unknown


def _word(word: str) -> tuple[TransformKind | None, str | None]:
    if word.lower() in ("none", "modpnone"):
        return TransformKind.DH, NO_DH
    order = (TransformKind.ENCR, TransformKind.INTEG, TransformKind.DH, TransformKind.PRF, TransformKind.ESN)
    for kind in order:
        name = None if word.isdigit() else parse_transform(word, kind)
        if name:
            return kind, name
    return None, None


def conflicts(left: Proposal, right: Proposal, ignore: Iterable[TransformKind] = ()) -> tuple[TransformKind, ...]:
    """The transform types in which two proposals have nothing in common; empty: they can agree.

    A type that neither names does not conflict; a type that one names and the other does not, does (PFS on one side),
    but for the integrity of AEAD ciphers and for ESN, whose absence means "no".
    """
    skipped = set(ignore)
    return tuple(kind for kind in _FIELDS if kind not in skipped and _conflict(kind, left, right))


def _conflict(kind: TransformKind, left: Proposal, right: Proposal) -> bool:
    a, b = set(left.of(kind)), set(right.of(kind))
    if kind is TransformKind.ESN:
        a, b = a or {"NO_EXT_SEQ"}, b or {"NO_EXT_SEQ"}
    if kind is TransformKind.DH:
        a, b = a or {NO_DH}, b or {NO_DH}
    if kind is TransformKind.INTEG:
        common = set(left.encryption) & set(right.encryption)
        if common and all(is_aead(name) for name in common):
            return False
        if not common and ((not a and _aead_only(left)) or (not b and _aead_only(right))):
            return False
        a, b = a - {"NONE"}, b - {"NONE"}
    if kind in (TransformKind.PRF, TransformKind.ENCR) and (not a or not b):
        return kind is TransformKind.ENCR and a != b
    return bool(a or b) and not a & b


def _aead_only(proposal: Proposal) -> bool:
    return bool(proposal.encryption) and all(is_aead(name) for name in proposal.encryption)


def nearest(
    left: Sequence[Proposal], right: Sequence[Proposal], ignore: Iterable[TransformKind] = ()
) -> tuple[TransformKind, ...] | None:
    """The smallest conflict over all pairs of two lists: `()` if some pair agrees, `None` if a list is empty."""
    skipped = tuple(ignore)
    pairs = [conflicts(a, b, skipped) for a in left for b in right]
    return min(pairs, key=len) if pairs else None


def select(
    configured: Sequence[Proposal], received: Sequence[Proposal], ignore: Iterable[TransformKind] = ()
) -> Proposal | None:
    """What a responder chooses: its first proposal that agrees with any received one, one algorithm of each kind.

    Its own order of preference decides, as strongSwan 5.9.8 does by default. An ignored kind is left out of the
    result. `None`: NO_PROPOSAL_CHOSEN.
    """
    skipped = tuple(ignore)
    for ours in configured:
        for theirs in received:
            if not conflicts(ours, theirs, skipped):
                return _chosen(ours, theirs, skipped)
    return None


def _chosen(ours: Proposal, theirs: Proposal, skipped: tuple[TransformKind, ...]) -> Proposal:
    chosen = {kind: [name for name in ours.of(kind) if name in theirs.of(kind)][:1] for kind in _FIELDS}
    if chosen[TransformKind.ENCR] and is_aead(chosen[TransformKind.ENCR][0]):
        chosen[TransformKind.INTEG] = []
    return Proposal(ours.protocol, *(() if kind in skipped else tuple(chosen[kind]) for kind in _FIELDS))
