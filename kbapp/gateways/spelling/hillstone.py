"""Hillstone StoneOS: the words of isakmp proposal and ipsec proposal."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes",
    "AES_CBC_192": "aes-192",
    "AES_CBC_256": "aes-256",
    "SM4_CBC": "sm4",
}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
_NUMBERS = (1, 2, 5, 14, 15, 16, 19, 20, 21, 24)

SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.integrity": HASHES,
        "ike.dh_groups": numbered("", *_NUMBERS),
        "esp.encryption": CIPHERS,
        "esp.integrity": HASHES,
        "esp.pfs_groups": numbered("", *_NUMBERS),
    },
    one_of=frozenset({"ike.encryption", "ike.integrity", "ike.dh_groups", "esp.pfs_groups"}),
)
