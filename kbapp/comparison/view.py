"""A gateway as the negotiation sees it: typed, with unknown kept apart from absent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from kbapp.comparison.traits import Traits, traits_of
from kbapp.model.gateway import Gateway, Value
from kbapp.model.identity import Identity, address_identity
from kbapp.model.proposal import Proposal, parse_iana
from kbapp.model.secret import Secret
from kbapp.model.selector import Network, parse_network
from kbapp.model.transforms import TransformKind, prf_for

_LISTS: dict[str, dict[TransformKind, str]] = {
    "IKE": {
        TransformKind.ENCR: "ike.encryption",
        TransformKind.INTEG: "ike.integrity",
        TransformKind.PRF: "ike.prf",
        TransformKind.DH: "ike.dh_groups",
    },
    "ESP": {
        TransformKind.ENCR: "esp.encryption",
        TransformKind.INTEG: "esp.integrity",
        TransformKind.DH: "esp.pfs_groups",
        TransformKind.ESN: "esp.esn",
    },
}
_ESN = {"yes": ("EXT_SEQ",), "no": ("NO_EXT_SEQ",), "either": ("NO_EXT_SEQ", "EXT_SEQ")}


@dataclass(frozen=True)
class Offer:
    """What a gateway offers for one protocol: its suites, and the transform types about which nothing is known."""

    suites: tuple[Proposal, ...]
    unknown: frozenset[TransformKind]


@dataclass(frozen=True)
class View:
    """One gateway. `None` everywhere means: not known."""

    gateway: Gateway

    def value(self, name: str) -> Value:
        return self.gateway.get(name)

    def word(self, name: str) -> str | None:
        value = self.value(name).value
        return value if isinstance(value, str) else None

    @cached_property
    def traits(self) -> Traits:
        return traits_of(self.gateway.platform or self.gateway.format)

    @cached_property
    def ike(self) -> Offer:
        return self._offer("IKE")

    @cached_property
    def esp(self) -> Offer:
        return self._offer("ESP")

    @cached_property
    def secret(self) -> Secret | None:
        value = self.value("auth.psk").value
        return value if isinstance(value, Secret) else None

    def identity(self, side: str) -> Identity | None:
        """The configured identity, or where none is, the address that a gateway takes for it."""
        value = self.value(f"{side}.id")
        if isinstance(value.value, Identity):
            return value.value
        if value.masked or value.text in ("%any", "any"):
            return None
        address = self.word(f"{side}.address")
        return address_identity(address) if address else None

    def networks(self, side: str) -> tuple[Network, ...] | None:
        value = self.value(f"{side}.subnets").value
        if not isinstance(value, tuple) or not value:
            return None
        found = [parse_network(text) for text in value]
        return tuple(network for network in found if network is not None) or None

    def _offer(self, protocol: str) -> Offer:
        suites = self.value(f"{protocol.lower()}.proposals").value
        if isinstance(suites, tuple) and suites:
            parsed = tuple(found for text in suites if (found := parse_iana(text, protocol)))
            return Offer(tuple(self._completed(suite) for suite in parsed), frozenset())
        return self._from_lists(protocol)

    def _from_lists(self, protocol: str) -> Offer:
        """One suite that holds the single lists, as IKEv2 sends them."""
        transforms = {kind: self._transforms(name) for kind, name in _LISTS[protocol].items()}
        unknown = {kind for kind, names in transforms.items() if names is None}
        suite = Proposal(protocol)
        for kind, names in transforms.items():
            suite = suite.with_(kind, names or ())
        if TransformKind.PRF in unknown and suite.integrity:
            unknown.discard(TransformKind.PRF)
        if TransformKind.ESN in unknown:
            unknown.discard(TransformKind.ESN)
        return Offer((self._completed(suite),), frozenset(unknown))

    def _transforms(self, name: str) -> tuple[str, ...] | None:
        value = self.value(name).value
        if name == "esp.esn":
            return _ESN.get(value) if isinstance(value, str) else None
        return value if isinstance(value, tuple) else None

    def _completed(self, suite: Proposal) -> Proposal:
        """An IKE suite without PRF uses the hash of its integrity algorithms."""
        if suite.protocol != "IKE" or suite.prf:
            return suite
        found = (prf_for(name) for name in suite.integrity)
        return suite.with_(TransformKind.PRF, [prf for prf in found if prf])


def single_suites(offer: Offer) -> list[Proposal]:
    """Every combination of one algorithm of each kind: the IKEv1 suites of a platform that lists algorithms singly."""
    found: list[Proposal] = []
    for suite in offer.suites:
        kinds = (suite.encryption, suite.integrity, suite.prf, suite.dh, suite.esn)
        if len(suite.prf) == len(suite.integrity) > 1:
            kinds = (suite.encryption, suite.integrity, (), suite.dh, suite.esn)
        for words in product(*(names or ("",) for names in kinds)):
            chosen = Proposal(suite.protocol, *((word,) if word else () for word in words))
            prf = (
                prf_for(chosen.integrity[0])
                if chosen.integrity and not chosen.prf and suite.protocol == "IKE"
                else None
            )
            found.append(chosen.with_(TransformKind.PRF, [prf]) if prf else chosen)
    return found
