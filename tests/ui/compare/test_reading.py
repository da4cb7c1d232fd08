"""What one may type, and what is said where it is wrong."""

from __future__ import annotations

import pytest

from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME
from kbapp.ui.compare import units
from kbapp.ui.compare.items import read_item, split
from kbapp.ui.compare.reading import read_identity, read_text
from kbapp.ui.compare.spelling import compact_suite, second, short


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("ike.version", "v2", "ikev2"),
        ("ike.version", "IKEv1", "ikev1"),
        ("ike.mode", "野蛮模式", "aggressive"),
        ("ike.mode", "主模式 main", "main"),
        ("auth.method", "pre-share", "psk"),
        ("initiates", "有流量时发起", "on-traffic"),
        ("esp.esn", "关闭", "no"),
        ("ike.lifetime_s", "8h", 28800),
        ("ike.lifetime_s", "1 天", 86400),
        ("esp.lifetime_s", "３６００", 3600),
        ("esp.lifetime_kb", "4.5 GB", 4718592),
        ("local.address", "203.0.113.10", "203.0.113.10"),
        ("local.address", "vpn.example.com", "vpn.example.com"),
    ],
)
def test_a_text_becomes_the_vocabulary_s_value(field: str, typed: str, value: object) -> None:
    found = read_text(BY_NAME[field], typed).value
    assert (found.value if found is not None else None) == value


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("local.address", "203.0.113.400", "400"),
        ("local.address", "203.0.113", "complete"),
        ("local.address", "10.0.0.0/8", "prefix"),
        ("ike.version", "ikev3", "IKEv2"),
        ("ike.lifetime_s", "soon", "seconds"),
        ("esp.lifetime_kb", "much", "kilobytes"),
    ],
)
def test_the_message_names_what_is_wrong(field: str, typed: str, word: str) -> None:
    reading = read_text(BY_NAME[field], typed)
    assert reading.value is None
    assert reading.error is not None
    assert word in reading.error.en
    assert reading.error.zh != reading.error.en


@pytest.mark.parametrize(
    ("field", "typed", "name"),
    [
        ("ike.dh_groups", "group2", "MODP_1024"),
        ("ike.dh_groups", "14", "MODP_2048"),
        ("ike.encryption", "aes-256-cbc", "AES_CBC_256"),
        ("ike.integrity", "sha2-256", "HMAC_SHA2_256_128"),
        ("ike.prf", "prfsha256", "PRF_HMAC_SHA2_256"),
        ("esp.pfs_groups", "disabled", "none"),
        ("local.subnets", "10.1.0.0/255.255.0.0", "10.1.0.0/16"),
        ("ike.proposals", "aes256-sha256-modp2048", "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"),
    ],
)
def test_aliases_are_understood(field: str, typed: str, name: str) -> None:
    item = read_item(BY_NAME[field], typed).item
    assert item is not None
    assert item.name == name


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("ike.encryption", "sha256", "integrity algorithm"),
        ("ike.encryption", "rot13", "rot13"),
        ("local.subnets", "10.1.0.0/33", "0 to 32"),
        ("local.subnets", "ten", "10.1.0.0/16"),
        ("ike.proposals", "aes256-sha256-modp99", "modp99"),
    ],
)
def test_a_wrong_item_is_explained(field: str, typed: str, word: str) -> None:
    reading = read_item(BY_NAME[field], typed)
    assert reading.item is None
    assert reading.error is not None
    assert word in reading.error.en


def test_host_bits_are_taken_away_and_said() -> None:
    reading = read_item(BY_NAME["local.subnets"], "10.1.2.3/16")
    assert reading.item is not None
    assert reading.item.name == "10.1.0.0/16"
    assert reading.hint is not None


def test_identities_have_the_type_that_is_chosen() -> None:
    assert read_identity("203.0.113.10", None).value.value == Identity("ipv4", "203.0.113.10")  # type: ignore[union-attr]
    assert read_identity("203.0.113.10", "fqdn").value.value == Identity("fqdn", "203.0.113.10")  # type: ignore[union-attr]
    assert read_identity("@branch", None).value.value == Identity("fqdn", "branch")  # type: ignore[union-attr]
    assert read_identity("branch", "ipv4").error is not None
    assert read_identity("branch", "user-fqdn").error is not None


def test_a_masked_value_cannot_be_verified_and_is_no_error() -> None:
    for reading in (read_text(BY_NAME["local.address"], "47.xx.xx.10"), read_identity("47.xx.xx.10", None)):
        assert reading.error is None
        assert reading.value is not None
        assert reading.value.masked


def test_lists_are_parted_by_any_usual_mark() -> None:
    assert split(BY_NAME["local.subnets"], "10.0.0.0/8，172.16.0.0/12; 192.168.0.0/16") == [
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
    ]


def test_both_spellings() -> None:
    assert second("MODP_1024", "modp1024") == "group 2"
    assert second("AES_CBC_256", "aes-256") == "aes-256"
    assert second("AES_CBC_256") == "aes256"
    assert short("CURVE_25519") == "curve25519"
    suite = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"
    assert compact_suite(suite, "IKE") == "aes256-sha256-modp2048"


def test_numbers_say_what_they_mean() -> None:
    assert units.seconds_words(86400).zh == "24 小时"
    assert units.seconds_words(90).en == "1 min 30 s"
    assert units.kilobytes_words(4608000).en == "4.4 GB"
