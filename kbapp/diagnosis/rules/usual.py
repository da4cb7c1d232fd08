"""The parameter sets that gateways are mostly given as a whole: an offer that leaves one of them in a single value
points at that value, where nobody says which transform was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kbapp.diagnosis.context import Story
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.proposals import lists_of, offer_of
from kbapp.diagnosis.rules.candidates import BY_KIND
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind

_KINDS = {TransformKind.ENCR: "encryption", TransformKind.INTEG: "integrity", TransformKind.DH: "dh"}
_USUAL: tuple[Mapping[TransformKind, str], ...] = (
    {TransformKind.ENCR: "AES_CBC_128", TransformKind.INTEG: "HMAC_SHA1_96", TransformKind.DH: "MODP_1024"},
    {TransformKind.ENCR: "AES_CBC_256", TransformKind.INTEG: "HMAC_SHA2_256_128", TransformKind.DH: "MODP_2048"},
)
"""The cloud's default, and what security guides have asked for since."""
_SUSPECT, _OTHERS = 3.0, 0.8


def lean(weights: Mapping[str, float], offer: Proposal | None, phase: int, *, dh: bool = True) -> Mapping[str, float]:
    """Raise the cause that the unusual value speaks of; the same object where none does. `dh`: whether the exchange
    negotiates a group at all."""
    unusual = None if offer is None else unusual_kinds(offer, dh=dh)
    if not unusual:
        return weights
    several = "ike-proposal-mismatch" if phase == 1 else "esp-proposal-mismatch"
    suspect = BY_KIND[_KINDS[unusual[0]]][phase - 1] if len(unusual) == 1 else several
    return {cause: share * (_SUSPECT if cause == suspect else _OTHERS) for cause, share in weights.items()}


def unusual_kinds(offer: Proposal, *, dh: bool) -> tuple[TransformKind, ...] | None:
    """The kinds in which the offer leaves the usual set that is nearest to it; `None` if it leaves several choices."""
    kinds = [kind for kind in _KINDS if dh or kind is not TransformKind.DH]
    if any(len(offer.of(kind)) > 1 for kind in kinds) or not offer.encryption:
        return None
    found = [tuple(kind for kind in kinds if offer.of(kind) != (usual[kind],)) for usual in _USUAL]
    return min(found, key=len)


def own_offer(story: Story, config: Iterable[Event], phase: int) -> Proposal | None:
    """What this initiator itself offers in this phase, where its log tells and it is one proposal."""
    wanted = "IKE" if phase == 1 else "ESP"
    told = [one for step in story.steps if (one := offer_of(step.event)) is not None and one.protocol == wanted]
    if told:
        return told[-1]
    configured = [one for one in lists_of(story, config, phase).configured if one.protocol == wanted]
    return configured[0] if len(configured) == 1 else None
