"""The keywords of strongSwan's proposals."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling
from kbapp.model.proposal import Proposal

WORDS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes128",
    "AES_CBC_192": "aes192",
    "AES_CBC_256": "aes256",
    "AES_GCM_16_128": "aes128gcm16",
    "AES_GCM_16_192": "aes192gcm16",
    "AES_GCM_16_256": "aes256gcm16",
    "CHACHA20_POLY1305": "chacha20poly1305",
    "NULL": "null",
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_256_96": "sha256_96",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
    "AES_XCBC_96": "aesxcbc",
    "PRF_HMAC_MD5": "prfmd5",
    "PRF_HMAC_SHA1": "prfsha1",
    "PRF_HMAC_SHA2_256": "prfsha256",
    "PRF_HMAC_SHA2_384": "prfsha384",
    "PRF_HMAC_SHA2_512": "prfsha512",
    "ECP_256": "ecp256",
    "ECP_384": "ecp384",
    "ECP_521": "ecp521",
    "CURVE_25519": "curve25519",
    "CURVE_448": "curve448",
    "EXT_SEQ": "esn",
    "NO_EXT_SEQ": "noesn",
} | {f"MODP_{bits}": f"modp{bits}" for bits in (768, 1024, 1536, 2048, 3072, 4096, 6144, 8192)}


def _suite(proposal: Proposal) -> str | None:
    words = [WORDS.get(name) for name in proposal.suite().split("/")]
    return "-".join(word for word in words if word) if all(words) else None


_PARAMETERS = "ike.encryption ike.integrity ike.prf ike.dh_groups esp.encryption esp.integrity esp.pfs_groups".split()

SPELLING = Spelling(dict.fromkeys(_PARAMETERS, WORDS), suite=_suite, separator="-", between=",")
