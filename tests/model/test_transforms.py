"""Spellings of the field lead to IANA names."""

from __future__ import annotations

import pytest

from kbapp.model.transforms import TransformKind, group_number, is_aead, kind_of, parse_transform, prf_for


@pytest.mark.parametrize("spelling", ["group2", "modp1024", "MODP_1024", "DH2", "dh-group2", "2", "Group 2", "g2"])
def test_every_spelling_of_group_2_is_modp_1024(spelling: str) -> None:
    assert parse_transform(spelling, TransformKind.DH) == "MODP_1024"


@pytest.mark.parametrize(
    ("spelling", "kind", "name"),
    [
        ("aes", TransformKind.ENCR, "AES_CBC_128"),
        ("aes-cbc-256", TransformKind.ENCR, "AES_CBC_256"),
        ("esp-aes 256", TransformKind.ENCR, "AES_CBC_256"),
        ("esp-3des", TransformKind.ENCR, "3DES_CBC"),
        ("aes256gcm16", TransformKind.ENCR, "AES_GCM_16_256"),
        ("esp-sha-hmac", TransformKind.INTEG, "HMAC_SHA1_96"),
        ("hmac-sha-256-128", TransformKind.INTEG, "HMAC_SHA2_256_128"),
        ("sha2-256", TransformKind.INTEG, "HMAC_SHA2_256_128"),
        ("sha256_96", TransformKind.INTEG, "HMAC_SHA2_256_96"),
        ("prfsha384", TransformKind.PRF, "PRF_HMAC_SHA2_384"),
        ("esn", TransformKind.ESN, "EXT_SEQ"),
    ],
)
def test_platform_spellings(spelling: str, kind: TransformKind, name: str) -> None:
    assert parse_transform(spelling, kind) == name


def test_an_iana_name_is_its_own_spelling() -> None:
    for kind in TransformKind:
        assert parse_transform("rot13", kind) is None
    for name in ("AES_CBC_256", "HMAC_SHA2_256_128", "PRF_HMAC_SHA2_256", "MODP_2048", "NO_EXT_SEQ"):
        kind = kind_of(name)
        assert kind is not None
        assert parse_transform(name, kind) == name


def test_the_default_prf_is_the_integrity_algorithms_hash() -> None:
    assert prf_for("HMAC_SHA2_256_128") == "PRF_HMAC_SHA2_256"
    assert prf_for("HMAC_SHA1_96") == "PRF_HMAC_SHA1"
    assert prf_for("AES_XCBC_96") == "PRF_AES128_XCBC"
    assert prf_for("NONE") is None


def test_group_numbers_and_combined_modes() -> None:
    assert group_number("MODP_2048") == 14
    assert group_number("NTRU_128") is None
    assert is_aead("AES_GCM_16_256")
    assert not is_aead("AES_CBC_256")
