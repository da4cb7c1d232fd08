"""Shapes met in the field of PAN-OS, VyOS, EdgeOS, RouterOS, pfSense and OPNsense; the values are invented."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from kbapp.gateways import UnreadableError, read_gateways, recognise
from tests.gateways.dirty import explicit, strange

PANOS_GATEWAY = "set network ike gateway GW"
XML_GATEWAY = (
    "<gateway><entry name='GW'><authentication><pre-shared-key><key>-AQ==z</key></pre-shared-key></authentication>"
    "<protocol><version>ikev2</version></protocol><peer-address><ip>203.0.113.10</ip></peer-address></entry></gateway>"
)
PHASE1 = "<phase1><ikeid>1</ikeid><remote-gateway>203.0.113.10</remote-gateway>{}</phase1>"
VYOS_PEER = "set vpn ipsec site-to-site peer 203.0.113.10 ike-group G\n"
ROUTEROS = "/ip ipsec peer\nadd address=203.0.113.10/32 name=p profile=f\n"

CASES = {
    "several settings in one PAN-OS line": (
        "paloalto",
        f"{PANOS_GATEWAY} protocol ikev2 ike-crypto-profile P dpd enable yes\n"
        f"{PANOS_GATEWAY} protocol version ikev2\n"
        f"{PANOS_GATEWAY} local-address interface ethernet1/1 ip 198.51.100.2/28\n"
        f"{PANOS_GATEWAY} local-id id a@example.com type ufqdn\n"
        "set network ike crypto-profiles ike-crypto-profiles P hash sha384 dh-group [group20] lifetime minutes 60",
        {
            "ike.version": "ikev2",
            "local.address": "198.51.100.2",
            "local.id": {"type": "user-fqdn", "value": "a@example.com"},
            "ike.integrity": ["HMAC_SHA2_384_192"],
            "ike.dh_groups": ["ECP_384"],
            "ike.lifetime_s": 3600,
            "dpd.enabled": True,
        },
    ),
    "an edit session": (
        "paloalto",
        "a@fw# edit network ike gateway GW\n set peer-address ip 203.0.113.10\n set protocol ikev1 exchange-mode main\n"
        "top",
        {"remote.address": "203.0.113.10", "ike.mode": "main"},
    ),
    "a Panorama template, continued lines": (
        "paloalto",
        f"set template T config {PANOS_GATEWAY[4:]} \\\n\n  peer-address ip 203.0.113.10 \\\n"
        "  protocol version ikev2-preferred",
        {"remote.address": "203.0.113.10", "ike.version": "any"},
    ),
    "the braces of show": (
        "paloalto",
        "a@fw# show network ike gateway\ngateway {\n GW {\n peer-address {\n ip 203.0.113.10;\n}\n protocol-common {\n"
        " nat-traversal {\n enable no;\n}\n}\n}\n}\n[edit]\na@fw# show network ike crypto-profiles\n"
        "ike-crypto-profiles {\n}",
        {"remote.address": "203.0.113.10", "nat_traversal": False},
    ),
    "an element out of PAN-OS XML, a prompt around it": (
        "paloalto",
        f"a@fw# show\n<ike>{XML_GATEWAY}\n<crypto-profiles>\n[edit]\na@fw#",
        {"auth.method": "psk", "auth.psk": "(set)", "ike.version": "ikev2", "remote.address": "203.0.113.10"},
    ),
    "Vyatta's older words": (
        "vyos",
        VYOS_PEER + "set vpn ipsec site-to-site peer 203.0.113.10 local-ip 198.51.100.2\n"
        "set vpn ipsec site-to-site peer 203.0.113.10 tunnel 1 local subnet 10.1.0.0/16\n"
        "set vpn ipsec site-to-site peer 203.0.113.10 authentication id @hq.example.com",
        {
            "remote.address": "203.0.113.10",
            "local.address": "198.51.100.2",
            "local.subnets": ["10.1.0.0/16"],
            "local.id": {"type": "fqdn", "value": "hq.example.com"},
        },
    ),
    "commands quoted in a script, comments behind them": (
        "vyos",
        '  "set vpn ipsec site-to-site peer 203.0.113.10 connection-type respond",\n'
        "- 'set vpn ipsec site-to-site peer 203.0.113.10 local-address 198.51.100.2'\n"
        "set vpn ipsec site-to-site peer 203.0.113.10 vti bind vti0   # bind it",
        {"remote.address": "203.0.113.10", "initiates": "no", "local.address": "198.51.100.2"},
    ),
    "a hash beside a combined cipher": (
        "vyos",
        VYOS_PEER + "set vpn ipsec ike-group G proposal 1 encryption aes256gcm128\n"
        "set vpn ipsec ike-group G proposal 1 hash sha384\nset vpn ipsec ike-group G proposal 1 dh-group 20",
        {
            "remote.address": "203.0.113.10",
            "ike.encryption": ["AES_GCM_16_256"],
            "ike.integrity": ["HMAC_SHA2_384_192"],
            "ike.dh_groups": ["ECP_384"],
            "ike.proposals": ["AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384"],
        },
    ),
    "a RouterOS script with variables": (
        "mikrotik",
        ':local far "203.0.113.10"\n:local key "k"\n'
        '/ip/ipsec/peer add name=p address=($far . "/32") exchange-mode=ike2\n'
        '/ip ipsec identity add peer=p secret=$key remote-id=("address:" . $far)',
        {
            "remote.address": "203.0.113.10",
            "ike.version": "ikev2",
            "auth.psk": "(set)",
            "remote.id": {"type": "ipv4", "value": "203.0.113.10"},
        },
    ),
    "what print shows": (
        "mikrotik",
        "[a@gw] /ip ipsec> policy print\nFlags: T - template\n 0 T * src-address=::/0 proposal=default template=yes\n"
        " 1     src-address=10.1.0.0/16:any dst-address=10.2.0.0/16 tunnel=yes\n      sa-dst-address=203.0.113.10\n"
        "[a@gw] /ip ipsec> peer print\nFlags: X - disabled\n 0   ;;; hq\n"
        "     address=203.0.113.10/32 dh-group=modp1024,modp768",
        {
            "remote.address": "203.0.113.10",
            "ike.dh_groups": ["MODP_1024", "MODP_768"],
            "esp.mode": "tunnel",
            "local.subnets": ["10.1.0.0/16"],
            "remote.subnets": ["10.2.0.0/16"],
        },
    ),
    "an old default proposal, a blank behind an equals sign": (
        "mikrotik",
        '/ip ipsec peer\nadd address=203.0.113.10 comment="" enc-algorithm= 3des\n/ip ipsec proposal\n'
        "set default pfs-group=none\n/ip ipsec policy\nadd sa-dst-address=203.0.113.10 dst-address=10.2.0.0/16",
        {
            "remote.address": "203.0.113.10",
            "ike.encryption": ["3DES_CBC"],
            "esp.pfs_groups": [],
            "remote.subnets": ["10.2.0.0/16"],
        },
    ),
    "every key length of pfSense's auto": (
        "pfsense",
        "<ipsec>" + PHASE1.format("<iketype>auto</iketype>") + "<phase2><ikeid>1</ikeid><encryption-algorithm-option>"
        "<name>aes</name><keylen>auto</keylen></encryption-algorithm-option><pfsgroup>0</pfsgroup></phase2></ipsec>",
        {
            "ike.version": "any",
            "remote.address": "203.0.113.10",
            "esp.encryption": ["AES_CBC_256", "AES_CBC_192", "AES_CBC_128"],
            "esp.pfs_groups": [],
        },
    ),
    "a piece cut out of config.xml": (
        "pfsense",
        "<ikeid>1</ikeid>\n<remote-gateway>203.0.113.10</remote-gateway>\n<pre-shared-key>a&b</pre-shared-key>\n"
        "<mode>aggressive</mode>\n</phase1>\n<phase2><ikeid>1</ikeid><lifetime>3600</lifetime><pfsgr",
        {"remote.address": "203.0.113.10", "auth.psk": "(set)", "ike.mode": "aggressive", "esp.lifetime_s": 3600},
    ),
    "the network that the peer sees behind a translation": (
        "pfsense",
        "<ipsec>"
        + PHASE1.format("")
        + "<phase2><ikeid>1</ikeid><localid><address>10.9.0.0</address><netbits>16</netbits>"
        "</localid><natlocalid><type>network</type><address>10.1.0.0</address><netbits>16</netbits></natlocalid></phase2>"
        "</ipsec>",
        {"remote.address": "203.0.113.10", "local.subnets": ["10.1.0.0/16"]},
    ),
    "OPNsense's entries by uuid": (
        "opnsense",
        "<Swanctl version='1'><Connections><Connection uuid='u'><remote_addrs>203.0.113.10</remote_addrs>"
        "<version>2</version></Connection></Connections><children><child uuid='a'><enabled>0</enabled>"
        "<connection>u</connection><local_ts>10.9.0.0/16</local_ts></child><child uuid='b'><connection>u</connection>"
        "<local_ts>10.1.0.0/16</local_ts></child></children></Swanctl>",
        {"remote.address": "203.0.113.10", "ike.version": "ikev2", "local.subnets": ["10.1.0.0/16"]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_shape_is_read_in_full(name: str) -> None:
    format_name, text, expected = CASES[name]
    assert recognise(text) == format_name
    (gateway,) = read_gateways(text)
    assert explicit(gateway) == expected


STRANGE = {
    "paloalto": (f"{PANOS_GATEWAY} peer-address ip 203.0.113.10\n{PANOS_GATEWAY} speed fast", "speed fast"),
    "vyos": (VYOS_PEER + "set vpn ipsec site-to-site peer 203.0.113.10 speed fast", "speed fast"),
    "mikrotik": (ROUTEROS + "add speed=fast address=203.0.113.11 name=q", "speed"),
    "pfsense": ("<ipsec>" + PHASE1.format("<speed>fast</speed>") + "</ipsec>", "<speed> fast"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_is_dropped_in_silence(name: str) -> None:
    text, expected = STRANGE[name]
    assert any("not understood" in remark and expected in remark for remark in strange(read_gateways(text, name)))


def test_a_key_never_stands_in_a_remark() -> None:
    text = f"{PANOS_GATEWAY} authentication pre-shared-key TopSecret1\n{PANOS_GATEWAY} peer-address ip 203.0.113.10"
    gateways = read_gateways(text + "\n/ip ipsec peer\nsecret=TopSecret1", "paloalto")
    assert strange(gateways)
    assert "TopSecret1" not in " ".join(strange(gateways))


def test_disabled_connections_are_named_or_read_where_nothing_else_is_there() -> None:
    off = "add address=203.0.113.11 name=off disabled=yes\n"
    both = read_gateways(ROUTEROS + off)
    assert [gateway.connection for gateway in both] == ["p"]
    assert "disabled, not listed: off" in strange(both)
    (alone,) = read_gateways("/ip ipsec peer\n" + off)
    assert alone.connection == "off"


def test_templates_of_one_panorama_are_told_apart() -> None:
    lines = [
        f"set template {name} config {PANOS_GATEWAY[4:]} peer-address ip 203.0.113.{name[1]}" for name in ("T1", "T2")
    ]
    found = {gateway.connection: explicit(gateway)["remote.address"] for gateway in read_gateways("\n".join(lines))}
    assert found == {"T1/GW": "203.0.113.1", "T2/GW": "203.0.113.2"}


def test_an_identity_by_address_is_no_more_than_a_default() -> None:
    kinds = "<myid_type>myaddress</myid_type><peerid_type>peeraddress</peerid_type>"
    (gateway,) = read_gateways(f"<ipsec>{PHASE1.format(kinds)}</ipsec>")
    assert (str(gateway.get("remote.id").value), gateway.get("remote.id").source) == ("203.0.113.10", "default")
    assert gateway.get("local.id").source == "unknown"


def test_vyos_puts_the_group_of_phase_1_into_phase_2() -> None:
    text = VYOS_PEER + (
        "set vpn ipsec ike-group G proposal 1 dh-group 14\nset vpn ipsec esp-group E proposal 1 encryption aes256\n"
        "set vpn ipsec site-to-site peer 203.0.113.10 default-esp-group E\n"
        "set vpn ipsec site-to-site peer 203.0.113.10 authentication mode pre-shared-secret\n"
        "set vpn ipsec site-to-site peer 203.0.113.10 local-address 198.51.100.2\n"
    )
    (gateway,) = read_gateways(text)
    assert (gateway.get("esp.pfs_groups").value, gateway.get("esp.pfs_groups").source) == (("MODP_2048",), "default")
    assert gateway.get("esp.proposals").value == ("AES_CBC_256/HMAC_SHA1_96/MODP_2048",)
    assert (str(gateway.get("local.id").value), gateway.get("local.id").source) == ("198.51.100.2", "default")


def test_lines_are_those_of_the_values() -> None:
    text = "\n/ip ipsec peer\nadd address=203.0.113.10/32 \\\n    exchange-mode=ike2 \\\n    name=p\n"
    (gateway,) = read_gateways(text)
    assert (gateway.get("remote.address").line, gateway.get("ike.version").line) == (3, 4)
    piece = "\n<remote-gateway>203.0.113.10</remote-gateway>\n<ikeid>1</ikeid>\n<lifetime>60</lifetime>\n</phase1>"
    (cut,) = read_gateways(piece)
    assert (cut.get("remote.address").line, cut.get("ike.lifetime_s").line) == (2, 4)


HOSTILE = {
    "pfsense": ("<phase1>", "</b><a>", "<!--", "<![CDATA["),
    "paloalto": ("<a", "edit a\n", "set network ike gateway G [ "),
    "vyos": ("{{", "${", "/*", "delete a b\nset a b\n", "set vpn ipsec esp-group A \\\n"),
    "mikrotik": ('"', "(a=(", "/ip ipsec peer \\\n"),
}


@pytest.mark.parametrize(("name", "piece"), [(name, piece) for name, pieces in HOSTILE.items() for piece in pieces])
def test_the_time_grows_with_the_length_only(name: str, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    with suppress(UnreadableError):
        read_gateways(text, name)
    assert time.process_time() - started < 1.5
