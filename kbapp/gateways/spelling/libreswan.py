"""The keywords of libreswan's ike= and esp=: the group stands behind a semicolon (man 5 ipsec.conf, libreswan 4.14)."""

from __future__ import annotations

from kbapp.gateways.spelling import Spelling
from kbapp.model.proposal import Proposal

ENCRYPTION = {
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes128",
    "AES_CBC_192": "aes192",
    "AES_CBC_256": "aes256",
    "AES_GCM_16_128": "aes_gcm128",
    "AES_GCM_16_192": "aes_gcm192",
    "AES_GCM_16_256": "aes_gcm256",
    "CHACHA20_POLY1305": "chacha20_poly1305",
    "NULL": "null",
}
INTEGRITY = {
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha2_256",
    "HMAC_SHA2_384_192": "sha2_384",
    "HMAC_SHA2_512_256": "sha2_512",
}
PRF = {
    "PRF_HMAC_MD5": "md5",
    "PRF_HMAC_SHA1": "sha1",
    "PRF_HMAC_SHA2_256": "sha2_256",
    "PRF_HMAC_SHA2_384": "sha2_384",
    "PRF_HMAC_SHA2_512": "sha2_512",
}
GROUPS = {f"MODP_{bits}": f"modp{bits}" for bits in (1024, 1536, 2048, 3072, 4096, 6144, 8192)} | {
    "ECP_256": "dh19",
    "ECP_384": "dh20",
    "ECP_521": "dh21",
    "CURVE_25519": "dh31",
}


def _suite(proposal: Proposal) -> str | None:
    """One algorithm of each kind; with an integrity algorithm its own PRF goes unsaid."""
    if not proposal.encryption or len(proposal.encryption) > 1 or len(proposal.dh) > 1:
        return None
    middle = proposal.integrity or proposal.prf
    words = [ENCRYPTION.get(proposal.encryption[0]), *((INTEGRITY | PRF).get(name) for name in middle[:1])]
    group = [GROUPS.get(name) for name in proposal.dh]
    if len(proposal.integrity) > 1 or not all(words) or not all(group):
        return None
    return "-".join(word for word in words if word) + "".join(f";{word}" for word in group)


SPELLING = Spelling(
    {
        "ike.encryption": ENCRYPTION,
        "ike.integrity": INTEGRITY,
        "ike.prf": PRF,
        "ike.dh_groups": GROUPS,
        "esp.encryption": ENCRYPTION,
        "esp.integrity": INTEGRITY,
        "esp.pfs_groups": GROUPS,
    },
    suite=_suite,
    separator="+",
    between=",",
)
