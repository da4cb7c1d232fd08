"""What is written for Huawei and H3C: a device takes it line by line, so nothing is named before it is there."""

from __future__ import annotations

import re

import pytest

from kbapp.gateways.form import read_form
from kbapp.gateways.writing import write_gateway
from kbapp.model.gateway import Gateway

_OPENERS = re.compile(
    r"(?P<kind>ike proposal|ike peer|ike keychain|ike profile|ikev2 proposal|ikev2 keychain|ikev2 profile|"
    r"ipsec proposal|ipsec transform-set|ipsec profile|acl number|acl advanced) (?P<name>\S+)"
)
_NAMES = {
    " ike-proposal": "ike proposal",
    " ike-peer": "ike peer",
    " ike-profile": "ike profile",
    " ikev2-profile": "ikev2 profile",
    " transform-set": "ipsec transform-set",
    " security acl": "acl",
    " ipsec profile": "ipsec profile",
    " tunnel protection ipsec profile": "ipsec profile",
}


def gateway(**given: object) -> Gateway:
    values: dict[str, object] = {
        "ike.version": "ikev2",
        "ike.encryption": ["AES_CBC_256"],
        "ike.integrity": ["HMAC_SHA2_256_128"],
        "ike.dh_groups": ["MODP_2048"],
        "auth.method": "psk",
        "remote.address": "203.0.113.9",
        "esp.encryption": ["AES_CBC_256"],
        "esp.integrity": ["HMAC_SHA2_256_128"],
        "esp.pfs_groups": ["MODP_2048"],
        "local.subnets": ["192.168.10.0/24"],
        "remote.subnets": ["172.16.0.0/16"],
    }
    values.update({name.replace("__", "."): value for name, value in given.items()})
    found = read_form({"schema": 1, "format": "form", "platform": None, "parameters": values})
    return Gateway(found.format, found.parameters, connection="vco-bp1abcdefgh1234567890")


GATEWAYS = {
    "IKEv1": gateway(ike__version="ikev1", ike__mode="main"),
    "IKEv2": gateway(),
    "routed": gateway(local__subnets=["0.0.0.0/0"], remote__subnets=["0.0.0.0/0"]),
    "several subnets": gateway(remote__subnets=["172.16.0.0/16", "172.18.0.0/16"]),
}


@pytest.mark.parametrize("platform", ["huawei", "h3c"])
@pytest.mark.parametrize("name", GATEWAYS)
def test_nothing_is_named_before_it_is_defined(name: str, platform: str) -> None:
    defined: set[tuple[str, str]] = set()
    checked = 0
    for line in write_gateway(GATEWAYS[name], platform).splitlines():
        opened = _OPENERS.match(line)
        if opened:
            defined.add((opened["kind"].split(" ")[0] if "acl" in opened["kind"] else opened["kind"], opened["name"]))
        for head, kind in _NAMES.items():
            if line.startswith(f"{head} "):
                for used in line[len(head) :].split():
                    assert (kind, used) in defined, line
                    checked += 1
    assert checked >= 2


@pytest.mark.parametrize("name", GATEWAYS)
def test_vrp_takes_names_of_fifteen_characters(name: str) -> None:
    text = write_gateway(GATEWAYS[name], "huawei")
    named = re.findall(r"^(?:ike peer|ipsec proposal|ipsec policy|ipsec profile) (\S+)", text, re.MULTILINE)
    assert named
    assert max(map(len, named)) <= 15


def test_sha2_comes_with_its_compatible_mode() -> None:
    assert "\nipsec sha2 compatible enable\n" in write_gateway(GATEWAYS["IKEv2"], "huawei")
    assert "compatible" not in write_gateway(gateway(esp__integrity=["HMAC_SHA1_96"]), "huawei")


@pytest.mark.parametrize("platform", ["huawei", "h3c"])
def test_a_tunnel_interface_is_told_to_need_an_address(platform: str) -> None:
    text = write_gateway(GATEWAYS["routed"], platform)
    assert "# interface Tunnel1: ip address unnumbered interface <WAN>" in text
    assert "# interface Tunnel1: source <WAN>" in text
    known = gateway(local__address="198.51.100.1", local__subnets=["0.0.0.0/0"], remote__subnets=["0.0.0.0/0"])
    assert "# interface Tunnel1: source" not in write_gateway(known, platform)
