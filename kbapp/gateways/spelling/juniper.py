"""Junos: the leaves of `security ike proposal` and `security ipsec proposal`."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

CIPHERS = {
    "DES_CBC": "des-cbc",
    "3DES_CBC": "3des-cbc",
    "AES_CBC_128": "aes-128-cbc",
    "AES_CBC_192": "aes-192-cbc",
    "AES_CBC_256": "aes-256-cbc",
    "AES_GCM_16_128": "aes-128-gcm",
    "AES_GCM_16_192": "aes-192-gcm",
    "AES_GCM_16_256": "aes-256-gcm",
}
IKE_HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha-256",
    "HMAC_SHA2_384_192": "sha-384",
    "HMAC_SHA2_512_256": "sha-512",
}
ESP_HASHES = {
    "HMAC_MD5_96": "hmac-md5-96",
    "HMAC_SHA1_96": "hmac-sha1-96",
    "HMAC_SHA2_256_128": "hmac-sha-256-128",
    "HMAC_SHA2_384_192": "hmac-sha-384",
    "HMAC_SHA2_512_256": "hmac-sha-512",
}
GROUPS = numbered("group", 1, 2, 5, 14, 15, 16, 19, 20, 21, 24)

SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.integrity": IKE_HASHES,
        "ike.dh_groups": GROUPS,
        "esp.encryption": CIPHERS,
        "esp.integrity": ESP_HASHES,
        "esp.pfs_groups": GROUPS,
    },
    one_of=frozenset(
        {"ike.encryption", "ike.integrity", "ike.dh_groups", "esp.encryption", "esp.integrity", "esp.pfs_groups"}
    ),
)
