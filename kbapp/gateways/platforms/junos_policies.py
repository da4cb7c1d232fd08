"""Junos's policy-based VPNs: the address books, and the policies that tunnel into a VPN."""

from __future__ import annotations

from dataclasses import dataclass, field

from kbapp.gateways.readers.paths import Paths, Words

ANY = "0.0.0.0/0"
_OUTSIDE = ("untrust", "internet", "wan", "outside", "public", "external", "vpn")

Found = tuple[str, int]
"""A prefix (or a name that nothing explains) and its line."""


@dataclass(slots=True)
class AddressBook:
    """Every address and set by its name, of all books: `address-book` and those of the zones."""

    networks: dict[str, list[Found]] = field(default_factory=dict)
    sets: dict[str, list[str]] = field(default_factory=dict)

    def find(self, name: str, line: int, depth: int = 0) -> list[Found]:
        """The prefixes behind a name, sets within sets opened."""
        if name in ("any", "any-ipv4"):
            return [(ANY, line)]
        if name in self.networks:
            return self.networks[name]
        if name in self.sets and depth < 10:
            return [item for member in self.sets[name] for item in self.find(member, line, depth + 1)]
        return [(name, line)]


def address_book(security: Paths) -> AddressBook:
    book = AddressBook()
    for name in security.names("address-book"):
        _read(book, security.under("address-book", name))
    for zone in security.names("zones", "security-zone"):
        _read(book, security.under("zones", "security-zone", zone, "address-book"))
    return book


def _read(book: AddressBook, paths: Paths) -> None:
    for path in paths:
        words = [word for word in path.words if word != "ip-prefix"]
        if words[:1] == ["address"] and len(words) == 3 and words[2][:1].isdigit():
            book.networks.setdefault(words[1], []).append((words[2], path.line))
        elif words[:1] == ["address-set"] and len(words) > 3 and words[2] in ("address", "address-set"):
            book.sets.setdefault(words[1], []).append(words[3])


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy that tunnels into a VPN: where it stands, and between which zones."""

    at: Words
    source: str
    destination: str


def tunnel_rules(security: Paths) -> dict[str, list[Rule]]:
    """The policies by the VPN that they tunnel into."""
    found: dict[str, list[Rule]] = {}
    for path in security.under("policies"):
        words = path.words
        if "ipsec-vpn" in words[:-1] and "policy" in words:
            vpn = words[words.index("ipsec-vpn") + 1]
            zones = words[words.index("policy") - 4 : words.index("policy")]
            named = zones if len(zones) == 4 and zones[0] == "from-zone" else ("", "", "", "")
            found.setdefault(vpn, []).append(Rule(words[: words.index("policy") + 2], named[1], named[3]))
    return found


def outbound(rules: list[Rule], zone: str) -> tuple[list[Rule], bool]:
    """The rules whose source is the own side, and whether they are to be read the other way round.

    `zone`: that of the external interface, "" where the text does not tell it.
    """
    own = [rule for rule in rules if rule.destination == zone] if zone else []
    own = own or [rule for rule in rules if _is_outside(rule.destination) and not _is_outside(rule.source)]
    if own:
        return own, False
    theirs = [rule for rule in rules if (zone and rule.source == zone) or _is_outside(rule.source)]
    return (theirs, True) if theirs else (rules[:1], False)


def _is_outside(zone: str) -> bool:
    return any(word in zone.lower() for word in _OUTSIDE)


def zone_of(interface: str, security: Paths) -> str:
    """The zone of an interface (`ge-0/0/0` is its unit 0), or ""."""
    names = {interface, interface.removesuffix(".0"), f"{interface}.0"}
    for zone in security.names("zones", "security-zone"):
        if names & set(security.names("zones", "security-zone", zone, "interfaces")):
            return zone
    return ""


def rule_flows(rule: Rule, security: Paths, book: AddressBook) -> tuple[list[Found], list[Found]]:
    """The source and the destination prefixes of one policy."""
    match = security.under("policies", *rule.at, "match")
    source, destination = (
        [item for name, line in match.values(f"{word}-address") for item in book.find(name, line)]
        for word in ("source", "destination")
    )
    return source, destination
