"""The addresses of an IOS or ASA text: interfaces, access lists, objects; and its pre-shared keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.acl import ANY, Flow, cisco_flow, network, put_flows
from kbapp.gateways.readers.sections import Command, Section, Sections, split_words
from kbapp.model.selector import parse_network


def squash(name: str) -> str:
    """Interface names without blanks, abbreviated to type and number (`Gi0/0`, `GigabitEthernet0/0`)."""
    found = re.match(r"([A-Za-z-]+)\s*([\d/.:]*)", name.strip())
    return f"{found[1][:2].lower()}{found[2]}" if found else name.casefold()


class Net:
    """Looks up what crypto maps and profiles refer to."""

    def __init__(self, sections: Sections, *, wildcard: bool) -> None:
        self._sections = sections
        self._wildcard = wildcard
        self._interfaces = {squash(item.name): item for item in reversed(sections.of("interface"))}
        self._named: dict[str, list[str]] = {}
        self._lines: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._flows: dict[str, tuple[list[Flow], list[int]]] = {}
        for section in sections.of("acl-line"):
            self._lines.setdefault(section.name.casefold(), []).append(
                (section.line, split_words(section.args["rest"]))
            )
        for section in sections.of("acl"):
            lines = [(command.line, command.words) for command in section.all("permit", "deny")]
            self._lines.setdefault(section.name.casefold(), []).extend(lines)
        for section in sections.of("name"):
            self._named[section.args["label"].casefold()] = [section.name]

    def interface(self, name: str) -> Section | None:
        short = squash(name)
        if short[:1].isalpha() and not short[1:2].isalpha():  # `g0/0`
            longer = (item for key, item in self._interfaces.items() if len(key) > 1 and key[:1] + key[2:] == short)
            return next(longer, self._interfaces.get(short))
        return self._interfaces.get(short)

    def by_nameif(self, name: str) -> Section | None:
        """ASA's interfaces by their role (`outside`)."""
        wanted = name.strip("'\"").casefold()
        for section in self._interfaces.values():
            command = section.last("nameif")
            if command is not None and command.word(1) == wanted:
                return section
        return None

    def address_of(self, interface: Section | None) -> tuple[str, int] | None:
        for command in interface.all("ip") if interface else []:
            if "address".startswith(command.word(1)[:7] or "-") and "." in command.word(2):
                return command.words[2].split("/")[0], command.line
        return None

    def objects(self, name: str, depth: int = 0) -> list[str]:
        """The networks of an object or a group, groups within groups opened."""
        if name.casefold() in self._named:
            return self._named[name.casefold()]
        section = self._sections.find("objects", name) or self._sections.find("object", name)
        found: list[str] = []
        for command in section.commands if section is not None and depth < 6 else []:
            if not command.negated:
                found += self._object(command, depth)
        return found

    def _object(self, command: Command, depth: int) -> list[str]:
        words = list(command.words)
        head = command.head
        if head in ("network-object", "subnet"):
            words = words[1:]
            head = words[0].lower() if words else ""
        if head in ("object", "group-object") and len(words) > 1:
            return self.objects(words[1], depth + 1)
        if head == "host" and len(words) > 1:
            named = self._named.get(words[1].casefold())
            item = network(named[0] if named else words[1])
        elif head in ("any", "any4"):
            item = ANY
        elif head in ("description", "range", "fqdn", "nat") or not words:
            item = None
        else:
            named = self._named.get(words[0].casefold())
            item = network(named[0] if named else words[0], words[1] if len(words) > 1 else "")
        return [item] if item else []

    def put_selectors(self, builder: GatewayBuilder, name: str, line: int) -> None:
        """The permitted lines of an access list as subnets and pairs."""
        key = name.casefold()
        if key not in self._lines:
            for side in ("local.subnets", "remote.subnets"):
                builder.unknown(side, f"access list {name}: not in the text", line)
            return
        if key not in self._flows:
            self._flows[key] = self._read(key)
        flows, strange = self._flows[key]
        for where in strange:
            builder.not_understood(where, f"access list {name}")
        put_flows(builder, flows)

    def _read(self, key: str) -> tuple[list[Flow], list[int]]:
        found: dict[tuple[tuple[str, ...], tuple[str, ...]], Flow] = {}
        strange: list[int] = []
        for line, words in self._lines[key]:
            rest = _rule(words)
            if not rest or rest[0].lower() != "permit":
                continue
            flow = cisco_flow(line, rest, self.objects, wildcard=self._wildcard)
            if flow is None:
                strange.append(line)
            else:
                found.setdefault((flow.sources, flow.destinations), flow)
        return list(found.values()), strange


def _rule(words: Sequence[str]) -> list[str]:
    """An access-list line from `permit` or `deny` on (`line 3 extended permit …`)."""
    rest = list(words)
    if rest[:1] and rest[0].lower() == "line":
        rest = rest[2:]
    if rest[:1] and (rest[0].lower() == "extended" or rest[0].isdigit()):
        rest = rest[1:]
    return rest


def key_fit(remote: str, words: Sequence[str]) -> int:
    """How well `address A [mask]` or `hostname H` fits the remote end: the prefix length, -1 not at all."""
    rest = [word for word in words if word.lower() not in ("ipv4", "ipv6", "no-xauth")]
    if len(rest) < 2:
        return -1
    if rest[1] == remote:
        return 200
    if rest[0].lower() == "hostname":
        return -1
    wide, own = parse_network(network(rest[1], rest[2] if len(rest) > 2 else "") or ""), parse_network(remote)
    if rest[1] in ("0.0.0.0", "::/0"):
        return 0
    if wide is None or own is None or wide.version != own.version:
        return -1
    return wide.prefixlen if wide.overlaps(own) else -1


def put_key(builder: GatewayBuilder, words: Sequence[str], line: int) -> None:
    """`0 K` plain, `6 X` and `7 X` encrypted, `hex H`, or a bare key."""
    rest = list(words)
    hidden = len(rest) > 1 and rest[0] in ("6", "7", "8", "hex")
    if len(rest) > 1 and rest[0] in ("0", "6", "7", "8", "hex"):
        rest.pop(0)
    key = " ".join(rest)
    builder.psk(None if hidden or not key or key.startswith("<") else key, line)
