"""H3C Comware as engineers paste it: V7 with profile and keychain, V5 with peer, the IKEv2 family, clean and dirty."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import recognise
from kbapp.gateways.platforms.h3c import read
from kbapp.model.secret import Secret
from tests.gateways import dirty

V7 = """\
#
 version 7.1.064, Release 9671P17
#
 sysname F1000
#
acl advanced 3101
 description to cloud
 rule 0 permit ip source 10.30.0.0 0.0.255.255 destination 192.168.0.0 0.0.255.255
 rule 5 permit ip source 10.31.0.5 0 destination 192.168.0.0 0.0.255.255
#
interface GigabitEthernet1/0/1
 port link-mode route
 ip address 203.0.113.77 255.255.255.0
 nat outbound 3999
 ipsec apply policy to-ali
#
ipsec transform-set ali
 encapsulation-mode tunnel
 protocol esp
 esp encryption-algorithm aes-cbc-192
 esp authentication-algorithm sha256
 pfs dh-group14
#
ipsec policy to-ali 10 isakmp
 transform-set ali
 security acl 3101
 local-address 203.0.113.77
 remote-address 47.1.2.3
 ike-profile ali
 sa duration time-based 86400
 sa duration traffic-based 1843200
#
ike profile ali
 keychain ali
 dpd interval 10 retry 5 on-demand
 exchange-mode main
 local-identity address 203.0.113.77
 match remote identity address 47.1.2.3 255.255.255.255
 proposal 2
#
ike proposal 2
 encryption-algorithm aes-cbc-256
 dh group14
 authentication-algorithm sha256
 sa duration 43200
#
ike keychain ali
 pre-shared-key address 47.1.2.0 255.255.255.0 key cipher $c$3$Kb0aFBOgLyBLEY0Qxe==
 pre-shared-key address 47.1.2.3 255.255.255.255 key simple Right-One
#
return
"""

V5 = """\
#
 version 5.20, Release 2512P04
#
 sysname MSR
#
 ike local-name branch
#
acl number 3000
 rule 0 permit ip source 192.168.10.0 0.0.0.255 destination 172.20.0.0 0.0.255.255
#
ike proposal 1
 encryption-algorithm aes-cbc 256
 dh group5
 authentication-algorithm md5
#
ike dpd d1
 interval-time 30
#
ike peer hq
 exchange-mode aggressive
 proposal 1
 pre-shared-key cipher uqWUC2uW1wbDFIn0NObiHg==
 id-type name
 remote-name head.example.com
 remote-address 198.51.100.1
 local-address 203.0.113.2
 nat traversal
 dpd d1
#
ike peer other
 pre-shared-key simple abc123
 remote-address 198.51.100.2
#
ipsec proposal p1
 esp authentication-algorithm sha1
 esp encryption-algorithm aes 128
#
ipsec proposal p2
#
ipsec policy vpn 1 isakmp
 security acl 3000
 pfs dh-group2
 ike-peer hq
 proposal p1 p2
 sa duration time-based 7200
#
ipsec policy vpn 2 isakmp
 security acl 3001
 ike-peer other
 proposal p2
#
interface Ethernet0/0
 port link-mode route
 ip address 203.0.113.2 255.255.255.0
 ipsec policy vpn
#
"""

IKEV2 = """\
#
ipsec transform-set cloud
 esp encryption-algorithm aes-cbc-128
 esp authentication-algorithm sha1
 pfs dh-group15
#
ikev2 proposal cloud
 encryption aes-cbc-128 aes-cbc-256
 integrity sha1
 prf sha1
 dh group15
#
ikev2 policy cloud
 priority 1
 proposal cloud
#
ikev2 keychain cloud
 peer a
  address 203.0.113.9 32
  identity address 203.0.113.9
  pre-shared-key plaintext wrong
 #
 peer b
  address 203.0.113.1 32
  identity address 203.0.113.1
  pre-shared-key plaintext Secret123
#
ikev2 profile cloud
 authentication-method local pre-share
 authentication-method remote pre-share
 keychain cloud
 identity local fqdn h3c.example.com
 match remote identity address 203.0.113.1 32
 sa duration 10800
 dpd interval 30 periodic
#
ipsec profile cloud isakmp
 transform-set cloud
 ikev2-profile cloud
 sa duration time-based 3600
#
interface Tunnel1 mode ipsec
 ip address unnumbered interface GigabitEthernet2/0
 source 198.51.100.1
 destination 203.0.113.1
 tunnel protection ipsec profile cloud
#
"""


def test_v7_in_full() -> None:
    (gateway,) = read(V7)
    assert gateway.connection == "to-ali 10"
    assert dirty.explicit(gateway) == {
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 10,
        "esp.encryption": ["AES_CBC_192"],
        "esp.integrity": ["HMAC_SHA2_256_128"],
        "esp.lifetime_kb": 1843200,
        "esp.lifetime_s": 86400,
        "esp.mode": "tunnel",
        "esp.pfs_groups": ["MODP_2048"],
        "esp.proposals": ["AES_CBC_192/HMAC_SHA2_256_128/MODP_2048"],
        "esp.protocol": "esp",
        "ike.dh_groups": ["MODP_2048"],
        "ike.encryption": ["AES_CBC_256"],
        "ike.integrity": ["HMAC_SHA2_256_128"],
        "ike.lifetime_s": 43200,
        "ike.mode": "main",
        "ike.proposals": ["AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"],
        "ike.version": "ikev1",
        "local.address": "203.0.113.77",
        "local.id": {"type": "ipv4", "value": "203.0.113.77"},
        "local.subnets": ["10.30.0.0/16", "10.31.0.5/32"],
        "remote.address": "47.1.2.3",
        "remote.id": {"type": "ipv4", "value": "47.1.2.3"},
        "remote.subnets": ["192.168.0.0/16"],
    }
    assert dirty.defaults(gateway) == {"auth.method": "psk"}
    assert dirty.strange([gateway]) == []
    key = gateway.get("auth.psk").value
    assert isinstance(key, Secret)
    assert key.reveal() == "Right-One"


def test_v5_in_full() -> None:
    first, second = read(V5)
    assert dirty.explicit(first) == {
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 30,
        "esp.encryption": ["AES_CBC_128", "DES_CBC"],
        "esp.integrity": ["HMAC_SHA1_96", "HMAC_MD5_96"],
        "esp.lifetime_s": 7200,
        "esp.pfs_groups": ["MODP_1024"],
        "esp.proposals": ["AES_CBC_128/HMAC_SHA1_96/MODP_1024", "DES_CBC/HMAC_MD5_96/MODP_1024"],
        "ike.dh_groups": ["MODP_1536"],
        "ike.encryption": ["AES_CBC_256"],
        "ike.integrity": ["HMAC_MD5_96"],
        "ike.mode": "aggressive",
        "ike.proposals": ["AES_CBC_256/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1536"],
        "ike.version": "ikev1",
        "local.address": "203.0.113.2",
        "local.id": {"type": "fqdn", "value": "branch"},
        "local.subnets": ["192.168.10.0/24"],
        "nat_traversal": True,
        "remote.address": "198.51.100.1",
        "remote.id": {"type": "fqdn", "value": "head.example.com"},
        "remote.subnets": ["172.20.0.0/16"],
    }
    assert first.get("auth.psk").masked
    assert dirty.defaults(first)["esp.lifetime_kb"] == 1843200
    assert dirty.defaults(first)["ike.lifetime_s"] == 86400
    assert second.connection == "vpn 2"
    assert dirty.defaults(second)["esp.encryption"] == ["DES_CBC"]
    assert dirty.defaults(second)["esp.integrity"] == ["HMAC_MD5_96"]
    assert dirty.defaults(second)["esp.pfs_groups"] == []
    assert dirty.defaults(second)["dpd.enabled"] is False
    assert dirty.defaults(second)["local.id"] == {"type": "ipv4", "value": "203.0.113.2"}
    assert second.get("local.subnets").source == "unknown"


def test_ikev2_on_a_tunnel() -> None:
    (gateway,) = read(IKEV2)
    assert gateway.connection == "cloud"
    assert dirty.explicit(gateway) == {
        "auth.method": "psk",
        "auth.psk": "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 30,
        "esp.encryption": ["AES_CBC_128"],
        "esp.integrity": ["HMAC_SHA1_96"],
        "esp.lifetime_s": 3600,
        "esp.pfs_groups": ["MODP_3072"],
        "esp.proposals": ["AES_CBC_128/HMAC_SHA1_96/MODP_3072"],
        "ike.dh_groups": ["MODP_3072"],
        "ike.encryption": ["AES_CBC_128", "AES_CBC_256"],
        "ike.integrity": ["HMAC_SHA1_96"],
        "ike.lifetime_s": 10800,
        "ike.prf": ["PRF_HMAC_SHA1"],
        "ike.proposals": ["AES_CBC_128/AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_3072"],
        "ike.version": "ikev2",
        "local.address": "198.51.100.1",
        "local.id": {"type": "fqdn", "value": "h3c.example.com"},
        "local.subnets": ["0.0.0.0/0"],
        "remote.address": "203.0.113.1",
        "remote.id": {"type": "ipv4", "value": "203.0.113.1"},
        "remote.subnets": ["0.0.0.0/0"],
    }
    key = gateway.get("auth.psk").value
    assert isinstance(key, Secret)
    assert key.reveal() == "Secret123"


def test_defaults_of_an_ike_proposal() -> None:
    (gateway,) = read(
        V7.replace(" encryption-algorithm aes-cbc-256\n dh group14\n authentication-algorithm sha256\n", "")
    )
    assert dirty.defaults(gateway)["ike.encryption"] == ["DES_CBC"]
    assert dirty.defaults(gateway)["ike.integrity"] == ["HMAC_SHA1_96"]
    assert dirty.defaults(gateway)["ike.dh_groups"] == ["MODP_768"]
    assert "group1" in (gateway.get("ike.dh_groups").text or "")


def test_without_a_profile_all_proposals_count() -> None:
    text = V7.replace(" ike-profile ali\n", "") + "ike proposal 1\n encryption-algorithm 3des-cbc\n dh group2\n#\n"
    (gateway,) = read(text)
    assert dirty.values(gateway)["ike.proposals"] == [
        "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024",
        "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
    ]
    assert dirty.values(gateway)["auth.psk"] == "(set)"


def test_a_named_proposal_that_is_missing_is_unknown() -> None:
    (gateway,) = read(V7.replace("\n proposal 2\n", "\n proposal 7\n"))
    assert gateway.get("ike.encryption").source == "unknown"
    assert gateway.get("ike.proposals").value is None


def test_aggregation_carries_all_lines_in_one_sa() -> None:
    (gateway,) = read(V7.replace("security acl 3101", "security acl 3101 aggregation"))
    assert gateway.selector_pairs == ()
    assert dirty.values(gateway)["local.subnets"] == ["10.30.0.0/16", "10.31.0.5/32"]
    (gateway,) = read(V7)
    assert len(gateway.selector_pairs) == 2


def test_template_and_identity_by_name() -> None:
    text = V7.replace("ipsec policy to-ali 10 isakmp", "ipsec policy-template t 1").replace(
        "match remote identity address 47.1.2.3 255.255.255.255", "match remote identity fqdn Branch-7"
    )
    text = text.replace("local-identity address 203.0.113.77", "local-identity fqdn hq") + (
        "ipsec policy to-ali 99 isakmp template t\n#\n"
    )
    (gateway,) = read(text)
    assert gateway.connection == "to-ali 99"
    assert dirty.values(gateway)["initiates"] == "no"
    assert dirty.values(gateway)["remote.id"] == {"type": "fqdn", "value": "Branch-7"}
    assert dirty.values(gateway)["local.id"] == {"type": "fqdn", "value": "hq"}


def test_a_network_is_no_identity() -> None:
    (gateway,) = read(V7.replace("identity address 47.1.2.3 255.255.255.255", "identity address 47.1.0.0 255.255.0.0"))
    assert gateway.get("remote.id").value is None


def test_gre_tunnel_protects_itself_only() -> None:
    (gateway,) = read(IKEV2.replace("interface Tunnel1 mode ipsec", "interface Tunnel1 mode gre"))
    assert gateway.get("local.subnets").value is None


def test_what_is_not_understood_is_told() -> None:
    told = dirty.strange(read(V7.replace(" exchange-mode main\n", " exchange-mode main\n blink twice\n")))
    assert told == ["not understood: blink twice"]


DIRTY: dict[str, Callable[[str], str]] = {
    **dirty.ALWAYS,
    "typed": lambda text: dirty.typed_vrp(text, "F1000"),
    "typed, host only": lambda text: dirty.typed_vrp(text, "H3C", sections=False),
    "no separators": lambda text: "\n".join(line for line in dirty.flat(text).splitlines() if line != "#"),
}


@pytest.mark.parametrize("how", DIRTY)
@pytest.mark.parametrize("name", ["V7", "V5", "IKEV2"])
def test_dirty_paste_reads_the_same(name: str, how: str) -> None:
    text = {"V7": V7, "V5": V5, "IKEV2": IKEV2}[name]
    pasted = DIRTY[how](text)
    assert dirty.outline(read(pasted)) == dirty.outline(read(text))
    assert dirty.strange(read(pasted)) == dirty.strange(read(text))


@pytest.mark.parametrize("text", [V7, V5, IKEV2])
def test_recognised(text: str) -> None:
    assert recognise(text) == "h3c"


@given(st.text(alphabet=st.sampled_from('ike profile keychain ipsec ikev2 acl 1\n#[]<>"undo $\t'), max_size=300))
def test_any_text(text: str) -> None:
    read(text)


@given(st.permutations((V7 + IKEV2).splitlines()))
def test_any_order(lines: list[str]) -> None:
    read("\n".join(lines))


def test_a_megabyte_in_time() -> None:
    text = "\n".join(
        V7.replace("ali", f"a{i}").replace("3101", str(i)).replace("47.1.2", f"47.{i % 250}.2") for i in range(850)
    )
    start = time.process_time()
    read((text * 2)[:1_000_000])
    assert time.process_time() - start < 2
