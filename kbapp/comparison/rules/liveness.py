"""DPD and NAT traversal: differences that mostly work."""

from __future__ import annotations

from kbapp.comparison.both import Both
from kbapp.comparison.rules.entry import AGREE, Judgement, note
from kbapp.model.selector import is_private, parse_address
from kbapp.model.text import Text


def dpd(both: Both) -> Judgement:
    if both.values("dpd.enabled")[0].value == both.values("dpd.enabled")[1].value:
        return AGREE
    return note(
        Text(
            "只有一端启用 DPD：可以建立，但对端失联时另一端会保留失效的 SA",
            "DPD on one end only: the tunnel comes up; when a peer vanishes, the other end keeps a stale SA",
        )
    )


def dpd_interval(both: Both) -> Judgement:
    if both.values("dpd.interval_s")[0].value == both.values("dpd.interval_s")[1].value:
        return AGREE
    return note(Text("DPD 间隔不同：不影响", "the DPD intervals differ: that works"))


def nat_traversal(both: Both) -> Judgement:
    """Off on one side breaks the tunnel only where NAT is on the path."""
    if both.values("nat_traversal")[0].value == both.values("nat_traversal")[1].value:
        return AGREE
    message = Text(
        "只有一端启用 NAT 穿越：路径上没有 NAT 时可用，有 NAT 时失败；阿里云要求两端一致",
        "NAT traversal on one end only: works unless NAT is on the path; the cloud wants both equal",
    )
    addresses = [parse_address(view.word("local.address") or "") for view in (both.left, both.right)]
    behind_nat = any(address is not None and is_private(address) for address in addresses)
    return Judgement("phase1", "nat-t-mismatch", message) if behind_nat else note(message, "nat-t-mismatch")
