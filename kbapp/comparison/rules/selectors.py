"""The protected subnets: who offers which pairs, what the responder accepts, what passes afterwards."""

from __future__ import annotations

from kbapp.comparison.meeting import Meeting
from kbapp.comparison.passing import Pairs, per_pair
from kbapp.comparison.rules.base import Finding, Rule, Step, both, fails, note, traffic
from kbapp.model.selector import Network, intersection, same_networks
from kbapp.model.text import Text


def known(meeting: Meeting) -> bool:
    return all(end.local and end.remote for end in (meeting.initiator, meeting.responder))


def refused(meeting: Meeting) -> Finding | None:
    """No pair is agreed: IKEv1 INVALID_ID_INFORMATION, IKEv2 TS_UNACCEPTABLE."""
    if not known(meeting) or meeting.passing.agreed:
        return None
    return _refused(meeting)


def _refused(meeting: Meeting) -> Finding:
    field = culprit(meeting)
    a, b = meeting.initiator, meeting.responder
    mirrored = "remote.subnets" if field == "local.subnets" else "local.subnets"
    ours, theirs = a.names(field) or (), b.names(mirrored) or ()
    if set(a.names("local.subnets") or ()) == set(b.names("local.subnets") or ()):
        hint = Text(
            "；两端写成了一样而不是互为镜像，本端与对端网段可能填反了",
            "; both ends say the same instead of mirroring each other: local and remote may be swapped",
        )
    elif intersection(a.local or (), b.remote or ()) and intersection(a.remote or (), b.local or ()):
        hint = Text("；{r}要求完全一致，不接受包含关系", "; {r} wants them identical and does not narrow").format(
            r=b.name
        )
    else:
        hint = Text.same("")
    message = Text(
        "感兴趣流不互为镜像：{i} {ours}，{r} {theirs}{hint}",
        "the protected subnets do not mirror each other: {i} {ours}, {r} {theirs}{hint}",
    )
    filled = message.format(i=a.name, r=b.name, ours=", ".join(ours), theirs=", ".join(theirs), hint=hint)
    return fails(field, "traffic-selector-mismatch", "{text}", "{text}", text=filled)


def culprit(meeting: Meeting) -> str:
    """The initiator's field to blame: the one that has nothing in common, else the one that is not equal."""
    a, b = meeting.initiator, meeting.responder
    if not intersection(a.local or (), b.remote or ()):
        return "local.subnets"
    if not intersection(a.remote or (), b.local or ()):
        return "remote.subnets"
    return "remote.subnets" if same_networks(a.local or (), b.remote or ()) else "local.subnets"


def other_culprit(meeting: Meeting) -> Finding | None:
    """Both fields have nothing in common: the second one has its own row."""
    a, b = meeting.initiator, meeting.responder
    if not known(meeting) or culprit(meeting) != "local.subnets" or intersection(a.remote or (), b.local or ()):
        return None
    return fails(
        "remote.subnets",
        "traffic-selector-mismatch",
        "{i}的对端网段与{r}的本端网段没有交集",
        "the remote subnets of {i} and the local ones of {r} have nothing in common",
        i=a.name,
        r=b.name,
    )


def one_pair_v1(meeting: Meeting) -> Finding | None:
    """IKEv1 carries one pair an SA: what of several subnets does not pass."""
    if not known(meeting):
        return None
    found = meeting.passing
    if not found.agreed or found.wanted <= len(found.agreed):
        return None
    field = _longer_list(meeting)
    values = {"pairs": shown(found.agreed), "n": found.wanted}
    zh = "IKEv1 一个 SA 只有一对网段：{n} 对中只有 {pairs} 通；改用 IKEv2，或每对网段各建一个连接"
    en = "IKEv1 carries one pair of subnets an SA: of {n} only {pairs} passes; use IKEv2, or one connection a pair"
    if meeting.initiator.habits.first_pair_only and meeting.responder.habits.first_pair_only:
        return note(field, zh, en, cause="ikev1-one-subnet-pair", **values)
    return traffic(field, "ikev1-one-subnet-pair", zh, en, **values)


def split_v2(meeting: Meeting) -> Finding | None:
    """One SA for all subnets here, one for each pair there: only one pair passes."""
    if not known(meeting):
        return None
    found = meeting.passing
    if not found.agreed or found.wanted <= len(found.agreed):
        return None
    splitter = meeting.responder if per_pair(meeting.responder) else meeting.initiator
    return traffic(
        _longer_list(meeting),
        "multi-subnet-split",
        "{who}为每对网段各建一个 SA，而对端用一个 SA 承载全部网段：{n} 对中只有 {pairs} 通",
        "{who} makes one SA for each pair of subnets, the other end one for all of them: of {n} only {pairs} passes",
        who=splitter.name,
        n=found.wanted,
        pairs=shown(found.agreed),
    )


def cloud_one_subnet(meeting: Meeting) -> Finding | None:
    """Alibaba Cloud's IKEv1 takes one CIDR block a side."""
    if not known(meeting):
        return None
    for end, local, remote in (
        (meeting.initiator, "local.subnets", "remote.subnets"),
        (meeting.responder, "remote.subnets", "local.subnets"),
    ):
        lists = ((local, end.local), (remote, end.remote))
        field = next((name for name, subnets in lists if subnets and len(subnets) > 1), None)
        if end.habits.one_subnet_per_side_v1 and field is not None:
            return traffic(
                field,
                "ikev1-one-subnet-pair",
                "{who}的 IKEv1 每端只支持一个网段：改用 IKEv2，或每对网段各建一个连接",
                "with IKEv1 {who} takes one CIDR block a side: use IKEv2, or one connection for each pair",
                who=end.name,
            )
    return None


def narrowed(field: str, version: str) -> Rule:
    """Subset selectors that work: say what passes."""

    def check(meeting: Meeting) -> Finding | None:
        if not known(meeting):
            return None
        found = meeting.passing
        mirrored = "remote.subnets" if field == "local.subnets" else "local.subnets"
        ours, theirs = meeting.initiator.names(field) or (), meeting.responder.names(mirrored) or ()
        if not found.agreed or set(ours) == set(theirs):
            return None
        unsure = (meeting.responder.habits.narrows_v2 if version == "ikev2" else True) is None
        more = Text(
            "；前提是{r}作为响应方会缩小范围",
            "; provided that {r} narrows as a responder",
        ).format(r=meeting.responder.name)
        return note(
            field,
            "网段不相同，只有交集通：{pairs}{more}",
            "the subnets differ, and only what both hold passes: {pairs}{more}",
            pairs=shown(found.agreed),
            more=more if unsure else Text.same(""),
        )

    title = Text("只有交集通", "only the intersection passes")
    name = f"narrowed-{field}-{version}"
    if version == "ikev1":
        return Rule(21, name, Step.AFTERWARDS, title, ikev1=check)
    return Rule(21, name, Step.AFTERWARDS, title, ikev2=check)


def route_mode(meeting: Meeting) -> Finding | None:
    """Route mode (0.0.0.0/0) here, subnets there: a responder that narrows accepts it, the others refuse."""
    if not known(meeting):
        return None
    a, b = meeting.initiator, meeting.responder
    for field, ours, theirs in (("local.subnets", a.local, b.remote), ("remote.subnets", a.remote, b.local)):
        if _everything(ours) != _everything(theirs):
            return note(
                field,
                "一端是 0.0.0.0/0（路由模式），另一端是具体网段：缩小为具体网段后才通，建议两端一致",
                "one end has 0.0.0.0/0 (route mode), the other subnets: only these pass, and only if the responder "
                "narrows; better the same on both",
                cause="traffic-selector-mismatch",
            )
    return None


def _everything(networks: tuple[Network, ...] | None) -> bool:
    return any(network.prefixlen == 0 for network in networks or ())


def ports_v1(meeting: Meeting) -> Finding | None:
    """Selectors of one protocol or port must be equal in IKEv1."""
    ours, theirs = meeting.initiator.value("traffic.protocol"), meeting.responder.value("traffic.protocol")
    if ours is None or theirs is None or ours == theirs:
        return None
    return fails(
        "traffic.protocol",
        "traffic-selector-mismatch",
        "感兴趣流的协议或端口不同：{ours} 与 {theirs}",
        "the protected traffic differs in protocol or port: {ours} and {theirs}",
        ours=ours,
        theirs=theirs,
    )


def ports_v2(meeting: Meeting) -> Finding | None:
    """IKEv2 narrows to the protocol and port that one end asks for."""
    if ports_v1(meeting) is None:
        return None
    return note(
        "traffic.protocol",
        "感兴趣流的协议或端口不同，只有较窄的那部分通",
        "the protected traffic differs in protocol or port: only the narrower part passes",
    )


def _longer_list(meeting: Meeting) -> str:
    """The field whose list is the longer one, at either end."""
    a, b = meeting.initiator, meeting.responder
    local = max(len(a.local or ()), len(b.remote or ()))
    return "local.subnets" if local >= max(len(a.remote or ()), len(b.local or ())) and local > 1 else "remote.subnets"


def shown(pairs: Pairs) -> str:
    """`172.16.0.0/24 - 192.168.10.0/24, …`, the initiator's end first."""
    head = ", ".join(f"{local} - {remote}" for local, remote in pairs[:4])
    return head + (" …" if len(pairs) > 4 else "")


_MIRROR = Text("感兴趣流互为镜像", "protected subnets mirror each other")
_ROUTE = Text("0.0.0.0/0 只在一端", "0.0.0.0/0 at one end only")
_PORTS = Text("协议与端口", "protocols and ports")
_SEVERAL = Text("多个网段", "several subnets")

RULES: tuple[Rule, ...] = (
    both(21, "selectors", Step.SELECTORS, _MIRROR, refused),
    Rule(22, "selectors-disjoint", Step.SELECTORS, _MIRROR, ikev1=other_culprit, ikev2=other_culprit),
    Rule(23, "ikev1-one-pair", Step.AFTERWARDS, _SEVERAL, ikev1=one_pair_v1),
    Rule(23, "multi-subnet-split", Step.AFTERWARDS, _SEVERAL, ikev2=split_v2),
    Rule(23, "cloud-one-subnet", Step.AFTERWARDS, _SEVERAL, ikev1=cloud_one_subnet),
    Rule(24, "route-mode", Step.AFTERWARDS, _ROUTE, ikev1=route_mode, ikev2=route_mode),
    Rule(25, "port-v1", Step.SELECTORS, _PORTS, ikev1=ports_v1, ikev2=ports_v2),
    narrowed("local.subnets", "ikev1"),
    narrowed("remote.subnets", "ikev1"),
    narrowed("local.subnets", "ikev2"),
    narrowed("remote.subnets", "ikev2"),
)
