"""IOS and ASA in the shapes that people post: what the device says in between, guides' fences, old words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kbapp.gateways.platforms import cisco_asa, cisco_ios
from tests.gateways.dirty import explicit, outline, strange

MAP = """\
crypto isakmp policy 10
 en 3des
 ha md5
 au pre
 gr 2
crypto isakmp key Some-Key address 198.51.100.4
crypto ipsec transform-set TS esp-aes 256 esp-sha-hmac
crypto map CM 10 ipsec-isakmp
 set peer 198.51.100.4
 set transform-set TS
 match address VPN
ip access-list extend VPN
 permit ip 10.1.0.0 0.0.255.255 10.2.0.0 0.0.255.255
inter e0/1
 ip add 203.0.113.4 255.255.255.0
 crypto ipsec client ezvpn EZ outside
 crypto map CM
"""
PROFILE = """\
crypto isakmp policy 10
 authentication pre-share
crypto keyring KR
 pre-shared-key address ipv6 2001:DB8::2/128 key K1
crypto isakmp profile IP
 keyring KR
 match identity address ipv6 2001:DB8::2/128
 local-address GigabitEthernet1
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto ipsec profile PR
 set transform-set TS
 set isakmp-profile IP
"""
TUNNEL = """\
interface Tunnel1
 tunnel source GigabitEthernet1
 tunnel destination 2001:DB8::2
 tunnel mode ipsec ipv6
 tunnel protection ipsec profile PR
"""
PORT = "interface GigabitEthernet1\n ip address 203.0.113.9 255.255.255.0\n"

ASA = """\
interface GigabitEthernet0/0
 nameif outside
 ip address 203.0.113.4 255.255.255.0
access-list VPN extended permit ip 10.1.0.0 255.255.0.0 10.2.0.0 255.255.0.0
crypto ikev1 policy 10
 authentication pre-share
 encryption aes
 hash sha
 group 2
crypto ipsec ikev1 transform-set TS esp-aes esp-sha-hmac
crypto map CM 10 match address VPN
crypto map CM 10 set peer 198.51.100.4
crypto map CM 10 set ikev1 transform-set TS
crypto map CM interface outside
tunnel-group 198.51.100.4 type ipsec-l2l
tunnel-group 198.51.100.4 ipsec-attributes
   ikev1 pre-shared-key K1
!
! This enables dead peer detection
!
   isakmp keepalive threshold 10 retry 10
exit
"""


def fenced(text: str) -> str:
    return f"请看配置：\n```\n{text}```\n谢谢\n"


def logged(text: str) -> str:
    log = "*Nov 24 10:01:11.119: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel1, changed state to up"
    asa = "%ASA-6-302015: Built outbound UDP connection 1 for outside"
    lines = [[line, log, asa] if index % 4 == 2 else [line] for index, line in enumerate(text.splitlines())]
    return "\n".join(item for group in lines for item in group)


def answered(text: str) -> str:
    note = "% NOTE: This new crypto map will remain disabled until a peer\n"
    note += "        and a valid access list have been configured."
    return text.replace("ipsec-isakmp\n", f"ipsec-isakmp\n{note}\n")


def wiped(text: str) -> str:
    mark = " --More-- " + "\b" * 9 + " " * 8 + "\b" * 9
    return "\n".join(mark + line if index % 5 == 3 else line for index, line in enumerate(text.splitlines()))


@pytest.mark.parametrize("dirty", [fenced, logged, answered, wiped])
@pytest.mark.parametrize("text", [MAP, PROFILE + TUNNEL + PORT, ASA])
def test_what_stands_in_between_changes_nothing(text: str, dirty: Callable[[str], str]) -> None:
    read = cisco_asa.read if text is ASA else cisco_ios.read
    assert outline(read(dirty(text))) == outline(read(text))
    assert strange(read(dirty(text))) == strange(read(text)) == []


def test_short_words_and_interfaces_as_typed() -> None:
    found = explicit(cisco_ios.read(MAP)[0])
    assert found["ike.encryption"] == ["3DES_CBC"]
    assert found["ike.integrity"] == ["HMAC_MD5_96"]
    assert found["ike.dh_groups"] == ["MODP_1024"]
    assert found["local.address"] == "203.0.113.4"
    assert found["remote.subnets"] == ["10.2.0.0/16"]


def test_a_tunnel_over_ipv6() -> None:
    found = explicit(cisco_ios.read(PROFILE + TUNNEL + PORT)[0])
    assert found["auth.psk"] == "(set)"
    assert found["local.subnets"] == ["::/0"]
    assert found["remote.id"] == {"type": "ipv6", "value": "2001:DB8::2"} or found["remote.id"]["type"] == "ipv6"


def test_a_profile_whose_tunnel_is_not_in_the_text_carries_what_nobody_knows() -> None:
    gateway = cisco_ios.read(PROFILE + PORT)[0]
    assert gateway.get("local.subnets").source == "unknown"
    assert explicit(gateway)["local.address"] == "203.0.113.9"


IKEV2 = """\
crypto ikev2 profile P
 match identity remote address 198.51.100.4 255.255.255.255
 match identity remote address 198.51.100.5 255.255.255.255
 authentication remote pre-share key K1
 authentication local pre-share key K1
crypto ipsec profile PR
 set ikev2-profile P
interface Tunnel2
 tunnel destination 198.51.100.5
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile PR
"""


def test_a_key_in_the_profile_and_the_identity_of_this_peer() -> None:
    found = explicit(cisco_ios.read(IKEV2)[0])
    assert found["auth.psk"] == "(set)"
    assert found["remote.id"] == {"type": "ipv4", "value": "198.51.100.5"}


def test_separators_within_a_tunnel_group() -> None:
    found = explicit(cisco_asa.read(ASA)[0])
    assert (found["dpd.enabled"], found["dpd.interval_s"]) == (True, 10)


def test_nat_traversal_is_on_from_8_4_on() -> None:
    assert cisco_asa.read(ASA)[0].get("nat_traversal").source == "default"
    off = cisco_asa.read("no crypto isakmp nat-traversal\n" + ASA)[0].get("nat_traversal")
    assert (off.value, off.line) == (False, 1)
    old = ASA.replace("crypto ikev1 policy", "crypto isakmp policy")
    assert cisco_asa.read(old)[0].get("nat_traversal").value is None


def test_the_words_of_the_pix() -> None:
    old = "isakmp policy 5 authentication pre-share\nisakmp policy 5 encryption 3des\nisakmp policy 5 hash md5\n"
    text = old + ASA.replace("crypto ikev1 policy 10\n", "").replace(" ikev1 ", " ").replace("ikev1 pre", "pre")
    found = explicit(cisco_asa.read(text)[0])
    assert found["ike.encryption"] == ["3DES_CBC"]
    assert found["ike.integrity"] == ["HMAC_MD5_96"]


def test_the_own_address_may_stand_in_the_tunnel() -> None:
    text = "crypto ipsec profile P\n set ikev1 transform-set T\ninterface Tunnel1\n tunnel source 203.0.113.10\n"
    text += " tunnel destination 198.51.100.4\n tunnel protection ipsec profile P\n"
    assert explicit(cisco_asa.read(text)[0])["local.address"] == "203.0.113.10"


RUIJIE = """\
RSR1(config)#self-identity fqdn branch.example.com
RSR1(config)#crypto isakmp policy 1
RSR1(isakmp-policy)#encryption 3des
RSR1(isakmp-policy)#authentication pre-share
RSR1(config)#crypto map mymap 10 ipsec-isakmp
RSR1(config-crypto-map)#set peer 198.51.100.4
RSR1(config)#int gi 0/0
RSR1(config-if-GigabitEthernet 0/0)#ip address 203.0.113.4 255.255.255.0
RSR1(config-if-GigabitEthernet 0/0)#crypto map mymap
"""


def test_ruijie_names_itself_once_for_all() -> None:
    found = explicit(cisco_ios.read(RUIJIE)[0])
    assert found["local.id"] == {"type": "fqdn", "value": "branch.example.com"}
    assert found["local.address"] == "203.0.113.4"
    own = "crypto isakmp profile P\n self-identity fqdn other.example.com\n"
    named = RUIJIE + own + "crypto map mymap 10 ipsec-isakmp\n set isakmp-profile P\n"
    assert explicit(cisco_ios.read(named)[0])["local.id"] == {"type": "fqdn", "value": "other.example.com"}


def test_numbers_before_every_line_are_the_web_pages() -> None:
    text = "\n".join(f"{number:3}. {line}" for number, line in enumerate(ASA.splitlines(), 1))
    assert outline(cisco_asa.read(text)) == outline(cisco_asa.read(ASA))


def test_a_port_may_have_two_spellings() -> None:
    text = MAP.replace("inter e0/1\n ip add 203.0.113.4 255.255.255.0\n", "int g0/1\n")
    text = "interface GigabitEthernet0/1\n ip address 203.0.113.9 255.255.255.0\n!\n" + text
    assert explicit(cisco_ios.read(text)[0])["local.address"] == "203.0.113.9"
