"""From the transform types that two gateways do not share to the cause that is to blame."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.model.proposal import Proposal, conflicts
from kbapp.model.transforms import TransformKind

IKE_CAUSES: dict[TransformKind, str] = {
    TransformKind.ENCR: "ike-encryption-mismatch",
    TransformKind.INTEG: "ike-hash-mismatch",
    TransformKind.PRF: "ike-hash-mismatch",
    TransformKind.DH: "ike-dh-mismatch",
    TransformKind.ESN: "ike-proposal-mismatch",
}
ESP_CAUSES: dict[TransformKind, str] = {
    TransformKind.ENCR: "esp-encryption-mismatch",
    TransformKind.INTEG: "esp-integrity-mismatch",
    TransformKind.PRF: "esp-proposal-mismatch",
    TransformKind.DH: "pfs-mismatch",
    TransformKind.ESN: "esn-mismatch",
}
SEVERAL = {"IKE": "ike-proposal-mismatch", "ESP": "esp-proposal-mismatch"}


def cause_of(protocol: str, kinds: frozenset[TransformKind]) -> str:
    """The single transform's cause, or the one for several."""
    table = IKE_CAUSES if protocol == "IKE" else ESP_CAUSES
    causes = {table[kind] for kind in kinds}
    return causes.pop() if len(causes) == 1 else SEVERAL[protocol]


def disagreement(
    offered: Sequence[Proposal], accepted: Sequence[Proposal], ignore: frozenset[TransformKind]
) -> frozenset[TransformKind]:
    """The transform types that keep every pair of suites apart; empty where some pair agrees.

    Taken over the pairs that come closest to agreeing, so that a list with one near miss blames what is near.
    """
    found = [frozenset(conflicts(a, b, ignore)) for a in offered for b in accepted]
    if not found or frozenset() in found:
        return frozenset()
    fewest = min(len(_causes(kinds)) for kinds in found)
    return frozenset().union(*(kinds for kinds in found if len(_causes(kinds)) == fewest))


def _causes(kinds: frozenset[TransformKind]) -> set[str]:
    """Hash and PRF count as one: they go together."""
    return {IKE_CAUSES[kind] for kind in kinds}
