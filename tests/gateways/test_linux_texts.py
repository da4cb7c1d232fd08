"""swanctl.conf, ipsec.conf, iked.conf and AWS XML as they stand in scripts, templates, articles and chats."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kbapp.comparison.pairing import choose_pair
from kbapp.gateways import read_gateways, recognise
from kbapp.gateways.spelling import spelling_of
from kbapp.model.gateway import LEFT_IS_LOCAL, Gateway
from kbapp.model.proposal import Proposal
from tests.gateways.dirty import explicit, strange

SWANCTL = """connections {
  site {
    remote_addrs = 203.0.113.10
    version = 2
    proposals = aes256-sha256-modp2048
    local { auth = psk
      id = branch.example.com }
    remote { auth = psk }
    children { net {
      local_ts = 10.2.0.0/16
      remote_ts = 10.1.0.0/16
      esp_proposals = aes256-sha256
    } }
  }
}
secrets { ike-site-a { id-1 = 203.0.113.10
  secret = "not-a-real-key" } }
"""
STRONGSWAN = """conn %default
    keyexchange=ikev2
    authby=secret
conn site
    left=198.51.100.7
    right=203.0.113.10
    leftsubnet=10.2.0.0/16
    rightsubnet=10.1.0.0/16
    ike=aes256-sha256-modp2048!
    esp=aes256-sha256!
    auto=start
198.51.100.7 203.0.113.10 : PSK "not # a real key"
"""
LIBRESWAN = """conn site
    left=198.51.100.7
    right=203.0.113.10
    leftsubnet=10.2.0.0/16
    rightsubnet=10.1.0.0/16
    authby=secret
    ikev2=insist
    keyexchange=ike
    ike=aes256-sha2_256;modp2048
    phase2alg=aes256-sha2_256
    dpddelay=10
    auto=start
"""
IKED = """ikev2 "site" active esp \\
    from 10.2.0.0/16 to 10.1.0.0/16 \\
    local 198.51.100.7 peer 203.0.113.10 \\
    ikesa enc aes-256 prf hmac-sha2-256 auth hmac-sha2-256 group modp2048 \\
    childsa enc aes-256-gcm \\
    psk "not-a-real-key"
"""
TEXTS = {"strongswan-swanctl": SWANCTL, "strongswan-ipsec": STRONGSWAN, "libreswan": LIBRESWAN, "openiked": IKED}
PLACES = {
    "a here-document": "#!/bin/sh\ncat > /etc/x.conf <<EOF\n{}EOF\nsystemctl restart ipsec\nid=1\n",
    "a prompt": "[root@gw ~]# cat /etc/x.conf\n{}[root@gw ~]# ipsec status\n",
    "another prompt": "admin@fw:~$ sudo cat /etc/x.conf\n{}admin@fw:~$ \n",
    "an article": "## Configuration\n\n```\n{}```\n\nThen restart the daemon: done = yes\n",
}


def one(text: str) -> Gateway:
    gateways = read_gateways(text)
    assert len(gateways) == 1
    return gateways[0]


def listed(text: str, form: str) -> str:
    return "\n".join(form.format(number, line) for number, line in enumerate(text.rstrip("\n").split("\n"), 1))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("format_name", TEXTS)
def test_what_stands_around_changes_nothing(format_name: str, place: str) -> None:
    text = PLACES[place].replace("{}", TEXTS[format_name])
    assert recognise(text) == format_name
    assert explicit(one(text)) == explicit(one(TEXTS[format_name]))
    assert strange([one(text)]) == strange([one(TEXTS[format_name])])


@pytest.mark.parametrize("form", ["{:6}\t{}", "{}:{}", "{0:3}  {1}", "> {1}"])
@pytest.mark.parametrize("format_name", TEXTS)
def test_a_listing_before_each_line_changes_nothing(format_name: str, form: str) -> None:
    text = listed(TEXTS[format_name], form)
    assert recognise(text) == format_name
    assert explicit(one(text)) == explicit(one(TEXTS[format_name]))


PLACEHOLDERS = (
    "$PEER",
    "${PEER}",
    "{{ peer }}",
    '{{ join "," .Values.peers }}',
    "<peer ip>",
    "${var.peer}",
    "%PEER_IP%",
)


@pytest.mark.parametrize("word", PLACEHOLDERS)
@pytest.mark.parametrize("format_name", ["strongswan-swanctl", "strongswan-ipsec", "libreswan"])
def test_a_placeholder_is_unknown_and_no_value(format_name: str, word: str) -> None:
    text = TEXTS[format_name].replace("203.0.113.10", word).replace("10.1.0.0/16", word)
    gateway = one(text)
    for name in ("remote.address", "remote.subnets"):
        assert (gateway.get(name).value, gateway.get(name).source) == (None, "unknown"), name


def test_a_placeholder_for_the_key_and_the_name() -> None:
    text = SWANCTL.replace('"not-a-real-key"', "${key}").replace("  site {", "  ${name} {").replace("branch.", "${x}.")
    gateway = one(text)
    assert gateway.connection == "${name}"
    assert (gateway.get("auth.psk").value, gateway.get("local.id").value) == (None, None)
    assert gateway.get("esp.encryption").value == ("AES_CBC_256",)


CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    # (text, replaced, by, what it then says; None: not explicit)
    (SWANCTL, "version = 2", "version = 2\n    reauth_time = 0s", {"ike.lifetime_s": None}),
    (SWANCTL, "version = 2", "reauth_time = 1440m", {"ike.lifetime_s": 86400}),
    (SWANCTL, "version = 2", "mobike = no\n    encap = yes", {"mobike": False, "forced_encapsulation": True}),
    (SWANCTL, "version = 2", "childless = force", {"ike.childless": "force"}),
    (SWANCTL, "-modp2048", "-sm2p256v1", {"ike.dh_groups": None, "ike.encryption": ["AES_CBC_256"]}),
    (SWANCTL, "10.2.0.0/16", "dynamic[udp/1701]", {"local.subnets": None}),
    (SWANCTL, "branch.example.com", "%any", {"local.id": None}),
    (STRONGSWAN, "auto=start", "auto=start\n    lifebytes=1048576", {"esp.lifetime_kb": 1024}),
    (STRONGSWAN, "10.1.0.0/16", "10.1.0.5[tcp]", {"remote.subnets": ["10.1.0.5/32"]}),
    (STRONGSWAN, "auto=start", "auto=add  // by hand", {"initiates": "no"}),
    (STRONGSWAN, "-modp2048!", "!", {"ike.dh_groups": None}),
    (STRONGSWAN, "auto=start", "mobike=no\n    compress=yes", {"mobike": False, "esp.ipcomp": True}),
    (STRONGSWAN, "auto=start", "forceencaps=yes", {"forced_encapsulation": True}),
    (STRONGSWAN, "left=198.51.100.7", "left=198.51.100.7\n    leftid=#OUR_ADDRESS", {"local.id": None}),
    (STRONGSWAN, "auto=start", "dpddelay=30s", {"dpd.enabled": None, "dpd.interval_s": 30}),
    (STRONGSWAN, "authby=secret", "authby=secret\n    keylife=20m", {"esp.lifetime_s": 1200}),
    (STRONGSWAN, "authby=secret\nconn site", "keylife=20m\nconn site\n    lifetime=1h", {"esp.lifetime_s": 3600}),
    (LIBRESWAN, "auto=start", "leftid=HUB    <--the cloud's", {"local.id": {"type": "fqdn", "value": "HUB"}}),
    (LIBRESWAN, "ikev2=insist", "", {"ike.version": None}),
    (LIBRESWAN, "ikev2=insist", "ikev2=never", {"ike.version": "ikev1"}),
    (LIBRESWAN, "dpddelay=10", "dpddelay=0", {"dpd.enabled": False}),
    (LIBRESWAN, "=aes256-sha2_256\n", "=aes_gcm-null,aes128-sha1\n", {"esp.integrity": ["HMAC_SHA1_96"]}),
    (LIBRESWAN, ";modp2048", "", {"ike.dh_groups": None, "ike.integrity": ["HMAC_SHA2_256_128"]}),
    (LIBRESWAN, "auto=start", "auth=esp\n    leftid=%fromcert", {"esp.protocol": "esp", "local.id": None}),
    (LIBRESWAN, "auto=start", "phase2=aes256-sha1", {"esp.protocol": None}),
    (LIBRESWAN, "10.1.0.0/16", "vhost:%priv", {"remote.subnets": None}),
    (IKED, "local 198.51.100.7", "local egress", {"local.address": None}),
    (IKED, "peer 203.0.113.10", "peer 0.0.0.0/0", {"remote.address": None}),
    (IKED, "from 10.2.0.0/16", "from dynamic to any from 10.2.0.0/16", {"local.subnets": ["10.2.0.0/16"]}),
    (IKED, "active esp", "active esp proto gre", {"ike.prf": ["PRF_HMAC_SHA2_256"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "new", "expected"), CASES)
def test_single_settings(text: str, old: str, new: str, expected: dict[str, Any]) -> None:
    assert old in text
    found = explicit(one(text.replace(old, new)))
    assert {name: found.get(name) for name in expected} == expected


def test_iked_without_a_group_in_childsa_has_no_pfs_by_default() -> None:
    value = one(IKED).get("esp.pfs_groups")
    assert (value.value, value.source) == ((), "default")


def test_a_value_is_shown_as_it_was_written() -> None:
    gateway = one(LIBRESWAN)
    assert (gateway.get("ike.encryption").text, gateway.get("ike.encryption").line) == ("aes256-sha2_256;modp2048", 9)
    assert one(IKED).get("esp.encryption").line == 5


def test_a_connection_that_others_include_is_one_where_it_has_auto() -> None:
    text = "conn a\n  also=b\n" + LIBRESWAN.replace("conn site", "conn b")
    assert [gateway.connection for gateway in read_gateways(text)] == ["a", "b"]
    shared = text.replace("auto=start", "").replace("also=b", "also=b\n  auto=add")
    assert [gateway.connection for gateway in read_gateways(shared)] == ["a"]


def test_the_end_with_the_default_route_is_the_local_one() -> None:
    gateway = one(LIBRESWAN.replace("right=203.0.113.10", "right=%defaultroute"))
    assert (gateway.oriented, gateway.get("remote.address").value) == (True, "198.51.100.7")
    assert gateway.get("local.subnets").value == ("10.1.0.0/16",)
    assert strange([gateway]) == []


def test_which_end_is_local_is_said_until_the_other_gateway_shows_it() -> None:
    cloud = read_gateways('{"InternetIp": "198.51.100.7", "IkeConfig": {"IkeVersion": "ikev2", "IkeEncAlg": "aes"}}')
    site = read_gateways(LIBRESWAN)
    assert site[0].remarks[-1].message == LEFT_IS_LOCAL
    pair = choose_pair(cloud, site)
    assert pair is not None
    assert (pair.right.get("remote.address").value, pair.right.remarks) == ("198.51.100.7", ())


def test_children_that_differ_are_told_apart() -> None:
    second = "} other {\n      remote_ts = 10.9.0.0/16\n      esp_proposals = aes128-sha1\n    } }"
    text = SWANCTL.replace("} }\n  }\n}", second + "\n  }\n}", 1)
    gateway = one(text)
    assert gateway.get("esp.encryption").value == ("AES_CBC_256",)
    assert any("child other differs" in remark for remark in strange([gateway]))


def test_the_only_key_without_readable_owners_is_this_connections() -> None:
    text = LIBRESWAN.replace("198.51.100.7", "$US").replace("203.0.113.10", "$THEM")
    assert one(text + '$US $THEM : PSK "not-a-real-key"\n').get("auth.psk").as_json() == "(set)"
    assert one(text + '$US $THEM : PSK "$KEY"\n').get("auth.psk").value is None


AWS = """<vpn_connection id="vpn-1"><ipsec_tunnel>
<customer_gateway><tunnel_outside_address><ip_address>198.51.100.7</ip_address></tunnel_outside_address>
<tunnel_inside_address><ip_address>169.254.9.2</ip_address></tunnel_inside_address><bgp><asn>65001</asn></bgp>
</customer_gateway><vpn_gateway><tunnel_outside_address><ip_address>203.0.113.18</ip_address></tunnel_outside_address>
</vpn_gateway><ike><encryption_protocol>aes-128-cbc</encryption_protocol><lifetime>28800</lifetime></ike>
</ipsec_tunnel></vpn_connection>"""


@pytest.mark.parametrize("text", [AWS, f"$ cat aws.xml\n{AWS}\n$ \n", json.dumps({"configuration": AWS + "\n"})])
def test_aws_alone_in_a_session_and_in_a_state_file(text: str) -> None:
    gateway = read_gateways(text, "aws")[0]
    assert gateway.get("remote.address").value == "198.51.100.7"
    assert gateway.get("ike.lifetime_s").value == 28800
    assert (gateway.get("remote.bgp_asn").value, gateway.get("remote.bgp_address").value) == ("65001", "169.254.9.2")


def test_libreswan_writes_the_group_behind_a_semicolon() -> None:
    spelling = spelling_of("libreswan")
    assert spelling is not None
    assert spelling.suite is not None
    suite = Proposal("IKE", ("AES_CBC_256",), ("HMAC_SHA2_256_128",), ("PRF_HMAC_SHA2_256",), ("MODP_2048",))
    assert spelling.suite(suite) == "aes256-sha2_256;modp2048"
    assert spelling.suite(Proposal("ESP", ("AES_GCM_16_256",))) == "aes_gcm256"
    assert spelling.suite(Proposal("ESP", ("DES_CBC",), ("HMAC_SHA1_96",))) is None
