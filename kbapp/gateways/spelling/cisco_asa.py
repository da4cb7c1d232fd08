"""ASA: ikev1 policy and transform set, ikev2 policy and ipsec-proposal."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered
from kbapp.model.proposal import Proposal

CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes",
    "AES_CBC_192": "aes-192",
    "AES_CBC_256": "aes-256",
}
IKEV2_CIPHERS = {
    **CIPHERS,
    "AES_GCM_16_128": "aes-gcm",
    "AES_GCM_16_192": "aes-gcm-192",
    "AES_GCM_16_256": "aes-gcm-256",
    "NULL": "null",
}
HASHES = {"HMAC_MD5_96": "md5", "HMAC_SHA1_96": "sha"}
IKEV2_HASHES = {
    **HASHES,
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
PRFS = {
    "PRF_HMAC_MD5": "md5",
    "PRF_HMAC_SHA1": "sha",
    "PRF_HMAC_SHA2_256": "sha256",
    "PRF_HMAC_SHA2_384": "sha384",
    "PRF_HMAC_SHA2_512": "sha512",
}
ESP_CIPHERS = {
    "DES_CBC": "esp-des",
    "3DES_CBC": "esp-3des",
    "AES_CBC_128": "esp-aes",
    "AES_CBC_192": "esp-aes-192",
    "AES_CBC_256": "esp-aes-256",
    "NULL": "esp-null",
}
ESP_HASHES = {"HMAC_MD5_96": "esp-md5-hmac", "HMAC_SHA1_96": "esp-sha-hmac"}
IKEV2_ESP_HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha-1",
    "HMAC_SHA2_256_128": "sha-256",
    "HMAC_SHA2_384_192": "sha-384",
    "HMAC_SHA2_512_256": "sha-512",
}


def _suite(proposal: Proposal) -> str | None:
    """The line of an IKEv1 transform set: `esp-aes-256 esp-sha-hmac`."""
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
        "ike.dh_groups": numbered("", 1, 2, 5, 14),
        "ike.dh_groups@ikev2": numbered("", 1, 2, 5, 14, 15, 16, 19, 20, 21, 24),
        "esp.encryption": ESP_CIPHERS,
        "esp.encryption@ikev2": IKEV2_CIPHERS,
        "esp.integrity": ESP_HASHES,
        "esp.integrity@ikev2": IKEV2_ESP_HASHES,
        "esp.pfs_groups": numbered("group", 1, 2, 5, 14, 15, 16, 19, 20, 21, 24),
    },
    suite=_suite,
    one_of=frozenset({"esp.pfs_groups"}),
)
