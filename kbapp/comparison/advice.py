"""What no single field shows: advice on the pair as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbapp.comparison.ends import End
from kbapp.comparison.prediction import Course
from kbapp.comparison.result import FieldResult
from kbapp.comparison.rules.base import Effect
from kbapp.comparison.rules.cloud import RANGES
from kbapp.comparison.splitting import split_advice
from kbapp.model.selector import is_private, parse_address
from kbapp.model.text import Text

_MTU = Text(
    "隧道建立后若小包通、大包不通：VPN 网关不分片，请调小用户侧的 MTU 或 TCP MSS"
    "（MTU：新网关 1399，2021 年 4 月前创建的不超过 1300）",
    "if small packets pass and large ones do not once the tunnel is up: the VPN gateway does not fragment; lower the "
    "MTU or the TCP MSS on the customer's side (MTU: 1399 with current gateways, at most 1300 with those made before "
    "April 2021)",
)
_NAT_ID = Text(
    "{who}在 NAT 之后且没有给出本端标识：缺省标识可能是它的私网地址，与对端期望的公网地址不符，请两端显式配置标识",
    "{who} is behind a NAT and gives no identity of its own: its default may be the private address, which is not the "
    "public one that the other end expects; set the identities at both ends",
)


def advice(left: End, right: End, courses: tuple[Course, Course], rows: Sequence[FieldResult]) -> Iterator[Text]:
    """Texts beside the table, without repeats: address ranges, splitting, identities behind a NAT, MTU."""
    return iter(dict.fromkeys([*_ranges(courses), *_whole(left, right, courses, rows)]))


def _ranges(courses: tuple[Course, Course]) -> Iterator[Text]:
    """What is wrong with the subnets themselves: a row that shows something worse hides it."""
    for course in courses:
        for rule, finding in course.findings.items():
            if rule.number == RANGES and finding.effect is Effect.NOTE:
                yield finding.message


def _whole(left: End, right: End, courses: tuple[Course, Course], rows: Sequence[FieldResult]) -> Iterator[Text]:
    split = split_advice(left, right, rows)
    if split is not None:
        yield split
    for end, other in ((left, right), (right, left)):
        address = end.text("local.address")
        seen = other.text("remote.address")
        if address and seen and address != seen and end.identity("local.id") is None and _private(address):
            yield _NAT_ID.format(who=end.name)
    cloud = "alibaba-cloud" in (left.platform, right.platform)
    if cloud and any(course.outcome.outcome == "up" for course in courses):
        yield _MTU


def _private(text: str) -> bool:
    address = parse_address(text)
    return address is not None and is_private(address)
