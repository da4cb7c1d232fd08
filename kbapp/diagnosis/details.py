"""What this log adds to a cause's general text: both lists, both identities, both subnets."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.diagnosis.context import Story
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.proposals import Lists
from kbapp.model.proposal import Proposal
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind

_NAMES = {
    TransformKind.ENCR: Text("加密算法", "encryption"),
    TransformKind.INTEG: Text("认证算法", "integrity"),
    TransformKind.PRF: Text("PRF", "PRF"),
    TransformKind.DH: Text("DH 分组", "DH group"),
    TransformKind.ESN: Text("ESN", "ESN"),
}


def proposal_detail(lists: Lists, kinds: Sequence[TransformKind]) -> Text:
    """Per transform without overlap: what the peer offers, what is configured here."""
    parts = [_one_kind(lists, kind) for kind in kinds]
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _one_kind(lists: Lists, kind: TransformKind) -> Text:
    theirs, ours = _all(lists.received, kind), _all(lists.configured, kind)
    return Text(
        "{name}：对端提议 {theirs}，本端配置 {ours}", "{name}: the peer offers {theirs}, this side has {ours}"
    ).format(name=_NAMES[kind], theirs=_shown(theirs), ours=_shown(ours))


def _all(proposals: Sequence[Proposal], kind: TransformKind) -> list[str]:
    return list(dict.fromkeys(name for proposal in proposals for name in proposal.of(kind)))


def _shown(names: Sequence[str]) -> Text:
    return Text.same(", ".join(names)) if names else Text("无", "none")


def identity_detail(story: Story) -> Text | None:
    """The identities that do not fit, as far as the lines name them."""
    step = story.last("id-refused")
    if step is not None and (step.event.get("my") or step.event.get("theirs")):
        theirs, mine = step.event.get("theirs"), step.event.get("my")
        if not theirs:
            return Text(f"本端要求对端标识为 {mine}", f"this side requires the peer to be {mine}")
        return Text(
            f"对端自称 {theirs}，本端期望 {mine or '其他标识'}",
            f"the peer calls itself {theirs}, this side expects {mine or 'another identity'}",
        )
    looked = story.last("looking-for-config")
    if looked is None:
        return None
    theirs, mine = looked.event.get("remote_id"), looked.event.get("local_id")
    if mine:
        return Text(
            f"对端自称 {theirs}，并把本端称为 {mine}；本端没有与之相符的连接",
            f"the peer calls itself {theirs} and expects this side to be {mine}; no connection here has that pair",
        )
    return Text(
        f"对端自称 {theirs}；本端没有与之相符的连接", f"the peer calls itself {theirs}; no connection here expects that"
    )


def selector_detail(event: Event) -> Text | None:
    local, remote = event.get("local_ts"), event.get("remote_ts")
    if not local or not remote:
        return None
    return Text(
        f"对端提议 本端 {local} ↔ 对端 {remote}，本端没有这一对网段",
        f"the peer asks for {local} here and {remote} there; this side has no such pair",
    )


def certificate_detail(event: Event) -> Text | None:
    start, end = event.get("from"), event.get("to")
    if start and end:
        return Text(f"证书有效期：{start} 至 {end}", f"the certificate is valid from {start} to {end}")
    return None
