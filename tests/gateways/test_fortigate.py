"""FortiGate as people paste it: phases on their own, address objects, guides' comments; invented values."""

from __future__ import annotations

import time

from kbapp.gateways import recognise
from kbapp.gateways.platforms.fortigate import read
from kbapp.model.secret import Secret
from tests.gateways.dirty import defaults, explicit, strange

PHASE1 = """\
config vpn ipsec phase1-interface
    edit "to-cloud"
        set interface "wan1"
        set proposal aes128-sha256 aes256-sha1
        set remote-gw 198.51.100.4
        set psksecret ENC abcdef==
    next
end
"""
PHASE2 = """\
config vpn ipsec phase2-interface
    edit "p2"
        set phase1name "to-cloud"
        set proposal 3des-sha1 aes256gcm
        set src-addr-type name
        set dst-addr-type name
        set src-name "LAN"
        set dst-name "CLOUD"
    next
end
"""
OBJECTS = """\
config firewall address
    edit "LAN"
        set subnet 10.1.0.0 255.255.0.0
    next
    edit "C1"
        set type iprange
        set start-ip 10.2.0.0
        set end-ip 10.2.1.255
    next
    edit "C2"
        set subnet 10.3.0.0/24
    next
end
config firewall addrgrp
    edit "CLOUD"
        set member "C1" "C2"
    next
end
"""


def test_the_second_phase_is_no_part_of_the_first() -> None:
    found = explicit(read(PHASE1 + PHASE2 + OBJECTS)[0])
    assert found["ike.encryption"] == ["AES_CBC_128", "AES_CBC_256"]
    assert found["ike.integrity"] == ["HMAC_SHA2_256_128", "HMAC_SHA1_96"]
    assert found["esp.encryption"] == ["3DES_CBC", "AES_GCM_16_256"]
    assert found["esp.integrity"] == ["HMAC_SHA1_96"]
    assert found["local.subnets"] == ["10.1.0.0/16"]
    assert found["remote.subnets"] == ["10.2.0.0/23", "10.3.0.0/24"]


def test_an_address_object_that_is_not_in_the_text_is_unknown() -> None:
    gateway = read(PHASE1 + PHASE2)[0]
    assert gateway.get("local.subnets").source == "unknown"
    assert gateway.get("remote.subnets").source == "unknown"


def test_the_second_phase_alone_is_read() -> None:
    gateway = read(PHASE2 + OBJECTS)[0]
    assert gateway.connection == "to-cloud"
    assert explicit(gateway)["esp.encryption"] == ["3DES_CBC", "AES_GCM_16_256"]
    assert "ike.version" not in defaults(gateway)


def test_a_guides_capitals_blanks_and_comments() -> None:
    text = (PHASE1 + PHASE2 + OBJECTS).replace("vpn ipsec", "vpn IPsec").replace('name "to-cloud"', 'name "to-cloud "')
    text = text.replace("remote-gw 198.51.100.4", "remote-gw 198.51.100.4          # the cloud's address")
    assert recognise(text) == "fortigate"
    assert explicit(read(text)[0]) == explicit(read(PHASE1 + PHASE2 + OBJECTS)[0])


def key_of(secret: str) -> Secret:
    value = read(PHASE1.replace("ENC abcdef==", secret))[0].get("auth.psk").value
    assert isinstance(value, Secret)
    return value


def test_a_hash_in_a_secret_is_no_comment() -> None:
    assert key_of('"a  # b"').same_as(Secret("a  # b"))
    assert key_of('"a  # b"   # note').same_as(Secret("a  # b"))


def test_no_secret_is_shown_where_its_word_is_not_known() -> None:
    text = PHASE1.replace("psksecret ENC", "pre-shared-key hidden-one") + PHASE2.replace("3des-sha1", "rot13-sha1")
    assert strange(read(text)) == ["not understood: proposal rot13-sha1", "not understood: set pre-shared-key ***"]


def test_values_that_are_not_known_are_reported() -> None:
    text = PHASE1 + PHASE2.replace("set src-addr-type name", "set pfs group2") + OBJECTS
    assert "not understood: set pfs group2" in strange(read(text))


def test_who_answers_only_and_what_a_volume_ends() -> None:
    text = PHASE1.replace("set interface", "set type dynamic\n        set interface")
    text += PHASE2.replace("set proposal", "set keylife-type kbs\n        set keylifekbs 5120\n        set proposal")
    gateway = read(text + OBJECTS)[0]
    assert explicit(gateway)["initiates"] == "no"
    assert explicit(gateway)["esp.lifetime_kb"] == 5120
    assert "esp.lifetime_s" not in gateway.parameters


def test_a_large_text_is_read_in_time() -> None:
    one = PHASE1 + PHASE2
    text = "".join(one.replace("to-cloud", f"t{i}").replace('"LAN"', f'"L{i}"') for i in range(2000)) + OBJECTS
    text += "".join(f"config firewall address\nedit L{i}\nset subnet 10.1.0.0/16\nnext\nend\n" for i in range(2000))
    start = time.process_time()
    assert len(read(text)) == 2000
    assert time.process_time() - start < 6
