"""The IKE proposal: encryption, hash, PRF, group, lists, lifetime."""

from __future__ import annotations

from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.comparison.rules.base import Check, Finding, Rule, Step, both, fails, note
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind

ENCR, INTEG, PRF, DH = TransformKind.ENCR, TransformKind.INTEG, TransformKind.PRF, TransformKind.DH


def names(end: End, kind: TransformKind, protocol: str = "ike") -> str:
    """All algorithms of a kind that an end has, in order."""
    offer = end.ike if protocol == "ike" else end.esp
    found = dict.fromkeys(name for item in offer.proposals for name in item.of(kind))
    return ", ".join(found) or "none"


def algorithm(kind: TransformKind, field: str, cause: str, what: Text) -> Check:
    """The check of one kind of IKE transform: does it part the nearest two proposals?"""

    def check(meeting: Meeting) -> Finding | None:
        kinds = meeting.ike_clash.kinds
        if kind not in kinds or (kind is PRF and INTEG in kinds):  # by default the PRF is the hash's
            return None
        return fails(
            field,
            cause,
            "没有共同的 {what}：{i} {ours}，{r} {theirs}",
            "no common {what}: {i} {ours}, {r} {theirs}",
            what=what,
            i=meeting.initiator.name,
            r=meeting.responder.name,
            ours=names(meeting.initiator, kind),
            theirs=names(meeting.responder, kind),
        )

    return check


def suite(meeting: Meeting) -> Finding | None:
    """Several kinds part the nearest proposals, or it cannot be told which was meant."""
    if len(meeting.ike_clash.groups) < 2:
        return None
    return fails(
        "ike.proposals",
        "ike-proposal-mismatch",
        "没有共同的 IKE 提议：{i}发出 {ours}，{r}配置 {theirs}",
        "no common IKE proposal: {i} sends {ours}, {r} has {theirs}",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        ours=", ".join(item.suite() for item in meeting.ike_offer),
        theirs=", ".join(item.suite() for item in meeting.responder.ike.proposals),
    )


def guessed_group_v1(meeting: Meeting) -> Finding | None:
    """Aggressive mode sends the key exchange before anything is agreed: only one group can work."""
    chosen = meeting.ike_chosen
    if not meeting.aggressive or chosen is None or not chosen.dh or DH in meeting.ike_blind:
        return None
    if meeting.first_group in (None, chosen.dh[0]):
        return None
    return fails(
        "ike.dh_groups",
        "ike-dh-mismatch",
        "野蛮模式的第一个报文就带着 {first} 的密钥交换，而{r}选中了 {chosen}：野蛮模式只能配置一个 DH 组",
        "aggressive mode's first message carries the key exchange of {first}, and {r} chooses {chosen}: configure one "
        "DH group only",
        first=meeting.first_group,
        r=meeting.responder.name,
        chosen=chosen.dh[0],
    )


def guessed_group_v2(meeting: Meeting) -> Finding | None:
    """INVALID_KE_PAYLOAD repairs a wrong first guess: one round trip more."""
    chosen = meeting.ike_chosen
    if chosen is None or not chosen.dh or meeting.first_group in (None, chosen.dh[0]):
        return None
    return note(
        "ike.dh_groups",
        "{i}先用 {first} 发起，{r}要求 {chosen}：多一次往返，仍能建立",
        "{i} starts with {first} and {r} asks for {chosen}: one round trip more, and it works",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        first=meeting.first_group,
        chosen=chosen.dh[0],
    )


def lists(meeting: Meeting) -> Finding | None:
    """IKEv1 initiators that send one algorithm of each kind: the rest of their lists only serves as responder."""
    proposals = meeting.initiator.ike.proposals
    longer = [item for item in proposals if max(len(item.of(kind)) for kind in (ENCR, INTEG, DH)) > 1]
    if not longer or not meeting.initiator.habits.strips_lists or meeting.ike_clash.kinds:
        return None
    return note(
        "ike.proposals",
        "{i}的一个提议里每类有多个算法：IKEv1 主动发起时每类只发出第一个",
        "{i} has several algorithms of a kind in one proposal: as IKEv1 initiator it sends the first of each only",
        i=meeting.initiator.name,
    )


def lifetime_v1(meeting: Meeting) -> Finding | None:
    """The lifetime is a part of the IKEv1 proposal; strict responders refuse one longer than their own."""
    ours, theirs = meeting.initiator.number("ike.lifetime_s"), meeting.responder.number("ike.lifetime_s")
    if ours is None or theirs is None or ours == theirs:
        return None
    if meeting.responder.habits.refuses_longer_ike_life and theirs and (ours > theirs or not ours):
        return fails(
            "ike.lifetime_s",
            "lifetime-mismatch",
            "{i}提出 {ours} 秒，{r}不接受比自己（{theirs} 秒）更长的 IKE 生存周期",
            "{i} proposes {ours} s, and {r} refuses an IKE lifetime longer than its own ({theirs} s)",
            i=meeting.initiator.name,
            r=meeting.responder.name,
            ours=ours,
            theirs=theirs,
        )
    return note(
        "ike.lifetime_s",
        "IKE 生存周期不同，仍能协商；较短的一端先重协商，建议一致",
        "the IKE lifetimes differ and it works: the shorter one rekeys first; equal ones are better",
    )


def lifetime_v2(meeting: Meeting) -> Finding | None:
    ours, theirs = meeting.initiator.number("ike.lifetime_s"), meeting.responder.number("ike.lifetime_s")
    if ours is None or theirs is None or ours == theirs:
        return None
    return note(
        "ike.lifetime_s",
        "IKEv2 不协商生存周期，各按自己的时间重协商",
        "IKEv2 does not negotiate lifetimes; each end rekeys by its own",
    )


_ENCRYPTION, _HASH = Text("IKE 加密算法", "IKE encryption"), Text("IKE 认证算法", "IKE integrity algorithm")
_PRF, _GROUP = Text("IKE 伪随机函数", "IKE PRF"), Text("IKE DH 组", "IKE DH group")

RULES: tuple[Rule, ...] = (
    both(11, "ike-suite", Step.IKE_PROPOSAL, Text("共同的 IKE 提议", "a common IKE proposal"), suite),
    both(
        7,
        "ike-encryption",
        Step.IKE_PROPOSAL,
        Text("共同的 IKE 加密算法", "a common IKE encryption"),
        algorithm(ENCR, "ike.encryption", "ike-encryption-mismatch", _ENCRYPTION),
    ),
    both(
        8,
        "ike-integrity",
        Step.IKE_PROPOSAL,
        Text("共同的 IKE 认证算法", "a common IKE integrity algorithm"),
        algorithm(INTEG, "ike.integrity", "ike-hash-mismatch", _HASH),
    ),
    both(
        9,
        "ike-prf",
        Step.IKE_PROPOSAL,
        Text("共同的伪随机函数", "a common PRF"),
        algorithm(PRF, "ike.prf", "ike-hash-mismatch", _PRF),
    ),
    both(
        10,
        "ike-dh",
        Step.IKE_PROPOSAL,
        Text("共同的 IKE DH 组", "a common IKE DH group"),
        algorithm(DH, "ike.dh_groups", "ike-dh-mismatch", _GROUP),
    ),
    Rule(
        10,
        "guessed-group",
        Step.KEY_EXCHANGE,
        Text("首个报文里的 DH 组", "the group of the first message"),
        ikev1=guessed_group_v1,
        ikev2=guessed_group_v2,
    ),
    Rule(11, "ikev1-lists", Step.AFTERWARDS, Text("IKEv1 的算法列表", "lists of algorithms in IKEv1"), ikev1=lists),
    Rule(
        12,
        "ike-lifetime",
        Step.IKE_PROPOSAL,
        Text("IKE 生存周期", "IKE lifetime"),
        ikev1=lifetime_v1,
        ikev2=lifetime_v2,
    ),
)
