"""Do the two ends believe each other? Mode, method, key, identities."""

from __future__ import annotations

from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.comparison.rules.base import Finding, Rule, Step, both, fails, note
from kbapp.model.identity import Identity
from kbapp.model.text import Text

_MODES = {"main": Text("主模式", "main mode"), "aggressive": Text("野蛮模式", "aggressive mode")}


def mode(meeting: Meeting) -> Finding | None:
    ours, theirs = meeting.initiator.text("ike.mode"), meeting.responder.text("ike.mode")
    if ours is None or theirs is None or ours == theirs:
        return None
    return fails(
        "ike.mode",
        "ike-mode-mismatch",
        "{i}使用{ours}，{r}只接受{theirs}",
        "{i} uses {ours}, {r} allows {theirs} only",
        i=meeting.initiator.name,
        r=meeting.responder.name,
        ours=_MODES.get(ours, ours),
        theirs=_MODES.get(theirs, theirs),
    )


def mode_ignored(meeting: Meeting) -> Finding | None:
    if mode(meeting) is None:
        return None
    return note("ike.mode", "IKEv2 没有主模式与野蛮模式之分，此项不起作用", "IKEv2 has no modes; this has no effect")


def method(meeting: Meeting) -> Finding | None:
    ours, theirs = meeting.initiator.auth_method, meeting.responder.auth_method
    if ours is None or theirs is None or ours == theirs:
        return None
    return fails(
        "auth.method",
        "auth-method-mismatch",
        "一端用预共享密钥，另一端用证书",
        "one end authenticates with a pre-shared key, the other with a certificate",
    )


def key(meeting: Meeting) -> Finding | None:
    """Byte-equal; a masked key says nothing."""
    ours, theirs = meeting.initiator.secret, meeting.responder.secret
    if ours is None or theirs is None or ours.same_as(theirs) is not False:
        return None
    if ours.same_but_for_case_or_blanks(theirs):
        return fails(
            "auth.psk",
            "psk-mismatch",
            "预共享密钥只差大小写或首尾空格，也算不一致",
            "the pre-shared keys differ by case or by a blank at an end only, and that counts",
        )
    return fails("auth.psk", "psk-mismatch", "预共享密钥不一致", "the pre-shared keys differ")


def initiator_known(meeting: Meeting) -> Finding | None:
    """The responder looks for a peer with the identity that the initiator gives itself."""
    return _identities(meeting.initiator, meeting.responder, "local.id")


def responder_known(meeting: Meeting) -> Finding | None:
    """The identity that the initiator expects must be the responder's own. IKEv2 sends it along (IDr)."""
    return _identities(meeting.responder, meeting.initiator, "remote.id")


def _identities(who: End, other: End, field: str) -> Finding | None:
    own, expected = who.identity("local.id"), other.identity("remote.id")
    if own is None or expected is None or own.matches(expected):
        return None
    return fails(
        field,
        "id-mismatch",
        "{who}自称 {own}（{own_type}），{other}期望 {expected}（{expected_type}）",
        "{who} calls itself {own} ({own_type}), {other} expects {expected} ({expected_type})",
        who=who.name,
        other=other.name,
        own=own.value,
        own_type=own.type,
        expected=expected.value,
        expected_type=expected.type,
    )


def address_ids(field: str) -> Rule:
    """With IKEv1 main mode and a key, the responder must pick the key before it can read an identity."""

    def check(meeting: Meeting) -> Finding | None:
        ours, theirs = _ids_of(meeting, field)
        strict = [end for end in (meeting.initiator, meeting.responder) if end.habits.address_ids_in_main_mode]
        if ours is None or theirs is None or meeting.initiator.text("ike.mode") != "main":
            return None
        name = next((item for item in (ours, theirs) if not item.type.startswith("ipv")), None)
        if not strict or name is None or "certificate" in _methods(meeting):
            return None
        return fails(
            field,
            "id-mismatch",
            "{who}在 IKEv1 主模式加预共享密钥下只支持 IP 地址标识，不支持 {name}（{type}）："
            "改用 IP 地址，或改用野蛮模式，或改用 IKEv2",
            "{who} supports address identities only with IKEv1 main mode and a pre-shared key, not {name} ({type}): "
            "use the IP address, or aggressive mode, or IKEv2",
            who=strict[0].name,
            name=name.value,
            type=name.type,
        )

    title = Text("IKEv1 主模式只用 IP 地址标识", "address identities only in IKEv1 main mode")
    return Rule(6, f"address-{field}", Step.RESPONDER_ID, title, ikev1=check)


def _ids_of(meeting: Meeting, field: str) -> tuple[Identity | None, Identity | None]:
    mirrored = "remote.id" if field == "local.id" else "local.id"
    return meeting.initiator.identity(field), meeting.responder.identity(mirrored)


def _methods(meeting: Meeting) -> set[str | None]:
    return {meeting.initiator.auth_method, meeting.responder.auth_method}


RULES: tuple[Rule, ...] = (
    Rule(2, "ike-mode", Step.MODE, Text("协商模式一致", "equal negotiation modes"), ikev1=mode, ikev2=mode_ignored),
    both(4, "auth-method", Step.METHOD, Text("认证方式一致", "equal authentication methods"), method),
    both(5, "psk", Step.SECRET, Text("预共享密钥逐字节相同", "pre-shared keys equal byte for byte"), key),
    both(
        6,
        "initiator-id",
        Step.RESPONDER_ID,
        Text("响应方认得发起方的标识", "the responder knows the initiator's identity"),
        initiator_known,
    ),
    Rule(
        6,
        "responder-id-v1",
        Step.INITIATOR_ID,
        Text("发起方认得响应方的标识", "the initiator knows the responder's identity"),
        ikev1=responder_known,
    ),
    Rule(
        6,
        "responder-id-v2",
        Step.RESPONDER_ID,
        Text("响应方认得发起方点名的标识", "the responder has the identity that the initiator asks for"),
        ikev2=responder_known,
    ),
    address_ids("local.id"),
    address_ids("remote.id"),
)
