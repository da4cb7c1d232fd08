"""The words of IkeConfig and IpsecConfig: one value a kind."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

ENCRYPTION = {
    "AES_CBC_128": "aes",
    "AES_CBC_192": "aes192",
    "AES_CBC_256": "aes256",
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "SM4_CBC": "sm4",
}
INTEGRITY = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
    "HMAC_SM3": "sm3",
}
GROUPS = numbered("group", 1, 2, 5, 14)

SPELLING = Spelling(
    {
        "ike.encryption": ENCRYPTION,
        "ike.integrity": INTEGRITY,
        "ike.dh_groups": GROUPS,
        "esp.encryption": ENCRYPTION,
        "esp.integrity": INTEGRITY,
        "esp.pfs_groups": GROUPS,
    },
    one_of=frozenset(
        {"ike.encryption", "ike.integrity", "ike.dh_groups", "esp.encryption", "esp.integrity", "esp.pfs_groups"}
    ),
)
