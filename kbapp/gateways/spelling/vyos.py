"""VyOS: the words below `proposal` of an ike-group and an esp-group."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered

CIPHERS = {
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes128",
    "AES_CBC_192": "aes192",
    "AES_CBC_256": "aes256",
    "AES_GCM_16_128": "aes128gcm128",
    "AES_GCM_16_256": "aes256gcm128",
}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
NUMBERS = (2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 31)

SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.integrity": HASHES,
        "ike.dh_groups": numbered("", *NUMBERS),
        "esp.encryption": CIPHERS,
        "esp.integrity": HASHES,
        "esp.pfs_groups": numbered("dh-group", *NUMBERS),
    },
    one_of=frozenset(
        {"ike.encryption", "ike.integrity", "ike.dh_groups", "esp.encryption", "esp.integrity", "esp.pfs_groups"}
    ),
)
