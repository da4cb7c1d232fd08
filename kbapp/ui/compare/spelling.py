"""Algorithms in two spellings: the IANA name and the one of the field. Qt-free."""

from __future__ import annotations

from functools import lru_cache

from kbapp.model.proposal import Proposal, parse_iana, parse_suite
from kbapp.model.transforms import TransformKind, group_number, kind_of, parse_transform, prf_for

_HASHES = {"MD5": "md5", "SHA1": "sha1", "SHA2_256": "sha256", "SHA2_384": "sha384", "SHA2_512": "sha512"}


def short(name: str) -> str:
    """The word that strongSwan and most engineers use (`AES_CBC_256` -> `aes256`); the name itself if there is none."""
    return _word(name) if _reads_back(_word(name), name) else name


def _word(name: str) -> str:
    words = name.lower().split("_")
    if name.startswith(("AES_CBC_", "CAMELLIA_CBC_")):
        return words[0] + words[2]
    if name.startswith(("AES_GCM_", "AES_CCM_")):
        return f"aes{words[3]}{words[1]}{words[2]}"
    if name.startswith("PRF_HMAC_"):
        return "prf" + _HASHES.get(name.removeprefix("PRF_HMAC_"), words[-1])
    if name.startswith("HMAC_"):
        return _HASHES.get(name.removeprefix("HMAC_").rsplit("_", 1)[0], words[-1])
    return "".join(words).removesuffix("cbc")


@lru_cache(maxsize=256)
def _reads_back(word: str, name: str) -> bool:
    kind = kind_of(name)
    return kind is not None and parse_transform(word, kind) == name


def second(name: str, typed: str = "") -> str:
    """What stands beside an IANA name: the group's number, the user's or the platform's own word, or the short one."""
    number = group_number(name)
    if number is not None:
        return f"group {number}"
    if typed and _plain(typed) != _plain(name):
        return typed.strip().lower()
    word = short(name)
    return word if _plain(word) != _plain(name) else ""


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def compact_suite(suite: str, protocol: str) -> str:
    """`AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048` -> `aes256-sha256-modp2048`, if that reads back."""
    proposal = parse_iana(suite, protocol)
    if proposal is None:
        return suite
    words = [short(name) for kind in _ORDER for name in _said(proposal, kind)]
    text = "-".join(words)
    return text if parse_suite(text, protocol)[0] == proposal else suite


_ORDER = (TransformKind.ENCR, TransformKind.INTEG, TransformKind.PRF, TransformKind.DH, TransformKind.ESN)


def _said(proposal: Proposal, kind: TransformKind) -> tuple[str, ...]:
    """A PRF that goes with the integrity is not said."""
    names = proposal.of(kind)
    implied = tuple(prf for prf in map(prf_for, proposal.integrity) if prf)
    return () if kind is TransformKind.PRF and names == implied else names


def pair_spellings(names: tuple[str, ...], text: str | None) -> dict[str, str]:
    """The platform's own word of each name, where its spelling of the list has one word for each and reads so."""
    words = (text or "").replace(",", " ").split()
    if len(words) != len(names):
        return {}
    return {name: word for name, word in zip(names, words, strict=True) if _reads_back(word, name)}
