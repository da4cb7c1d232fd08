"""The IPsec SA: protocol, mode, algorithms, PFS, ESN, lifetimes."""

from __future__ import annotations

from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.comparison.rules.base import Check, Effect, Finding, Rule, Step, both, differing, fails, note
from kbapp.comparison.rules.phase1 import names
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind

ENCR, INTEG, DH, ESN = TransformKind.ENCR, TransformKind.INTEG, TransformKind.DH, TransformKind.ESN


def protocol(meeting: Meeting) -> Finding | None:
    if differing("esp.protocol")(meeting) is None:
        return None
    return fails(
        "esp.protocol",
        "security-protocol-mismatch",
        "一端用 ESP，另一端用 AH；阿里云只支持 ESP",
        "one end uses ESP, the other AH; Alibaba Cloud has ESP only",
    )


def mode(meeting: Meeting) -> Finding | None:
    """Transport against tunnel; an IKEv2 transport child with subnets does not fall back (measured)."""
    if differing("esp.mode")(meeting) is None:
        return None
    return fails(
        "esp.mode",
        "encapsulation-mode-mismatch",
        "一端用隧道模式，另一端用传输模式；站点到站点要用隧道模式",
        "one end uses tunnel mode, the other transport mode; site to site needs tunnel mode",
    )


def cloud_only(field: str, wanted: str, cause: str) -> Check:
    """Alibaba Cloud has no AH and no transport mode, even where both ends are told to use it."""

    def check(meeting: Meeting) -> Finding | None:
        ends = (meeting.initiator, meeting.responder)
        strict = next((end for end in ends if end.habits.esp_tunnel_only), None)
        if strict is None or any(end.text(field) in (None, wanted) for end in ends):
            return None
        return fails(
            field, cause, "{who}只支持 {wanted}", "{who} supports {wanted} only", who=strict.name, wanted=wanted
        )

    return check


def algorithm(kind: TransformKind, field: str, cause: str, what: Text) -> Check:
    """The check of one kind of ESP transform."""

    def check(meeting: Meeting) -> Finding | None:
        if kind not in meeting.esp_clash.kinds:
            return None
        return fails(
            field,
            cause,
            "没有共同的 {what}：{i} {ours}，{r} {theirs}",
            "no common {what}: {i} {ours}, {r} {theirs}",
            what=what,
            i=meeting.initiator.name,
            r=meeting.responder.name,
            ours=_shown(meeting.initiator, kind),
            theirs=_shown(meeting.responder, kind),
        )

    return check


def _shown(end: End, kind: TransformKind) -> str:
    return names(end, kind, "esp")


def suite(meeting: Meeting) -> Finding | None:
    """Several kinds part the nearest ESP proposals, or it cannot be told which was meant."""
    if len(meeting.esp_clash.groups) < 2:
        return None
    return fails(
        "esp.proposals",
        "esp-proposal-mismatch",
        "没有共同的 IPsec 提议：{i}发出 {ours}，{r}配置 {theirs}",
        "no common ESP proposal: {i} sends {ours}, {r} has {theirs}",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        ours=", ".join(item.suite() for item in meeting.esp_offer),
        theirs=", ".join(item.suite() for item in meeting.responder.esp.proposals),
    )


def pfs_v1(meeting: Meeting) -> Finding | None:
    """Quick mode carries the group from the first SA on."""
    if DH not in meeting.esp_clash.kinds:
        return None
    return _pfs(meeting, Effect.FAILS)


def pfs_v2(meeting: Meeting) -> Finding | None:
    """The first IPsec SA comes without a group; each later one and each rekey needs it (measured)."""
    if DH not in meeting.rekey_clash.kinds:
        return None
    return _pfs(meeting, Effect.REKEY)


def _pfs(meeting: Meeting, effect: Effect) -> Finding:
    ours, theirs = _shown(meeting.initiator, DH), _shown(meeting.responder, DH)
    if "none" in (ours, theirs):
        text = Text("PFS 只在一端启用：{i} {ours}，{r} {theirs}", "PFS is on at one end only: {i} {ours}, {r} {theirs}")
    elif ours == theirs:
        text = Text(
            "带 PFS 组的提议与不带的混在一起，彼此对不上：{i}发出 {sent}",
            "proposals with and without a PFS group are mixed and miss each other: {i} sends {sent}",
        )
    else:
        text = Text("PFS 的 DH 组不同：{i} {ours}，{r} {theirs}", "the PFS groups differ: {i} {ours}, {r} {theirs}")
    sent = ", ".join(item.suite() for item in meeting.esp_offer)
    filled = text.format(i=meeting.initiator.name, r=meeting.responder.name, ours=ours, theirs=theirs, sent=sent)
    return Finding("esp.pfs_groups", effect, "pfs-mismatch", filled)


def truncation(meeting: Meeting) -> Finding | None:
    """Old VRP and Comware cut HMAC-SHA2-256 to 96 bits and call it by the same name: agreed, and nothing passes."""
    ends = (meeting.initiator, meeting.responder)
    old = [end for end in ends if end.habits.may_cut_sha2 and not _says_compatible(end)]
    if len(old) != 1 or not all("HMAC_SHA2_256_128" in item for end in ends if (item := _integrities(end))):
        return None
    if not all(map(_integrities, ends)) or INTEG in meeting.esp_clash.kinds:
        return None
    return note(
        "esp.integrity",
        "若隧道已建立而流量不通：{who}可能把 SHA2-256 截短为 96 位，请启用 sha2 compatible",
        "should the tunnel be up and nothing pass: {who} may cut SHA2-256 to 96 bits; enable sha2 compatible there",
        cause="esp-integrity-mismatch",
        who=old[0].name,
    )


def _says_compatible(end: End) -> bool:
    """Does its configuration switch the compatible mode on (the readers say so beside the algorithm)?"""
    return "sha2 compatible" in (end.gateway.get("esp.integrity").text or "")


def _integrities(end: End) -> set[str]:
    return {name for item in end.esp.proposals for name in item.integrity}


def lifetime_v1(meeting: Meeting) -> Finding | None:
    if differing("esp.lifetime_s")(meeting) is None:
        return None
    return note(
        "esp.lifetime_s",
        "IPsec SA 生存周期不同，仍能协商，取较短者；建议一致",
        "the IPsec SA lifetimes differ and it works: the shorter one counts; equal ones are better",
    )


def lifetime_v2(meeting: Meeting) -> Finding | None:
    if differing("esp.lifetime_s")(meeting) is None:
        return None
    return note(
        "esp.lifetime_s",
        "IKEv2 不协商 IPsec SA 生存周期，各按自己的时间重协商",
        "IKEv2 does not negotiate the IPsec SA lifetime; each end rekeys by its own",
    )


def volume(meeting: Meeting) -> Finding | None:
    """Alibaba Cloud has no lifetime by traffic: a device that has one drops the SA when it is used up."""
    ends = (meeting.initiator, meeting.responder)
    cloud = next((end for end in ends if end.habits.no_volume_lifetime), None)
    device = next((end for end in ends if end is not cloud and end.number("esp.lifetime_kb")), None)
    if cloud is not None and device is not None:
        return note(
            "esp.lifetime_kb",
            "{device}按流量（{kb} KB）重协商，而{cloud}没有流量生存周期：大流量时可能间歇中断，请把它设为 0 或关闭",
            "{device} rekeys by traffic ({kb} KB) and {cloud} has no such lifetime: heavy traffic may cause drops; set "
            "it to 0 or off",
            cause="lifetime-mismatch",
            device=device.name,
            cloud=cloud.name,
            kb=device.number("esp.lifetime_kb"),
        )
    if differing("esp.lifetime_kb")(meeting) is None:
        return None
    return note("esp.lifetime_kb", "流量生存周期不同，不影响协商", "the lifetimes by traffic differ; it works")


def short_life(meeting: Meeting) -> Finding | None:
    """An IKE SA that ends before its IPsec SAs: some devices drop the tunnel with it."""
    for end in (meeting.initiator, meeting.responder):
        ike, esp = end.number("ike.lifetime_s"), end.number("esp.lifetime_s")
        if ike and esp and ike < esp:
            return note(
                "ike.lifetime_s",
                "{who}的 IKE SA 生存周期（{ike} 秒）比 IPsec SA（{esp} 秒）短：有的设备在 IKE SA 到期时"
                "连同 IPsec SA 一起删除",
                "on {who} the IKE SA ({ike} s) ends before the IPsec SA ({esp} s): some devices delete both together",
                cause="rekey-collision",
                who=end.name,
                ike=ike,
                esp=esp,
            )
    return None


_ENCRYPTION, _INTEGRITY = Text("IPsec 加密算法", "ESP encryption"), Text("IPsec 认证算法", "ESP integrity algorithm")
_TUNNEL = Text("阿里云只支持 ESP 隧道模式", "Alibaba Cloud has ESP in tunnel mode only")

RULES: tuple[Rule, ...] = (
    both(13, "esp-protocol", Step.CHILD, Text("安全协议一致", "equal security protocols"), protocol),
    both(13, "cloud-esp", Step.CHILD, _TUNNEL, cloud_only("esp.protocol", "esp", "security-protocol-mismatch")),
    both(14, "esp-mode", Step.CHILD, Text("封装模式一致", "equal encapsulation modes"), mode),
    both(14, "cloud-tunnel", Step.CHILD, _TUNNEL, cloud_only("esp.mode", "tunnel", "encapsulation-mode-mismatch")),
    both(15, "esp-suite", Step.ESP_PROPOSAL, Text("共同的 IPsec 提议", "a common ESP proposal"), suite),
    both(
        15,
        "esp-encryption",
        Step.ESP_PROPOSAL,
        Text("共同的 IPsec 加密算法", "a common ESP encryption"),
        algorithm(ENCR, "esp.encryption", "esp-encryption-mismatch", _ENCRYPTION),
    ),
    both(
        16,
        "esp-integrity",
        Step.ESP_PROPOSAL,
        Text("共同的 IPsec 认证算法", "a common ESP integrity algorithm"),
        algorithm(INTEG, "esp.integrity", "esp-integrity-mismatch", _INTEGRITY),
    ),
    both(16, "sha2-truncation", Step.AFTERWARDS, Text("SHA2-256 的截短", "truncation of SHA2-256"), truncation),
    Rule(17, "pfs-v1", Step.ESP_PROPOSAL, Text("PFS 一致", "equal PFS"), ikev1=pfs_v1),
    Rule(17, "pfs-v2", Step.REKEY, Text("PFS 一致", "equal PFS"), ikev2=pfs_v2),
    both(
        18,
        "esn",
        Step.ESP_PROPOSAL,
        Text("扩展序列号一致", "equal extended sequence numbers"),
        algorithm(ESN, "esp.esn", "esn-mismatch", Text("扩展序列号设置", "setting of extended sequence numbers")),
    ),
    Rule(
        19,
        "esp-lifetime",
        Step.AFTERWARDS,
        Text("IPsec SA 生存周期", "IPsec SA lifetime"),
        ikev1=lifetime_v1,
        ikev2=lifetime_v2,
    ),
    both(20, "volume-lifetime", Step.AFTERWARDS, Text("流量生存周期", "lifetime by traffic"), volume),
    both(33, "short-ike-life", Step.AFTERWARDS, Text("重协商的先后", "what rekeys first"), short_life),
)
