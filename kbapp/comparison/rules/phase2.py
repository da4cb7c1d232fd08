"""Protocol, encapsulation, ESP suites, PFS and lifetimes of the CHILD_SA."""

from __future__ import annotations

from collections.abc import Callable

from kbapp.comparison.blame import ESP_CAUSES, cause_of
from kbapp.comparison.both import NO_KINDS, Both, Kinds
from kbapp.comparison.negotiation import DH_ONLY
from kbapp.comparison.result import Severity
from kbapp.comparison.rules.entry import AGREE, Judgement, note
from kbapp.comparison.rules.lists import differing_lists, names_of, no_overlap
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind


def protocol(both: Both) -> Judgement:
    """The cloud speaks ESP only."""
    if both.left.word("esp.protocol") == both.right.word("esp.protocol"):
        return AGREE
    return Judgement(
        "phase2", "security-protocol-mismatch", Text("一端 ESP，另一端 AH", "one end uses ESP, the other AH")
    )


def encapsulation(both: Both) -> Judgement:
    """The cloud speaks tunnel mode only."""
    if both.left.word("esp.mode") == both.right.word("esp.mode"):
        return AGREE
    return Judgement(
        "phase2",
        "encapsulation-mode-mismatch",
        Text("一端隧道模式，另一端传输模式", "one end uses tunnel, the other transport mode"),
    )


def first_kinds(both: Both) -> tuple[Kinds, Kinds]:
    """Per direction: the transform types that keep the first CHILD_SA from coming up."""
    return both.first_esp_kinds(both.forward), both.first_esp_kinds(both.backward)


def transform(kind: TransformKind) -> Callable[[Both], Judgement]:
    """Encryption with key length and ICV, integrity with its truncation, ESN."""

    def judge(both: Both) -> Judgement:
        kinds = first_kinds(both)
        failing = (kind in kinds[0], kind in kinds[1])
        severity = both.severity(failing, "phase2")
        field = _FIELDS[kind]
        if severity is None or (
            severity != "one-direction" and not no_overlap(both, field) and kind is not TransformKind.ESN
        ):
            return differing_lists(both, field)
        message = _NOTHING_IN_COMMON[kind]
        if severity == "one-direction":
            message = _FIRST_ONLY.format(name=names_of(both, failing))
        return Judgement(severity, ESP_CAUSES[kind], message)

    return judge


_FIELDS = {
    TransformKind.ENCR: "esp.encryption",
    TransformKind.INTEG: "esp.integrity",
    TransformKind.ESN: "esp.esn",
}
_NOTHING_IN_COMMON = {
    TransformKind.ENCR: Text("没有共同的 ESP 加密算法", "no common ESP encryption algorithm"),
    TransformKind.INTEG: Text("没有共同的 ESP 认证算法", "no common ESP integrity algorithm"),
    TransformKind.ESN: Text(
        "一端只用扩展序列号，另一端不用", "one end insists on extended sequence numbers, the other has none"
    ),
}
_FIRST_ONLY = Text(
    "{name}发起时失败：IKEv1 发起方每类只发送第一个算法",
    "fails when {name} starts: an IKEv1 initiator sends only the first algorithm of each kind",
)


def pfs(both: Both) -> Judgement:
    """IKEv1 compares the groups at once; IKEv2 at the first rekey only (measured; RFC 7296, 1.3.1)."""
    kinds = tuple(both.esp_kinds(meeting) for meeting in both.directions)
    failing = (TransformKind.DH in kinds[0], TransformKind.DH in kinds[1])
    at_once = tuple(
        fails and meeting.version == "ikev1" for fails, meeting in zip(failing, both.directions, strict=True)
    )
    severity: Severity | None = both.severity((at_once[0], at_once[1]), "phase2")
    if severity is None and any(failing):
        severity = "rekey"
    if severity is None:
        return differing_lists(both, "esp.pfs_groups")
    return Judgement(severity, "pfs-mismatch", _pfs_message(both, severity))


def _pfs_message(both: Both, severity: Severity) -> Text:
    ours, theirs = (value.value for value in both.values("esp.pfs_groups"))
    what = Text("两端的 PFS 分组不同", "the PFS groups differ")
    if not ours or not theirs:
        what = Text("只有一端启用了 PFS", "only one end uses PFS")
    if severity == "rekey":
        return what + Text(
            "：IKEv2 首次建立成功，第一次重协商时失败", ": with IKEv2 the tunnel comes up and fails at the first rekey"
        )
    return what + Text("：第二阶段失败", ": phase 2 fails")


def proposals(both: Both) -> Judgement:
    """At least one suite must fit as a whole."""
    kinds = first_kinds(both)
    severity = both.severity((bool(kinds[0]), bool(kinds[1])), "phase2")
    if severity is not None:
        return Judgement(
            severity, cause_of("ESP", kinds[0] or kinds[1]), Text("没有共同的 ESP 提议", "no common ESP proposal")
        )
    later = both.esp_kinds(both.forward) or both.esp_kinds(both.backward)
    if later != NO_KINDS:
        message = Text("重协商时没有共同的 ESP 提议", "no common ESP proposal at the rekey")
        return Judgement("rekey", cause_of("ESP", later & DH_ONLY or later), message)
    return differing_lists(both, "esp.proposals")


def lifetime(both: Both) -> Judgement:
    """Negotiated by none in IKEv2; most IKEv1 daemons take the shorter one."""
    ours, theirs = (value.value for value in both.values("esp.lifetime_s"))
    if ours == theirs:
        return AGREE
    return note(
        Text(
            "生存周期不同：一般不影响建立，建议一致，避免两端先后重协商",
            "the lifetimes differ: the tunnel comes up; equal ones avoid rekeys at different times",
        ),
        "lifetime-mismatch",
    )


def lifetime_kb(both: Both) -> Judgement:
    """The cloud has none: a peer that counts bytes rekeys when the cloud does not expect it."""
    ours, theirs = (value.value for value in both.values("esp.lifetime_kb"))
    if ours == theirs:
        return AGREE
    return note(
        Text(
            "一端按流量重协商：阿里云没有按流量的生存周期，建议设为 0（关闭），否则可能间歇中断",
            "one end rekeys by traffic: the cloud has no such lifetime; switch it off (0), or expect short drops",
        ),
        "lifetime-mismatch",
    )
