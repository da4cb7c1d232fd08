"""Do the first packet and its answer find a configuration? Versions, addresses, NAT, who starts."""

from __future__ import annotations

from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.comparison.rules.base import Finding, Rule, Step, both, fails, note
from kbapp.model.selector import Address, is_private, parse_address
from kbapp.model.text import Text


def version(meeting: Meeting) -> Finding | None:
    """Versions must be equal; "any" accepts both and starts IKEv2 (measured on strongSwan 5.9.8)."""
    theirs = meeting.responder.version
    if theirs in (None, "any", meeting.version) or meeting.initiator.version is None:
        return None
    if meeting.initiator.version == "any":
        return fails(
            "ike.version",
            "ike-version-mismatch",
            "{i}两个版本都接受，但主动发起时用 IKEv2，{r}只接受 {theirs}",
            "{i} accepts both versions but starts with IKEv2, and {r} accepts {theirs} only",
            i=meeting.initiator.name,
            r=meeting.responder.name,
            theirs=_shown(theirs),
        )
    return fails(
        "ike.version",
        "ike-version-mismatch",
        "{i}使用 {ours}，{r}只接受 {theirs}",
        "{i} speaks {ours}, {r} accepts {theirs} only",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        ours=_shown(meeting.version),
        theirs=_shown(theirs),
    )


def _shown(version: str | None) -> str:
    return {"ikev1": "IKEv1", "ikev2": "IKEv2"}.get(version or "", "?")


def where_the_packet_goes(meeting: Meeting) -> Finding | None:
    """The initiator's remote address must be the responder's own (public) address."""
    if _same_host(meeting.initiator, meeting.responder) is not False:
        return None
    return fails(
        "remote.address",
        "peer-address-mismatch",
        "{i}把报文发往 {to}，而{r}的地址是 {own}",
        "{i} sends to {to}, and the address of {r} is {own}",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        to=meeting.initiator.text("remote.address"),
        own=meeting.responder.text("local.address"),
    )


def whom_the_responder_expects(meeting: Meeting) -> Finding | None:
    """The responder's remote address must be the address that the initiator's packets come from."""
    if _same_host(meeting.responder, meeting.initiator) is not False:
        return None
    return fails(
        "local.address",
        "peer-address-mismatch",
        "{r}等待来自 {expected} 的连接，而{i}的地址是 {own}，因此{r}找不到对应的配置",
        "{r} expects its peer at {expected}, and {i} comes from {own}: {r} finds no configuration for it",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        expected=meeting.responder.text("remote.address"),
        own=meeting.initiator.text("local.address"),
    )


def _same_host(who: End, other: End) -> bool | None:
    """Is `other` where `who` expects it? `None` where names, masks or a NAT leave it open."""
    expected, own = (_address(who.text("remote.address")), _address(other.text("local.address")))
    if expected is None or own is None:
        return None
    if expected != own and behind_nat(own, expected):
        return None
    return expected == own


def behind_nat(own: Address, seen: Address) -> bool:
    """A private address that the other end knows by a public one."""
    return is_private(own) and not is_private(seen)


def _address(text: str | None) -> Address | None:
    found = parse_address(text) if text else None
    return None if found is not None and found.is_unspecified else found


def has_nat(meeting: Meeting) -> bool:
    """Does one end know the other by another address than its own private one?"""
    for who, other in ((meeting.initiator, meeting.responder), (meeting.responder, meeting.initiator)):
        own, expected = _address(other.text("local.address")), _address(who.text("remote.address"))
        if own is not None and expected is not None and behind_nat(own, expected):
            return True
    return False


def nat_traversal(meeting: Meeting) -> Finding | None:
    """Without a NAT on the path it does not matter; with one, both ends need it (IKEv2 has it by itself)."""
    ours, theirs = (end.switch("nat_traversal") for end in (meeting.initiator, meeting.responder))
    if ours is None or theirs is None or ours == theirs:
        return None
    if has_nat(meeting):
        return fails(
            "nat_traversal",
            "nat-t-mismatch",
            "两端之间有 NAT，而只有一端启用了 NAT 穿越",
            "there is a NAT between the two ends, and only one of them has NAT traversal on",
        )
    return note(
        "nat_traversal",
        "只有一端启用 NAT 穿越：路径上没有 NAT 时不影响；阿里云建议两端一致",
        "NAT traversal is on at one end only: harmless without a NAT on the path; Alibaba Cloud asks for the same on "
        "both",
        cause="nat-t-mismatch",
    )


def who_starts(meeting: Meeting) -> Finding | None:
    """If both ends only answer, nobody sends the first packet: no log line anywhere."""
    ours, theirs = meeting.initiator.text("initiates"), meeting.responder.text("initiates")
    if ours == theirs == "no":
        return note(
            "initiates",
            "两端都只应答：没有人发起，隧道要手工触发，两端日志里都看不到任何协商",
            "both ends only answer: nobody starts; bring the tunnel up by hand, neither log shows anything by itself",
            cause="peer-not-responding",
        )
    if ours is not None and theirs is not None and ours != theirs:
        return note("initiates", "发起方式不同，不影响协商", "they start differently; that does not matter")
    return None


RULES: tuple[Rule, ...] = (
    both(1, "ike-version", Step.VERSION, Text("IKE 版本一致", "equal IKE versions"), version),
    both(3, "peer-address", Step.SEND, Text("对端地址正确", "the right peer address"), where_the_packet_goes),
    both(
        3,
        "expected-address",
        Step.REACH,
        Text("响应方认得发起方的地址", "the responder knows the initiator's address"),
        whom_the_responder_expects,
    ),
    Rule(
        26,
        "nat-traversal",
        Step.NAT,
        Text("NAT 穿越", "NAT traversal"),
        ikev1=nat_traversal,
        ikev2=lambda meeting: None if has_nat(meeting) else nat_traversal(meeting),
    ),
    both(32, "who-starts", Step.AFTERWARDS, Text("总要有一端发起", "one end must start"), who_starts),
)
