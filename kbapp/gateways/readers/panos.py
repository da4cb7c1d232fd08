"""PAN-OS statements of any shape (set lines, `edit` sessions, braces, XML) as paths with one value each.

The command line takes several settings in one line (`esp authentication sha256 encryption aes-256-cbc`); only the
hierarchy of `panos_words` tells where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kbapp.gateways.readers.panos_words import ANY, NETWORK, VALUE, Named, Schema
from kbapp.gateways.readers.paste import Line
from kbapp.gateways.readers.paths import Path, Paths, Words
from kbapp.gateways.readers.tree import Node

_PROMPT = re.compile(r"^\s*(?:\[edit[^\]]*\]\s*)?(?:[\w.-]+@[\w.:()-]+(?:\([\w-]+\))?[>#]\s*)?")
_SECRETS = frozenset({"pre-shared-key", "key"})


@dataclass(slots=True)
class Strange:
    """Words that the hierarchy does not know, below the object (gateway, profile, tunnel) that they stand in."""

    owner: Words
    line: int
    text: str


@dataclass(slots=True)
class Network:
    """The `network` part of one firewall or template."""

    paths: Paths
    strange: list[Strange] = field(default_factory=list)
    interfaces: list[Path] = field(default_factory=list)

    def strange_in(self, *owner: str) -> list[Strange]:
        return [item for item in self.strange if item.owner == owner]


def edited(lines: Iterable[Line]) -> Iterator[Line]:
    """A session with `edit PATH`, `set …`, `up`, `top` as whole `set` lines."""
    stack: list[str] = []
    for line in lines:
        text = _PROMPT.sub("", line.text).strip()
        verb, _, rest = text.partition(" ")
        if verb == "edit" and rest:
            stack.append(rest.strip())
        elif verb == "top":
            stack.clear()
            if rest:
                yield Line(line.number, rest.strip())
        elif verb in ("up", "exit", "quit") and stack:
            stack.pop()
        elif verb in ("set", "delete") and stack:
            yield Line(line.number, " ".join((verb, *stack, rest)))
        else:
            yield Line(line.number, text if verb in ("set", "delete") else line.text)


def xml_paths(node: Node, words: Words = ()) -> Iterator[Path]:
    """XML as paths: an entry is its name, a member its text."""
    if not node.children:
        text = node.text() or ""
        yield Path((*words, text) if text else words, node.line or 0)
    name = node.child("name")
    if name is not None and len(node.children) == 1 and not name.children:
        yield Path(words, node.line or 0)
    for key, child in node.children:
        if key == "entry":
            entry = child.child("name")
            yield from xml_paths(child, (*words, (entry.text() or "") if entry else ""))
        elif key == "member":
            yield from xml_paths(child, words)
        elif child is not name:
            yield from xml_paths(child, (*words, key))


def networks(paths: Iterable[Path]) -> dict[str, Network]:
    """Template (or "" for the firewall's own) -> its network part; the words before it are taken off."""
    found: dict[str, tuple[list[Path], Network]] = {}
    for path in paths:
        anchor = _anchor(path.words)
        if anchor is None:
            continue
        start, words = anchor
        leaves, network = found.setdefault(_template(path.words[:start]), ([], Network(Paths([]))))
        if words[0] == "interface":
            network.interfaces.append(Path(words[1:], path.line))
            continue
        for leaf in _expanded(words, path.line, network.strange):
            leaves.append(leaf)
    return {name: Network(Paths(leaves), part.strange, part.interfaces) for name, (leaves, part) in found.items()}


def _template(words: Words) -> str:
    for mark in ("template", "template-stack"):
        if mark in words[:-1]:
            return words[words.index(mark) + 1]
    return ""


_BELOW = frozenset(
    {"authentication", "protocol", "protocol-common", "peer-address", "local-address", "local-id", "peer-id"}
)
_CRYPTO = frozenset({"ike-crypto-profiles", "ipsec-crypto-profiles", "ike-crypto-profile", "ipsec-crypto-profile"})


def _anchor(words: Words) -> tuple[int, Words] | None:
    """Where the network part begins, and its words from `ike`, `tunnel` or `interface` on; a paste may start below."""
    for index, word in enumerate(words[:14]):
        after = words[index + 1 : index + 3]
        if word == "ike" and after[:1] and after[0] in ("gateway", "crypto-profiles"):
            return index, words[index:]
        if word == "tunnel" and after[:1] == ("ipsec",):
            return index, words[index:]
        if word == "network" and after[:1] == ("interface",):
            return index, words[index + 1 :]
        if word == "crypto-profiles" and after[:1] and after[0] in _CRYPTO:
            return index, ("ike", *words[index:])
        if word == "ipsec" and after[1:] == ("auto-key",):
            return index, ("tunnel", *words[index:])
        if word == "gateway" and after[1:] and after[1] in _BELOW:
            return index, ("ike", *words[index:])
        if word in _CRYPTO and index < 2 and len(words) > index + 2:
            return index, ("ike", "crypto-profiles", *words[index:])
    return None


def _expanded(words: Words, line: int, strange: list[Strange]) -> Iterator[Path]:
    """The settings of one line, each with all its words; what the hierarchy does not know becomes strange."""
    levels: list[tuple[Words, Schema]] = [((), NETWORK)]
    index, owner = 0, Words()
    while index < len(words):
        word, (prefix, schema) = words[index], levels[-1]
        if isinstance(schema, Named):
            owner = owner or (*prefix, word)
            levels.append(((*prefix, word), schema.inner))
            index += 1
            continue
        below = schema.get(word) if isinstance(schema, Mapping) else None
        if below is None:
            back = _back_to(levels, word, owner)
            if back is None:
                strange.append(Strange(owner, line, _shown(words)))
                return
            del levels[back + 1 :]
        elif below is VALUE:
            values, index = _values(words, index + 1)
            yield from (Path((*prefix, word, value), line) for value in values)
            if not values:
                yield Path((*prefix, word), line)
        elif below is ANY:
            yield Path((*prefix, *words[index:]), line)
            return
        else:
            levels.append(((*prefix, word), below))
            index += 1
    if len(words) > 1 and levels[-1][0]:
        yield Path(levels[-1][0], line)


def _back_to(levels: list[tuple[Words, Schema]], word: str, owner: Words) -> int | None:
    """The nearest level further out, not beyond the object itself, that knows the word."""
    for index in range(len(levels) - 2, -1, -1):
        prefix, schema = levels[index]
        if len(prefix) < len(owner):
            return None
        if isinstance(schema, Mapping) and word in schema:
            return index
    return None


def _values(words: Words, index: int) -> tuple[list[str], int]:
    """One word, or the words of `[ a b ]`, and where it goes on."""
    if index >= len(words):
        return [], index
    if words[index] != "[":
        return [words[index]], index + 1
    end = next((i for i in range(index, len(words)) if words[i] == "]"), len(words))
    return list(words[index + 1 : end]), end + 1


def _shown(words: Words) -> str:
    """The unknown words with what leads to them; what stands behind a secret's word is not repeated."""
    secret = next((i for i, word in enumerate(words) if word in _SECRETS), None)
    if secret is None:
        return " ".join(words)
    return " ".join(words[: secret + 1]) + " …"
