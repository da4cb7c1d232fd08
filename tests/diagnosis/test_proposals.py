"""Two lists of proposals tell which transform has no overlap."""

from __future__ import annotations

import pytest

from kbapp.diagnosis.proposal_rows import suite
from kbapp.diagnosis.proposals import (
    Lists,
    difference,
    parse_iked_policy,
    parse_pluto_configured,
    parse_pluto_offer,
)
from kbapp.model.proposal import parse_iana_list
from kbapp.model.transforms import TransformKind
from tests.diagnosis.conftest import Run

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


SUITES = [
    (
        "AES-CBC-256 SHA1 SHA96 DH_GROUP_1024_MODP/Group 2",
        "IKE",
        ["AES_CBC_256", "PRF_HMAC_SHA1", "HMAC_SHA1_96", "MODP_1024"],
    ),
    (
        "ENCRYPTION: AES-CBC-128 PRF: SHA512 INTEGRITY: SHA512 DH GROUP: DH_GROUP_384_ECP/Group 20",
        "IKE",
        ["AES_CBC_128", "PRF_HMAC_SHA2_512", "HMAC_SHA2_512_256", "ECP_384"],
    ),
    ("AES-GCM-256 SHA384 DH_GROUP_256_ECP/Group 19", "IKE", ["AES_GCM_16_256", "PRF_HMAC_SHA2_384", "ECP_256"]),
    ("AES-CBC-256 SHA256 Don't use ESN", "ESP", ["AES_CBC_256", "HMAC_SHA2_256_128"]),
    (
        "AES-CBC-256 AES-CBC-128 SHA512 SHA256 SHA512 SHA256 DH_GROUP_2048_MODP/Group 14 DH_GROUP_1536_MODP/Group 5",
        "IKE",
        [
            "AES_CBC_256",
            "AES_CBC_128",
            "PRF_HMAC_SHA2_512",
            "PRF_HMAC_SHA2_256",
            "HMAC_SHA2_512_256",
            "HMAC_SHA2_256_128",
            "MODP_2048",
            "MODP_1536",
        ],
    ),
]


@pytest.mark.parametrize(("text", "protocol", "names"), SUITES, ids=[case[0][:30] for case in SUITES])
def test_a_cisco_suite_is_read(text: str, protocol: str, names: list[str]) -> None:
    assert [name for _, name in suite(text, protocol)] == names


def _forti(side: str, group: str, cipher: str = "AES_CBC, key-len=256") -> list[str]:
    head = "incoming proposal:" if side == "received" else "my proposal, gw to-cloud:"
    rows = [head, "proposal id = 1:", "  protocol id = ISAKMP:", "     trans_id = KEY_IKE."]
    rows += [f"        type=OAKLEY_ENCRYPT_ALG, val={cipher}", "        type=OAKLEY_HASH_ALG, val=SHA2_256."]
    return [f"ike 0:to-cloud:27: {row}" for row in [*rows, f"        type=OAKLEY_GROUP, val={group}."]]


REFUSED = ["ike Negotiate ISAKMP SA Error: ike 0:to-cloud:27: no SA proposal chosen"]


def test_lists_spread_over_lines_name_the_transform(run: Run) -> None:
    found = run("\n".join([*_forti("received", "MODP2048"), *_forti("configured", "MODP1536"), *REFUSED]))
    assert found.verdict == "certain"
    assert found.findings[0].cause == "ike-dh-mismatch"
    assert found.findings[0].detail is not None
    assert "MODP_2048" in found.findings[0].detail.en
    assert found.parameters[0]["remote"]["ike.dh_groups"].value == ("MODP_2048",)


def test_the_last_attempt_counts(run: Run) -> None:
    """An earlier attempt's lists are not mixed into the next one's."""
    first = [*_forti("received", "MODP1024", "3DES_CBC"), *_forti("configured", "MODP1536"), *REFUSED]
    second = [*_forti("received", "MODP1536", "AES_CBC, key-len=128"), *_forti("configured", "MODP1536"), *REFUSED]
    found = run("\n".join([*first, *second]))
    assert [one.cause for one in found.findings] == ["ike-encryption-mismatch"]


def test_lists_that_agree_prove_nothing(run: Run) -> None:
    found = run("\n".join([*_forti("received", "MODP1536"), *_forti("configured", "MODP1536"), *REFUSED]))
    assert found.verdict == "likely"


def test_one_list_alone_proves_nothing(run: Run) -> None:
    found = run("\n".join([*_forti("received", "MODP1536"), *REFUSED]))
    assert found.verdict == "likely"


def test_the_nearest_transforms_tell(run: Run) -> None:
    """racoon compares all pairs: the hash alone keeps the nearest ones apart."""
    rows = ["hashtype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = MD5:SHA"]
    rows += [f"{kind}: DB(prop#1:trns#2):Peer(prop#1:trns#1) = A:B" for kind in ("enctype", "hashtype")]
    lines = [f"17:21:08 ipsec rejected {row}" for row in rows]
    found = run("\n".join([*lines, "17:21:08 ipsec,error no suitable proposal found."]))
    assert [one.cause for one in found.findings] == ["ike-hash-mismatch"]
    assert found.verdict == "certain"
