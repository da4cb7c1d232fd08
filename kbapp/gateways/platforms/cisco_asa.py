"""Cisco ASA: crypto maps, tunnel groups and VTIs, of the `isakmp` era and of the `ikev1`/`ikev2` era."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.acl import put_any
from kbapp.gateways.platforms.asa_ike import put_ike
from kbapp.gateways.platforms.asa_words import (
    GRAMMAR,
    WHERE,
    Entry,
    entries,
    proposal_suites,
    take,
    transform_suites,
)
from kbapp.gateways.platforms.cisco_net import Net
from kbapp.gateways.platforms.cisco_words import association_lifetime
from kbapp.gateways.platforms.command_parts import put_address, report
from kbapp.gateways.platforms.suites import DH, Part, put_suites
from kbapp.gateways.readers.commands import read_commands, sample
from kbapp.gateways.readers.devices import each_device
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.sections import MANY, Section, Sections
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import TransformKind, parse_transform

FORMAT = "cisco-asa"

_OURS = re.compile(
    r"^(?:tunnel-group\s+\S+\s+(?:type\s+ipsec-l2l|ipsec-attributes)|crypto\s+ikev1\s|crypto\s+ipsec\s+ikev[12]\s|"
    r"crypto\s+map\s+\S+\s+\d+\s+(?:set|match)\s|crypto\s+ikev2\s+policy\s+\d+\s*$|crypto\s+map\s+\S+\s+interface\s)",
    re.M | re.I,
)
_THEIRS = re.compile(
    r"^(?:crypto\s+isakmp\s+(?:key|profile)\s|crypto\s+keyring\s|crypto\s+ikev2\s+(?:keyring|profile|proposal)\s|"
    r"ip\s+access-list\s+extended\s|crypto\s+map\s+\S+\s+\d+\s+ipsec-isakmp\s*$)",
    re.M | re.I,
)


def score(text: str) -> int:
    """One-line crypto maps and tunnel groups are the ASA's own; `crypto isakmp policy` is IOS's too."""
    beginning = sample(text)
    ours = len(_OURS.findall(beginning))
    return 0 if not ours else 90 if ours >= len(_THEIRS.findall(beginning)) else 40


def read(text: str) -> list[Gateway]:
    return each_device(text, _read)


def _read(text: str) -> list[Gateway]:
    return _Text(read_commands(clean_lines(text), GRAMMAR)).gateways()


class _Text:
    """One text: its sections, and what they refer to."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.net = Net(sections, wildcard=False)
        self.maps = {section.name.casefold(): section.args["interface"] for section in sections.of("map-interface")}
        self.tunnels: dict[str, list[Section]] = {}
        for interface in sections.of("interface"):
            for command in interface.all("tunnel"):
                if command.word(1) == "protection" and len(command.words) > 4:
                    self.tunnels.setdefault(command.word(4), []).append(interface)

    def gateways(self) -> list[Gateway]:
        builders = [builder for found in self._entries() for builder in self._builders(*found)]
        strange = [section for section in self.sections.found if section.unknown]
        for builder in builders if len(builders) <= MANY else builders[:1]:
            report(builder, strange)
            for command in self.sections.loose:
                if not GRAMMAR.globals.match(command.text):
                    builder.not_understood(command.line, ("no " if command.negated else "") + command.text)
        return [builder.build() for builder in builders]

    def _entries(self) -> Iterator[tuple[str, Entry, Section | None]]:
        """(name, what is set, tunnel interface) of every connection."""
        dynamics = entries(self.sections, "dynamic")
        by_name: dict[str, list[Entry]] = {}
        for (name, _), entry in dynamics.items():
            by_name.setdefault(name, []).append(entry)
        static = entries(self.sections, "map")
        for entry in static.values():
            below = by_name.get((entry.dynamic or "").casefold(), [])
            for item in below:
                number = item.name.rpartition(" ")[2]
                yield f"{entry.name}/{number}" if len(below) > 1 else entry.name, _answering(entry, item), None
            if entry.dynamic is None:
                yield entry.name, entry, None
        if not static:
            for entry in dynamics.values():
                yield entry.name, _answering(entry, entry), None
        yield from self._profiles()
        if not static and not dynamics and not self.sections.of("ipsec-profile"):
            yield from self._groups()

    def _groups(self) -> Iterator[tuple[str, Entry, Section | None]]:
        """Tunnel groups of peers' addresses, where the text holds nothing that uses them: phase 1 only."""
        for group in self.sections.of("group"):
            if group.name[:1].isdigit():
                yield group.name, Entry(group.name, group.line, group.text, peers={group.name: group.line}), None

    def _profiles(self) -> Iterator[tuple[str, Entry, Section | None]]:
        for profile in self.sections.of("ipsec-profile"):
            entry = Entry(profile.name, profile.line, profile.text)
            for command in profile.all("set"):
                take(entry, command.line, list(command.words))
            answering = profile.last("responder-only")
            if answering is not None:
                entry.settings["answers"] = (answering.line, ["responder-only"])
            tunnels = self.tunnels.get(profile.name.casefold(), [])
            for tunnel in tunnels:
                yield profile.name if len(tunnels) == 1 else f"{profile.name} {tunnel.name}", entry, tunnel
            if not tunnels:
                yield profile.name, entry, None

    def _builders(self, name: str, entry: Entry, tunnel: Section | None) -> Iterator[GatewayBuilder]:
        """One gateway for each peer."""
        remotes = list(entry.peers.items())
        if tunnel is not None:
            ends = [c for c in tunnel.all("tunnel") if c.word(1) == "destination" and len(c.words) > 2]
            remotes = [(ends[-1].words[2], ends[-1].line)] if ends else []
        choices: list[tuple[str, int] | None] = [*remotes] or [None]
        for remote in choices:
            builder = GatewayBuilder(FORMAT, name if len(remotes) < 2 or remote is None else f"{name} {remote[0]}")
            if remote is not None:
                put_address(builder, "remote.address", *remote)
            self._fill(builder, name, entry, tunnel)
            yield builder

    def _fill(self, builder: GatewayBuilder, name: str, entry: Entry, tunnel: Section | None) -> None:
        for line, text in entry.strange:
            builder.not_understood(line, text)
        self._local(builder, name, tunnel)
        matched = entry.get("match")
        if matched is not None:
            self.net.put_selectors(builder, matched[1][0], matched[0])
        elif tunnel is not None or entry.text.lower().startswith("crypto ipsec profile"):
            put_any(builder, tunnel.line if tunnel else entry.line, tunnel.text if tunnel else entry.text)
        version = put_ike(builder, entry, self.sections)
        if entry.text.lower().startswith("tunnel-group"):
            return
        self._phase2(builder, entry, version)
        self._lifetimes(builder, entry)
        _switches(builder, entry)

    def _local(self, builder: GatewayBuilder, name: str, tunnel: Section | None) -> None:
        """The address of the interface that has the map, or that is the tunnel's source."""
        role = self.maps.get(name.split(" ")[0].casefold())
        if tunnel is not None:
            source = next((c for c in tunnel.all("tunnel") if c.word(1) == "source" and len(c.words) > 2), None)
            role = source.words[-1] if source else None
            if source is not None and source.word(2)[:1].isdigit():
                put_address(builder, "local.address", source.words[2], source.line)
        found = self.net.address_of(self.net.by_nameif(role)) if role else None
        if found is not None:
            put_address(builder, "local.address", *found)

    def _phase2(self, builder: GatewayBuilder, entry: Entry, version: str) -> None:
        sets, proposals = entry.get("transform-set"), entry.get("ipsec-proposal")
        suites, line = [], None
        if proposals is not None and version != "ikev1":
            suites += proposal_suites(builder, self.sections, proposals[1])
            line = proposals[0]
        if sets is not None and version != "ikev2":
            suites += transform_suites(builder, self.sections, sets[1])
            line = line or sets[0]
        pfs = entry.get("pfs")
        words = pfs[1] if pfs else []
        group = parse_transform(words[0], TransformKind.DH) if words else None
        if pfs is not None and group is not None:
            builder.set("esp.pfs_groups", (group,), pfs[0], "set pfs " + words[0])
            for suite in suites:
                suite.parts[DH] = Part((group,), pfs[0], words[0])
        put_suites(builder, "ESP", suites, line)
        if pfs is not None and group is None:
            builder.values.pop("esp.proposals", None)
            builder.unknown("esp.pfs_groups", "set pfs: the release's default group", pfs[0])
        builder.default("esp.pfs_groups", (), WHERE + "no PFS")
        builder.default("esp.mode", "tunnel", WHERE + "tunnel")

    def _lifetimes(self, builder: GatewayBuilder, entry: Entry) -> None:
        for line, words in entry.lifetimes:
            if not association_lifetime(builder, words, line):
                builder.not_understood(line, " ".join(words))
        for command in self.sections.loose:
            if command.text.lower().startswith("crypto ipsec security-association lifetime") and not command.negated:
                association_lifetime(builder, list(command.words[4:]), command.line, weak=True)
        builder.default("esp.lifetime_s", 28800, WHERE + "28800")
        builder.default("esp.lifetime_kb", 4608000, WHERE + "4608000")


def _answering(entry: Entry, dynamic: Entry) -> Entry:
    """A dynamic map's entry as the static map gives it: it only answers."""
    merged = Entry(entry.name, dynamic.line, dynamic.text, {**entry.settings, **dynamic.settings})
    merged.lifetimes = entry.lifetimes + (dynamic.lifetimes if dynamic is not entry else [])
    merged.strange = entry.strange + (dynamic.strange if dynamic is not entry else [])
    merged.settings["answers"] = (dynamic.line, [dynamic.text])
    return merged


def _switches(builder: GatewayBuilder, entry: Entry) -> None:
    """Who starts, and NAT traversal of this entry."""
    kinds = {"originate-only": "yes", "answer-only": "no"}
    told, answers, nat = entry.get("connection-type"), entry.get("answers"), entry.get("nat-t-disable")
    if told is not None and told[1] and told[1][0].lower() in kinds:
        builder.set("initiates", kinds[told[1][0].lower()], told[0], told[1][0])
    if answers is not None:
        builder.set("initiates", "no", answers[0], " ".join(answers[1]))
    if nat is not None:
        builder.set("nat_traversal", False, nat[0], "set nat-t-disable")


READER = Reader(FORMAT, score, read)
