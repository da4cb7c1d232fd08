"""RouterOS: the words of `/ip ipsec profile` and `/ip ipsec proposal`."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling

IKE_CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes-128",
    "AES_CBC_192": "aes-192",
    "AES_CBC_256": "aes-256",
}
ESP_CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes-128-cbc",
    "AES_CBC_192": "aes-192-cbc",
    "AES_CBC_256": "aes-256-cbc",
    "AES_GCM_16_128": "aes-128-gcm",
    "AES_GCM_16_192": "aes-192-gcm",
    "AES_GCM_16_256": "aes-256-gcm",
}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
ESP_HASHES = {name: word for name, word in HASHES.items() if word != "sha384"}
GROUPS = {
    "MODP_768": "modp768",
    "MODP_1024": "modp1024",
    "MODP_1536": "modp1536",
    "MODP_2048": "modp2048",
    "MODP_3072": "modp3072",
    "MODP_4096": "modp4096",
    "MODP_6144": "modp6144",
    "MODP_8192": "modp8192",
    "ECP_256": "ecp256",
    "ECP_384": "ecp384",
    "ECP_521": "ecp521",
}

SPELLING = Spelling(
    {
        "ike.encryption": IKE_CIPHERS,
        "ike.integrity": HASHES,
        "ike.dh_groups": GROUPS,
        "esp.encryption": ESP_CIPHERS,
        "esp.integrity": ESP_HASHES,
        "esp.pfs_groups": GROUPS,
    },
    one_of=frozenset({"ike.integrity", "esp.pfs_groups"}),
    separator=",",
)
