"""One direction of a negotiation: who starts, who answers, in which version and mode, with which offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kbapp.comparison.ends import End, Kinds, Offer
from kbapp.comparison.passing import Passing, passing
from kbapp.model.proposal import Proposal, conflicts, select
from kbapp.model.transforms import TransformKind, prf_for

DH, INTEG, PRF = TransformKind.DH, TransformKind.INTEG, TransformKind.PRF


@dataclass(frozen=True, slots=True)
class Clash:
    """Why no proposal was chosen: the kinds that part the nearest two. Empty kinds: they agree."""

    kinds: Kinds = frozenset()
    ambiguous: bool = False
    """Two pairs of proposals are equally near and part in different kinds: it cannot be told which was meant."""

    @property
    def groups(self) -> frozenset[str]:
        """The kinds as causes see them: integrity and PRF are one."""
        return frozenset("hash" if kind in (INTEG, PRF) else kind.value for kind in self.kinds)

    def only(self, *kinds: TransformKind) -> bool:
        return bool(self.kinds) and not self.ambiguous and self.kinds <= set(kinds)


class Meeting:
    """`initiator` sends the first message. Everything here is what would be on the wire."""

    def __init__(self, initiator: End, responder: End) -> None:
        self.initiator, self.responder = initiator, responder

    @cached_property
    def version(self) -> str:
        """What the initiator starts with: "any" starts IKEv2; where nothing is known, what the other end wants."""
        mine, theirs = self.initiator.version, self.responder.version
        if mine in ("ikev1", "ikev2"):
            return mine
        return theirs if mine is None and theirs in ("ikev1", "ikev2") else "ikev2"

    @property
    def aggressive(self) -> bool:
        return self.version == "ikev1" and self.initiator.mode == "aggressive"

    @cached_property
    def ike_offer(self) -> tuple[Proposal, ...]:
        """The IKE proposals as sent."""
        if self.version == "ikev2":
            return self.initiator.ike.proposals
        sent = self._stripped(self.initiator.ike.proposals)
        return tuple(item.with_(PRF, [prf for name in item.integrity if (prf := prf_for(name))]) for item in sent)

    def _stripped(self, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
        strip = self.version == "ikev1" and self.initiator.habits.strips_lists
        return tuple(item.first_of_each() if strip else item for item in proposals)

    @cached_property
    def ike_blind(self) -> Kinds:
        return self.initiator.ike.blind | self.responder.ike.blind

    @cached_property
    def ike_chosen(self) -> Proposal | None:
        """What the responder chooses of the offer."""
        return select(self.responder.ike.proposals, self.ike_offer, self.ike_blind)

    @cached_property
    def ike_clash(self) -> Clash:
        clash = _clash(self.ike_offer, self.responder.ike.proposals, self.ike_blind)
        if clash.kinds or self.ike_chosen is None or self.version == "ikev2":
            return clash
        # an IKEv1 initiator with a PRF of its own does not find it in the answer
        return _clash([self.ike_chosen], self.initiator.ike.proposals, self.ike_blind)

    @cached_property
    def first_group(self) -> str | None:
        """The group of the key exchange payload in the initiator's first message."""
        return next((item.dh[0] for item in self.ike_offer if item.dh), None)

    @cached_property
    def esp_blind(self) -> Kinds:
        return self.initiator.esp.blind | self.responder.esp.blind

    @cached_property
    def esp_offer(self) -> tuple[Proposal, ...]:
        """The ESP proposals as sent in quick mode or CREATE_CHILD_SA, groups included."""
        sent = self._stripped(self.initiator.esp.proposals)
        if self.version == "ikev1" and self.initiator.habits.one_group_in_quick_mode:
            return _with_one_group(self.initiator.esp, sent, self.ike_chosen)
        return sent

    @cached_property
    def esp_clash(self) -> Clash:
        """IKEv2's first IPsec SA takes its keys from IKE_AUTH: its proposals carry no group (RFC 7296, 1.2)."""
        ignored = self.esp_blind | ({DH} if self.version == "ikev2" else set())
        return _clash(self.esp_offer, self.responder.esp.proposals, ignored)

    @cached_property
    def passing(self) -> Passing:
        """The subnet pairs that are agreed."""
        return passing(self.initiator, self.responder, self.version)

    @cached_property
    def rekey_clash(self) -> Clash:
        return _clash(self.esp_offer, self.responder.esp.proposals, self.esp_blind)


def _with_one_group(offer: Offer, sent: tuple[Proposal, ...], ike: Proposal | None) -> tuple[Proposal, ...]:
    """Quick mode sends one key exchange payload: strongSwan keeps the suites with its group, phase 1's if it can."""
    groups = [group for item in offer.proposals for group in item.dh[:1]]
    if not groups or DH in offer.blind:
        return sent
    wanted = ike.dh[0] if ike and ike.dh and any(ike.dh[0] in item.dh for item in offer.proposals) else groups[0]
    pairs = zip(sent, offer.proposals, strict=True)
    return tuple(item.with_(DH, (wanted,)) for item, whole in pairs if wanted in whole.dh)


def _clash(offered: Iterable[Proposal], configured: Iterable[Proposal], ignore: Kinds) -> Clash:
    found = list(_conflicts(list(offered), list(configured), ignore))
    if not found or not all(clash.kinds for clash in found):
        return Clash()
    fewest = min(len(clash.groups) for clash in found)
    nearest = list(dict.fromkeys(clash for clash in found if len(clash.groups) == fewest))
    kinds = frozenset(kind for clash in nearest for kind in clash.kinds)
    return Clash(kinds, ambiguous=len({clash.groups for clash in nearest}) > 1)


def _conflicts(offered: list[Proposal], configured: list[Proposal], ignore: Kinds) -> Iterator[Clash]:
    for ours in offered:
        for theirs in configured:
            yield Clash(frozenset(conflicts(ours, theirs, ignore)))
