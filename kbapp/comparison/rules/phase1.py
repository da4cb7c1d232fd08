"""IKE version, mode and suites."""

from __future__ import annotations

from collections.abc import Callable

from kbapp.comparison.blame import IKE_CAUSES, cause_of
from kbapp.comparison.both import Both
from kbapp.comparison.rules.entry import AGREE, Judgement, note
from kbapp.comparison.rules.lists import differing_lists, names_of, no_overlap
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind


def version(both: Both) -> Judgement:
    """A side that accepts either version starts IKEv2 (measured on strongSwan 5.9.8)."""
    ours, theirs = both.left.word("ike.version"), both.right.word("ike.version")
    if ours == theirs:
        return AGREE
    failing = (theirs not in ("any", both.forward.version), ours not in ("any", both.backward.version))
    severity = both.severity(failing, "phase1")
    if severity is None:
        return note(Text("一端两种版本都接受：可以协商", "one end accepts either version: they agree"))
    return Judgement(
        severity,
        "ike-version-mismatch",
        Text(
            "IKE 版本不同：响应方找不到匹配的配置",
            "the IKE versions differ: the responder finds no configuration that matches",
        ),
    )


def mode(both: Both) -> Judgement:
    """IKEv1 only; IKEv2 ignores it."""
    if both.left.word("ike.mode") == both.right.word("ike.mode"):
        return AGREE
    if not both.may_be_v1:
        return note(
            Text(
                "IKEv2 没有主模式和野蛮模式之分，此项无效",
                "IKEv2 knows neither main nor aggressive mode: it means nothing",
            )
        )
    return Judgement(
        "phase1",
        "ike-mode-mismatch",
        Text(
            "协商模式不同：一端主模式，另一端野蛮模式",
            "the negotiation modes differ: one end uses main, the other aggressive mode",
        ),
    )


def transform(kind: TransformKind) -> Callable[[Both], Judgement]:
    """IKEv1: one suite must coincide as a whole; IKEv2: an overlap per transform type within one proposal."""

    def judge(both: Both) -> Judgement:
        failing = tuple(kind in both.ike_kinds(meeting) for meeting in both.directions)
        severity = both.severity((failing[0], failing[1]), "phase1")
        if severity is None:
            return _aggressive_group(both) if kind is TransformKind.DH else differing_lists(both, _FIELDS[kind])
        if not no_overlap(both, _FIELDS[kind]) and severity != "one-direction":
            return differing_lists(both, _FIELDS[kind])  # the suites as a whole are to blame, not this list
        cause = IKE_CAUSES[kind]
        if severity == "one-direction":
            return Judgement(severity, cause, _FIRST_ONLY.format(name=names_of(both, failing)))
        return Judgement(severity, cause, _NOTHING_IN_COMMON[kind])

    return judge


_FIELDS = {
    TransformKind.ENCR: "ike.encryption",
    TransformKind.INTEG: "ike.integrity",
    TransformKind.PRF: "ike.prf",
    TransformKind.DH: "ike.dh_groups",
}
_NOTHING_IN_COMMON = {
    TransformKind.ENCR: Text("没有共同的 IKE 加密算法", "no common IKE encryption algorithm"),
    TransformKind.INTEG: Text("没有共同的 IKE 认证算法", "no common IKE integrity algorithm"),
    TransformKind.PRF: Text("没有共同的 IKE 伪随机函数", "no common IKE pseudo-random function"),
    TransformKind.DH: Text("没有共同的 IKE DH 分组", "no common IKE DH group"),
}
_FIRST_ONLY = Text(
    "{name}发起时失败：IKEv1 发起方每类只发送第一个算法",
    "fails when {name} starts: an IKEv1 initiator sends only the first algorithm of each kind",
)


def _aggressive_group(both: Both) -> Judgement:
    blamed = tuple(
        result.cause == "ike-dh-mismatch"
        for result in (both.prediction.left_initiates, both.prediction.right_initiates)
    )
    severity = both.severity((blamed[0], blamed[1]), "phase1")
    if severity is None:
        return differing_lists(both, "ike.dh_groups")
    message = Text(
        "野蛮模式只发送第一个提议的 DH 公钥，而对端会选另一个分组",
        "aggressive mode sends the key share of its first suite only, and the peer chooses another group",
    )
    return Judgement(severity, "ike-dh-mismatch", message)


def proposals(both: Both) -> Judgement:
    """At least one suite must fit as a whole."""
    kinds = [both.ike_kinds(meeting) for meeting in both.directions]
    severity = both.severity((bool(kinds[0]), bool(kinds[1])), "phase1")
    if severity is None:
        return differing_lists(both, "ike.proposals")
    return Judgement(
        severity, cause_of("IKE", kinds[0] or kinds[1]), Text("没有共同的 IKE 提议", "no common IKE proposal")
    )


def lifetime(both: Both) -> Judgement:
    """IKEv2 does not negotiate it; IKEv1 daemons take the shorter one, but for the strict ones."""
    if both.values("ike.lifetime_s")[0].value == both.values("ike.lifetime_s")[1].value:
        return AGREE
    if not both.may_be_v1:
        return note(
            Text("IKEv2 不协商生存周期：各端按自己的计时", "IKEv2 does not negotiate lifetimes: each end keeps its own")
        )
    return note(
        Text(
            "生存周期不同：多数设备取较短者；严格的设备会拒绝更长的值，建议设为一致",
            "the lifetimes differ: most gateways take the shorter one, strict ones refuse a longer one; set them equal",
        ),
        "lifetime-mismatch",
    )
