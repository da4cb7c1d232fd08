"""FortiOS: cipher and hash are one word, groups are numbers."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling, numbered
from kbapp.model.proposal import Proposal

CIPHERS = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes128",
    "AES_CBC_192": "aes192",
    "AES_CBC_256": "aes256",
    "AES_GCM_16_128": "aes128gcm",
    "AES_GCM_16_256": "aes256gcm",
    "CHACHA20_POLY1305": "chacha20poly1305",
    "NULL": "null",
}
HASHES = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
}
PRFS = {"PRF_HMAC_SHA1": "prfsha1", "PRF_HMAC_SHA2_256": "prfsha256", "PRF_HMAC_SHA2_384": "prfsha384"}
GROUPS = numbered("", 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 27, 28, 29, 30, 31, 32)


def _suite(proposal: Proposal) -> str | None:
    """`aes256-sha256`, `aes256gcm-prfsha384`; the group stands elsewhere."""
    words = []
    for cipher in proposal.encryption:
        if cipher not in CIPHERS or not all(digest in HASHES for digest in proposal.integrity):
            return None
        tails = [HASHES[digest] for digest in proposal.integrity]
        tails = tails or [PRFS[prf] for prf in proposal.prf[:1] if prf in PRFS]
        words += [f"{CIPHERS[cipher]}-{tail}" for tail in tails] or [CIPHERS[cipher]]
    return " ".join(dict.fromkeys(words)) or None


SPELLING = Spelling(
    {
        "ike.encryption": CIPHERS,
        "ike.integrity": HASHES,
        "ike.prf": PRFS,
        "ike.dh_groups": GROUPS,
        "esp.encryption": CIPHERS,
        "esp.integrity": HASHES,
        "esp.pfs_groups": GROUPS,
    },
    suite=_suite,
    between=" ",
)
