"""Where the statements of a Junos text stand: groups applied, logical systems apart, parts of a text put in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kbapp.gateways.readers.paths import Path, Paths, Words

MAX_EXPANDED = 100_000
"""Statements that `apply-groups` may add to a text."""

_PORT = re.compile(r"(?:ge|xe|et|fe|ae|reth|st|lo|irb|vlan|fxp|gr|pp|t1|at|em)-?\d[\w/.-]*$")
_SECURITY = frozenset("ike ipsec address-book policies zones".split())
_IKE_WORDS = frozenset("authentication-method dh-group".split())
_IPSEC_WORDS = frozenset("protocol lifetime-kilobytes extended-sequence-number".split())


def scopes(paths: Paths) -> Iterator[tuple[str, Paths]]:
    """(name, statements) of the device and of every logical system or tenant; everything from the root."""
    whole = Paths(_rooted(applied(paths)))
    yield "", whole
    for kind in ("logical-systems", "tenants"):
        for name in whole.names(kind):
            yield name, Paths([*whole.under(kind, name), *_below(whole, "interfaces")])


def _below(paths: Paths, word: str) -> Iterator[Path]:
    return (Path((word, *path.words), path.line) for path in paths.under(word))


def _rooted(paths: Paths) -> Iterator[Path]:
    """The statements of a part of a text (`show security ike`, one block) from the root on."""
    paths = Paths(_bare(paths))
    kinds = {name: _kind_of_proposal(paths.under("proposal", name)) for name in paths.names("proposal")}
    policies = {name: _kind_of_policy(paths.under("policy", name), kinds) for name in paths.names("policy")}
    found: dict[Words, Path] = {}
    for path in paths:
        words = (*_place(path.words, kinds, policies), *path.words)
        found.pop(words, None)  # said again: the last counts
        found[words] = Path(words, path.line)
    yield from found.values()


def _bare(paths: Paths) -> Iterator[Path]:
    """`show security` of a document may hold bare `proposal` and `vpn` blocks: without the `security` before them."""
    for path in paths:
        words = path.words
        bare = words[0] == "security" and words[1:2] in (("proposal",), ("policy",), ("gateway",), ("vpn",))
        if words[1:] or words[0] != "security":
            yield Path(words[1:] if bare else words, path.line)


def _place(words: Words, kinds: dict[str, str], policies: dict[str, str]) -> Words:
    """What is missing before the words."""
    head, name = words[0], words[1] if len(words) > 1 else ""
    if head in _SECURITY:
        return ("security",)
    if head in ("proposal", "policy"):
        return ("security", (kinds if head == "proposal" else policies).get(name, "ike"))
    if head == "gateway":
        return ("security", "ike")
    if head == "vpn":
        return ("security", "ipsec")
    if head in ("from-zone", "global") and "policy" in words:
        return ("security", "policies")
    if head == "security-zone":
        return ("security", "zones")
    return ("interfaces",) if _PORT.match(head) and len(words) > 2 else ()


def _kind_of_proposal(proposal: Paths) -> str:
    words = {path.words[0]: path.words[-1] for path in proposal if path.words}
    if _IPSEC_WORDS & words.keys() or words.get("authentication-algorithm", "").startswith("hmac"):
        return "ipsec"
    return "ike"


def _kind_of_policy(policy: Paths, kinds: dict[str, str]) -> str:
    heads = set(policy.names())
    if heads & {"pre-shared-key", "mode", "certificate"}:
        return "ike"
    named = [kinds.get(name, "") for name, _ in policy.values("proposals")]
    return "ipsec" if "perfect-forward-secrecy" in heads or "ipsec" in named else "ike"


def applied(paths: Paths) -> Paths:
    """With what `apply-groups` brings in, where the text itself says nothing."""
    groups = paths.under("groups")
    uses = [path for path in paths if "apply-groups" in path.words[:-1] and path.words[0] != "groups"]
    if not uses or not groups.names():
        return paths
    own = [path for path in paths if "apply-groups" not in path.words and path.words[0] != "groups"]
    told = {path.words[:-1] for path in own} | {path.words for path in own}
    added: list[Path] = []
    for use in uses:
        at = use.words.index("apply-groups")
        for path in groups.under(use.words[-1]):
            for words in _matched(path.words, use.words[:at], paths):
                if len(added) < MAX_EXPANDED and words[:-1] not in told and words not in told:
                    added.append(Path(words, path.line))
    return Paths([*added, *own])


def _matched(words: Words, prefix: Words, paths: Paths) -> Iterable[Words]:
    """A group's statement below the place that applies it, its wildcards (`<*>`) filled with the names there."""
    if len(words) <= len(prefix) or not all(_fits(a, b) for a, b in zip(words, prefix, strict=False)):
        return ()
    return _filled(prefix, words[len(prefix) :], paths)


def _filled(done: Words, rest: Words, paths: Paths) -> Iterator[Words]:
    wild = next((index for index, word in enumerate(rest) if word[:1] == "<"), None)
    if wild is None:
        yield (*done, *rest)
        return
    before = (*done, *rest[:wild])
    for name in paths.names(*before):
        if name != "apply-groups" and _fits(rest[wild], name):
            yield from _filled((*before, name), rest[wild + 1 :], paths)


def _fits(pattern: str, word: str) -> bool:
    if pattern[:1] != "<":
        return pattern == word
    inner = re.escape(pattern.strip("<>")).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(inner, word) is not None
