"""What keeps a tunnel alive, and extensions that one end may lack: differences that mostly work."""

from __future__ import annotations

from kbapp.comparison.meeting import Meeting
from kbapp.comparison.rules.base import Finding, Rule, Step, both, differing, fails, note, noted
from kbapp.model.text import Text


def dpd(meeting: Meeting) -> Finding | None:
    if differing("dpd.enabled")(meeting) is None:
        return None
    return note(
        "dpd.enabled",
        "DPD 只在一端启用：能建立；另一端断开后，没有 DPD 的一端会留着失效的 SA",
        "DPD is on at one end only: it works; after the other end vanished the end without DPD keeps a stale SA",
        cause="dpd-timeout",
    )


def dpd_interval(meeting: Meeting) -> Finding | None:
    if differing("dpd.interval_s")(meeting) is None:
        return None
    return note("dpd.interval_s", "DPD 间隔不同，不影响", "the DPD intervals differ; that does not matter")


def ipcomp_v1(meeting: Meeting) -> Finding | None:
    """libreswan's IKEv1 wants compression equal; strongSwan falls back (measured)."""
    ends = differing("esp.ipcomp")(meeting)
    if ends is None:
        return None
    if any(end.platform == "libreswan" for end in ends):
        return fails(
            "esp.ipcomp",
            "esp-proposal-mismatch",
            "IPComp 压缩只在一端启用，libreswan 的 IKEv1 要求两端一致",
            "IPComp is on at one end only, and libreswan's IKEv1 wants it equal",
        )
    return _ipcomp_falls_back(meeting)


_ipcomp_falls_back = noted(
    "esp.ipcomp", "IPComp 只在一端启用：不压缩，能建立", "IPComp is on at one end only: nothing is compressed, it works"
)


def childless(meeting: Meeting) -> Finding | None:
    """A responder that insists on a childless IKE SA refuses an ordinary IKE_AUTH (measured: INVALID_SYNTAX)."""
    ours, theirs = meeting.initiator.text("ike.childless"), meeting.responder.text("ike.childless")
    if ours is None or theirs is None or ours == theirs:
        return None
    if (theirs == "force" and ours != "force") or (ours == "force" and theirs == "never"):
        return fails(
            "ike.childless",
            None,
            "只有一端强制先建立不带子 SA 的 IKE SA（childless）",
            "one end insists on an IKE SA without a child (childless), the other does not",
        )
    return note("ike.childless", "childless 设置不同，不影响", "the childless settings differ; that does not matter")


RULES: tuple[Rule, ...] = (
    both(
        27,
        "forced-encapsulation",
        Step.AFTERWARDS,
        Text("强制 UDP 封装", "forced UDP encapsulation"),
        noted(
            "forced_encapsulation",
            "强制 UDP 封装只在一端启用，能建立",
            "UDP encapsulation is forced at one end only; it works",
        ),
    ),
    both(28, "dpd", Step.AFTERWARDS, Text("DPD", "DPD"), dpd),
    both(28, "dpd-interval", Step.AFTERWARDS, Text("DPD 间隔", "DPD interval"), dpd_interval),
    Rule(
        29,
        "mobike",
        Step.AFTERWARDS,
        Text("MOBIKE", "MOBIKE"),
        ikev2=noted(
            "mobike", "MOBIKE 只在一端启用：不使用，端口可能改到 4500", "MOBIKE is on at one end only: it is not used"
        ),
    ),
    both(
        30,
        "fragmentation",
        Step.AFTERWARDS,
        Text("IKE 分片", "IKE fragmentation"),
        noted(
            "ike.fragmentation",
            "IKE 分片只在一端启用：不分片，大报文（证书）可能在途中丢失",
            "IKE fragmentation is on at one end only: nothing is fragmented, large messages (certificates) may be lost",
        ),
    ),
    Rule(
        31, "ipcomp", Step.CHILD, Text("IPComp 压缩", "IPComp compression"), ikev1=ipcomp_v1, ikev2=_ipcomp_falls_back
    ),
    Rule(34, "childless", Step.CHILD, Text("不带子 SA 的 IKE SA", "childless IKE SAs"), ikev2=childless),
)
