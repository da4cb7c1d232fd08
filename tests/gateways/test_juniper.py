"""Junos as people paste it: parts of a text, groups, policies, sessions; invented values in the shapes of the field."""

from __future__ import annotations

import time

import pytest

from kbapp.gateways import recognise
from kbapp.gateways.platforms.juniper import read
from tests.gateways.dirty import defaults, explicit, strange

PROPOSALS = """\
set security ike proposal P1 authentication-method pre-shared-keys dh-group group14 encryption-algorithm aes-256-gcm
set security ike policy POL proposals P1 pre-shared-key ascii-text secret1
set security ike gateway GW ike-policy POL address 198.51.100.4 external-interface ge-0/0/0 version v2-only
set security ipsec proposal P2 protocol esp encryption-algorithm aes-128-cbc authentication-algorithm hmac-sha1-96
set security ipsec policy POL2 proposals P2
"""
VPN = "set security ipsec vpn V ike gateway GW ipsec-policy POL2\n"

BARE = """\
# show security ike
proposal P1 {
    authentication-method pre-shared-keys;
    dh-group group5;
    authentication-algorithm sha1;
    encryption-algorithm aes-128-cbc;
}
policy POL {
    proposals P1;
    pre-shared-key ascii-text "$9$abc"; ## SECRET-DATA
}
gateway GW {
    ike-policy POL;
    address 198.51.100.4;
    external-interface ge-0/0/1.0;
}
#show security ipsec
proposal P2 {
    authentication-algorithm hmac-sha1-96;
    encryption-algorithm aes-128-cbc;
}
policy POL2 {
    proposals P2;
}
vpn V {
    bind-interface st0.1;
    ike {
        gateway GW;
        ipsec-policy POL2;
    }
}
#show interfaces
ge-0/0/1 {
    unit 0 {
        family inet {
            address 203.0.113.7/29;
        }
    }
}
"""

SESSION = """\
[edit security ike]
admin@fw# set proposal P1 dh-group group2
admin@fw# set proposal P1 encryption-algorithm 3des-cbc
admin@fw# set policy POL proposals P1
admin@fw# set gateway GW ike-policy POL
admin@fw# set gateway GW address 198.51.100.4

[edit security ike]
admin@fw# top

[edit]
admin@fw# set security ipsec vpn V ike gateway GW
admin@fw# delete security ike proposal P1 dh-group
admin@fw# set security ike proposal P1 dh-group group5
"""

GROUPS = """\
set groups COMMON security ike gateway <*> dead-peer-detection interval 15
set groups COMMON security ike gateway <*> version v1-only
set apply-groups COMMON
"""


def only(text: str) -> dict[str, object]:
    gateways = read(text)
    assert len(gateways) == 1
    return explicit(gateways[0])


def test_one_line_may_set_several_leaves() -> None:
    found = only(PROPOSALS + "set security ipsec vpn V bind-interface st0.5 df-bit clear copy-outer-dscp " + VPN[25:])
    assert found["ike.encryption"] == ["AES_GCM_16_256"]
    assert found["ike.dh_groups"] == ["MODP_2048"]
    assert found["esp.encryption"] == ["AES_CBC_128"]
    assert found["esp.integrity"] == ["HMAC_SHA1_96"]
    assert found["auth.psk"] == "(set)"
    assert found["ike.version"] == "ikev2"


def test_every_value_keeps_its_own_line() -> None:
    lines = {name: value.line for name, value in read(BARE)[0].parameters.items() if value.source == "explicit"}
    assert (lines["ike.dh_groups"], lines["ike.integrity"], lines["ike.encryption"]) == (4, 5, 6)
    assert (lines["esp.integrity"], lines["esp.encryption"], lines["local.address"]) == (19, 20, 36)


def test_parts_of_a_text_find_their_place() -> None:
    assert recognise(BARE) == "juniper"
    found = only(BARE)
    assert found["local.address"] == "203.0.113.7"
    assert found["esp.proposals"] == ["AES_CBC_128/HMAC_SHA1_96"]
    assert defaults(read(BARE)[0])["remote.subnets"] == ["0.0.0.0/0"]


def test_a_session_says_where_it_stands_and_what_it_took_back() -> None:
    assert recognise(SESSION.replace("vpn V ike gateway", "vpn V bind-interface st0.0\nset x")) == "juniper"
    found = only(SESSION)
    assert found["ike.encryption"] == ["3DES_CBC"]
    assert found["ike.dh_groups"] == ["MODP_1536"]


def test_groups_fill_what_the_text_leaves_out() -> None:
    found = only(GROUPS + PROPOSALS + VPN)
    assert found["dpd.interval_s"] == 15
    assert found["ike.version"] == "ikev2"


def test_logical_systems_stand_apart() -> None:
    inner = (PROPOSALS + VPN).replace("set security", "set logical-systems LS1 security")
    assert [gateway.connection for gateway in read(PROPOSALS + VPN + inner)] == ["V", "LS1/V"]


POLICY = "set security policies from-zone {0} to-zone {1} policy {2} "


@pytest.mark.parametrize("zones", [("trust", "untrust", "out"), ("corp", "edge", "out")])
def test_the_outbound_policy_tells_the_subnets(zones: tuple[str, str, str]) -> None:
    inside, outside, name = zones
    text = PROPOSALS + VPN
    text += f"set security zones security-zone {outside} interfaces ge-0/0/0.0\n"
    text += "set security address-book global address L1 10.1.0.0/24\n"
    text += "set security address-book global address L2 10.1.1.0/24\n"
    text += "set security address-book global address-set LOCAL address L1\n"
    text += "set security address-book global address-set LOCAL address L2\n"
    text += f"set security zones security-zone {outside} address-book address FAR 10.2.0.0/16\n"
    for source, target, a, b in ((outside, inside, "FAR", "LOCAL"), (inside, outside, "LOCAL", "FAR")):
        stem = POLICY.format(source, target, name)
        text += f"{stem}match source-address {a} destination-address {b} application any\n"
        text += f"{stem}then permit tunnel ipsec-vpn V\n"
    found = only(text)
    assert found["local.subnets"] == ["10.1.0.0/24", "10.1.1.0/24"]
    assert found["remote.subnets"] == ["10.2.0.0/16"]


def test_an_address_that_no_book_explains_is_unknown() -> None:
    stem = POLICY.format("trust", "untrust", "p")
    text = PROPOSALS + VPN + f"{stem}match source-address OURS\n{stem}then permit tunnel ipsec-vpn V\n"
    assert read(text)[0].get("local.subnets").source == "unknown"


def test_several_peers_and_dynamic_ones() -> None:
    several = read(PROPOSALS + VPN + "set security ike gateway GW address 198.51.100.5\n")
    assert [gateway.connection for gateway in several] == ["V 198.51.100.4", "V 198.51.100.5"]
    found = only((PROPOSALS + VPN).replace("address 198.51.100.4", "dynamic hostname far.example.com"))
    assert found["remote.id"] == {"type": "fqdn", "value": "far.example.com"}


def test_what_is_not_understood_is_reported() -> None:
    assert strange(read(PROPOSALS + VPN + "set security ipsec vpn V frobnicate 3\n")) == [
        "not understood: frobnicate 3"
    ]


def test_a_proposal_without_a_group_has_none() -> None:
    assert "ike.dh_groups" not in only(PROPOSALS.replace("dh-group group14 ", "") + VPN)


def test_a_large_text_is_read_in_time() -> None:
    stem = PROPOSALS + VPN
    text = "".join(stem.replace("GW", f"GW{i}").replace(" V ", f" V{i} ") for i in range(1700))
    text += "".join(f"delete security ike gateway OLD{i}\n" for i in range(3000))
    assert len(text) > 1_000_000
    start = time.process_time()
    assert len(read(text)) == 1700
    assert time.process_time() - start < 6  # twice the time of the slowest machine at hand


def test_one_vpn_shown_on_its_own() -> None:
    text = "fw> show configuration security ipsec vpn V\nbind-interface st0.2;\nike {\n    gateway G;\n}\n"
    text += "fw> show configuration security ike gateway G\naddress 198.51.100.31;\nversion v2-only;\n"
    found = only(text)
    assert (found["remote.address"], found["ike.version"]) == ("198.51.100.31", "ikev2")
