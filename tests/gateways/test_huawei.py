"""Huawei VRP as engineers paste it: firewalls and routers, old and new spellings, clean and dirty."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import recognise
from kbapp.gateways.platforms.huawei import read, score
from kbapp.model.secret import Secret
from tests.gateways import dirty

USG = """\
#
 sysname FW-HZ
#
 ipsec sha2 compatible enable
#
ike dpd type periodic
ike dpd idle-time 15
#
acl number 3001
 description to-cloud
 rule 5 permit ip source 10.10.0.0 0.0.255.255 destination 172.16.0.0 0.0.255.255
 rule 10 permit ip source 10.20.8.0 0.0.3.255 destination 172.16.0.0 0.0.255.255
 rule 15 deny ip
#
ipsec proposal prop-cloud
 encapsulation-mode tunnel
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-128
#
ike proposal 1
 encryption-algorithm aes-128
 dh group2
 authentication-algorithm sha1
 authentication-method pre-share
 integrity-algorithm hmac-sha1-96
 prf hmac-sha1
 sa duration 28800
#
ike peer cloud
 undo version 1
 pre-shared-key Test@1234
 ike-proposal 1
 local-id-type fqdn
 local-id fw.example.com
 remote-id-type ip
 remote-id 47.98.1.10
 remote-address 47.98.1.10
 undo nat traversal
#
ipsec policy map-out 1 isakmp
 security acl 3001
 ike-peer cloud
 alias site-to-cloud
 proposal prop-cloud
 pfs dh-group2
 tunnel local 203.0.113.20
 sa duration time-based 7200
 sa duration traffic-based 0
 sa trigger-mode auto
 route inject dynamic
#
interface GigabitEthernet1/0/1
 undo shutdown
 ip address 203.0.113.20 255.255.255.192
 gateway 203.0.113.1
 ipsec policy map-out
#
return
"""

USG_EXPECTED = {
    "auth.method": "psk",
    "auth.psk": "(set)",
    "dpd.enabled": True,
    "dpd.interval_s": 15,
    "esp.encryption": ["AES_CBC_128"],
    "esp.integrity": ["HMAC_SHA1_96"],
    "esp.lifetime_kb": 0,
    "esp.lifetime_s": 7200,
    "esp.mode": "tunnel",
    "esp.pfs_groups": ["MODP_1024"],
    "esp.proposals": ["AES_CBC_128/HMAC_SHA1_96/MODP_1024"],
    "ike.dh_groups": ["MODP_1024"],
    "ike.encryption": ["AES_CBC_128"],
    "ike.integrity": ["HMAC_SHA1_96"],
    "ike.lifetime_s": 28800,
    "ike.prf": ["PRF_HMAC_SHA1"],
    "ike.proposals": ["AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024"],
    "ike.version": "ikev2",
    "initiates": "yes",
    "local.address": "203.0.113.20",
    "local.id": {"type": "fqdn", "value": "fw.example.com"},
    "local.subnets": ["10.10.0.0/16", "10.20.8.0/22"],
    "nat_traversal": False,
    "remote.address": "47.98.1.10",
    "remote.id": {"type": "ipv4", "value": "47.98.1.10"},
    "remote.subnets": ["172.16.0.0/16"],
}

AR = """\
#
sysname AR-BJ
#
acl number 3000
 rule 5 permit ip source 192.168.1.0 0.0.0.255 destination 192.168.2.0 0.0.0.255
acl number 3002
 rule 5 permit ip source 192.168.1.0 0.0.0.255 destination 10.9.0.10 0
#
ipsec proposal tran1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
ipsec proposal tran2
 transform ah-esp
 encapsulation-mode transport
 ah authentication-algorithm sha2-256
 esp authentication-algorithm sha2-512
 esp encryption-algorithm 3des
#
ike proposal 5
 encryption-algorithm aes-cbc-256
 dh group14
 authentication-algorithm sha2-256
ike proposal 6
 encryption-algorithm 3des-cbc
 dh group5
 authentication-algorithm md5
 sa duration 10000
#
ike peer spub v1
 exchange-mode aggressive
 pre-shared-key cipher %@%@abcdefgh%@%@
 ike-proposal 5
 local-id-type name
 remote-name hq
 nat traversal
 remote-address 198.51.100.7
ike peer second v1
 pre-shared-key simple huawei123
 ike-proposal 6
 dpd type on-demand
 dpd idle-time 40
 remote-address 198.51.100.8
#
ipsec policy p1 10 isakmp
 security acl 3000
 ike-peer spub
 proposal tran1 tran2
ipsec policy p1 20 isakmp
 security acl 3002
 pfs dh-group5
 ike-peer second
 proposal tran2
 sa duration time-based 1800
#
ike local-name branch1
#
interface GigabitEthernet0/0/1
 ip address 192.0.2.9 30
 ipsec policy p1
#
"""


def test_usg_in_full() -> None:
    (gateway,) = read(USG)
    assert gateway.connection == "map-out 1"
    assert dirty.explicit(gateway) == USG_EXPECTED
    assert dirty.defaults(gateway) == {"esp.protocol": "esp"}
    assert gateway.selector_pairs == (("10.10.0.0/16", "172.16.0.0/16"), ("10.20.8.0/22", "172.16.0.0/16"))
    assert dirty.strange([gateway]) == ["the SHA-2 compatible mode is on"]
    key = gateway.get("auth.psk").value
    assert isinstance(key, Secret)
    assert key.reveal() == "Test@1234"


def test_every_value_tells_its_line() -> None:
    (gateway,) = read(USG)
    lines = USG.splitlines()
    assert lines[(gateway.get("ike.dh_groups").line or 0) - 1] == " dh group2"
    assert lines[(gateway.get("esp.pfs_groups").line or 0) - 1] == " pfs dh-group2"
    assert lines[(gateway.get("remote.address").line or 0) - 1] == " remote-address 47.98.1.10"
    assert lines[(gateway.get("local.subnets").line or 0) - 1].startswith(" rule 5")


def test_ar_with_two_policies() -> None:
    first, second = read(AR)
    assert (first.connection, second.connection) == ("p1 10", "p1 20")
    assert dirty.explicit(first) == {
        "auth.psk": None if first.get("auth.psk").value is None else "(set)",
        "esp.encryption": ["AES_CBC_256", "3DES_CBC"],
        "esp.integrity": ["HMAC_SHA2_256_128", "HMAC_SHA2_512_256"],
        "esp.mode": "transport",
        "esp.proposals": ["AES_CBC_256/HMAC_SHA2_256_128", "3DES_CBC/HMAC_SHA2_512_256"],
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_2048"],
        "ike.encryption": ["AES_CBC_256"],
        "ike.integrity": ["HMAC_SHA2_256_128"],
        "ike.mode": "aggressive",
        "ike.proposals": ["AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"],
        "ike.version": "ikev1",
        "local.address": "192.0.2.9",
        "local.id": {"type": "fqdn", "value": "branch1"},
        "local.subnets": ["192.168.1.0/24"],
        "nat_traversal": True,
        "remote.address": "198.51.100.7",
        "remote.id": {"type": "fqdn", "value": "hq"},
        "remote.subnets": ["192.168.2.0/24"],
    }
    assert first.get("auth.psk").masked
    assert dirty.defaults(first) == {
        "auth.method": "psk",
        "esp.lifetime_kb": 1843200,
        "esp.lifetime_s": 3600,
        "esp.pfs_groups": [],
        "ike.lifetime_s": 86400,
    }
    assert dirty.values(second)["remote.subnets"] == ["10.9.0.10/32"]
    assert dirty.values(second)["ike.lifetime_s"] == 10000
    assert dirty.values(second)["esp.lifetime_s"] == 1800
    assert dirty.values(second)["dpd.interval_s"] == 40
    assert dirty.values(second)["esp.proposals"] == ["3DES_CBC/HMAC_SHA2_512_256/MODP_1536"]
    assert dirty.defaults(second)["local.id"] == {"type": "ipv4", "value": "192.0.2.9"}


NE = """\
#
ike proposal 10
 encryption-algorithm aes-cbc 256
 dh group14
 authentication-algorithm sha2-256
 integrity-algorithm hmac-sha2-256
#
ike peer b
 version 2
 undo version 1
 ike-proposal 10
 remote-address 172.16.9.1
 pre-shared-key %^%#sjkdhf"x%^%#
 sa binding vpn-instance vpnB
#
ipsec proposal tran1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes 256
#
ipsec policy map1 10 isakmp
 security acl 3000
 proposal tran1
 ike-peer b
 local-address 172.16.3.1
 sa duration traffic-based disable
#
acl name vpn-data 3000
 rule 5 permit ip source 10.1.1.0 0.0.0.255 destination 10.1.2.0 0.0.0.255
#
interface Tunnel0/0/1
 tunnel-protocol ipsec
 ip address 172.16.3.1 255.255.255.255
 ipsec policy map1 service-instance-group group1
#
"""


def test_ne_router() -> None:
    (gateway,) = read(NE)
    found = dirty.values(gateway)
    assert found["ike.version"] == "ikev2"
    assert found["ike.encryption"] == ["AES_CBC_256"]
    assert found["esp.encryption"] == ["AES_CBC_256"]
    assert found["esp.lifetime_kb"] == 0
    assert found["local.address"] == "172.16.3.1"
    assert found["local.subnets"] == ["10.1.1.0/24"]
    assert gateway.get("auth.psk").masked
    assert dirty.strange([gateway]) == []


def test_profile_on_a_tunnel_interface() -> None:
    text = USG.split("ipsec policy map-out 1 isakmp")[0] + (
        "ipsec profile prof1\n ike-peer cloud\n proposal prop-cloud\n pfs dh-group14\n#\n"
        "interface Tunnel1\n ip address 169.254.1.1 255.255.255.252\n tunnel-protocol ipsec\n"
        " source GigabitEthernet1/0/1\n destination 47.98.1.99\n ipsec profile prof1\n#\n"
        "interface GigabitEthernet1/0/1\n ip address 203.0.113.21 255.255.255.0\n#\n"
    )
    (gateway,) = read(text)
    found = dirty.values(gateway)
    assert gateway.connection == "prof1"
    assert found["local.subnets"] == found["remote.subnets"] == ["0.0.0.0/0"]
    assert gateway.selector_pairs == (("0.0.0.0/0", "0.0.0.0/0"),)
    assert found["remote.address"] == "47.98.1.99"
    assert found["local.address"] == "203.0.113.21"
    assert found["esp.pfs_groups"] == ["MODP_2048"]


def test_policy_template_only_answers() -> None:
    text = USG.replace("ipsec policy map-out 1 isakmp", "ipsec policy-template tmp 1").replace(
        "interface GigabitEthernet1/0/1",
        "ipsec policy map-out 5 isakmp template tmp\n#\ninterface GigabitEthernet1/0/1",
    )
    (gateway,) = read(text.replace(" sa trigger-mode auto\n", ""))
    found = dirty.values(gateway)
    assert gateway.connection == "map-out 5"
    assert found["initiates"] == "no"
    assert found["local.subnets"] == USG_EXPECTED["local.subnets"]
    assert found["ike.proposals"] == USG_EXPECTED["ike.proposals"]


@pytest.mark.parametrize(
    ("peer", "version"),
    [
        ("ike peer cloud", "any"),
        ("ike peer cloud v1", "ikev1"),
        ("ike peer cloud v2", "ikev2"),
        ("ike peer cloud\n undo version 2", "ikev1"),
        ("ike peer cloud\n undo version 1\n", "ikev2"),
        ("ike peer cloud\n version 1\n undo version 2", "ikev1"),
        ("ike peer cloud\n undo version 2 # IKEv1", "ikev1"),
    ],
)
def test_versions(peer: str, version: str) -> None:
    (gateway,) = read(USG.replace("ike peer cloud\n undo version 1", peer))
    assert gateway.get("ike.version").value == version


def test_undo_and_comments_take_back() -> None:
    text = USG + (
        "ike peer old\n remote-address 1.1.1.1\n#\nundo ike peer old\n"
        "ipsec policy map-out 9 isakmp\n ike-peer cloud\n#\nundo ipsec policy map-out 9\n"
        "ipsec policy map-out 1 isakmp\n undo pfs\n# ipsec policy commented 3 isakmp\n"
    )
    (gateway,) = read(text)
    assert gateway.get("esp.pfs_groups").value == ()
    assert gateway.get("esp.pfs_groups").source == "default"
    assert dirty.values(gateway)["remote.address"] == "47.98.1.10"


def test_several_remote_addresses_are_several_gateways() -> None:
    gateways = read(
        USG.replace(" remote-address 47.98.1.10\n", " remote-address 47.98.1.10\n remote-address 47.98.1.11\n")
    )
    assert [gateway.connection for gateway in gateways] == ["map-out 1 47.98.1.10", "map-out 1 47.98.1.11"]
    assert [gateway.get("remote.address").value for gateway in gateways] == ["47.98.1.10", "47.98.1.11"]


def test_address_sets_and_wildcards() -> None:
    text = USG.replace(
        " rule 5 permit ip source 10.10.0.0 0.0.255.255 destination 172.16.0.0 0.0.255.255\n",
        " rule 5 permit ip source address-set idc destination address-set vpc\n",
    ) + (
        "ip address-set idc type object\n address 0 10.10.0.0 mask 255.255.0.0\n address 1 10.11.0.0 0.0.255.255\n"
        "ip address-set vpc type object\n address 0 172.16.0.0 mask 16\n"
    )
    (gateway,) = read(text)
    assert gateway.get("local.subnets").value == ("10.10.0.0/16", "10.11.0.0/16", "10.20.8.0/22")
    assert len(gateway.selector_pairs) == 3


def test_masked_values_cannot_be_verified() -> None:
    text = USG.replace("47.98.1.10", "47.xx.xx.10").replace("Test@1234", "******").replace("203.0.113.20", "203.*.*.20")
    (gateway,) = read(text)
    for name in ("remote.address", "local.address", "auth.psk", "remote.id"):
        assert gateway.get(name).masked, name


def test_placeholders_are_unknown() -> None:
    text = USG.replace("47.98.1.10", "对端IP").replace("203.0.113.20", "<WAN-IP>").replace("Test@1234", "预共享密钥")
    (gateway,) = read(text.replace("ipsec policy map-out 1 isakmp", "ipsec policy map-out 序号 isakmp"))
    for name in ("remote.address", "remote.id", "local.address"):
        assert gateway.get(name).source == "unknown", name
    assert gateway.get("auth.psk").masked
    assert gateway.connection == "map-out 序号"


def test_what_is_not_understood_is_told() -> None:
    text = USG.replace(" alias site-to-cloud\n", " frobnicate on\n").replace(
        " dh group2\n", " dh group2\n quantum-safe yes\n"
    )
    text = text.replace("encryption-algorithm aes-128\n dh", "encryption-algorithm aes-999\n dh")
    told = dirty.strange(read(text))
    assert "not understood: frobnicate on" in told
    assert "not understood: quantum-safe yes" in told
    assert "not understood: aes-999" in told


def test_a_part_of_a_configuration() -> None:
    (gateway,) = read(USG[USG.index("ipsec proposal") : USG.index("ipsec policy")])
    assert gateway.connection == "cloud"
    assert dirty.values(gateway)["ike.encryption"] == ["AES_CBC_128"]
    assert dirty.values(gateway)["esp.encryption"] == ["AES_CBC_128"]


def test_a_peer_without_a_proposal_offers_all() -> None:
    text = USG.replace(" ike-proposal 1\n", "") + "ike proposal 5\n encryption-algorithm 3des\n dh group5\n"
    (gateway,) = read(text.replace("dh group5\n", "dh group5\n authentication-algorithm md5\n"))
    assert dirty.values(gateway)["ike.encryption"] == ["AES_CBC_128", "3DES_CBC"]
    assert gateway.get("ike.lifetime_s").value == 28800


def test_esp_algorithms_that_are_not_said_are_unknown() -> None:
    (gateway,) = read(USG.replace(" esp authentication-algorithm sha1\n", ""))
    assert gateway.get("esp.integrity").source == "unknown"
    assert gateway.get("esp.proposals").value is None
    (gateway,) = read(USG.replace(" esp authentication-algorithm sha1\n", " undo esp authentication-algorithm\n"))
    assert dirty.values(gateway)["esp.proposals"] == ["AES_CBC_128/MODP_1024"]


def test_output_between_the_commands_is_passed_over() -> None:
    noise = "\n[FW]display ike proposal\n\nNumber of IKE Proposals: 1\n IKE Proposal: Default\n  Encryption : AES-256\n"
    lines = dirty.typed_vrp(USG, "FW").split("\n[FW]acl number 3001")
    noisy = (noise + "[FW]acl number 3001").join(lines)
    assert dirty.outline(read(noisy)) == dirty.outline(read(USG))
    assert dirty.strange(read(noisy)) == dirty.strange(read(USG))


def test_a_session_that_begins_inside_a_section() -> None:
    text = dirty.typed_vrp(USG)
    kept = "\n".join(
        line for line in text.splitlines() if "]ike peer cloud" not in line and "]ike proposal 1" not in line
    )
    assert dirty.outline(read(kept)) == dirty.outline(read(USG))


DIRTY: dict[str, Callable[[str], str]] = {
    **dirty.ALWAYS,
    "typed": dirty.typed_vrp,
    "typed, host only": lambda text: dirty.typed_vrp(text, sections=False),
    "typed, standby": lambda text: "\n".join("HRP_M" + line for line in dirty.typed_vrp(text).splitlines()),
    "typed, candidate": lambda text: dirty.typed_vrp(text).replace("[FW", "[*FW"),
    "no separators": lambda text: "\n".join(line for line in dirty.flat(text).splitlines() if line != "#"),
}


@pytest.mark.parametrize("how", DIRTY)
@pytest.mark.parametrize("name", ["USG", "AR", "NE"])
def test_dirty_paste_reads_the_same(name: str, how: str) -> None:
    text = {"USG": USG, "AR": AR, "NE": NE}[name]
    pasted = DIRTY[how](text)
    assert dirty.outline(read(pasted)) == dirty.outline(read(text))
    assert dirty.strange(read(pasted)) == dirty.strange(read(text))


@pytest.mark.parametrize("text", [USG, AR, NE])
def test_recognised(text: str) -> None:
    assert score(text) > 50
    assert recognise(text) == "huawei"


@given(st.text(alphabet=st.sampled_from('ike peer proposal ipsec policy acl rule 1\n#[]<>"undo %\t'), max_size=300))
def test_any_text(text: str) -> None:
    read(text)


@given(st.permutations(USG.splitlines()))
def test_any_order(lines: list[str]) -> None:
    read("\n".join(lines))


def test_a_megabyte_in_time() -> None:
    own = (("cloud", "c"), ("map-out 1 ", "map-out {i} "), ("3001", "{i}"), ("ike proposal 1", "ike proposal {i}"))
    texts = []
    for i in range(1000):
        text = USG
        for old, new in own:
            text = text.replace(old, new.format(i=i) if "{" in new else f"{new}{i}")
        texts.append(text)
    text = "\n".join(texts)
    assert len(text) > 1_000_000
    start = time.process_time()
    read(text[:1_000_000])
    assert time.process_time() - start < 2
    start = time.process_time()
    read("ike peer a" + " " * 1_000_000 + "b\n" + "ike " * 250_000 + "\n" + "[" * 300_000)
    assert time.process_time() - start < 2
