"""ipsec.conf: `conn` sections with `also=` and `%default`, and the keys of ipsec.secrets beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kbapp.gateways.readers.paste import Line

Setting = tuple[str, int]
"""A value and its line."""

_HEAD = re.compile(r"^\s*(?:```|~~~)?(?P<type>conn|config|ca)\s+(?P<name>\"[^\"]+\"|\S+)\s*$")
_COMMENT = re.compile(r"(?:^|\s)(?:#|//(?=\s*\S)).*$")
_PROMPT = re.compile(r"^\s*\[?[\w.-]+@[\w.-]+[^\]#$>=]*\]?\s*[#$>](?:\s|$)")
_SHELL = re.compile(
    r"^\s*(?:EO[A-Z]|END|\w*EOF\w*|```\w*|~~~\w*|fi|done)\s*$|(?:^|\s)(?:cat|tee|vim?|nano)\b.*(?:/etc/|\.conf|\.secrets|<<)"
)
"""The end of a here-document or a code block, or the command that shows or writes the next file."""
_SETTING = re.compile(r"^\s*(?P<key>[A-Za-z][\w.-]*)\s*=\s*(?P<value>.*)$")
_SECRET = re.compile(r"^(?!#)(?P<owners>[^:\"]*(?:\"[^\"]*\"[^:\"]*)*):\s*PSK\s+(?P<key>\"[^\"]*\"|'[^']*'|\S+)")
_OWNER = re.compile(r"\"[^\"]*\"|<[^<>]*>|\S+")


@dataclass(slots=True)
class Conn:
    """One `conn` with what it inherits."""

    name: str
    line: int
    settings: dict[str, Setting] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)
    """Lines of the section that are no settings."""
    own: frozenset[str] = frozenset()
    """The keys that stand in the section itself."""

    def get(self, *keys: str) -> Setting | None:
        return next((self.settings[key] for key in keys if key in self.settings), None)


@dataclass(slots=True)
class ConnFile:
    """The connections in order, the keys, and the files that are included and not in the text."""

    conns: list[Conn] = field(default_factory=list)
    secrets: list[tuple[list[str], str, int]] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)


def read_conns(lines: list[Line]) -> ConnFile:
    """Sections open by their head, not by indentation; comments and blank lines are skipped."""
    found = ConnFile()
    section: Conn | None = None
    outside = Conn("", 0)
    for line in lines:
        setting = _SETTING.match(line.text)
        if _PROMPT.match(line.text) or (_SHELL.search(line.text) and not setting):
            section = outside
            continue
        text = _COMMENT.sub("", line.text).strip()
        head, setting = _HEAD.match(text), _SETTING.match(text)
        secret = None if setting else _SECRET.match(line.text.strip())
        if text.startswith("include "):
            found.strange.append((line.number, text))
        if not text or text.startswith(("version ", "include ")):
            continue
        if head:
            section = Conn(head["name"].strip('"'), line.number) if head["type"] == "conn" else outside
            if section is not outside:
                found.conns.append(section)
        elif secret:
            owners = [word.strip('"') for word in _OWNER.findall(secret["owners"])]
            found.secrets.append((owners, secret["key"].strip("\"'"), line.number))
        elif setting and section is not None:
            if setting["value"].startswith("#"):  # a note in place of the value
                _put(section, setting["key"].lower(), f"<{setting['value'].strip('# ')}>", line.number)
            else:
                _put(section, setting["key"].lower(), setting["value"].strip().strip('"'), line.number)
        elif section is not None and section is not outside:
            section.strange.append((line.number, text))
    _inherit(found.conns)
    return found


_FEW = 50
"""So many lines of an included section are reported again with each that includes it."""

_ONE = {
    "keylife": "lifetime",
    "salifetime": "lifetime",
    "ipsec-lifetime": "lifetime",
    "aggrmode": "aggressive",
    "phase2alg": "esp",
}
"""Two names of one setting: the nearer section has the last word, whichever name it uses."""


def _put(conn: Conn, key: str, value: str, line: int) -> None:
    key = _ONE.get(key, key)
    if key == "also":
        conn.also += re.split(r"[,\s]+", value)
    else:
        conn.settings[key] = (value, line)


def _inherit(conns: list[Conn]) -> None:
    """Fill from `also=`, then from `%default`; the default itself is no connection."""
    by_name = {conn.name: conn for conn in conns}
    for conn in conns:
        conn.own = frozenset(conn.settings)
    for conn in conns:
        for parent in _ancestors(conn, by_name):
            for key, value in parent.settings.items():
                conn.settings.setdefault(key, value)
            conn.strange += parent.strange[:_FEW]
    conns[:] = [conn for conn in conns if conn.name != "%default"]


def _ancestors(conn: Conn, by_name: Mapping[str, Conn]) -> list[Conn]:
    seen, queue, found = {conn.name}, list(dict.fromkeys(conn.also)), []
    while queue:
        name = queue.pop(0)
        parent = by_name.get(name)
        if parent is not None and name not in seen:
            seen.add(name)
            found.append(parent)
            queue += parent.also
    if "%default" in by_name:
        found.append(by_name["%default"])
    return found
