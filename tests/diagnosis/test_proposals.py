"""Two lists of proposals tell which transform has no overlap."""

from __future__ import annotations

import pytest

from kbapp.diagnosis.proposals import (
    Lists,
    difference,
    parse_iked_policy,
    parse_pluto_configured,
    parse_pluto_offer,
)
from kbapp.model.proposal import parse_iana_list
from kbapp.model.transforms import TransformKind

BASE = "IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024"
ESP = "ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ"
CASES = [
    ("IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048", BASE, 1, "ike-dh-mismatch"),
    ("IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024", BASE, 1, "ike-encryption-mismatch"),
    ("IKE:AES_CBC_128/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024", BASE, 1, "ike-hash-mismatch"),
    ("IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048", BASE, 1, "ike-proposal-mismatch"),
    (ESP, "ESP:AES_CBC_128/HMAC_SHA1_96/MODP_1024/NO_EXT_SEQ", 2, "pfs-mismatch"),
    (ESP, "ESP:AES_CBC_128/HMAC_MD5_96/NO_EXT_SEQ", 2, "esp-integrity-mismatch"),
    ("ESP:AES_CBC_128/HMAC_SHA1_96/EXT_SEQ", ESP, 2, "esn-mismatch"),
    ("AH:HMAC_SHA1_96/NO_EXT_SEQ", ESP, 2, "security-protocol-mismatch"),
]


@pytest.mark.parametrize(("received", "configured", "phase", "cause"), CASES, ids=[case[3] for case in CASES])
def test_the_differing_transform_is_named(received: str, configured: str, phase: int, cause: str) -> None:
    lists = Lists(tuple(parse_iana_list(received)), tuple(parse_iana_list(configured)))
    found = difference(lists, phase)
    assert found is not None
    assert dict(found.causes) == {cause: 1.0}


def test_lists_that_agree_blame_nothing() -> None:
    one = tuple(parse_iana_list("IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048"))
    many = tuple(parse_iana_list("IKE:AES_CBC_256/AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024/MODP_2048"))
    assert difference(Lists(one, many), 1) is None


def test_a_group_does_not_count_in_ike_auth() -> None:
    lists = Lists(
        tuple(parse_iana_list("ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ")),
        tuple(parse_iana_list("ESP:AES_CBC_128/HMAC_MD5_96/MODP_1024/NO_EXT_SEQ")),
    )
    found = difference(lists, 2, (TransformKind.DH,))
    assert found is not None
    assert dict(found.causes) == {"esp-integrity-mismatch": 1.0}


def test_two_lists_that_differ_in_different_things_prove_nothing() -> None:
    lists = Lists(
        tuple(parse_iana_list("ESP:AES_CBC_256/HMAC_SHA1_96/MODP_1024/NO_EXT_SEQ")),
        tuple(
            parse_iana_list(
                "ESP:AES_CBC_128/HMAC_SHA1_96/MODP_1024/NO_EXT_SEQ, ESP:AES_CBC_256/HMAC_SHA1_96/NO_EXT_SEQ"
            )
        ),
    )
    found = difference(lists, 2)
    assert found is not None
    assert set(found.causes) == {"esp-encryption-mismatch", "pfs-mismatch", "esp-proposal-mismatch"}


def test_pluto_spellings_are_read_alike() -> None:
    offer = parse_pluto_offer(
        "1:IKE:ENCR=AES_CBC_128;INTEG=HMAC_SHA2_256_128;PRF=HMAC_SHA2_256;DH=MODP2048[first-match]"
    )
    configured = parse_pluto_configured("IKE", "AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048")
    found = difference(Lists(tuple(offer), (configured,)), 1)
    assert found is not None
    assert dict(found.causes) == {"ike-encryption-mismatch": 1.0}


def test_iked_policy_is_read() -> None:
    proposal = parse_iked_policy("aes-256 prf hmac-sha2-256 auth hmac-sha2-256 group modp2048", "IKE")
    assert proposal.suite() == "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"
