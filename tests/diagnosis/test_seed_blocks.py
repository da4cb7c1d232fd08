"""Every log block of the seed gives the seed's cause first, or, where it is ambiguous, among the first three."""

from __future__ import annotations

import pytest

from tests.diagnosis.conftest import Run

ALGORITHMS = {"esp-encryption-mismatch", "esp-integrity-mismatch", "esp-proposal-mismatch"}
BLOCKS = [
    (
        "invalid HASH_V1 payload length, decryption failed?\ncould not decrypt payloads\nmessage parsing failed",
        {"psk-mismatch"},
        1,
    ),
    (
        "parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]\nreceived NO_PROPOSAL_CHOSEN notify error\n"
        "received AUTHENTICATION_FAILED error notify",
        {"ike-version-mismatch"},
        1,
    ),
    ("received AUTHENTICATION_FAILED error notifyed", {"ike-mode-mismatch"}, 3),
    ("[IKE] IDir xxxx does not match to xxxx", {"id-mismatch"}, 1),
    ("[IKE] sending retransmit 1 of request message ID 0, seq 1", {"peer-not-responding"}, 1),
    ("received UNSUPPORTED_CRITICAL_PAYLOAD error notify", {"peer-address-mismatch"}, 1),
    ("received INVALID_ID_INFORMATION error notify", {"traffic-selector-mismatch"}, 1),
    ("received HASH payload does not match \nintegrity check failed", {"traffic-selector-mismatch"}, 1),
    (
        "parsed INFORMATIONAL_V1 request xxxx [ HASH N(NO_PROP) ]\nreceived NO_PROPOSAL_CHOSEN error notify",
        ALGORITHMS,
        1,
    ),
    (
        "ESP:AES_CBC_256/HMAC_SHA1_96/MODP_1024/NO_EXT_SEQ\nESP:AES_CBC_128/HMAC_SHA1_96/MODP_1024/NO_EXT_SEQ, \n"
        "ESP:AES_CBC_128/AES_CBC_192/AES_CBC_256/3DES_CBC/BLOWFISH_CBC_256/HMAC_SHA2_256_128/HMAC_SHA2_384_192/"
        "HMAC_SHA2_512_256/HMAC_SHA1_96/AES_XCBC_96/HMAC_MD5_96/NO_EXT_SEQ\n"
        "no matching proposal found, sending NO_PROPOSAL_CHOSEN",
        {"pfs-mismatch"},
        1,
    ),
]


@pytest.mark.parametrize(("block", "causes", "within"), BLOCKS, ids=[min(causes) for _, causes, _ in BLOCKS])
def test_block(run: Run, block: str, causes: set[str], within: int) -> None:
    found = run(block)
    assert found.verdict in ("certain", "likely")
    assert causes & {one.cause for one in found.findings[:within]}
    assert found.findings[0].evidence


@pytest.mark.parametrize(("block", "causes", "within"), BLOCKS, ids=[min(causes) for _, causes, _ in BLOCKS])
@pytest.mark.parametrize(
    "prefix", ["Nov 23 16:33:08 15[IKE] <gw|7> ", "2026-11-23T08:00:00+08:00 vpn charon[7]: 15[ENC] "]
)
def test_block_behind_a_prefix(run: Run, prefix: str, block: str, causes: set[str], within: int) -> None:
    text = "\n".join(prefix + line.removeprefix("[IKE] ") for line in block.splitlines())
    assert causes & {one.cause for one in run(text).findings[:within]}
