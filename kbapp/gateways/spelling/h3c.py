"""Comware V7: the words of ike proposal, ikev2 proposal and ipsec transform-set."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

CIPHERS = {
    "DES_CBC": "des-cbc",
    "3DES_CBC": "3des-cbc",
    "AES_CBC_128": "aes-cbc-128",
    "AES_CBC_192": "aes-cbc-192",
    "AES_CBC_256": "aes-cbc-256",
    "AES_GCM_16_128": "gcm-128",
    "AES_GCM_16_192": "gcm-192",
    "AES_GCM_16_256": "gcm-256",
    "SM4_CBC": "sm4-cbc",
    "NULL": "null",
}
IKE_HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
    "AES_XCBC_96": "aes-xcbc-mac",
    "HMAC_SM3": "sm3",
}
ESP_HASHES = {**IKE_HASHES, "HMAC_SHA1_96": "sha1"}
PRFS = {
    "PRF_HMAC_MD5": "md5",
    "PRF_HMAC_SHA1": "sha1",
    "PRF_HMAC_SHA2_256": "sha256",
    "PRF_HMAC_SHA2_384": "sha384",
    "PRF_HMAC_SHA2_512": "sha512",
}
_NUMBERS = (1, 2, 5, 14, 19, 20, 24)

SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.integrity": IKE_HASHES,
        "ike.integrity@ikev2": ESP_HASHES,
        "ike.prf": PRFS,
        "ike.dh_groups": numbered("group", *_NUMBERS),
        "esp.encryption": CIPHERS,
        "esp.integrity": ESP_HASHES,
        "esp.pfs_groups": numbered("dh-group", *_NUMBERS),
    },
    one_of=frozenset({"ike.encryption", "ike.integrity", "ike.dh_groups", "esp.pfs_groups"}),
)
