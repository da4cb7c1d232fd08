"""The negotiation step by step, as the daemons do it; its first failing step is to blame.

The order of the steps and what strongSwan narrows were measured between two strongSwan 5.9.8 daemons; see
RFC 2409 (IKEv1) and RFC 7296 (IKEv2) for the exchanges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kbapp.comparison.blame import cause_of, disagreement
from kbapp.comparison.result import Outcome, OutcomeName
from kbapp.comparison.view import Offer, View, single_suites
from kbapp.model.proposal import Proposal, conflicts
from kbapp.model.selector import Network, intersection, is_private, parse_address, same_networks
from kbapp.model.transforms import TransformKind

DH_ONLY = frozenset({TransformKind.DH})


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who starts, who answers, and the IKE version that the initiator speaks (`None`: not known)."""

    initiator: View
    responder: View

    @property
    def version(self) -> str | None:
        version = self.initiator.word("ike.version")
        return "ikev2" if version == "any" else version

    @property
    def aggressive(self) -> bool:
        return self.version == "ikev1" and self.initiator.word("ike.mode") == "aggressive"


Step = Callable[[Meeting], str | None]
"""A step returns the cause for which it fails, or `None`."""


def outcome(initiator: View, responder: View) -> Outcome:
    """How the negotiation ends that the initiator starts."""
    meeting = Meeting(initiator, responder)
    stages: tuple[tuple[OutcomeName, Iterator[Step]], ...] = (
        ("phase1_failed", _phase1(meeting)),
        ("phase2_failed", iter((_protocol, _encapsulation, _selectors, _esp_suites))),
    )
    for name, steps in stages:
        for step in steps:
            cause = step(meeting)
            if cause is not None:
                return Outcome(name, cause)
    return Outcome("up" if _is_told(meeting) else "unknown")


def rekey_outcome(initiator: View, responder: View, first: Outcome) -> Outcome:
    """What the first rekey of the CHILD_SA does: only there IKEv2 compares the PFS groups (RFC 7296, 1.3.1)."""
    if first.outcome != "up":
        return Outcome("unknown")
    meeting = Meeting(initiator, responder)
    ours, theirs = initiator.esp, responder.esp
    if meeting.version == "ikev1":
        return Outcome("up")
    if TransformKind.DH in ours.unknown | theirs.unknown:
        return Outcome("unknown")
    failing = disagreement(ours.suites, theirs.suites, ours.unknown | theirs.unknown)
    return Outcome("rekey_failed", cause_of("ESP", failing)) if failing else Outcome("up")


def _phase1(meeting: Meeting) -> Iterator[Step]:
    yield from (_initiators_target, _version, _responders_source, _ike_suites)
    if meeting.version == "ikev2":
        yield from (_identity_of_initiator, _identity_of_responder, _method, _psk)
    elif meeting.aggressive:
        yield from (_identity_of_initiator, _mode, _method, _identity_of_responder, _psk)
    else:
        yield from (_method, _psk, _identity_of_initiator, _mode, _identity_of_responder)


def _initiators_target(meeting: Meeting) -> str | None:
    """The first packet goes to the address where the responder is."""
    fits = addresses_fit(meeting.initiator, meeting.responder)
    return "peer-address-mismatch" if fits is False else None


def _responders_source(meeting: Meeting) -> str | None:
    """The responder has a configuration for the address that the packet comes from."""
    fits = addresses_fit(meeting.responder, meeting.initiator)
    return "peer-address-mismatch" if fits is False else None


def addresses_fit(ours: View, theirs: View) -> bool | None:
    """Is the peer where `ours` expects it? A private local address is behind NAT: nothing can be said."""
    expected, real = ours.word("remote.address"), theirs.word("local.address")
    if expected is None or real is None:
        return None
    a, b = parse_address(expected), parse_address(real)
    if a is None or b is None:
        return True if expected.casefold() == real.casefold() else None
    return a == b or (None if is_private(b) and not is_private(a) else False)


def _version(meeting: Meeting) -> str | None:
    theirs = meeting.responder.word("ike.version")
    if meeting.version is None or theirs in (None, "any", meeting.version):
        return None
    return "ike-version-mismatch"


def _ike_suites(meeting: Meeting) -> str | None:
    offered, accepted = offered_suites(meeting, meeting.initiator.ike), meeting.responder.ike
    ignore = meeting.initiator.ike.unknown | accepted.unknown
    failing = disagreement(offered, accepted.suites, ignore)
    if failing:
        return cause_of("IKE", failing)
    if meeting.aggressive and TransformKind.DH not in ignore:
        return _aggressive_group(meeting, offered)
    return None


def offered_suites(meeting: Meeting, offer: Offer) -> Sequence[Proposal]:
    """What the initiator really sends of its suites."""
    if meeting.version != "ikev1":
        return offer.suites
    if meeting.initiator.traits.first_of_each_v1:
        return [suite.first_of_each() for suite in offer.suites]
    return single_suites(offer)


def _selected_ike(meeting: Meeting) -> Proposal | None:
    """The suite that the responder chooses: its own order decides (strongSwan's prefer_configured_proposals)."""
    offered = offered_suites(meeting, meeting.initiator.ike)
    return next((a for b in meeting.responder.ike.suites for a in offered if not conflicts(a, b)), None)


def _aggressive_group(meeting: Meeting, offered: Sequence[Proposal]) -> str | None:
    """Aggressive mode sends one key share, that of the first suite: the responder's choice must use its group."""
    chosen = _selected_ike(meeting)
    return None if chosen is None or chosen.dh == offered[0].dh else "ike-dh-mismatch"


def _quick_mode_offer(meeting: Meeting, offered: Sequence[Proposal]) -> Sequence[Proposal]:
    """Quick mode carries one key share: the group of the IKE SA where a suite has it, else the first group there is.

    Suites with another group are left out (measured between two strongSwan 5.9.8).
    """
    groups = [suite.dh for suite in offered if suite.dh]
    if not groups:
        return offered
    selected = _selected_ike(meeting)
    group = selected.dh if selected is not None and selected.dh in groups else groups[0]
    return [suite for suite in offered if suite.dh == group]


def _method(meeting: Meeting) -> str | None:
    ours, theirs = meeting.initiator.word("auth.method"), meeting.responder.word("auth.method")
    return "auth-method-mismatch" if ours and theirs and ours != theirs else None


def _psk(meeting: Meeting) -> str | None:
    ours, theirs = meeting.initiator.secret, meeting.responder.secret
    if ours is None or theirs is None or meeting.initiator.word("auth.method") == "certificate":
        return None
    return "psk-mismatch" if ours.same_as(theirs) is False else None


def _mode(meeting: Meeting) -> str | None:
    ours, theirs = meeting.initiator.word("ike.mode"), meeting.responder.word("ike.mode")
    return "ike-mode-mismatch" if ours and theirs and ours != theirs else None


def _identity_of_initiator(meeting: Meeting) -> str | None:
    return _identity(meeting, meeting.initiator, meeting.responder)


def _identity_of_responder(meeting: Meeting) -> str | None:
    return _identity(meeting, meeting.responder, meeting.initiator)


def _identity(meeting: Meeting, named: View, judge: View) -> str | None:
    return None if identities_fit(meeting, named, judge) else "id-mismatch"


def identities_fit(meeting: Meeting, named: View, judge: View) -> bool:
    """Does `judge` accept what `named` calls itself? Where either is not known, nothing is refused."""
    own, expected = named.identity("local"), judge.identity("remote")
    if own is None or expected is None:
        return True
    main_psk = meeting.version == "ikev1" and not meeting.aggressive and named.word("auth.method") != "certificate"
    address_only = named.traits.main_mode_address_ids or judge.traits.main_mode_address_ids
    if main_psk and address_only and own.type not in ("ipv4", "ipv6"):
        return False
    return expected.matches(own)


def _protocol(meeting: Meeting) -> str | None:
    ours, theirs = meeting.initiator.word("esp.protocol"), meeting.responder.word("esp.protocol")
    return "security-protocol-mismatch" if ours and theirs and ours != theirs else None


def _encapsulation(meeting: Meeting) -> str | None:
    ours, theirs = meeting.initiator.word("esp.mode"), meeting.responder.word("esp.mode")
    return "encapsulation-mode-mismatch" if ours and theirs and ours != theirs else None


def _selectors(meeting: Meeting) -> str | None:
    return None if selected_networks(meeting) else "traffic-selector-mismatch"


def selected_networks(meeting: Meeting) -> tuple[list[Network], list[Network]] | None:
    """(initiator's side, responder's side) of the first CHILD_SA; `None` if none comes up.

    Where a side's subnets are not known, nothing is refused for them: an empty list stands for them.
    """
    sides: list[list[Network]] = []
    for own, peer in (("local", "remote"), ("remote", "local")):
        offered, accepted = meeting.initiator.networks(own), meeting.responder.networks(peer)
        if offered is None or accepted is None:
            sides.append([])
            continue
        found = accepted_networks(meeting, offered, accepted)
        if not found:
            return None
        sides.append(found)
    return sides[0], sides[1]


def accepted_networks(meeting: Meeting, offered: Sequence[Network], accepted: Sequence[Network]) -> list[Network]:
    traits = meeting.responder.traits
    if meeting.version == "ikev1":
        first = list(offered[:1])
        return intersection(first, accepted) if traits.narrows_v1 else [n for n in first if n in accepted]
    if traits.narrows_v2:
        return intersection(offered, accepted)
    if traits.one_sa_per_pair or meeting.initiator.traits.one_sa_per_pair:
        return [network for network in offered if network in accepted]
    return list(offered) if same_networks(offered, accepted) else []


def _esp_suites(meeting: Meeting) -> str | None:
    ours, theirs = meeting.initiator.esp, meeting.responder.esp
    ignore = ours.unknown | theirs.unknown
    if meeting.version != "ikev1":
        ignore |= DH_ONLY  # the first CHILD_SA of IKEv2 has no key exchange of its own
    failing = disagreement(offered_esp(meeting), theirs.suites, ignore)
    return cause_of("ESP", failing) if failing else None


def offered_esp(meeting: Meeting) -> Sequence[Proposal]:
    """What the initiator really sends of its ESP suites."""
    offered = offered_suites(meeting, meeting.initiator.esp)
    return _quick_mode_offer(meeting, offered) if meeting.version == "ikev1" else offered


def _is_told(meeting: Meeting) -> bool:
    """Is enough known of both sides to say that the tunnel comes up?"""
    sides = (meeting.initiator, meeting.responder)
    needed = {TransformKind.ENCR, TransformKind.DH}
    return all(
        side.word("ike.version")
        and not needed & side.ike.unknown
        and TransformKind.ENCR not in side.esp.unknown
        and side.networks("local")
        and side.networks("remote")
        for side in sides
    )
