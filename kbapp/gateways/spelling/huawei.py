"""VRP: the words of ike proposal, ipsec proposal and ipsec policy (USG, and AR from V200R005 on)."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes-128",
    "AES_CBC_192": "aes-192",
    "AES_CBC_256": "aes-256",
    "AES_GCM_16_128": "aes-128-gcm-128",
    "AES_GCM_16_192": "aes-192-gcm-128",
    "AES_GCM_16_256": "aes-256-gcm-128",
    "SM4_CBC": "sm4",
    "NULL": "null",
}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha2-256",
    "HMAC_SHA2_384_192": "sha2-384",
    "HMAC_SHA2_512_256": "sha2-512",
    "HMAC_SM3": "sm3",
}
INTEGRITY = {
    "AES_XCBC_96": "aes-xcbc-96",
    "HMAC_MD5_96": "hmac-md5-96",
    "HMAC_SHA1_96": "hmac-sha1-96",
    "HMAC_SHA2_256_128": "hmac-sha2-256",
    "HMAC_SHA2_384_192": "hmac-sha2-384",
    "HMAC_SHA2_512_256": "hmac-sha2-512",
}
PRFS = {
    "PRF_HMAC_MD5": "hmac-md5",
    "PRF_HMAC_SHA1": "hmac-sha1",
    "PRF_HMAC_SHA2_256": "hmac-sha2-256",
    "PRF_HMAC_SHA2_384": "hmac-sha2-384",
    "PRF_HMAC_SHA2_512": "hmac-sha2-512",
    "PRF_AES128_XCBC": "aes-xcbc-128",
}
_NUMBERS = (1, 2, 5, 14, 15, 16, 19, 20, 21, 24)

SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.integrity": HASHES,
        "ike.integrity@ikev2": INTEGRITY,
        "ike.prf": PRFS,
        "ike.dh_groups": numbered("group", *_NUMBERS),
        "esp.encryption": CIPHERS,
        "esp.integrity": HASHES,
        "esp.pfs_groups": numbered("dh-group", *_NUMBERS),
    },
    one_of=frozenset({"esp.pfs_groups"}),
)
