"""Configurations as guides and programs show them: two routers in one text, quoted lines, parts only."""

from __future__ import annotations

from kbapp.gateways import read_gateways, recognise
from kbapp.model.gateway import Gateway

IOS = """hostname {name}
crypto isakmp policy 5
 encr aes 256
 hash sha256
 authentication pre-share
 group {group}
crypto isakmp key Invented-1 address {peer}
crypto ipsec transform-set TS esp-aes 256 esp-sha256-hmac
crypto map CM 10 ipsec-isakmp
 set peer {peer}
 set transform-set TS
 match address 110
access-list 110 permit ip {local} 0.0.0.255 {remote} 0.0.0.255
"""


def _values(gateway: Gateway) -> dict[str, object]:
    return {name: value.as_json() for name, value in gateway.parameters.items() if value.source == "explicit"}


def _read(text: str, form: str) -> dict[str | None, dict[str, object]]:
    assert recognise(text) == form
    return {gateway.connection: _values(gateway) for gateway in read_gateways(text)}


def test_two_routers_of_one_document_are_two_connections_with_their_own_values() -> None:
    first = IOS.format(name="R1", group=14, peer="198.51.100.2", local="10.1.0.0", remote="10.2.0.0")
    second = IOS.format(name="R2", group=5, peer="203.0.113.1", local="10.2.0.0", remote="10.1.0.0")
    text = f"## One\n```\n{first}```\n## Two\n```\n{second}```\n"
    found = _read(text, "cisco-ios")
    assert list(found) == ["R1/CM 10", "R2/CM 10"]
    one, two = found.values()
    assert (one["remote.address"], one["ike.dh_groups"], one["local.subnets"]) == (
        "198.51.100.2",
        ["MODP_2048"],
        ["10.1.0.0/24"],
    )
    assert (two["remote.address"], two["ike.dh_groups"], two["local.subnets"]) == (
        "203.0.113.1",
        ["MODP_1536"],
        ["10.2.0.0/24"],
    )
    lines = text.splitlines()
    for gateway in read_gateways(text):
        line = gateway.get("remote.address").line
        assert line is not None
        assert str(gateway.get("remote.address").as_json()) in lines[line - 1]


def test_a_name_said_twice_or_in_a_part_without_ipsec_leaves_one_device() -> None:
    one = IOS.format(name="R1", group=14, peer="198.51.100.2", local="10.1.0.0", remote="10.2.0.0")
    for text in (one + "hostname R1\n", one + "hostname R9\n", "hostname R0\n" + one):
        assert list(_read(text, "cisco-ios")) == ["CM 10"]


JUNOS = [
    "set security ike proposal P encryption-algorithm aes-256-cbc",
    "set security ike policy POL proposals P",
    'set security ike policy POL pre-shared-key ascii-text "Invented-1"',
    "set security ike gateway G ike-policy POL",
    "set security ike gateway G address 198.51.100.7",
    "set security ipsec proposal P2 encryption-algorithm aes-128-cbc",
    "set security ipsec policy POL2 perfect-forward-secrecy keys group14",
    "set security ipsec policy POL2 proposals P2",
    "set security ipsec vpn V ike gateway G",
    "set security ipsec vpn V ike ipsec-policy POL2",
]


def test_junos_lines_of_a_program_read_as_the_plain_ones() -> None:
    plain = _read("\n".join(JUNOS), "juniper")
    assert plain["V"]["esp.pfs_groups"] == ["MODP_2048"]
    assert _read("\n".join(f"    '{line}'," for line in JUNOS), "juniper") == plain
    assert _read("\n".join(f"  - '{line}'" for line in JUNOS), "juniper") == plain
    assert _read("  code: `" + "\n".join(JUNOS) + "`,\n},\n", "juniper") == plain
    edited = "\n".join(
        "edit {} {} {} {}\nset {}\ntop".format(*line.split()[1:5], " ".join(line.split()[5:])) for line in JUNOS
    )
    assert _read(edited, "juniper") == plain


def test_junos_services_of_an_mx() -> None:
    text = """set services ipsec-vpn rule R term T from source-address 10.5.0.0/16
set services ipsec-vpn rule R term T from destination-address 10.6.0.0/16
set services ipsec-vpn rule R term T then remote-gateway 203.0.113.44
set services ipsec-vpn rule R term T then dynamic ike-policy IKE-A
set services ipsec-vpn rule R term T then dynamic ipsec-policy ESP-A
set services ipsec-vpn rule R term T then strange-thing 7
set services ipsec-vpn ipsec proposal E1 encryption-algorithm aes-256-cbc
set services ipsec-vpn ipsec policy ESP-A perfect-forward-secrecy keys group2
set services ipsec-vpn ipsec policy ESP-A proposals E1
set services ipsec-vpn ike proposal K1 dh-group group5
set services ipsec-vpn ike policy IKE-A proposals K1
set services ipsec-vpn establish-tunnels immediately
set services service-set S ipsec-vpn-options local-gateway 192.0.2.4
set services service-set S ipsec-vpn-rules R
"""
    found = _read(text, "juniper")["R T"]
    wanted = {
        "local.address": "192.0.2.4",
        "remote.address": "203.0.113.44",
        "local.subnets": ["10.5.0.0/16"],
        "remote.subnets": ["10.6.0.0/16"],
        "ike.dh_groups": ["MODP_1536"],
        "esp.encryption": ["AES_CBC_256"],
        "esp.pfs_groups": ["MODP_1024"],
        "initiates": "yes",
    }
    assert {name: found.get(name) for name in wanted} == wanted
    (gateway,) = read_gateways(text)
    assert any("strange-thing 7" in remark.message.en for remark in gateway.remarks)


def test_asa_settings_below_the_map_and_a_tunnel_group_alone() -> None:
    group = "tunnel-group 198.51.100.9 type ipsec-l2l\ntunnel-group 198.51.100.9 ipsec-attributes\n"
    text = group + " ikev1 pre-shared-key Invented-1\n" + "crypto ikev1 policy 3\n encryption aes-256\n group 5\n"
    alone = _read(text, "cisco-asa")["198.51.100.9"]
    assert alone.pop("ike.proposals")
    assert alone == {
        "remote.address": "198.51.100.9",
        "ike.version": "ikev1",
        "ike.encryption": ["AES_CBC_256"],
        "ike.dh_groups": ["MODP_1536"],
        "auth.psk": "(set)",
    }
    (gateway,) = read_gateways(text)
    assert not any(name.startswith("esp.") for name in gateway.parameters)
    below = text + "crypto map M 10 ipsec-isakmp\n set peer 198.51.100.9\n set pfs group5\n match address NONE\n"
    found = _read(below, "cisco-asa")["M 10"]
    assert (found["remote.address"], found["esp.pfs_groups"]) == ("198.51.100.9", ["MODP_1536"])


def test_the_strict_mark_is_strongswans_and_the_semicolon_libreswans() -> None:
    text = "conn c\n  left=192.0.2.1\n  right=198.51.100.2\n  pfs=yes\n  phase2=esp\n  ike={}\n"
    for value, form in (
        ("aes256-sha256-modp2048!", "strongswan-ipsec"),
        ("aes256-sha256-modp2048! # only this", "strongswan-ipsec"),
        ("aes256-sha2_256;modp2048", "libreswan"),
        ("aes256-sha256-modp2048", "libreswan"),
    ):
        assert recognise(text.format(value)) == form
