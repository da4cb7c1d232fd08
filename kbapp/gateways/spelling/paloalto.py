"""PAN-OS: the words of the IKE and the IPsec crypto profiles."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

IKE_CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes-128-cbc",
    "AES_CBC_192": "aes-192-cbc",
    "AES_CBC_256": "aes-256-cbc",
    "AES_GCM_16_128": "aes-128-gcm",
    "AES_GCM_16_256": "aes-256-gcm",
}
ESP_CIPHERS = {**IKE_CIPHERS, "NULL": "null"}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
GROUPS = numbered("group", 1, 2, 5, 14, 15, 16, 19, 20, 21)

SPELLING = Spelling(
    {
        "ike.encryption": IKE_CIPHERS,
        "ike.integrity": HASHES,
        "ike.dh_groups": GROUPS,
        "esp.encryption": ESP_CIPHERS,
        "esp.integrity": HASHES,
        "esp.pfs_groups": GROUPS,
    },
    one_of=frozenset(
        {"ike.encryption", "ike.integrity", "ike.dh_groups", "esp.encryption", "esp.integrity", "esp.pfs_groups"}
    ),
)
