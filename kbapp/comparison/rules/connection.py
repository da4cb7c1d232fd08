"""Addresses, identities, authentication: who talks to whom, and how each proves it."""

from __future__ import annotations

from kbapp.comparison.both import Both
from kbapp.comparison.negotiation import addresses_fit, identities_fit
from kbapp.comparison.rules.entry import AGREE, Judgement, note
from kbapp.model.identity import Identity
from kbapp.model.text import Text

_NAT = Text(
    "对端看到的不是这个私网地址，而是 NAT 之后的公网地址；请确认对端填写的是该公网地址",
    "behind NAT the peer sees the public address, not this private one: check that it is the one the peer expects",
)


def local_address(both: Both) -> Judgement:
    """The right gateway expects the left one at its real (post-NAT) address, or no connection matches its packets."""
    return _address(addresses_fit(both.right, both.left), both.right_name, both.left_name)


def remote_address(both: Both) -> Judgement:
    """The left gateway sends to the address where the right one is."""
    return _address(addresses_fit(both.left, both.right), both.left_name, both.right_name)


def _address(fits: bool | None, judge: Text, named: Text) -> Judgement:
    if fits is None:
        return note(_NAT, "peer-address-mismatch")
    message = Text(
        "{judge}配置的对端地址不是{named}的地址：报文无人认领，第一阶段失败",
        "{judge} is configured for another address than {named}'s: no connection claims the packets, phase 1 fails",
    ).format(judge=judge, named=named)
    return AGREE if fits else Judgement("phase1", "peer-address-mismatch", message)


def local_id(both: Both) -> Judgement:
    """What the left gateway calls itself is what the right one expects, by type and value (RFC 7296, 3.5)."""
    fits = tuple(identities_fit(meeting, both.left, both.right) for meeting in both.directions)
    return _identity(both, fits, (both.left.identity("local"), both.right.identity("remote")))


def remote_id(both: Both) -> Judgement:
    fits = tuple(identities_fit(meeting, both.right, both.left) for meeting in both.directions)
    return _identity(both, fits, (both.right.identity("local"), both.left.identity("remote")))


def _identity(both: Both, fits: tuple[bool, ...], pair: tuple[Identity | None, Identity | None]) -> Judgement:
    severity = both.severity((not fits[0], not fits[1]), "phase1")
    own, expected = pair
    if severity is None or own is None or expected is None:
        return AGREE
    if expected.matches(own):
        message = Text(
            "IKEv1 主模式配合预共享密钥只支持 IP 地址类型的标识，这里是 {kind}",
            "IKEv1 main mode with a pre-shared key takes address identities only; this is a {kind}",
        ).format(kind=own.type)
    elif own.value.casefold() == expected.value.casefold():
        message = Text(
            "标识文字相同但类型不同（{a} 与 {b}），对端不会接受",
            "the identities read alike but are of different types ({a} and {b}): the peer refuses",
        ).format(a=own.type, b=expected.type)
    else:
        message = Text(
            "一端自称 {a}，另一端期待 {b}：第一阶段认证失败",
            "one end calls itself {a}, the other expects {b}: authentication fails in phase 1",
        ).format(a=own.value, b=expected.value)
    return Judgement(severity, "id-mismatch", message)


def auth_method(both: Both) -> Judgement:
    """Each side's expectation must hold (RFC 7296, 2.15)."""
    if both.left.word("auth.method") == both.right.word("auth.method"):
        return AGREE
    message = Text("一端用预共享密钥，另一端用证书", "one end uses a pre-shared key, the other certificates")
    return Judgement("phase1", "auth-method-mismatch", message)


def psk(both: Both) -> Judgement:
    """Byte-equal: case, blanks and quotes count."""
    ours, theirs = both.left.secret, both.right.secret
    if ours is None or theirs is None or ours.same_as(theirs) is not False:
        return AGREE
    message = Text("两端的预共享密钥不同", "the two pre-shared keys differ")
    if ours.same_but_for_case_or_blanks(theirs):
        message += Text("（只差大小写或首尾空格）", " (only by case, or by a blank at an end)")
    return Judgement("phase1", "psk-mismatch", message)


def initiates(both: Both) -> Judgement:
    """Somebody must start."""
    if both.left.word("initiates") == both.right.word("initiates") == "no":
        return note(
            Text(
                "两端都只等待对方发起：不会有任何协商", "both ends only wait for the other: nothing is ever negotiated"
            )
        )
    return AGREE
