"""Cisco IOS and IOS-XE (and Ruijie) as engineers paste them: crypto maps, VTIs, IKEv1 and IKEv2, clean and dirty."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import recognise
from kbapp.gateways.platforms.cisco_ios import read
from kbapp.model.secret import Secret
from tests.gateways import dirty

MAP = """\
version 15.4
hostname HZ-R1
!
crypto isakmp policy 10
 encr aes 256
 hash sha256
 authentication pre-share
 group 14
 lifetime 28800
crypto isakmp policy 5
 encr 3des
 authentication pre-share
 group 2
crypto isakmp key Wrong-One address 0.0.0.0 0.0.0.0
crypto isakmp key Right-One address 47.96.1.1 no-xauth
crypto isakmp keepalive 20 3 periodic
!
crypto ipsec security-association lifetime kilobytes 1000000
!
crypto ipsec transform-set TS1 esp-aes 192 esp-sha256-hmac
 mode tunnel
crypto ipsec transform-set TS2 esp-3des esp-md5-hmac
 mode tunnel
!
crypto map CM 10 ipsec-isakmp
 description to cloud
 set peer 47.96.1.1
 set security-association lifetime seconds 7200
 set transform-set TS1 TS2
 set pfs group5
 match address 101
crypto map CM 20 ipsec-isakmp
 set peer 198.51.100.3 default
 set peer 198.51.100.4
 set transform-set TS2
 match address BRANCH
!
interface GigabitEthernet0/1
 description wan
 ip address 203.0.113.30 255.255.255.248
 ip nat outside
 crypto map CM
!
ip route 0.0.0.0 0.0.0.0 203.0.113.25
!
ip access-list extended BRANCH
 remark to branch
 10 permit ip 10.0.0.0 0.0.255.255 host 192.168.9.9
 permit tcp 10.5.0.0 0.0.255.255 any eq 443
 deny   ip any any
access-list 101 remark cloud
access-list 101 permit ip 10.0.0.0 0.255.255.255 172.16.0.0 0.15.255.255
access-list 101 permit ip 192.168.4.0 0.0.3.255 172.16.0.0 0.15.255.255
!
line vty 0 4
 transport input ssh
end
"""

VTI = """\
crypto keyring KR-CLOUD
  local-address 203.0.113.5
  pre-shared-key address 47.96.2.2 key 6 aGVsbG8gd29ybGQ
!
crypto isakmp policy 200
 encr aes
 authentication pre-share
 group 2
 lifetime 28800
!
crypto isakmp profile PROF-CLOUD
   keyring KR-CLOUD
   self-identity fqdn branch.example.com
   match identity address 47.96.2.2 255.255.255.255
   keepalive 10 retry 3
   initiate mode aggressive
!
crypto ipsec transform-set TS esp-gcm 256
 mode tunnel
!
crypto ipsec profile IPSEC-CLOUD
 set transform-set TS
 set pfs
 set isakmp-profile PROF-CLOUD
!
interface Tunnel1
 ip address 169.254.10.2 255.255.255.252
 tunnel source GigabitEthernet1
 tunnel mode ipsec ipv4
 tunnel destination 47.96.2.2
 tunnel protection ipsec profile IPSEC-CLOUD
!
interface GigabitEthernet1
 ip address 203.0.113.5 255.255.255.0
!
"""

IKEV2 = """\
crypto ikev2 proposal PROP
 encryption aes-cbc-256 aes-cbc-128
 integrity sha256 sha1
 prf sha256
 group 14 5
!
crypto ikev2 policy POL
 match address local 203.0.113.8
 proposal PROP
!
crypto ikev2 keyring KR
 peer OTHER
  address 198.51.100.99
  pre-shared-key other-key
 !
 peer CLOUD
  address 47.96.3.3
  pre-shared-key local mine-1
  pre-shared-key remote theirs-1
 !
!
crypto ikev2 profile PROF
 match identity remote fqdn cloud.example.com
 identity local key-id branch-7
 authentication remote pre-share
 authentication local pre-share
 keyring local KR
 lifetime 43200
 dpd 10 3 on-demand
!
crypto ipsec transform-set TS esp-aes esp-sha-hmac
 mode tunnel
!
crypto map CM2 30 ipsec-isakmp
 set peer 47.96.3.3
 set transform-set TS
 set pfs group14
 set ikev2-profile PROF
 match address CLOUD
!
object-group network IDC
 10.1.0.0 255.255.0.0
 host 10.9.9.9
!
object-group network VPC
 172.20.0.0 255.255.0.0
!
ip access-list extended CLOUD
 permit ip object-group IDC object-group VPC
!
interface GigabitEthernet2
 ip address 203.0.113.8 255.255.255.0
 crypto map CM2
!
"""


def test_crypto_map_in_full() -> None:
    first, second, third = read(MAP)
    assert [first.connection, second.connection, third.connection] == [
        "CM 10",
        "CM 20 198.51.100.3",
        "CM 20 198.51.100.4",
    ]
    assert dirty.explicit(first) == {
        "auth.method": "psk",
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 20,
        "esp.encryption": ["AES_CBC_192", "3DES_CBC"],
        "esp.integrity": ["HMAC_SHA2_256_128", "HMAC_MD5_96"],
        "esp.lifetime_kb": 1000000,
        "esp.lifetime_s": 7200,
        "esp.mode": "tunnel",
        "esp.pfs_groups": ["MODP_1536"],
        "esp.proposals": ["AES_CBC_192/HMAC_SHA2_256_128/MODP_1536", "3DES_CBC/HMAC_MD5_96/MODP_1536"],
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_1024", "MODP_2048"],
        "ike.encryption": ["3DES_CBC", "AES_CBC_256"],
        "ike.integrity": ["HMAC_SHA1_96", "HMAC_SHA2_256_128"],
        "ike.lifetime_s": 28800,
        "ike.proposals": [
            "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024",
            "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
        ],
        "local.address": "203.0.113.30",
        "local.subnets": ["10.0.0.0/8", "192.168.4.0/22"],
        "remote.address": "47.96.1.1",
        "remote.subnets": ["172.16.0.0/12"],
    }
    assert dirty.defaults(first) == {
        "ike.mode": "main",
        "ike.version": "ikev1",
        "local.id": {"type": "ipv4", "value": "203.0.113.30"},
    }
    assert first.selector_pairs == (("10.0.0.0/8", "172.16.0.0/12"), ("192.168.4.0/22", "172.16.0.0/12"))
    key = first.get("auth.psk").value
    assert isinstance(key, Secret)
    assert key.reveal() == "Right-One"
    wide = third.get("auth.psk").value
    assert isinstance(wide, Secret)
    assert wide.reveal() == "Wrong-One"
    assert dirty.values(second)["local.subnets"] == ["10.0.0.0/16", "10.5.0.0/16"]
    assert dirty.values(second)["remote.subnets"] == ["192.168.9.9/32", "0.0.0.0/0"]
    assert dirty.defaults(second)["esp.pfs_groups"] == []
    assert dirty.defaults(second)["esp.lifetime_s"] == 3600
    assert dirty.strange([first, second, third]) == []


def test_the_first_policy_gives_the_lifetime() -> None:
    (gateway, *_) = read(MAP.replace("crypto isakmp policy 5", "crypto isakmp policy 50"))
    assert gateway.get("ike.lifetime_s").value == 28800
    assert dirty.values(gateway)["ike.encryption"] == ["AES_CBC_256", "3DES_CBC"]


def test_vti_with_profile() -> None:
    (gateway,) = read(VTI)
    assert gateway.connection == "IPSEC-CLOUD"
    assert dirty.explicit(gateway) == {
        "auth.method": "psk",
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 10,
        "esp.encryption": ["AES_GCM_16_256"],
        "esp.mode": "tunnel",
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_1024"],
        "ike.encryption": ["AES_CBC_128"],
        "ike.lifetime_s": 28800,
        "ike.mode": "aggressive",
        "ike.proposals": ["AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024"],
        "ike.version": "ikev1",
        "local.address": "203.0.113.5",
        "local.id": {"type": "fqdn", "value": "branch.example.com"},
        "local.subnets": ["0.0.0.0/0"],
        "remote.address": "47.96.2.2",
        "remote.id": {"type": "ipv4", "value": "47.96.2.2"},
        "remote.subnets": ["0.0.0.0/0"],
    }
    assert gateway.get("auth.psk").masked
    assert gateway.get("esp.pfs_groups").source == "unknown"
    assert gateway.get("esp.proposals").value is None
    assert dirty.defaults(gateway)["ike.integrity"] == ["HMAC_SHA1_96"]


def test_ikev2_in_full() -> None:
    (gateway,) = read(IKEV2)
    assert gateway.connection == "CM2 30"
    assert dirty.explicit(gateway) == {
        "auth.method": "psk",
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 10,
        "esp.encryption": ["AES_CBC_128"],
        "esp.integrity": ["HMAC_SHA1_96"],
        "esp.mode": "tunnel",
        "esp.pfs_groups": ["MODP_2048"],
        "esp.proposals": ["AES_CBC_128/HMAC_SHA1_96/MODP_2048"],
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_2048", "MODP_1536"],
        "ike.encryption": ["AES_CBC_256", "AES_CBC_128"],
        "ike.integrity": ["HMAC_SHA2_256_128", "HMAC_SHA1_96"],
        "ike.lifetime_s": 43200,
        "ike.prf": ["PRF_HMAC_SHA2_256"],
        "ike.proposals": [
            "AES_CBC_256/AES_CBC_128/HMAC_SHA2_256_128/HMAC_SHA1_96/PRF_HMAC_SHA2_256/MODP_2048/MODP_1536"
        ],
        "ike.version": "ikev2",
        "local.address": "203.0.113.8",
        "local.id": {"type": "key-id", "value": "branch-7"},
        "local.subnets": ["10.1.0.0/16", "10.9.9.9/32"],
        "remote.address": "47.96.3.3",
        "remote.id": {"type": "fqdn", "value": "cloud.example.com"},
        "remote.subnets": ["172.20.0.0/16"],
    }
    key = gateway.get("auth.psk").value
    assert isinstance(key, Secret)
    assert key.reveal() == "mine-1"


def test_defaults_of_an_empty_policy() -> None:
    text = MAP.replace(" encr aes 256\n hash sha256\n authentication pre-share\n group 14\n lifetime 28800\n", "")
    text = text.replace("crypto isakmp policy 5\n encr 3des\n authentication pre-share\n group 2\n", "")
    (gateway, *_) = read(text)
    found = dirty.defaults(gateway)
    assert found["ike.encryption"] == ["DES_CBC"]
    assert found["ike.integrity"] == ["HMAC_SHA1_96"]
    assert found["ike.dh_groups"] == ["MODP_768"]
    assert found["ike.lifetime_s"] == 86400


def test_dynamic_map_only_answers() -> None:
    text = (
        MAP.split("crypto map CM 10")[0]
        + "crypto dynamic-map DYN 5\n set transform-set TS1\n match address 101\n!\n"
        + "crypto map CM 100 ipsec-isakmp dynamic DYN\n!\n"
        + "interface Gi0/1\n ip address 203.0.113.1 255.255.255.0\n crypto map CM\n"
    )
    (gateway,) = read(text)
    assert gateway.connection == "CM 100"
    assert dirty.values(gateway)["initiates"] == "no"
    assert dirty.values(gateway)["esp.encryption"] == ["AES_CBC_192"]
    assert gateway.get("remote.address").value is None


def test_gre_tunnel_protects_itself_only() -> None:
    (gateway,) = read(VTI.replace(" tunnel mode ipsec ipv4\n", ""))
    assert gateway.get("local.subnets").value is None


def test_ruijie() -> None:
    text = (
        "Ruijie#show running-config\n!\ncrypto isakmp policy 1\n encryption 3des\n authentication pre-share\n"
        " hash md5\n group 2\n!\ncrypto isakmp key 0 ruijie address 47.96.5.5\n"
        "crypto ipsec transform-set myset esp-3des esp-md5-hmac\n!\ncrypto map mymap 5 ipsec-isakmp\n"
        " set peer 47.96.5.5\n set exchange-mode main\n set transform-set myset\n set autoup\n match address 110\n!\n"
        "interface GigabitEthernet 0/0\n ip address 203.0.113.50 255.255.255.0\n crypto map mymap\n!\n"
        "ip access-list extended 110\n 10 permit ip 192.168.1.0 0.0.0.255 10.0.0.0 0.0.255.255\n"
    )
    assert recognise(text) == "cisco-ios"
    (gateway,) = read(text)
    found = dirty.values(gateway)
    assert found["ike.proposals"] == ["3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024"]
    assert found["local.address"] == "203.0.113.50"
    assert found["initiates"] == "yes"
    assert found["ike.mode"] == "main"
    assert found["local.subnets"] == ["192.168.1.0/24"]


def test_no_takes_back() -> None:
    text = MAP + "no crypto map CM 20\ncrypto map CM 10 ipsec-isakmp\n no set pfs group5\nno crypto isakmp policy 5\n"
    (gateway,) = read(text)
    assert dirty.defaults(gateway)["esp.pfs_groups"] == []
    assert dirty.values(gateway)["ike.encryption"] == ["AES_CBC_256"]


def test_masked_values_cannot_be_verified() -> None:
    (gateway, *_) = read(MAP.replace("47.96.1.1", "47.XX.XX.161").replace("Right-One", "****"))
    assert gateway.get("remote.address").masked
    assert gateway.get("auth.psk").masked


def test_what_is_not_understood_is_told() -> None:
    text = MAP.replace(" set pfs group5\n", " set pfs group5\n set quantum on\n juggle\n").replace(
        " hash sha256\n", " hash sha256\n colour blue\n"
    )
    told = dirty.strange(read(text))
    assert told == ["not understood: colour blue", "not understood: juggle", "not understood: set quantum on"]


DIRTY: dict[str, Callable[[str], str]] = {
    **dirty.ALWAYS,
    "typed": dirty.typed_cisco,
    "typed, long name": lambda text: dirty.typed_cisco(text, "HZ-R1.example.com"),
    "no separators": lambda text: "\n".join(line for line in dirty.flat(text).splitlines() if line != "!"),
}


@pytest.mark.parametrize("how", DIRTY)
@pytest.mark.parametrize("name", ["MAP", "VTI", "IKEV2"])
def test_dirty_paste_reads_the_same(name: str, how: str) -> None:
    text = {"MAP": MAP, "VTI": VTI, "IKEV2": IKEV2}[name]
    pasted = DIRTY[how](text)
    assert dirty.outline(read(pasted)) == dirty.outline(read(text))
    assert dirty.strange(read(pasted)) == dirty.strange(read(text))


@pytest.mark.parametrize("text", [MAP, VTI, IKEV2])
def test_recognised(text: str) -> None:
    assert recognise(text) == "cisco-ios"


@given(st.text(alphabet=st.sampled_from('crypto isakmp ikev2 map set peer access-list 1\n!(#)>"no \t'), max_size=300))
def test_any_text(text: str) -> None:
    read(text)


@given(st.permutations((MAP + IKEV2).splitlines()))
def test_any_order(lines: list[str]) -> None:
    read("\n".join(lines))


def test_a_megabyte_in_time() -> None:
    text = "\n".join(
        MAP.replace("CM", f"C{i}").replace("101", f"L{i}").replace("TS", f"T{i}").replace("BRANCH", f"B{i}")
        for i in range(800)
    )
    start = time.process_time()
    read(text[:1_000_000])
    assert time.process_time() - start < 2
