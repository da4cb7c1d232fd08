"""Parts of Huawei and H3C configurations: what a named section would say is unknown, and no odd value is lost."""

from __future__ import annotations

import pytest

from kbapp.gateways import read_gateways
from kbapp.model.gateway import Gateway

HUAWEI = """\
ike proposal 7
 encryption-algorithm aes-256
 authentication-algorithm sha2-256
 dh group14
ike peer p
 version 2
 undo version 1
 ike-proposal 7
 pre-shared-key Test@1234
 nat traversal
 dpd interval 30
 remote-address 203.0.113.9
ipsec proposal t
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
ipsec policy m 1 isakmp
 ike-peer p
 proposal t
"""
H3C = """\
ike proposal 7
 encryption-algorithm aes-cbc-256
 dh group14
ike profile p
 proposal 7
 match remote identity address 203.0.113.9 255.255.255.255
 dpd interval 30 on-demand
ipsec transform-set t
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-cbc-256
ipsec policy m 1 isakmp
 transform-set t
 ike-profile p
 remote-address 203.0.113.9
"""
IKEV2 = """\
ikev2 proposal q
 encryption aes-cbc-256
 integrity sha256
 dh group14
ikev2 policy 1
 proposal q
ikev2 profile p
 authentication-method local pre-share
 sa duration 3600
 match remote identity address 203.0.113.9 255.255.255.255
ipsec transform-set t
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-cbc-256
ipsec policy m 1 isakmp
 transform-set t
 ikev2-profile p
 remote-address 203.0.113.9
"""


def _only(text: str, platform: str) -> Gateway:
    (gateway,) = read_gateways(text, platform)
    return gateway


@pytest.mark.parametrize(
    ("platform", "text", "opener", "missing"),
    [
        ("huawei", HUAWEI, "ike proposal", ("ike.encryption", "ike.integrity", "ike.dh_groups")),
        ("huawei", HUAWEI, "ike peer", ("remote.address", "ike.encryption", "ike.dh_groups")),
        ("huawei", HUAWEI, "ipsec proposal", ("esp.protocol", "esp.mode", "esp.encryption", "esp.integrity")),
        ("h3c", H3C, "ike proposal", ("ike.encryption", "ike.integrity", "ike.dh_groups")),
        ("h3c", H3C, "ike profile", ("ike.encryption", "ike.integrity", "ike.dh_groups")),
        ("h3c", H3C, "ipsec transform-set", ("esp.protocol", "esp.mode", "esp.encryption", "esp.integrity")),
        ("h3c", IKEV2, "ikev2 proposal", ("ike.encryption", "ike.integrity", "ike.dh_groups")),
        ("h3c", IKEV2, "ikev2 profile", ("ike.encryption", "ike.integrity", "ike.dh_groups")),
    ],
)
def test_what_a_section_outside_the_text_says_is_unknown(
    platform: str, text: str, opener: str, missing: tuple[str, ...]
) -> None:
    parts = [f"{part}\n" for part in text.replace("\n ", "\x00").splitlines() if not part.startswith(opener)]
    gateway = _only("".join(parts).replace("\x00", "\n "), platform)
    for name in missing:
        value = gateway.get(name)
        assert (name, value.source, value.value) == (name, "unknown", None)
        assert value.line
        assert "not in the text" in (value.text or "")


@pytest.mark.parametrize(
    ("platform", "text", "line"),
    [
        ("huawei", HUAWEI, " version 2"),
        ("huawei", HUAWEI, " undo version 1"),
        ("huawei", HUAWEI, " nat traversal"),
        ("huawei", HUAWEI, " dpd interval 30"),
        ("huawei", "ike dpd idle-time 30\n" + HUAWEI, "ike dpd idle-time 30"),
        ("h3c", H3C, " match remote identity address 203.0.113.9 255.255.255.255"),
        ("h3c", IKEV2, " sa duration 3600"),
    ],
)
def test_a_value_that_is_no_value_is_told(platform: str, text: str, line: str) -> None:
    odd = " ".join([*line.split()[:-1], "twelve"])
    lines = [" " + odd if item == line else item for item in text.splitlines()]
    at = lines.index(" " + odd) + 1
    if not line.startswith(" "):
        lines[at - 1] = odd
    remarks = _only("\n".join(lines), platform).remarks
    assert [remark.line for remark in remarks if "not understood" in remark.message.en] == [at]


def test_a_network_of_identities_is_no_identity() -> None:
    value = _only(H3C.replace("203.0.113.9 255.255.255.255", "203.0.113.0 255.255.255.0"), "h3c").get("remote.id")
    assert (value.value, value.line) == (None, 6)
    assert "several" in (value.text or "")
