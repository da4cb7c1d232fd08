"""IKE and ESP transforms by their IANA names, as charon prints them, with the spellings of the field."""

from __future__ import annotations

import re
from enum import Enum


class TransformKind(Enum):
    """RFC 7296, 3.3.2: the transform types."""

    ENCR = "encryption"
    INTEG = "integrity"
    PRF = "prf"
    DH = "dh"
    ESN = "esn"


_ENCR = {
    "DES_CBC": "des 56bitdes descbc iv64 des56 1des singledes",
    "3DES_CBC": "3des 3descbc esp3des tripledes 168bit3des des3 desede3cbc 3des168",
    "AES_CBC_128": "aes aes128 aescbc128 aes128cbc espaes espaes128 aescbc cbcaes128 rijndael128",
    "AES_CBC_192": "aes192 aescbc192 aes192cbc espaes192",
    "AES_CBC_256": "aes256 aescbc256 aes256cbc espaes256",
    "AES_CTR_128": "aesctr aes128ctr aesctr128",
    "AES_CTR_192": "aes192ctr aesctr192",
    "AES_CTR_256": "aes256ctr aesctr256",
    "AES_GCM_8_128": "aes128gcm8 aes128gcm64",
    "AES_GCM_8_256": "aes256gcm8 aes256gcm64",
    "AES_GCM_12_128": "aes128gcm12 aes128gcm96",
    "AES_GCM_12_256": "aes256gcm12 aes256gcm96",
    "AES_GCM_16_128": "aesgcm aes128gcm aes128gcm16 aes128gcm128 aesgcm128 aesgcm16128 gcmaes128 espgcm espgcm128 "
    "gcm128 aesgcm16 aesgcm128icv16 gcm aes128gcmicv16",
    "AES_GCM_16_192": "aes192gcm aes192gcm16 aes192gcm128 aesgcm192 aesgcm16192 gcmaes192 espgcm192 gcm192",
    "AES_GCM_16_256": "aes256gcm aes256gcm16 aes256gcm128 aesgcm256 aesgcm16256 gcmaes256 espgcm256 gcm256 "
    "aesgcm256icv16",
    "AES_CCM_16_128": "aes128ccm aes128ccm16 aesccm aesccm128",
    "AES_CCM_16_256": "aes256ccm aes256ccm16 aesccm256",
    "AES_GMAC_128": "aes128gmac aesgmac espgmac espgmac128 nullaesgmac128",
    "AES_GMAC_256": "aes256gmac espgmac256 nullaesgmac256",
    "CHACHA20_POLY1305": "chacha20poly1305 chacha20poly1305256 chachapoly",
    "CAMELLIA_CBC_128": "camellia camellia128 camelliacbc128",
    "CAMELLIA_CBC_192": "camellia192 camelliacbc192",
    "CAMELLIA_CBC_256": "camellia256 camelliacbc256",
    "BLOWFISH_CBC_128": "blowfish blowfish128",
    "BLOWFISH_CBC_256": "blowfish256 blowfishcbc256",
    "CAST_CBC_128": "cast128 cast",
    "SEED_CBC": "seed espseed",
    "SM4_CBC": "sm4 sm4cbc sm4128 sm4cbc128",
    "SM1_CBC": "sm1 sm1cbc128",
    "NULL": "null espnull",
}
_INTEG = {
    "HMAC_MD5_96": "md5 md596 hmacmd5 hmacmd596 espmd5hmac espmd5 authmd5",
    "HMAC_SHA1_96": "sha sha1 sha196 hmacsha hmacsha1 hmacsha196 espshahmac espsha1hmac espsha1 authsha1 sha1hmac",
    "HMAC_SHA2_256_128": "sha256 sha2256 sha256128 hmacsha256 hmacsha2256 hmacsha256128 hmacsha2256128 espsha256hmac "
    "sha2256128 authsha256 sha2",
    "HMAC_SHA2_256_96": "sha25696 sha225696 sha2truncbug hmacsha25696 hmacsha225696",
    "HMAC_SHA2_384_192": "sha384 sha2384 sha384192 hmacsha384 hmacsha2384 hmacsha384192 hmacsha2384192 "
    "espsha384hmac authsha384",
    "HMAC_SHA2_512_256": "sha512 sha2512 sha512256 hmacsha512 hmacsha2512 hmacsha512256 hmacsha2512256 "
    "espsha512hmac authsha512",
    "AES_XCBC_96": "aesxcbc aesxcbc96 aesxcbcmac",
    "AES_CMAC_96": "aescmac aescmac96",
    "HMAC_SM3": "sm3 hmacsm3",
    "NONE": "",
}
_PRF = {
    "PRF_HMAC_MD5": "prfmd5 prfhmacmd5 md5 hmacmd5",
    "PRF_HMAC_SHA1": "prfsha1 prfsha prfhmacsha1 sha sha1 hmacsha1",
    "PRF_HMAC_SHA2_256": "prfsha256 prfhmacsha256 prfhmacsha2256 sha256 sha2256 hmacsha256 hmacsha2256",
    "PRF_HMAC_SHA2_384": "prfsha384 prfhmacsha384 prfhmacsha2384 sha384 sha2384 hmacsha384 hmacsha2384",
    "PRF_HMAC_SHA2_512": "prfsha512 prfhmacsha512 prfhmacsha2512 sha512 sha2512 hmacsha512 hmacsha2512",
    "PRF_AES128_XCBC": "prfaesxcbc prfaes128xcbc aesxcbc",
    "PRF_AES128_CMAC": "prfaescmac prfaes128cmac aescmac",
    "PRF_HMAC_SM3": "prfsm3 sm3 hmacsm3",
}
_DH = {
    "MODP_768": (1, "modp768"),
    "MODP_1024": (2, "modp1024"),
    "MODP_1536": (5, "modp1536"),
    "MODP_2048": (14, "modp2048"),
    "MODP_3072": (15, "modp3072"),
    "MODP_4096": (16, "modp4096"),
    "MODP_6144": (17, "modp6144"),
    "MODP_8192": (18, "modp8192"),
    "ECP_256": (19, "ecp256 p256 secp256r1 ecp256r1 nistp256"),
    "ECP_384": (20, "ecp384 p384 secp384r1 nistp384"),
    "ECP_521": (21, "ecp521 p521 secp521r1 nistp521"),
    "MODP_1024_160": (22, "modp1024s160 modp1024160"),
    "MODP_2048_224": (23, "modp2048s224 modp2048224"),
    "MODP_2048_256": (24, "modp2048s256 modp2048256"),
    "ECP_192": (25, "ecp192 secp192r1"),
    "ECP_224": (26, "ecp224 secp224r1"),
    "ECP_224_BP": (27, "ecp224bp brainpool224"),
    "ECP_256_BP": (28, "ecp256bp brainpool256"),
    "ECP_384_BP": (29, "ecp384bp brainpool384"),
    "ECP_512_BP": (30, "ecp512bp brainpool512"),
    "CURVE_25519": (31, "curve25519 x25519 ecx25519"),
    "CURVE_448": (32, "curve448 x448 ecx448"),
}
_ESN = {"NO_EXT_SEQ": "noesn noextseq disableesn", "EXT_SEQ": "esn extseq enableesn"}

NO_GROUP = frozenset({"none", "no", "off", "disable", "disabled", "nopfs", "no-pfs", "null"})
"""Spellings of "no PFS"."""


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _aliases(table: dict[str, str]) -> dict[str, str]:
    return {alias: name for name, spellings in table.items() for alias in (_squash(name), *spellings.split())}


def _dh_aliases() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, (number, spellings) in _DH.items():
        numbered = (f"{word}{number}" for word in ("", "group", "dh", "dhgroup", "g", "pfsgroup", "grp"))
        for alias in (_squash(name), *spellings.split(), *numbered):
            found[alias] = name
    return found


_BY_KIND: dict[TransformKind, dict[str, str]] = {
    TransformKind.ENCR: _aliases(_ENCR),
    TransformKind.INTEG: _aliases(_INTEG),
    TransformKind.PRF: _aliases(_PRF),
    TransformKind.DH: _dh_aliases(),
    TransformKind.ESN: _aliases(_ESN),
}
_NAMES: dict[str, TransformKind] = {
    **dict.fromkeys(_ENCR, TransformKind.ENCR),
    **dict.fromkeys(_INTEG, TransformKind.INTEG),
    **dict.fromkeys(_PRF, TransformKind.PRF),
    **dict.fromkeys(_DH, TransformKind.DH),
    **dict.fromkeys(_ESN, TransformKind.ESN),
}
_AEAD = ("AES_GCM_", "AES_CCM_", "CHACHA20_POLY1305", "AES_GMAC_")


def parse_transform(text: str, kind: TransformKind) -> str | None:
    """The IANA name of a spelling (`aes-256-cbc`, `group2`, `esp-sha256-hmac`), or `None` if it is not known.

    Bare `aes` is 128 bits here; platforms that mean another size resolve it before they ask.
    """
    return _BY_KIND[kind].get(_squash(text))


def kind_of(name: str) -> TransformKind | None:
    """The transform type of an IANA name as charon prints it; `None` if unknown."""
    return _NAMES.get(name)


def is_aead(encryption: str) -> bool:
    """Combined-mode ciphers carry no integrity transform (RFC 7296, 3.3)."""
    return encryption.startswith(_AEAD)


def prf_for(integrity: str) -> str | None:
    """The PRF that goes with an integrity algorithm where none is configured: its own hash."""
    stem = integrity.removeprefix("HMAC_").rsplit("_", 1)[0] if integrity.startswith("HMAC_") else ""
    name = "PRF_HMAC_" + ("SM3" if integrity == "HMAC_SM3" else stem)
    if integrity.startswith("AES_"):
        name = "PRF_AES128_" + integrity.split("_")[1]
    return name if name in _PRF else None


def group_number(name: str) -> int | None:
    """The IANA number of a DH group (`MODP_1024` is 2)."""
    return _DH[name][0] if name in _DH else None
