"""Text to tokens: Chinese by overlapping pairs of characters, words by stems, codes whole and in parts.

Two views of the same text: *terms* are what the index holds; *atoms* (single characters, stems, numbers) are what
phrases of concepts are made of, so that `DH2`, `DH 2` and `dh-2` are one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from kbapp.search.stem import stem
from kbapp.search.stopwords import ENGLISH

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af"
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
_SCAN = re.compile(
    rf"(?P<han>[{_HAN}]+)"
    r"|(?P<address>\d{1,5}(?:\.\d{1,5}){1,3}(?:/\d{1,2})?(?![\d.]*\d|[A-Za-z_]))"
    rf"|(?P<word>[{_LETTER}]+(?:[_.-][{_LETTER}]+)*)"
    r"|(?P<stop>[\n。，；;,!?|·])"
)
_SEPARATOR = re.compile(r"[_.-]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EMPTY = re.compile("[了吗呢]|(?<!目)的")
_ALNUM = re.compile(r"[^\W\d_]+|\d+")

BREAK = "\n"
"""The atom that no phrase runs on over."""

Kind = Literal["han", "address", "word", "stop"]


class Token(NamedTuple):
    """A run of Chinese, an address, prefix or version, a word or code with its separators, or what ends a phrase."""

    kind: Kind
    text: str
    start: int
    end: int


def scan(folded: str) -> Iterator[Token]:
    """The tokens of a text that went through `fold`."""
    for found in _SCAN.finditer(folded):
        yield Token(cast(Kind, found.lastgroup), found[0], *found.span())


@lru_cache(maxsize=50_000)
def pieces(word: str) -> tuple[str, ...]:
    """The parts of a code, lower case: `NO_PROPOSAL_CHOSEN`, `PskMismatch`, `ike-sa.established`."""
    parts = (part for chunk in _SEPARATOR.split(word) for part in _CAMEL.split(chunk))
    return tuple(part.lower() for part in parts if part)


@lru_cache(maxsize=50_000)
def word_terms(word: str) -> tuple[str, ...]:
    """The index terms of a word or code: the compound without its separators, then its parts."""
    parts = pieces(word)
    terms = [stem("".join(parts))] if len(parts) > 1 else []
    for part in parts:
        terms.extend(_part_terms(part))
    return tuple(dict.fromkeys(terms))


def _part_terms(part: str) -> Iterator[str]:
    if part in ENGLISH or len(part) < 2:
        return
    if part.isalpha() or part.isdigit():
        yield stem(part)
        return
    yield part
    for letters in _ALNUM.findall(part):
        if len(letters) > 2 and letters.isalpha():
            yield letters


@lru_cache(maxsize=50_000)
def word_atoms(word: str) -> tuple[str, ...]:
    """Stems and numbers: `modp1024` is `modp`, `1024`."""
    return tuple(stem(atom) for part in pieces(word) for atom in _ALNUM.findall(part))


def address_terms(address: str) -> tuple[str, ...]:
    """An address, and a prefix also without its length."""
    plain, slash, _ = address.partition("/")
    return (plain, address) if slash else (plain,)


@lru_cache(maxsize=50_000)
def pairs(run: str) -> tuple[str, ...]:
    """The overlapping pairs of a run of Chinese; a run of one character is itself."""
    if len(run) < 2:
        return (run,)
    return tuple(pair for pair in map(str.__add__, run, run[1:]) if not _EMPTY.search(pair))


def token_terms(token: Token) -> tuple[str, ...]:
    """What the index holds for one token."""
    if token.kind == "han":
        return pairs(token.text)
    if token.kind == "word":
        return word_terms(token.text)
    return address_terms(token.text) if token.kind == "address" else ()


def token_atoms(token: Token) -> tuple[str, ...]:
    """What phrases are matched on; no phrase holds an address or runs on over a stop."""
    if token.kind == "han":
        return tuple(token.text)
    if token.kind == "word":
        return word_atoms(token.text)
    return (token.text,) if token.kind == "address" else (BREAK,)


def analysed(folded: str) -> tuple[list[str], list[str], set[tuple[str, str]]]:
    """(terms, atoms, words that are not Chinese) of a whole text, each as often as it stands there: for building."""
    terms: list[str] = []
    atoms: list[str] = []
    words: set[tuple[str, str]] = set()
    for han, address, word, _ in _SCAN.findall(folded):
        if han:
            terms += pairs(han)
            atoms += han
        elif word:
            words.add(("word", word))
            terms += word_terms(word)
            atoms += word_atoms(word)
        elif address:
            words.add(("address", address))
            terms += address_terms(address)
            atoms.append(address)
        else:
            atoms.append(BREAK)
    return terms, atoms, words
