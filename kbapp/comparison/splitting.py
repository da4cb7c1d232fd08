"""Several subnets and an end that carries one pair an SA: the split into several connections, worked out."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.comparison.ends import End
from kbapp.comparison.passing import Pairs, common_pairs
from kbapp.comparison.result import FieldResult
from kbapp.model.text import Text

_CAUSES = ("multi-subnet-split", "ikev1-one-subnet-pair")


def split(left: End, right: End) -> Pairs:
    """The (local, remote) pairs as the left side sees them, one for each IPsec connection to make."""
    return common_pairs(left, right)


def split_advice(left: End, right: End, rows: Sequence[FieldResult]) -> Text | None:
    """The connections to make, named A, B, …, where a row says that only some subnets pass."""
    if not any(row.cause in _CAUSES for row in rows):
        return None
    pairs = split(left, right)
    if len(pairs) < 2:
        return None
    named = [f"{_letter(n)}: {local} <=> {remote}" for n, (local, remote) in enumerate(pairs[:20])]
    return Text(
        "拆成 {n} 个 IPsec 连接，每个只含一对网段（{left}本端 <=> 对端）：{list}。同一用户网关下各连接的第一阶段"
        "（版本、模式、算法、DH 组、生存周期、标识、预共享密钥）必须完全相同。"
        "也可以两端都用 0.0.0.0/0，靠路由选择流量。",
        "make {n} IPsec connections of one pair of subnets each ({left}: local <=> remote): {list}. All connections of "
        "one customer gateway need the same phase 1 (version, mode, algorithms, DH group, lifetime, identities, key). "
        "Or use 0.0.0.0/0 at both ends and let routes choose the traffic.",
    ).format(n=len(pairs), left=left.name, list="; ".join(named) + (" …" if len(pairs) > 20 else ""))


def _letter(n: int) -> str:
    return chr(ord("A") + n)
