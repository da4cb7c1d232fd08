"""Which of Huawei's products wrote a text, and the defaults that only one of them has.

Sources: Huawei's USG6000 command reference (sa trigger-mode), its AR configuration guide (an SA of a policy without
`sa duration` lives for 1887436800 bytes), its NetEngine 8000 command reference (ipsec sa global-duration).
"""

from __future__ import annotations

import re
from typing import Literal

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.commands import SAMPLE, sample

Product = Literal["usg", "ar", "ne", ""]

_HEADER_OF_AR = re.compile(r"^[^\S\n]*\[V[23]\d\dR\d{3}", re.M)
_PROMPTS_OF_VRP8 = re.compile(r"^[^\S\n]*\[[~*][\w.-]+\]", re.M)
_MARKS: tuple[tuple[Product, re.Pattern[str]], ...] = (
    (
        "usg",
        re.compile(
            r"^!Software Version V[1-7]00R|^sysname (?:USG|Eudemon)|^security-policy\b|^service-manage\b|"
            r"^ipsec sha2 compatible\b|\bweb-manager\b",
            re.M | re.I,
        ),
    ),
    (
        "ar",
        re.compile(
            r"^sysname AR\d|^ike peer \S+ v[12]\s*$|^ipsec authentication sha2\b|\befficient-vpn\b",
            re.M | re.I,
        ),
    ),
    ("ne", re.compile(r"^!Software Version V8\d\dR|\bservice-instance-group\b|^sysname NE\d", re.M | re.I)),
)


def product(text: str) -> Product:
    """The product by the words that only it has; "" where the text does not tell."""
    raw = text[:SAMPLE]
    if _HEADER_OF_AR.search(raw):  # looks like a prompt: `sample` takes it out
        return "ar"
    beginning = sample(text)
    for name, marks in _MARKS:
        if marks.search(beginning):
            return name
    return "ne" if _PROMPTS_OF_VRP8.search(raw) else ""


def put_product_defaults(builder: GatewayBuilder, which: Product, *, template: bool) -> None:
    """What the product does where the text says nothing."""
    if which == "ar":
        builder.default("esp.lifetime_kb", 1843200, "not in the text; AR: 1843200 KB")
    elif which == "ne":
        builder.default("esp.lifetime_kb", 20000000, "not in the text; NE: 20000000 KB")
    elif which == "usg" and not template:
        builder.default("initiates", "on-traffic", "not in the text; USG: traffic-based")
