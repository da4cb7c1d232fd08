"""Several SAs where one is expected: the split into connections of one pair of subnets each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kbapp.diagnosis.status.model import Child
from kbapp.model.text import Text

Pair = tuple[str, str]
"""On-premises subnets, cloud subnets, of one SA."""


def pairs_of(children: Iterable[Child]) -> tuple[Pair, ...]:
    """The different selectors: a rekeyed SA repeats those of the one before."""
    found = (_pair(child) for child in children if child.local and child.remote)
    return tuple(dict.fromkeys(found))


def _pair(child: Child) -> Pair:
    return ",".join(child.local), ",".join(child.remote)


def split_text(pairs: Sequence[Pair]) -> Text:
    """The connections A, B … to create on the cloud (its VPC's subnet first, as its console asks)."""
    rows = [f"{_name(place)}: {cloud} <=> {onprem}" for place, (onprem, cloud) in enumerate(pairs)]
    block = "\n".join(rows)
    return Text(
        f"对端为每一对网段各建了一个 SA（共 {len(pairs)} 对）。按一对网段一条 IPsec 连接拆分"
        f"（VPC 网段 <=> 本地网段）：\n{block}\n"
        "这些连接共用第一阶段，其参数（版本、模式、算法、DH、标识、密钥）必须完全相同；"
        "或者两端都改为 0.0.0.0/0（目的路由模式）。",
        f"One SA per pair of subnets was made ({len(pairs)} pairs). Split into one IPsec connection a pair "
        f"(VPC <=> site):\n{block}\nThey share phase 1: version, mode, algorithms, DH group, identities and key must "
        "be the same in all of them. Or use 0.0.0.0/0 on both ends (destination routing mode).",
    )


def _name(place: int) -> str:
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else f"{letter}{place // 26 + 1}"
