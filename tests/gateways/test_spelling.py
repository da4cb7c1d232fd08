"""Every platform's word is read back as the algorithm that it stands for."""

from __future__ import annotations

import pytest

from kbapp.gateways.spelling import MODULES, spelling_of
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, kind_of, parse_transform

PLATFORMS = sorted(MODULES)
WORDS = [
    (platform, table, name, word)
    for platform in PLATFORMS
    if (spelling := spelling_of(platform)) is not None
    for table, words in spelling.tables.items()
    for name, word in words.items()
]
SUITE = Proposal("ESP", ("AES_CBC_256",), ("HMAC_SHA1_96",))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_word_never_means_another_algorithm(platform: str) -> None:
    for owner, table, name, word in WORDS:
        kind = kind_of(name)
        assert kind is not None
        assert owner != platform or parse_transform(word, kind) in (name, None), (table, word)


def test_most_words_are_plain() -> None:
    unread = {(platform, word) for platform, _, name, word in WORDS if parse_transform(word, kind_of(name)) is None}  # type: ignore[arg-type]
    assert len(unread) < len(WORDS) / 20


@pytest.mark.parametrize(
    ("platform", "written"),
    [
        ("strongswan", "aes256-sha1"),
        ("fortigate", "aes256-sha1"),
        ("cisco-ios", "esp-aes 256 esp-sha-hmac"),
        ("cisco-asa", "esp-aes-256 esp-sha-hmac"),
    ],
)
def test_a_suite_in_one_word(platform: str, written: str) -> None:
    spelling = spelling_of(platform)
    assert spelling is not None
    assert spelling.suite is not None
    assert spelling.suite(SUITE) == written
    assert spelling.suite(SUITE.with_(TransformKind.ENCR, ["CAST_CBC_128"])) is None


def test_a_version_has_words_of_its_own() -> None:
    spelling = spelling_of("cisco-asa")
    assert spelling is not None
    assert spelling.word("ike.integrity", "HMAC_SHA2_256_128", "ikev1") is None
    assert spelling.word("ike.integrity", "HMAC_SHA2_256_128", "ikev2") == "sha256"


def test_no_platform_is_no_error() -> None:
    assert spelling_of("nobody") is None
