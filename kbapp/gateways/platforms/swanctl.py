"""strongSwan's swanctl.conf (and the same through vici). Keys and defaults: man 5 swanctl.conf, strongSwan 5.9."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.defaults import SWANCTL
from kbapp.gateways.placeholders import is_placeholder
from kbapp.gateways.platforms.strongswan_common import Secrets, first_address, seconds, suites
from kbapp.gateways.readers.braces import Block, read_blocks
from kbapp.gateways.readers.listing import plain_lines
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.identity import address_identity

FORMAT = "strongswan-swanctl"

_MARK = re.compile(r"^[^\S\n]*(?:connections|secrets)\s*(?::[^{\n]*)?\{", re.MULTILINE)
_WORDS = re.compile(r"\b(?:local_addrs|remote_addrs|esp_proposals|local_ts|remote_ts|children)\b")

Strange = tuple[int, str]
Setter = Callable[[GatewayBuilder, str, int], None]


def score(text: str) -> int:
    words = len(_WORDS.findall(text[:200_000]))
    return 90 if words and _MARK.search(text) else 70 if words > 1 and "{" in text and "=" in text else 0


def read(text: str) -> list[Gateway]:
    root, strange = read_blocks("\n".join(line.text for line in plain_lines(text)))
    root = _home(root)
    secrets = _secrets(root)
    blocks = root.sections.get("connections")
    connections = (
        list(blocks.sections.values()) if blocks else [b for b in root.sections.values() if "children" in b.sections]
    )
    return [_gateway(connection, secrets, told) for connection, told in _shared_out(connections, strange)]


def _shared_out(connections: list[Block], strange: list[Strange]) -> Iterator[tuple[Block, list[Strange]]]:
    """Each line that is not understood goes to the connection it stands in; included files concern all."""
    included = [item for item in strange if item[1].startswith("include")][:50]
    lines = [item for item in strange if not item[1].startswith("include")]
    starts = [connection.line for connection in connections]
    for index, connection in enumerate(connections):
        first = bisect_left(lines, (starts[index] if index else 0, ""))
        last = bisect_left(lines, (starts[index + 1], "")) if index + 1 < len(starts) else len(lines)
        yield connection, included + lines[first:last]


def _home(root: Block) -> Block:
    """Where `connections` stands: at the top, or in a script's function around it."""
    inner = [block for block in root.sections.values() if "connections" in block.sections]
    return inner[0] if inner and "connections" not in root.sections else root


def _secrets(root: Block) -> Secrets:
    found = Secrets()
    blocks = root.sections.get("secrets")
    for block in blocks.starting("ike") if blocks else []:
        secret = block.get("secret")
        if secret:
            found.add([value for key, (value, _) in block.values.items() if key.startswith("id")], *secret)
    return found


def _gateway(connection: Block, secrets: Secrets, strange: list[tuple[int, str]]) -> Gateway:
    builder = GatewayBuilder(FORMAT, connection.name, "strongswan")
    _settings(builder, connection, _CONNECTION, _CONNECTION_IGNORED)
    for side in ("local", "remote"):
        for block in connection.starting(side)[:1]:
            _auth(builder, side, block)
    children = connection.sections.get("children")
    for child in reversed(list(children.sections.values()) if children else []):  # the first child has the last word
        _settings(builder, child, _CHILD, _CHILD_IGNORED)
    _subnets(builder, list(children.sections.values()) if children else [])
    _several(builder, list(children.sections.values()) if children else [])
    _defaults(builder)
    secrets.give(builder)
    for line, text in strange:
        builder.not_understood(line, text)
    return builder.build()


def _settings(builder: GatewayBuilder, block: Block, table: dict[str, Setter], ignored: frozenset[str]) -> None:
    for key, (value, line) in block.values.items():
        setter = table.get(key)
        if setter is not None:
            setter(builder, value, line)
        elif key not in ignored:
            builder.not_understood(line, f"{key} = {value}")


def _version(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("ike.version", {"1": "ikev1", "2": "ikev2"}.get(value, "any"), line, value)


def _mode(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("ike.mode", "aggressive" if value in ("yes", "true", "1") else "main", line, value)


def _address(name: str) -> Setter:
    return lambda builder, value, line: builder.address(name, first_address(value), line)


def _proposals(protocol: str) -> Setter:
    return lambda builder, value, line: suites(builder, protocol, value, line)


def _ah(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("esp.protocol", "ah", line, value)
    suites(builder, "ESP", value, line)


def _time(name: str, *, unless: str | None = None) -> Setter:
    def put(builder: GatewayBuilder, value: str, line: int) -> None:
        amount = seconds(value)
        if amount is None and is_placeholder(value):
            builder.unknown(name, value, line)
        elif amount is None:
            builder.not_understood(line, value)
        elif unless is None or not builder.has(unless):
            builder.set(name, amount, line, value)

    return put


def _reauth(builder: GatewayBuilder, value: str, line: int) -> None:
    """0 leaves the rekeying alone in charge."""
    if seconds(value) != 0:
        _time("ike.lifetime_s", unless="ike.lifetime_s")(builder, value, line)


def _dpd(builder: GatewayBuilder, value: str, line: int) -> None:
    amount = seconds(value)
    if amount is not None:
        builder.set("dpd.enabled", amount > 0, line, value)
        if amount:
            builder.set("dpd.interval_s", amount, line, value)


def _encapsulation(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("esp.mode", value, line, value)


def _start(builder: GatewayBuilder, value: str, line: int) -> None:
    words = set(re.split(r"[|,\s]+", value))
    builder.set("initiates", "yes" if "start" in words else "on-traffic" if "trap" in words else "no", line, value)


def _bytes(builder: GatewayBuilder, value: str, line: int) -> None:
    found = re.fullmatch(r"(\d+)\s*([kmg]?)b?", value.strip().lower())
    if found:
        builder.set(
            "esp.lifetime_kb",
            int(found[1]) * {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}[found[2]] // 1024,
            line,
            value,
        )


def _switch(name: str) -> Setter:
    """An extension that the comparison knows by name, beyond the form's fields."""
    return lambda builder, value, line: builder.set(name, value.lower() in ("yes", "true", "1", "force"), line, value)


def _childless(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("ike.childless", value.lower(), line, value)


_CONNECTION: dict[str, Setter] = {
    "version": _version,
    "aggressive": _mode,
    "local_addrs": _address("local.address"),
    "remote_addrs": _address("remote.address"),
    "proposals": _proposals("IKE"),
    "rekey_time": _time("ike.lifetime_s"),
    "reauth_time": _reauth,
    "dpd_delay": _dpd,
    "mobike": _switch("mobike"),
    "encap": _switch("forced_encapsulation"),
    "fragmentation": _switch("ike.fragmentation"),
    "childless": _childless,
}
_CONNECTION_IGNORED = frozenset(
    "local_port remote_port dpd_timeout send_certreq send_cert keyingtries unique "
    "over_time rand_time pools vips if_id_in if_id_out mediation ppk_id ppk_required pull dscp".split()
)
_CHILD: dict[str, Setter] = {
    "esp_proposals": _proposals("ESP"),
    "ah_proposals": _ah,
    "mode": _encapsulation,
    "life_time": _time("esp.lifetime_s"),
    "rekey_time": _time("esp.lifetime_s", unless="esp.lifetime_s"),
    "rekey_bytes": _bytes,
    "life_bytes": _bytes,
    "start_action": _start,
    "ipcomp": _switch("esp.ipcomp"),
}
_CHILD_IGNORED = frozenset(
    "local_ts remote_ts dpd_action close_action sha256_96 updown hostaccess inactivity replay_window reqid "
    "rand_time rand_bytes rand_packets rekey_packets life_packets policies policies_fwd_out priority interface mark_in "
    "mark_out mark_in_sa set_mark_in set_mark_out if_id_in if_id_out tfc_padding hw_offload copy_df "
    "copy_ecn copy_dscp label".split()
)


def _auth(builder: GatewayBuilder, side: str, block: Block) -> None:
    identity, method = block.get("id"), block.get("auth")
    if identity and not identity[0].startswith("%"):
        builder.identity(f"{side}.id", *identity)
    if method and not builder.has("auth.method"):
        builder.set("auth.method", "psk" if method[0].startswith("psk") else "certificate", method[1], method[0])


_WORD = re.compile(r"(?:\{\{[^{}]*\}\}|\$\{[^{}]*\}|<[^<>]*>|[^,\s])+")


def _subnets(builder: GatewayBuilder, children: list[Block]) -> None:
    for side in ("local", "remote"):
        found = [value for child in children if (value := child.get(f"{side}_ts"))]
        words = [re.sub(r"\[[^\]]*\]$", "", word) for text, _ in found for word in _WORD.findall(text)]
        words = [word for word in words if word and word != "dynamic"]
        if words:
            builder.subnets(f"{side}.subnets", words, found[0][1])
    if len(children) > 1:
        builder.pairs = [pair for child in children for pair in _pairs(child)]


_SHARED = ("esp_proposals", "ah_proposals", "mode", "rekey_time", "life_time", "start_action")


def _several(builder: GatewayBuilder, children: list[Block]) -> None:
    """The first child stands for all: say where another one differs."""
    for child in children[1:]:
        strange = [key for key in _SHARED if (child.get(key) or ("",))[0] != (children[0].get(key) or ("",))[0]]
        if strange:
            builder.remark(
                child.line,
                f"子连接 {child.name} 的 {'、'.join(strange)} 与第一个不同，这里取第一个",
                f"child {child.name} differs from the first in {', '.join(strange)}; the first is shown",
            )


def _pairs(child: Block) -> list[tuple[str, str]]:
    local, remote = ((child.get(f"{side}_ts") or ("", 0))[0].split(",") for side in ("local", "remote"))
    return [(a.strip(), b.strip()) for a in local for b in remote if a.strip() and b.strip()]


def _defaults(builder: GatewayBuilder) -> None:
    for name, value, text in SWANCTL:
        builder.default(name, value, f"not in the text; strongSwan: {text}")
    address = builder.values.get("local.address")
    identity = address_identity(str(address.value)) if address and address.value else None
    if identity and builder.values["auth.method"].value == "psk":
        builder.default("local.id", identity, "not in the text; strongSwan: the local address")


READER = Reader(FORMAT, score, read)
