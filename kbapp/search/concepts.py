"""Phrases that mean the same, in both languages, become one token: `~psk`, `~MODP_1024`.

Sources: `content/terms.toml`, the everyday wording of symptoms in `data/everyday.toml`, and the spellings of DH groups
and algorithms, which are generated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kbapp.knowledge import Term
from kbapp.model.transforms import TransformKind, group_number, parse_transform
from kbapp.search.fold import DATA, fold
from kbapp.search.tokens import BREAK, analysed

MARK = "~"
_SPELLINGS: dict[str, tuple[str, ...]] = {
    **{
        f"AES_CBC_{bits}": (f"aes{bits}", f"aes-cbc-{bits}", f"aes-{bits}-cbc", f"esp-aes-{bits}", f"{bits}位aes")
        for bits in (128, 192, 256)
    },
    "3DES_CBC": ("3des", "3des-cbc", "triple des", "des3", "三重des"),
    "HMAC_MD5_96": ("md5", "hmac-md5", "md5-96", "hmac-md5-96"),
    "HMAC_SHA1_96": ("sha1", "sha-1", "hmac-sha1", "hmac-sha1-96", "sha1-96"),
    **{
        f"HMAC_SHA2_{bits}_{bits // 2}": (
            f"sha{bits}",
            f"sha-{bits}",
            f"sha2-{bits}",
            f"hmac-sha{bits}",
            f"hmac-sha2-{bits}",
            f"hmac-sha2-{bits}-{bits // 2}",
            f"hmac-sha-{bits}",
        )
        for bits in (256, 384, 512)
    },
}
_GROUP_WORDS = ("group", "dh", "dh group", "dh-group", "dh组", "dh分组", "dh 组", "pfs group", "diffie-hellman group")


@dataclass(slots=True)
class Concept:
    """One notion: the phrases it goes by, in each language, and what to show as its name."""

    id: str
    zh: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    pinyin: list[str] = field(default_factory=list)
    causes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """References of the units that are about just this."""

    @property
    def token(self) -> str:
        return MARK + self.id

    def phrases(self) -> list[str]:
        return [*self.zh, *self.en]


def all_concepts(terms: Iterable[Term]) -> list[Concept]:
    """Terms, everyday wording, DH groups and algorithms."""
    found = [Concept(t.id, list(t.zh), list(t.en), list(t.pinyin), t.causes) for t in terms]
    return [*found, *_everyday(), *_groups(), *(Concept(name, [], list(s)) for name, s in _SPELLINGS.items())]


def _everyday() -> Iterator[Concept]:
    tables: dict[str, Any] = tomllib.loads((DATA / "everyday.toml").read_text(encoding="utf-8"))
    for name, row in tables.items():
        mark = "" if row.get("term") else 2 * MARK if row.get("weak") else MARK
        yield Concept(
            f"{mark}{name}",
            list(row["zh"]),
            list(row["en"]),
            list(row.get("pinyin", ())),
            (),
            tuple(row.get("about", ())),
        )


def _groups() -> Iterator[Concept]:
    for number in range(1, 33):
        name = parse_transform(f"group{number}", TransformKind.DH)
        if name and group_number(name):
            spellings = [f"{word} {number}" for word in _GROUP_WORDS]
            yield Concept(name, [f"第{number}组"], [name.replace("_", "-").lower(), *spellings])


def of_the_field(token: str) -> bool:
    """Whether a concept shows that a question is about this field at all: all but the weak ones."""
    return token.startswith(MARK) and not token.startswith(3 * MARK)


Trie = dict[str, Any]


class ConceptTable:
    """Finds concepts in a list of atoms. Rows are (phrase as atoms joined by a blank, token)."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self.trie: Trie = {}
        for phrase, token in rows:
            node = self.trie
            for atom in phrase.split(" "):
                node = node.setdefault(atom, {})
            node.setdefault("", []).append(token)

    def starting_at(self, atoms: Sequence[str], start: int) -> Iterator[tuple[int, list[str]]]:
        """(end, tokens) of every phrase that begins here, shortest first."""
        node: Trie | None = self.trie.get(atoms[start])
        position = start + 1
        while node is not None:
            if "" in node:
                yield position, node[""]
            node = node.get(atoms[position]) if position < len(atoms) else None
            position += 1

    def all_in(self, atoms: Sequence[str]) -> Iterator[str]:
        """Every concept token of a text, nested ones too, as often as it occurs."""
        trie = self.trie
        for start, atom in enumerate(atoms):
            if atom in trie:
                for _, tokens in self.starting_at(atoms, start):
                    yield from tokens


def phrase_rows(concepts: Iterable[Concept]) -> list[tuple[str, str]]:
    """The table's rows; a single Chinese character or digit is no phrase."""
    rows: dict[tuple[str, str], None] = {}
    for concept in concepts:
        for phrase in concept.phrases():
            atoms = [atom for atom in analysed(fold(phrase))[1] if atom != BREAK]
            if atoms and (len(atoms) > 1 or len(atoms[0]) > 1):
                rows[" ".join(atoms), concept.token] = None
    return list(rows)
