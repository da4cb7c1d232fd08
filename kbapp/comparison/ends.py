"""A gateway as the negotiation sees it: typed values, `None` where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from kbapp.comparison.habits import Habits, habits_of
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import Identity
from kbapp.model.proposal import Proposal, parse_iana, parse_suite
from kbapp.model.secret import Secret
from kbapp.model.selector import Network, parse_network
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind, is_aead, prf_for

Kinds = frozenset[TransformKind]


@dataclass(frozen=True, slots=True)
class Offer:
    """The proposals of one end. `blind` holds the kinds of which nothing is known: they never conflict."""

    proposals: tuple[Proposal, ...] = ()
    blind: Kinds = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.proposals) and not self.blind


class End:
    """One side of the comparison; computed once per comparison, read by every rule."""

    def __init__(self, gateway: Gateway, name: Text) -> None:
        self.gateway, self.name = gateway, name

    @cached_property
    def platform(self) -> str | None:
        named = self.gateway.platform or self.gateway.format
        return None if named == "form" else named

    @cached_property
    def habits(self) -> Habits:
        return habits_of(self.platform)

    def value(self, name: str) -> ParameterValue:
        return self.gateway.get(name).value

    def text(self, name: str) -> str | None:
        found = self.value(name)
        return found if isinstance(found, str) else None

    def number(self, name: str) -> int | None:
        found = self.value(name)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def switch(self, name: str) -> bool | None:
        found = self.value(name)
        return found if isinstance(found, bool) else None

    def identity(self, name: str) -> Identity | None:
        found = self.value(name)
        return found if isinstance(found, Identity) else None

    def names(self, name: str) -> tuple[str, ...] | None:
        found = self.value(name)
        return found if isinstance(found, tuple) else None

    @cached_property
    def secret(self) -> Secret | None:
        found = self.value("auth.psk")
        return found if isinstance(found, Secret) else None

    @cached_property
    def auth_method(self) -> str | None:
        """A key that was given says "psk" by itself."""
        return self.text("auth.method") or ("psk" if self.secret is not None else None)

    @cached_property
    def version(self) -> str | None:
        return self.text("ike.version")

    @cached_property
    def mode(self) -> str:
        return self.text("ike.mode") or "main"

    @cached_property
    def local(self) -> tuple[Network, ...] | None:
        return _networks(self.names("local.subnets"))

    @cached_property
    def remote(self) -> tuple[Network, ...] | None:
        return _networks(self.names("remote.subnets"))

    @cached_property
    def pairs(self) -> tuple[tuple[Network, Network], ...]:
        """(local, remote) in the order in which they are configured; empty where they are not known."""
        given = [(parse_network(a), parse_network(b)) for a, b in self.gateway.selector_pairs]
        if given and all(a is not None and b is not None for a, b in given):
            return tuple((a, b) for a, b in given if a is not None and b is not None)
        return tuple((a, b) for a in self.local or () for b in self.remote or ())

    @cached_property
    def ike(self) -> Offer:
        return self._suites("ike.proposals", "IKE") or _from_lists(
            "IKE",
            self.names("ike.encryption"),
            self.names("ike.integrity"),
            self.names("ike.prf"),
            self.names("ike.dh_groups") or None,
        )

    @cached_property
    def esp(self) -> Offer:
        protocol = "AH" if self.text("esp.protocol") == "ah" else "ESP"
        groups = self.names("esp.pfs_groups")
        found = self._suites("esp.proposals", protocol)
        if found is None:
            esn = {"yes": ("EXT_SEQ",), "either": ("EXT_SEQ", "NO_EXT_SEQ")}.get(self.text("esp.esn") or "", ())
            encryption, integrity = self.names("esp.encryption"), self.names("esp.integrity")
            found = _from_lists(protocol, encryption, integrity, (), groups)
            return Offer(tuple(item.with_(TransformKind.ESN, esn) for item in found.proposals), found.blind)
        if groups and not any(item.dh for item in found.proposals):
            return Offer(tuple(item.with_(TransformKind.DH, groups) for item in found.proposals), found.blind)
        return found

    def _suites(self, name: str, protocol: str) -> Offer | None:
        words = self.names(name) or ()
        found = tuple(dict.fromkeys(item for word in words if (item := _suite(word, protocol)) is not None))
        return Offer(found) if found else None


@lru_cache(maxsize=4096)
def _suite(word: str, protocol: str) -> Proposal | None:
    found = parse_suite(word, protocol)[0] if "-" in word and "/" not in word else parse_iana(word, protocol)
    if found is not None and protocol == "IKE" and not found.prf:
        return found.with_(TransformKind.PRF, _prfs(found.integrity))
    return found


@lru_cache(maxsize=4096)
def _networks(texts: tuple[str, ...] | None) -> tuple[Network, ...] | None:
    found = tuple(dict.fromkeys(network for text in texts or () if (network := parse_network(text)) is not None))
    return found or None


def _prfs(integrity: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(prf for name in integrity if (prf := prf_for(name))))


@lru_cache(maxsize=4096)
def _from_lists(
    protocol: str,
    encryption: tuple[str, ...] | None,
    integrity: tuple[str, ...] | None,
    prf: tuple[str, ...] | None,
    groups: tuple[str, ...] | None,
) -> Offer:
    """One proposal with all algorithms of the single lists."""
    blind = set()
    if not encryption and protocol != "AH":
        blind.add(TransformKind.ENCR)
    if not integrity and not (encryption and all(is_aead(name) for name in encryption)):
        blind.add(TransformKind.INTEG)
    if groups is None:
        blind.add(TransformKind.DH)
    if protocol == "IKE" and not prf:
        prf = _prfs(integrity or ())
    if not encryption and not integrity and not groups:
        return Offer((), frozenset(blind))
    proposal = Proposal(protocol, encryption or (), integrity or (), prf or (), groups or ())
    return Offer((proposal,), frozenset(blind))
