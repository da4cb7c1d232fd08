"""Shapes of real Huawei, H3C and Hillstone pastes that once were read wrongly; all names and values are invented."""

from __future__ import annotations

from typing import Any

import pytest

from kbapp.comparison import compare
from kbapp.gateways import read_gateways, recognise
from kbapp.gateways.readers.paste import clean_lines
from kbapp.model.gateway import Gateway
from tests.gateways import dirty

PHASE1 = """\
ike proposal 7
 encryption-algorithm aes-256
 authentication-algorithm sha2-256
 dh group14
"""
PEER = "ike peer p\n ike-proposal 7\n pre-shared-key Test@1234\n remote-address 203.0.113.9\n"
PHASE2 = "ipsec proposal t\n esp authentication-algorithm sha2-256\n esp encryption-algorithm aes-256\n"
POLICY = "ipsec policy m 1 isakmp\n security acl 3100\n ike-peer p\n proposal t\n"
ACL = "acl number 3100\n rule 5 permit ip source 192.168.10.0 0.0.0.255 destination 172.16.0.0 0.0.255.255\n"
WHOLE = PHASE1 + PEER + PHASE2 + POLICY + ACL


def _at_80(text: str) -> str:
    """What a terminal of 80 columns makes of typed lines."""
    return "\n".join(line[at : at + 80] for line in text.splitlines() for at in range(0, len(line), 80))


CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a source interface without its address": (
        "huawei",
        PHASE1 + PEER + PHASE2 + "ipsec profile f\n ike-peer p\n proposal t\ninterface Tunnel0/0/1\n"
        " tunnel-protocol ipsec\n source GigabitEthernet0/0/1\n destination 203.0.113.9\n ipsec profile f\n",
        {"local.address": None, "remote.subnets": ["0.0.0.0/0"]},
    ),
    "the address is negotiated": (
        "huawei",
        WHOLE + "interface Dialer1\n ip address ppp-negotiate\n ipsec policy m\n",
        {"local.address": None},
    ),
    "IPv6, and a blank in the interface's name": (
        "huawei",
        WHOLE + "interface GigabitEthernet1 /0/2\n ipv6 address 2001:db8:2::1/64\n"
        "interface GigabitEthernet1 /0/0\n ipv6 address 2001:db8::1/64\n ipsec policy m\n",
        {"local.address": "2001:db8::1"},
    ),
    "a policy on a tunnel interface, without an access list": (
        "huawei",
        WHOLE.replace(" security acl 3100\n", "") + "interface Tunnel 1\n ip address 169.254.9.1 255.255.255.252\n"
        " tunnel-protocol ipsec\n ipsec policy m\n source 198.51.100.1\n destination 203.0.113.9\n",
        {"local.address": "198.51.100.1", "local.subnets": ["0.0.0.0/0"], "remote.subnets": ["0.0.0.0/0"]},
    ),
    "type and value of an identity on one line": (
        "huawei",
        WHOLE.replace(" remote-address", " remote-id-type ip 203.0.113.77\n remote-address"),
        {"remote.id": {"type": "ipv4", "value": "203.0.113.77"}},
    ),
    "DPD in one line": (
        "huawei",
        WHOLE.replace(" remote-address", " dpd type periodic interval 12 retry 3\n remote-address"),
        {"dpd.enabled": True, "dpd.interval_s": 12},
    ),
    "addresses with letters for digits": (
        "huawei",
        WHOLE.replace("203.0.113.9", "XXXXXXXX").replace("192.168.10.0", "192.168.yyy.0"),
        {"remote.address": None, "local.subnets": None},
    ),
    "notes between the commands": (
        "huawei",
        WHOLE.replace(" dh ", "// 指定 DH 组\n dh ").replace(
            " ike-peer p", "* 调用对等体\n(ike-peer other)\n ike-peer p"
        ),
        {"ike.dh_groups": ["MODP_2048"], "remote.address": "203.0.113.9"},
    ),
    "a rule goes on behind a backslash": (
        "huawei",
        WHOLE.replace(" destination 172", " \\\n\n   destination 172"),
        {"remote.subnets": ["172.16.0.0/16"]},
    ),
    "the terminal broke long lines": (
        "h3c",
        _at_80(
            "[Branch-7-ike-keychain-to-the-cloud] pre-shared-key address 203.0.113.30 255.255.255.255 key simple T@1\n"
            "[Branch-7]ike profile f\n[Branch-7-ike-profile-f]keychain to-the-cloud\n"
            "[Branch-7]ipsec policy m 1 isakmp\n[Branch-7-ipsec-policy-isakmp-m-1]ike-profile f\n"
            "[Branch-7-ipsec-policy-isakmp-m-1]remote-address 203.0.113.30\n"
            "[Branch-7-ipsec-policy-isakmp-m-1]security acl 3100\n"
            "[B-acl-ipv4-adv-3100]rule 0 permit ip source 192.168.10.0 0.0.0.255 destination 172.16.0.0 0.0.255.255\n"
        ),
        {"auth.psk": "(set)", "remote.address": "203.0.113.30", "remote.subnets": ["172.16.0.0/16"]},
    ),
    "the device's own help": (
        "huawei",
        "[R]ike proposal 7\n[R-ike-proposal-7]encryption-algorithm ?\n  des-cbc  56 bits\n  dh group1\n"
        "[R-ike-proposal-7]encryption-algorithm aes-256\n[R-ike-proposal-7]quit\n" + PEER + PHASE2 + POLICY + ACL,
        {"ike.encryption": ["AES_CBC_256"], "ike.dh_groups": None},
    ),
    "SSL VPN behind an interface": (
        "h3c",
        "ike peer p\nremote-address 203.0.113.9\nipsec policy m 1 isakmp\nike-peer p\ninterface GigabitEthernet1/0/3\n"
        "ipsec apply policy m\nsslvpn gateway g\nip address 203.0.113.200\n",
        {"local.address": None},
    ),
    "Efficient VPN": (
        "huawei",
        "ipsec efficient-vpn branch mode client\n remote-address 203.0.113.9 v1\n pre-shared-key cipher Abc@12345\n"
        " dh group14\n local-id-type fqdn\n local-id b7.example.com\ninterface GigabitEthernet1/0/0\n"
        " ip address 198.51.100.7 255.255.255.0\n ipsec efficient-vpn branch\n",
        {
            "auth.psk": "(set)",
            "ike.dh_groups": ["MODP_2048"],
            "ike.version": "ikev1",
            "local.address": "198.51.100.7",
            "local.id": {"type": "fqdn", "value": "b7.example.com"},
            "remote.address": "203.0.113.9",
            "ike.encryption": None,
        },
    ),
    "StoneOS: prompts with interfaces and HA states, proposals that are built in": (
        "hillstone",
        "SG(config)# interface ethernet0/1\nSG(config-if-eth0/1)# zone untrust\n"
        "SG(config-if-eth0/1)# ip address 198.51.100.1/24\nSG(config-if-eth0/1)# exit\n"
        "SG(M0D1)(config)# isakmp peer a\nSG(M0D1)(config-isakmp-peer)# interface ethernet0/1\n"
        "SG(M0D1)(config-isakmp-peer)# peer 203.0.113.9\n"
        "SG(M0D1)(config-isakmp-peer)# isakmp-proposal psk-sha-aes128-g2\n"
        "SG(M0D1)(config-isakmp-peer)# pre-share Test@1234\n<!-- page 9 -->\nSG(M0D1)(config-isakmp-peer)# exit\n"
        "SG(M0D1)(config)# tunnel ipsec v auto\nSG(M0D1)(config-tunnel-ipsec-auto)# isakmp-peer a\n"
        "SG(M0D1)(config-tunnel-ipsec-auto)# ipsec-proposal esp-sha-3des-g0\n",
        {
            "local.address": "198.51.100.1",
            "ike.encryption": ["AES_CBC_128"],
            "ike.dh_groups": ["MODP_1024"],
            "auth.method": "psk",
            "esp.encryption": ["3DES_CBC"],
            "esp.integrity": ["HMAC_SHA1_96"],
            "esp.pfs_groups": [],
        },
    ),
}


def only(gateways: list[Gateway]) -> Gateway:
    (gateway,) = gateways
    return gateway


@pytest.mark.parametrize("name", CASES)
def test_a_shape_is_read(name: str) -> None:
    platform, text, expected = CASES[name]
    assert recognise(text) == platform
    gateway = only(read_gateways(text))
    found = {key: gateway.get(key).as_json() for key in expected}
    assert found == expected
    assert not [remark for remark in dirty.strange([gateway]) if remark.startswith("not understood")]


@pytest.mark.parametrize("name", [name for name in CASES if "terminal broke" not in name])
@pytest.mark.parametrize("form", ["flat", "paged", "crlf", "full width"])
def test_a_shape_survives_a_dirty_paste(name: str, form: str) -> None:
    platform, text, expected = CASES[name]
    gateway = only(read_gateways(dirty.ALWAYS[form](text), platform))
    assert {key: gateway.get(key).as_json() for key in expected} == expected


ERASED = {
    "escape sequences": "  ---- More ----\x1b[42D" + " " * 42 + "\x1b[42D rule 5",
    "their escape characters lost": "---- More ----[42D" + " " * 42 + "[42D rule 5",
    "on the next line": "\x1b[42D" + " " * 42 + "\x1b[42D rule 5",
    "backspaces": "  ---- More ----" + "\x08" * 16 + " " * 16 + "\x08" * 16 + " rule 5",
}


@pytest.mark.parametrize("form", ERASED)
def test_a_wiped_pager_keeps_the_indentation(form: str) -> None:
    assert [line.text for line in clean_lines(ERASED[form])] == [" rule 5"]


def test_what_is_no_command_of_a_policy_is_reported() -> None:
    text = WHOLE.replace(" proposal t\n", " proposal t\n sa lifetime time-based 180\n")
    gateway = only(read_gateways(text))
    assert gateway.get("esp.lifetime_s").source == "default"
    assert dirty.strange([gateway]) == ["not understood: sa lifetime time-based 180"]


def test_a_rule_of_one_protocol_is_told() -> None:
    gateway = only(read_gateways(WHOLE.replace("permit ip", "permit gre")))
    assert gateway.get("local.subnets").as_json() == ["192.168.10.0/24"]
    assert dirty.strange([gateway]) == ["this rule protects GRE packets only, not all IP traffic"]


@pytest.mark.parametrize("before", ["", "    "])
@pytest.mark.parametrize("host", ["R1", "FW-HZ", "Branch-7", "Gateway-of-7"])
def test_a_line_broken_at_the_edge_is_whole_again(before: str, host: str) -> None:
    rule = ACL.splitlines()[1].strip()
    typed = _at_80(f"[{host}]acl number 3100\n[{host}-acl-adv-3100]{rule}").splitlines()
    text = WHOLE.replace(ACL, "") + "".join(f"{before}{line}\n" for line in typed)
    assert len(typed) == 3
    assert only(read_gateways(text, "huawei")).get("remote.subnets").as_json() == ["172.16.0.0/16"]


def test_comware_words_in_a_vrp_text_do_not_make_it_comware() -> None:
    text = WHOLE.replace(" ike-proposal 7\n", " ike-proposal 7\n ikev2 proposal other\n") + " pfs dh-group14\n"
    assert recognise(text.replace("ike proposal 7", "ike proposal 7\n prf hmac-sha2-256", 1)) == "huawei"


PRODUCTS = {
    "AR by its header": ("[V200R010C00SPC200]\n#\n sysname Branch\n#\n", "", ("esp.lifetime_kb", 1843200)),
    "AR by the peer's version": ("", " v1", ("esp.lifetime_kb", 1843200)),
    "NE by its software": ("!Software Version V800R012C10\n#\n", "", ("esp.lifetime_kb", 20000000)),
    "USG by its security policy": (
        "security-policy\n rule name a\n  action permit\n#\n",
        "",
        ("initiates", "on-traffic"),
    ),
    "USG has no such default": ("sysname USG6300\n#\n", "", ("esp.lifetime_kb", None)),
    "no product is told": ("", "", ("esp.lifetime_kb", None)),
    "nor who starts": ("", "", ("initiates", None)),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_a_default_is_the_product_s_own(name: str) -> None:
    header, version, (parameter, wanted) = PRODUCTS[name]
    gateway = only(read_gateways(header + WHOLE.replace("ike peer p\n", f"ike peer p{version}\n")))
    found = gateway.get(parameter)
    assert (found.value, found.source) == (wanted, "unknown" if wanted is None else "default")


CLOUD = """{"VpnConnectionId": "vco-1", "InternetIp": "203.0.113.9", "LocalSubnet": "172.16.0.0/16",
 "RemoteSubnet": "192.168.10.0/24", "IkeConfig": {"IkeVersion": "ikev2", "IkeEncAlg": "aes256", "IkeAuthAlg": "sha256",
 "IkePfs": "group14"}, "IpsecConfig": {"IpsecEncAlg": "aes256", "IpsecAuthAlg": "sha256", "IpsecPfs": "disabled"}}"""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", "note"),
        ("ipsec sha2 compatible enable\n", "match"),
        ("ipsec authentication sha2 compatible enable\n", "match"),
        ("undo ipsec sha2 compatible enable\n", "note"),
    ],
)
def test_the_compatible_mode_is_not_asked_for_where_it_is_on(line: str, wanted: str) -> None:
    result = compare(only(read_gateways(CLOUD)), only(read_gateways(line + WHOLE)))
    found = next(field for field in result.fields if field.field == "esp.integrity")
    assert found.status == wanted


@pytest.mark.parametrize(
    ("profile", "tunnel", "wanted"),
    [
        (
            "ipsec profile f\n ike-peer p\n proposal t\n",
            "interface Tunnel1\n tunnel-protocol gre\n ipsec profile f\n",
            1,
        ),
        (
            "ipsec profile f\n ike-peer p\n proposal t\n",
            "interface Tunnel1\n tunnel-protocol ipsec\n ipsec profile f\n",
            0,
        ),
        ("ipsec profile f isakmp\n", "interface Tunnel1 mode gre\n tunnel protection ipsec profile f\n", 1),
        ("ipsec profile f isakmp\n", "interface Tunnel1 mode ipsec\n tunnel protection ipsec profile f\n", 0),
    ],
)
def test_a_profile_on_a_gre_tunnel_is_told(profile: str, tunnel: str, wanted: int) -> None:
    gateway = only(read_gateways(PHASE1 + PEER + PHASE2 + profile + tunnel, "h3c" if "isakmp" in profile else "huawei"))
    assert len([text for text in dirty.strange([gateway]) if text.startswith("GRE over IPsec")]) == wanted
