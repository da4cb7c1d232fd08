"""Cisco ASA as engineers paste it: 8.x and 9.x, crypto maps and VTIs, objects and groups, clean and dirty."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import recognise
from kbapp.gateways.platforms.cisco_asa import read
from kbapp.model.secret import Secret
from tests.gateways import dirty

IKEV1 = """\
ASA Version 9.8(2)
!
hostname edge
names
name 10.66.0.0 office
!
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 203.0.113.2 255.255.255.0
!
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address 10.1.0.1 255.255.0.0
!
object network vpc-a
 subnet 172.16.0.0 255.255.0.0
object network host-b
 host 172.17.0.9
object-group network idc
 network-object 10.1.0.0 255.255.0.0
 network-object host 10.2.0.7
object-group network cloud
 description both
 network-object object vpc-a
 network-object object host-b
object-group network all-idc
 group-object idc
access-list cloud-acl remark to the cloud
access-list cloud-acl extended permit ip object-group all-idc object-group cloud
access-list cloud-acl extended permit ip office 255.255.0.0 172.18.0.0 255.255.255.0
access-list branch-acl extended permit ip 10.1.0.0 255.255.0.0 192.168.40.0 255.255.252.0
nat (inside,outside) source static idc idc destination static cloud cloud no-proxy-arp
!
crypto ipsec ikev1 transform-set T1 esp-aes-256 esp-sha-hmac
crypto ipsec ikev1 transform-set T2 esp-3des esp-md5-hmac
crypto ipsec security-association lifetime seconds 3600
crypto ipsec security-association pmtu-aging infinite
crypto map outmap 10 match address cloud-acl
crypto map outmap 10 set pfs group5
crypto map outmap 10 set peer 47.97.1.1
crypto map outmap 10 set ikev1 transform-set T1
crypto map outmap 10 set security-association lifetime seconds 86400
crypto map outmap 10 set security-association lifetime kilobytes unlimited
crypto map outmap 20 match address branch-acl
crypto map outmap 20 set peer 198.51.100.20 198.51.100.21
crypto map outmap 20 set ikev1 transform-set T2 T1
crypto map outmap 20 set connection-type originate-only
crypto map outmap 20 set nat-t-disable
crypto map outmap interface outside
crypto isakmp identity address
crypto isakmp nat-traversal 30
crypto ikev1 enable outside
crypto ikev1 policy 20
 authentication pre-share
 encryption aes-192
 hash sha
 group 5
 lifetime 43200
crypto ikev1 policy 10
 authentication pre-share
 encryption aes-256
 hash sha
 group 2
 lifetime 28800
!
group-policy l2l internal
group-policy l2l attributes
 vpn-tunnel-protocol ikev1
tunnel-group 47.97.1.1 type ipsec-l2l
tunnel-group 47.97.1.1 general-attributes
 default-group-policy l2l
tunnel-group 47.97.1.1 ipsec-attributes
 ikev1 pre-shared-key Cloud-Key-1
 isakmp keepalive threshold 15 retry 3
tunnel-group DefaultL2LGroup ipsec-attributes
 ikev1 pre-shared-key *****
!
"""

IKEV2 = """\
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 203.0.113.3 255.255.255.240
!
access-list vpn extended permit ip 10.9.0.0 255.255.0.0 172.30.0.0 255.255.0.0
!
crypto ipsec ikev2 ipsec-proposal P-GCM
 protocol esp encryption aes-gcm-256
 protocol esp integrity null
crypto ipsec ikev2 ipsec-proposal P-CBC
 protocol esp encryption aes-256 aes
 protocol esp integrity sha-256 sha-1
crypto ipsec profile VTI
 set ikev2 ipsec-proposal P-CBC
 set pfs group14
 set security-association lifetime seconds 7200 kilobytes unlimited
crypto map om 1 match address vpn
crypto map om 1 set pfs
crypto map om 1 set peer 47.97.2.2
crypto map om 1 set ikev2 ipsec-proposal P-GCM P-CBC
crypto map om interface outside
crypto isakmp identity key-id edge-7
crypto ikev2 policy 1
 encryption aes-256
 integrity sha256
 group 14 5
 prf sha256
 lifetime seconds 86400
crypto ikev2 enable outside
!
interface Tunnel10
 nameif vti10
 ip address 169.254.3.1 255.255.255.252
 tunnel source interface outside
 tunnel destination 47.97.2.9
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile VTI
!
tunnel-group 47.97.2.2 type ipsec-l2l
tunnel-group 47.97.2.2 ipsec-attributes
 ikev2 remote-authentication pre-shared-key theirs
 ikev2 local-authentication pre-shared-key ours
tunnel-group 47.97.2.9 type ipsec-l2l
tunnel-group 47.97.2.9 ipsec-attributes
 ikev2 remote-authentication pre-shared-key *****
 ikev2 local-authentication pre-shared-key *****
"""

OLD = """\
access-list 101 permit ip 192.168.1.0 255.255.255.0 192.168.100.0 255.255.255.0
crypto ipsec transform-set ESP-3DES-MD5 esp-3des esp-md5-hmac
crypto map my_map 1 match address 101
crypto map my_map 1 set pfs group2
crypto map my_map 1 set peer 99.99.99.99
crypto map my_map 1 set transform-set ESP-3DES-MD5
crypto map my_map interface outside
crypto isakmp enable outside
crypto isakmp policy 10
 authentication pre-share
 encryption 3des
 hash md5
 group 2
 lifetime 3600
crypto isakmp nat-traversal 60
tunnel-group 99.99.99.99 type ipsec-l2l
tunnel-group 99.99.99.99 ipsec-attributes
 pre-shared-key *****
"""


def test_ikev1_in_full() -> None:
    first, second, third = read(IKEV1)
    assert [g.connection for g in (first, second, third)] == [
        "outmap 10",
        "outmap 20 198.51.100.20",
        "outmap 20 198.51.100.21",
    ]
    assert dirty.explicit(first) == {
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 15,
        "esp.encryption": ["AES_CBC_256"],
        "esp.integrity": ["HMAC_SHA1_96"],
        "esp.lifetime_kb": 0,
        "esp.lifetime_s": 86400,
        "esp.pfs_groups": ["MODP_1536"],
        "esp.proposals": ["AES_CBC_256/HMAC_SHA1_96/MODP_1536"],
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_1024", "MODP_1536"],
        "ike.encryption": ["AES_CBC_256", "AES_CBC_192"],
        "ike.integrity": ["HMAC_SHA1_96"],
        "ike.lifetime_s": 28800,
        "ike.proposals": [
            "AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024",
            "AES_CBC_192/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1536",
        ],
        "ike.version": "ikev1",
        "local.address": "203.0.113.2",
        "local.subnets": ["10.1.0.0/16", "10.2.0.7/32", "10.66.0.0/16"],
        "nat_traversal": True,
        "remote.address": "47.97.1.1",
        "remote.subnets": ["172.16.0.0/16", "172.17.0.9/32", "172.18.0.0/24"],
    }
    assert dirty.defaults(first) == {
        "auth.method": "psk",
        "esp.mode": "tunnel",
        "ike.mode": "main",
        "local.id": {"type": "ipv4", "value": "203.0.113.2"},
    }
    assert len(first.selector_pairs) == 5
    assert dirty.strange([first]) == []
    found = dirty.values(second)
    assert found["esp.proposals"] == ["3DES_CBC/HMAC_MD5_96", "AES_CBC_256/HMAC_SHA1_96"]
    assert found["esp.lifetime_s"] == 3600
    assert found["esp.lifetime_kb"] == 4608000
    assert found["initiates"] == "yes"
    assert found["nat_traversal"] is False
    assert found["remote.subnets"] == ["192.168.40.0/22"]
    assert second.get("auth.psk").masked  # of the default tunnel group


def test_ikev2_map_and_vti() -> None:
    first, second = read(IKEV2)
    assert (first.connection, second.connection) == ("om 1", "VTI")
    assert dirty.explicit(first) == {
        "auth.psk": "(set)",
        "esp.encryption": ["AES_GCM_16_256", "AES_CBC_256", "AES_CBC_128"],
        "esp.integrity": ["HMAC_SHA2_256_128", "HMAC_SHA1_96"],
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_2048", "MODP_1536"],
        "ike.encryption": ["AES_CBC_256"],
        "ike.integrity": ["HMAC_SHA2_256_128"],
        "ike.lifetime_s": 86400,
        "ike.prf": ["PRF_HMAC_SHA2_256"],
        "ike.proposals": ["AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048/MODP_1536"],
        "ike.version": "ikev2",
        "local.address": "203.0.113.3",
        "local.id": {"type": "key-id", "value": "edge-7"},
        "local.subnets": ["10.9.0.0/16"],
        "remote.address": "47.97.2.2",
        "remote.subnets": ["172.30.0.0/16"],
    }
    assert first.get("esp.pfs_groups").source == "unknown"
    key = first.get("auth.psk").value
    assert isinstance(key, Secret)
    assert key.reveal() == "ours"
    found = dirty.values(second)
    assert found["local.subnets"] == found["remote.subnets"] == ["0.0.0.0/0"]
    assert found["remote.address"] == "47.97.2.9"
    assert found["local.address"] == "203.0.113.3"
    assert found["esp.lifetime_s"] == 7200
    assert found["esp.lifetime_kb"] == 0
    assert found["esp.proposals"] == ["AES_CBC_256/AES_CBC_128/HMAC_SHA2_256_128/HMAC_SHA1_96/MODP_2048"]
    assert second.get("auth.psk").masked


def test_old_words() -> None:
    (gateway,) = read(OLD)
    found = dirty.values(gateway)
    assert found["ike.version"] == "ikev1"
    assert found["ike.proposals"] == ["3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024"]
    assert found["ike.lifetime_s"] == 3600
    assert found["esp.proposals"] == ["3DES_CBC/HMAC_MD5_96/MODP_1024"]
    assert found["local.subnets"] == ["192.168.1.0/24"]
    assert found["esp.lifetime_s"] == 28800
    assert gateway.get("auth.psk").masked


def test_defaults_of_a_policy() -> None:
    (gateway,) = read(OLD.replace(" encryption 3des\n hash md5\n group 2\n lifetime 3600\n", ""))
    assert dirty.defaults(gateway)["ike.encryption"] == ["3DES_CBC"]
    assert dirty.defaults(gateway)["ike.integrity"] == ["HMAC_SHA1_96"]
    assert dirty.defaults(gateway)["ike.dh_groups"] == ["MODP_1024"]
    assert dirty.defaults(gateway)["ike.lifetime_s"] == 86400


def test_policy_in_single_lines() -> None:
    text = OLD.replace("crypto isakmp policy 10\n", "").replace(" authentication pre-share\n", "")
    for word in ("encryption 3des", "hash md5", "group 2", "lifetime 3600"):
        text = text.replace(f" {word}\n", f"crypto isakmp policy 10 {word}\n")
    (gateway,) = read(text)
    assert dirty.values(gateway)["ike.proposals"] == ["3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024"]
    assert dirty.values(gateway)["ike.lifetime_s"] == 3600


def test_dynamic_map_answers_with_the_default_group() -> None:
    text = IKEV1.replace("crypto map outmap interface outside\n", "").split("crypto map outmap 10")[0] + (
        "crypto dynamic-map dyn 5 set ikev1 transform-set T1\ncrypto map outmap 65535 ipsec-isakmp dynamic dyn\n"
        "crypto map outmap interface outside\ntunnel-group DefaultL2LGroup ipsec-attributes\n"
        " ikev1 pre-shared-key abc\n"
    )
    (gateway,) = read(text)
    assert gateway.connection == "outmap 65535"
    assert dirty.values(gateway)["initiates"] == "no"
    assert dirty.values(gateway)["auth.psk"] == "(set)"
    assert dirty.values(gateway)["esp.encryption"] == ["AES_CBC_256"]


def test_both_versions() -> None:
    text = IKEV2.replace("crypto map om 1 set pfs\n", "crypto map om 1 set ikev1 transform-set T\n") + (
        "crypto ipsec ikev1 transform-set T esp-aes esp-sha-hmac\ncrypto ikev1 enable outside\n"
        "crypto ikev1 policy 5\n encryption aes\n group 2\n"
        "tunnel-group 47.97.2.2 ipsec-attributes\n ikev1 pre-shared-key x\n"
    )
    first, _ = read(text)
    assert first.get("ike.version").value == "any"
    assert dirty.values(first)["ike.encryption"] == ["AES_CBC_256", "AES_CBC_128"]
    only, _ = read(text.replace("crypto ikev1 enable outside\n", ""))
    assert only.get("ike.version").value == "ikev2"


def test_no_takes_back() -> None:
    first, *_ = read(IKEV1 + "no crypto map outmap 10 set pfs group5\nno crypto ikev1 policy 20\n")
    assert dirty.defaults(first)["esp.pfs_groups"] == []
    assert dirty.values(first)["ike.encryption"] == ["AES_CBC_256"]


def test_what_is_not_understood_is_told() -> None:
    text = IKEV1.replace("crypto map outmap 10 set pfs group5", "crypto map outmap 10 set magic on").replace(
        " hash sha\n group 5\n", " hash sha\n group 5\n shade dark\n"
    )
    told = dirty.strange(read(text))
    assert told == ["not understood: set magic on", "not understood: shade dark"]


DIRTY: dict[str, Callable[[str], str]] = {
    **dirty.ALWAYS,
    "typed": lambda text: dirty.typed_cisco(text, "asa"),
    "typed, failover": lambda text: dirty.typed_cisco(text, "asa/pri/act"),
    "no separators": lambda text: "\n".join(line for line in dirty.flat(text).splitlines() if line != "!"),
}


@pytest.mark.parametrize("how", DIRTY)
@pytest.mark.parametrize("name", ["IKEV1", "IKEV2", "OLD"])
def test_dirty_paste_reads_the_same(name: str, how: str) -> None:
    text = {"IKEV1": IKEV1, "IKEV2": IKEV2, "OLD": OLD}[name]
    pasted = DIRTY[how](text)
    assert dirty.outline(read(pasted)) == dirty.outline(read(text))
    assert dirty.strange(read(pasted)) == dirty.strange(read(text))


@pytest.mark.parametrize("text", [IKEV1, IKEV2, OLD])
def test_recognised(text: str) -> None:
    assert recognise(text) == "cisco-asa"


@given(st.text(alphabet=st.sampled_from('crypto map set peer tunnel-group object 1\n!(#)>"no \t'), max_size=300))
def test_any_text(text: str) -> None:
    read(text)


@given(st.permutations((IKEV1 + IKEV2).splitlines()))
def test_any_order(lines: list[str]) -> None:
    read("\n".join(lines))


def test_a_megabyte_in_time() -> None:
    text = "\n".join(
        IKEV1.replace("outmap", f"m{i}").replace("-acl", f"-acl{i}").replace("47.97.1.1", f"47.97.{i % 250}.{i // 250}")
        for i in range(400)
    )
    start = time.process_time()
    read(text[:1_000_000])
    assert time.process_time() - start < 2
