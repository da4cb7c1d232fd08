"""IOS and IOS-XE: isakmp policy and ikev2 proposal have words of their own, a transform set is one line."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered
from kbapp.model.proposal import Proposal

CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes 128",
    "AES_CBC_192": "aes 192",
    "AES_CBC_256": "aes 256",
}
IKEV2_CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes-cbc-128",
    "AES_CBC_192": "aes-cbc-192",
    "AES_CBC_256": "aes-cbc-256",
    "AES_GCM_16_128": "aes-gcm-128",
    "AES_GCM_16_256": "aes-gcm-256",
}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
IKEV2_HASHES = {**HASHES, "HMAC_SHA1_96": "sha1"}
PRFS = {
    "PRF_HMAC_MD5": "md5",
    "PRF_HMAC_SHA1": "sha1",
    "PRF_HMAC_SHA2_256": "sha256",
    "PRF_HMAC_SHA2_384": "sha384",
    "PRF_HMAC_SHA2_512": "sha512",
}
ESP_CIPHERS = {
    "DES_CBC": "esp-des",
    "3DES_CBC": "esp-3des",
    "AES_CBC_128": "esp-aes",
    "AES_CBC_192": "esp-aes 192",
    "AES_CBC_256": "esp-aes 256",
    "AES_GCM_16_128": "esp-gcm",
    "AES_GCM_16_192": "esp-gcm 192",
    "AES_GCM_16_256": "esp-gcm 256",
    "NULL": "esp-null",
}
ESP_HASHES = {
    "HMAC_MD5_96": "esp-md5-hmac",
    "HMAC_SHA1_96": "esp-sha-hmac",
    "HMAC_SHA2_256_128": "esp-sha256-hmac",
    "HMAC_SHA2_384_192": "esp-sha384-hmac",
    "HMAC_SHA2_512_256": "esp-sha512-hmac",
}
_NUMBERS = (1, 2, 5, 14, 15, 16, 19, 20, 21, 24)


def _suite(proposal: Proposal) -> str | None:
    """The line of a transform set: `esp-aes 256 esp-sha256-hmac`."""
    words = [ESP_CIPHERS.get(name) for name in proposal.encryption[:1]]
    words += [ESP_HASHES.get(name) for name in proposal.integrity[:1]]
    return " ".join(word for word in words if word) if words and all(words) else None


SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.encryption@ikev2": IKEV2_CIPHERS,
        "ike.integrity": HASHES,
        "ike.integrity@ikev2": IKEV2_HASHES,
        "ike.prf": PRFS,
        "ike.dh_groups": numbered("", *_NUMBERS),
        "esp.encryption": ESP_CIPHERS,
        "esp.integrity": ESP_HASHES,
        "esp.pfs_groups": numbered("group", *_NUMBERS),
    },
    suite=_suite,
    one_of=frozenset({"esp.encryption", "esp.integrity", "esp.pfs_groups"}),
)
