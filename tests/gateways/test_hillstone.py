"""Hillstone StoneOS as engineers paste it: IKEv1, IKEv2 by protocol-standard, several proxy ids, clean and dirty."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import recognise
from kbapp.gateways.platforms.hillstone import read
from tests.gateways import dirty

SAVED = """\
Version 5.5

ip vrouter "trust-vr"
exit
zone "trust"
exit
hostname "SG-6000"
isakmp proposal "p1-cloud"
  hash sha256
  encryption aes-256
  group 14
  lifetime 43200
exit

isakmp proposal "p1-weak"
  hash md5
exit

isakmp peer "cloud"
  mode aggressive
  type static
  isakmp-proposal "p1-cloud" "p1-weak"
  pre-share "GuRDgwP44ZcnG3xMDVl6MSrolEoBAy"
  peer 47.95.1.1
  local-id fqdn "hill.example.com"
  peer-id ip 47.95.1.1
  nat-traversal
  dpd interval 5 retry 3
  interface ethernet0/1
exit

isakmp peer "branch"
  isakmp-proposal "p1-weak"
  pre-share "GuRDgwP44ZcnG3xMDVl6MSrolEoBAz"
  peer 198.51.100.44
  connection-type responder-only
  interface ethernet0/1
exit

ipsec proposal "p2-cloud"
  hash sha256
  encryption aes-256
  group 14
  lifetime 86400
exit

ipsec proposal "p2-plain"
exit

tunnel ipsec "to-cloud" auto
  isakmp-peer "cloud"
  ipsec-proposal "p2-cloud"
  id local 10.60.0.0/16 remote 172.16.0.0/12 service "Any"
  id local 10.61.1.0/24 remote 172.16.0.0/12 service "Any"
  auto-connect
  track-event-notify enable
exit

tunnel ipsec "to-branch" auto
  isakmp-peer "branch"
  ipsec-proposal "p2-plain"
exit

interface ethernet0/1
  zone  "untrust"
  ip address 203.0.113.61 255.255.255.248
  manage ping
exit
interface tunnel1
  zone  "untrust"
  tunnel ipsec "to-cloud"
exit
rule id 1
  action permit
exit

End
"""

IKEV2 = """\
isakmp proposal p1v2
  encryption aes
  group 5
exit
isakmp peer cloud2
  protocol-standard ikev2
  isakmp-proposal p1v2
  pre-share Secret-1
  peer 47.95.2.2
  interface ethernet0/2
exit
ipsec proposal p2v2
  encryption aes-gcm-256 aes
  hash sha sha256
  group 5
  lifesize 1000000
exit
tunnel ipsec t2 auto
  mode tunnel
  isakmp-peer cloud2
  ipsec-proposal p2v2
  id auto
exit
interface ethernet0/2
  ip address 203.0.113.62/24
exit
"""


def test_saved_configuration_in_full() -> None:
    first, second = read(SAVED)
    assert (first.connection, second.connection) == ("to-cloud", "to-branch")
    assert dirty.explicit(first) == {
        "auth.psk": None if first.get("auth.psk").value is None else "(set)",
        "dpd.enabled": True,
        "dpd.interval_s": 5,
        "esp.encryption": ["AES_CBC_256"],
        "esp.integrity": ["HMAC_SHA2_256_128"],
        "esp.lifetime_s": 86400,
        "esp.pfs_groups": ["MODP_2048"],
        "esp.proposals": ["AES_CBC_256/HMAC_SHA2_256_128/MODP_2048"],
        "ike.dh_groups": ["MODP_2048", "MODP_1024"],
        "ike.encryption": ["AES_CBC_256", "3DES_CBC"],
        "ike.integrity": ["HMAC_SHA2_256_128", "HMAC_MD5_96"],
        "ike.lifetime_s": 43200,
        "ike.mode": "aggressive",
        "ike.proposals": [
            "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
            "3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024",
        ],
        "initiates": "yes",
        "local.address": "203.0.113.61",
        "local.id": {"type": "fqdn", "value": "hill.example.com"},
        "local.subnets": ["10.60.0.0/16", "10.61.1.0/24"],
        "nat_traversal": True,
        "remote.address": "47.95.1.1",
        "remote.id": {"type": "ipv4", "value": "47.95.1.1"},
        "remote.subnets": ["172.16.0.0/12"],
    }
    assert first.get("auth.psk").masked
    assert dirty.defaults(first) == {
        "auth.method": "psk",
        "esp.lifetime_kb": 0,
        "esp.mode": "tunnel",
        "esp.protocol": "esp",
        "ike.version": "ikev1",
    }
    assert first.selector_pairs == (("10.60.0.0/16", "172.16.0.0/12"), ("10.61.1.0/24", "172.16.0.0/12"))
    assert dirty.strange([first, second]) == []
    found = dirty.defaults(second)
    assert found["ike.encryption"] == ["3DES_CBC"]
    assert found["ike.dh_groups"] == ["MODP_1024"]
    assert found["esp.encryption"] == ["3DES_CBC"]
    assert found["esp.integrity"] == ["HMAC_SHA1_96"]
    assert found["esp.pfs_groups"] == []
    assert found["esp.lifetime_s"] == 28800
    assert found["nat_traversal"] is False
    assert found["dpd.enabled"] is False
    assert found["ike.mode"] == "main"
    assert dirty.values(second)["initiates"] == "no"


def test_ikev2() -> None:
    (gateway,) = read(IKEV2)
    found = dirty.values(gateway)
    assert found["ike.version"] == "ikev2"
    assert "ike.mode" not in found
    assert found["ike.proposals"] == ["AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1536"]
    assert found["esp.encryption"] == ["AES_GCM_16_256", "AES_CBC_128"]
    assert found["esp.integrity"] == ["HMAC_SHA1_96", "HMAC_SHA2_256_128"]
    assert found["esp.lifetime_kb"] == 1000000
    assert found["local.address"] == "203.0.113.62"
    assert gateway.get("local.subnets").source == "unknown"
    assert not gateway.get("auth.psk").masked


def test_older_ikev2_family() -> None:
    text = (
        "ikev2 proposal p\n  encryption aes-256\n  hash sha256\n  prf sha256\n  group 14\n  lifetime 7200\nexit\n"
        "ikev2 profile pr\n  remote id fqdn cloud.example.com\n  remote key Secret-2\n"
        "  traffic-selector src subnet 10.1.0.0/16\n  traffic-selector dst subnet 172.16.0.0/16\nexit\n"
        "ikev2 peer c\n  interface ethernet0/2\n  match-peer 47.95.2.3\n  ikev2-proposal p\n  local-id fqdn hq\n"
        "  ikev2-profile pr\nexit\nipsec proposal q\n  encryption aes\nexit\n"
        "tunnel ipsec t ikev2\n  ikev2-peer c\n  ipsec-proposal q\nexit\n"
    )
    (gateway,) = read(text)
    found = dirty.values(gateway)
    assert found["ike.version"] == "ikev2"
    assert found["ike.proposals"] == ["AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"]
    assert found["remote.address"] == "47.95.2.3"
    assert found["remote.id"] == {"type": "fqdn", "value": "cloud.example.com"}
    assert found["local.subnets"] == ["10.1.0.0/16"]
    assert found["auth.psk"] == "(set)"


def test_no_and_unknown_lines() -> None:
    text = SAVED.replace("  nat-traversal\n", "  nat-traversal\n  no nat-traversal\n  wobble twice\n")
    first, _ = read(text)
    assert dirty.defaults(first)["nat_traversal"] is False
    assert dirty.strange([first]) == ["not understood: wobble twice"]


DIRTY: dict[str, Callable[[str], str]] = {
    **dirty.ALWAYS,
    "typed": lambda text: "\n".join("SG-6000(config)# " + line.strip() for line in text.splitlines()),
}


@pytest.mark.parametrize("how", DIRTY)
@pytest.mark.parametrize("name", ["SAVED", "IKEV2"])
def test_dirty_paste_reads_the_same(name: str, how: str) -> None:
    text = {"SAVED": SAVED, "IKEV2": IKEV2}[name]
    pasted = DIRTY[how](text)
    assert dirty.outline(read(pasted)) == dirty.outline(read(text))
    assert dirty.strange(read(pasted)) == dirty.strange(read(text))


@pytest.mark.parametrize("text", [SAVED, IKEV2])
def test_recognised(text: str) -> None:
    assert recognise(text) == "hillstone"


@given(st.text(alphabet=st.sampled_from('isakmp peer ipsec tunnel auto id local "1\n(#)>no \t'), max_size=300))
def test_any_text(text: str) -> None:
    read(text)


@given(st.permutations(SAVED.splitlines()))
def test_any_order(lines: list[str]) -> None:
    read("\n".join(lines))


def test_a_megabyte_in_time() -> None:
    text = "\n".join(SAVED.replace("cloud", f"c{i}").replace("branch", f"b{i}") for i in range(700))
    start = time.process_time()
    read(text[:1_000_000])
    assert time.process_time() - start < 2
