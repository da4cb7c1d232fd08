"""ipsec.conf of strongSwan (stroke) and libreswan. Keys, defaults: man 5 ipsec.conf, strongSwan 5.9, libreswan 5."""

from __future__ import annotations

import re
from collections.abc import Callable

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.defaults import LIBRESWAN as LIBRESWAN_ROWS
from kbapp.gateways.defaults import STRONGSWAN_IPSEC
from kbapp.gateways.placeholders import is_placeholder
from kbapp.gateways.platforms.strongswan_common import Secrets, first_address, seconds, suites
from kbapp.gateways.readers.conn import Conn, ConnFile, read_conns
from kbapp.gateways.readers.listing import plain_lines, plain_start
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import LEFT_IS_LOCAL, Gateway, Remark
from kbapp.model.identity import address_identity

STRONGSWAN, LIBRESWAN = "strongswan-ipsec", "libreswan"

_CONN = re.compile(r"^[^\S\n]*(?:```|~~~)?conn\s+\S[^\n=]*$", re.MULTILINE)
_SIDES = re.compile(r"^[^\S\n]*(?:left|right)\w*\s*=", re.MULTILINE)
_LIBRESWAN = re.compile(
    r"^[^\S\n]*(?:ikev2\s*=|phase2alg|phase2\s*=|salifetime|leftsubnets|rightsubnets|narrowing|sha2-truncbug|sha2_truncbug|"
    r"authby\s*=\s*(?:secret\|)?(?:rsasig-|ecdsa-|null)|protostack|leftmodecfg\w*|rekeymargin|nssdir|pfs\s*=|encapsulation\s*=|"
    r"mark-out|vti-interface|ike\s*=.*;|esp\s*=.*;|(?:left|right)nexthop|rightaddresspool|modecfgdns\w*|retransmit-timeout|auth\s*=\s*(?:esp|ah))|\b(?:Libreswan|openswan)\b",
    re.MULTILINE | re.IGNORECASE,
)
_STRONGSWAN = re.compile(
    r"^[^\S\n]*(?:leftauth|rightauth|charondebug|closeaction|margintime|leftfirewall|"
    r"strictcrlpolicy|leftsendcert|reauth)\b|^[^\S\n]*conn\s+%default",
    re.MULTILINE | re.IGNORECASE,
)


_SEMICOLON = re.compile(r"^[^\S\n]*(?:ike|esp|phase2alg)\s*=[^\n#]*;", re.MULTILINE)
"""Only libreswan and its forebears part the group so."""
_STRICT = re.compile(r"^[^\S\n]*(?:ike|esp)\s*=[^\n#;]*[\w\s]![\"']?\s*(?:#.*)?$", re.MULTILINE)
"""Only strongSwan ends a list with `!`."""


def _score(text: str) -> tuple[int, int]:
    """(strongSwan, libreswan): the words that only one of them has decide."""
    if "conn" not in text[:200_000]:
        return 0, 0
    sample = plain_start(text)
    if not (_CONN.search(sample) and _SIDES.search(sample)):
        return 0, 0
    if _SEMICOLON.search(sample):
        return 60, 85
    if _STRICT.search(sample):
        return 85, 60
    theirs, ours = len(_LIBRESWAN.findall(sample)), len(_STRONGSWAN.findall(sample))
    return (80, 60) if ours >= theirs else (60, 80)


def read_strongswan(text: str) -> list[Gateway]:
    return _read(text, STRONGSWAN)


def read_libreswan(text: str) -> list[Gateway]:
    return _read(text, LIBRESWAN)


def _read(text: str, format_name: str) -> list[Gateway]:
    file = read_conns(plain_lines(text))
    conns = [conn for conn in file.conns if conn.get("left", "right", "leftsubnet", "rightsubnet", "leftid", "rightid")]
    included = {name for conn in file.conns for name in conn.also}
    own = [conn for conn in conns if conn.name not in included or "auto" in conn.own]
    secrets = Secrets()
    for owners, key, line in file.secrets:
        secrets.add(owners, key, line)
    return [_gateway(conn, file, secrets, format_name) for conn in own or conns]


def _gateway(conn: Conn, file: ConnFile, secrets: Secrets, format_name: str) -> Gateway:
    builder = GatewayBuilder(format_name, conn.name)
    older = format_name == LIBRESWAN and ("ikev2" in conn.settings or _is(conn, "keyexchange", "ike"))
    for key, (value, line) in conn.settings.items():
        if key == "keyexchange" and older:  # says nothing there: ikev2= tells the version
            continue
        setter = _SETTERS.get(key)
        if setter is not None:
            setter(builder, value, line)
        elif key not in _IGNORED:
            builder.not_understood(line, f"{key}={value}")
    _selectors(builder, conn)
    _dpd(builder, conn, format_name)
    _pfs(builder, conn, format_name)
    _defaults(builder, format_name)
    secrets.give(builder)
    for line, text in (*conn.strange, *file.strange[:50]):
        builder.not_understood(line, text)
    ours, theirs = (_is(conn, side, "%defaultroute") for side in ("left", "right"))
    builder.oriented = ours or theirs
    if not builder.oriented:
        builder.remarks.append(Remark(conn.line, LEFT_IS_LOCAL))
    gateway = builder.build()
    return gateway.turned() if theirs and not ours else gateway


def _is(conn: Conn, key: str, word: str) -> bool:
    found = conn.get(key)
    return found is not None and found[0].lower() == word


Setter = Callable[[GatewayBuilder, str, int], None]


def _version(builder: GatewayBuilder, value: str, line: int) -> None:
    words = {"ikev1": "ikev1", "ikev2": "ikev2", "ike": "any"}
    builder.set("ike.version", words.get(value.lower(), "any"), line, value)


def _ikev2(builder: GatewayBuilder, value: str, line: int) -> None:
    """libreswan's older switch: insist and yes mean IKEv2, never and no IKEv1, permit IKEv1 with IKEv2 accepted."""
    words = {"insist": "ikev2", "yes": "ikev2", "propose": "ikev2", "never": "ikev1", "no": "ikev1", "permit": "any"}
    builder.set("ike.version", words.get(value.lower(), "any"), line, value)


def _mode(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("ike.mode", "aggressive" if value.lower() in ("yes", "true") else "main", line, value)


def _proposals(protocol: str) -> Setter:
    def put(builder: GatewayBuilder, value: str, line: int) -> None:
        suites(builder, protocol, _hyphenated(value), line, value)

    return put


def _hyphenated(value: str) -> str:
    """libreswan separates the group by `;` and joins alternatives by `+`; `_` stands inside sha2_256."""
    words = [re.sub(r"(?i)(?<=.)-null(?=-|$)", "", re.sub(r"[;+]", "-", word.strip())) for word in value.split(",")]
    return ",".join(re.sub(r"(?i)sha2_(\d+)", r"sha\1", re.sub(r"(?i)sha2(?=-|$)", "sha256", word)) for word in words)


def _time(name: str) -> Setter:
    def put(builder: GatewayBuilder, value: str, line: int) -> None:
        amount = seconds(value)
        if amount is None and is_placeholder(value):
            builder.unknown(name, value, line)
        elif amount is None:
            builder.not_understood(line, value)
        else:
            builder.set(name, amount, line, value)

    return put


def _address(name: str) -> Setter:
    return lambda builder, value, line: builder.address(name, first_address(value), line)


def _identity(name: str) -> Setter:
    def put(builder: GatewayBuilder, value: str, line: int) -> None:
        if value.startswith("%"):
            if value.lower() not in ("%any", "%any6"):
                builder.unknown(name, value, line)
            return
        if "=" not in value:  # no distinguished name: what stands further on is a note
            value = re.split(r"\s{2,}|\s<-", value)[0].strip()
        bracketed = re.fullmatch(r"@\[(.*)\]", value)
        builder.identity(name, f"keyid:{bracketed[1]}" if bracketed else value, line)

    return put


def _auth(builder: GatewayBuilder, value: str, line: int) -> None:
    first = re.split(r"[|,\s]+", value.lower())[0]
    builder.set("auth.method", "psk" if first in ("psk", "secret", "shared-secret") else "certificate", line, value)


def _switch(name: str) -> Setter:
    """An extension that the comparison knows by name, beyond the form's fields."""
    return lambda builder, value, line: builder.set(name, value.lower() in ("yes", "force", "true"), line, value)


def _amount(builder: GatewayBuilder, value: str, line: int) -> None:
    """A lifetime in bytes (libreswan: with binary units)."""
    found = re.fullmatch(r"(\d+)\s*([kmgKMG]?)(?:i?[bB])?", value.strip())
    if found:
        units = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}
        builder.set("esp.lifetime_kb", int(found[1]) * units[found[2].lower()] // 1024, line, value)
    else:
        builder.not_understood(line, value)


def _auto(builder: GatewayBuilder, value: str, line: int) -> None:
    words = {"start": "yes", "route": "on-traffic", "ondemand": "on-traffic", "add": "no", "ignore": "no", "keep": "no"}
    builder.set("initiates", words.get(value.lower(), "no"), line, value)


def _type(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("esp.mode", value.lower(), line, value)


def _protocol(builder: GatewayBuilder, value: str, line: int) -> None:
    if value.lower() in ("esp", "ah"):
        builder.set("esp.protocol", value.lower(), line, value)
    else:
        builder.not_understood(line, value)


def _esn(builder: GatewayBuilder, value: str, line: int) -> None:
    builder.set("esp.esn", value.lower(), line, value)


_SETTERS: dict[str, Setter] = {
    "keyexchange": _version,
    "ikev2": _ikev2,
    "aggressive": _mode,
    "aggrmode": _mode,
    "ike": _proposals("IKE"),
    "esp": _proposals("ESP"),
    "phase2alg": _proposals("ESP"),
    "phase2": _protocol,
    "auth": _protocol,
    "ikelifetime": _time("ike.lifetime_s"),
    "lifetime": _time("esp.lifetime_s"),
    "keylife": _time("esp.lifetime_s"),
    "salifetime": _time("esp.lifetime_s"),
    "ipsec-lifetime": _time("esp.lifetime_s"),
    "left": _address("local.address"),
    "right": _address("remote.address"),
    "leftid": _identity("local.id"),
    "rightid": _identity("remote.id"),
    "authby": _auth,
    "leftauth": _auth,
    "auto": _auto,
    "type": _type,
    "dpddelay": _time("dpd.interval_s"),
    "esn": _esn,
    "lifebytes": _amount,
    "ipsec-max-bytes": _amount,
    "mobike": _switch("mobike"),
    "compress": _switch("esp.ipcomp"),
    "fragmentation": _switch("ike.fragmentation"),
    "ike_frag": _switch("ike.fragmentation"),
    "ike-frag": _switch("ike.fragmentation"),
    "forceencaps": _switch("forced_encapsulation"),
    "encapsulation": _switch("forced_encapsulation"),
}
_IGNORED = frozenset(
    "dpdaction rightauth leftsubnet rightsubnet leftsubnets rightsubnets pfs dpdtimeout keyingtries rekey reauth "
    "margintime rekeymargin rekeyfuzz nat-ikev1-method "
    "leftfirewall rightfirewall lefthostaccess leftnexthop rightnexthop leftsourceip "
    "rightsourceip leftupdown rightupdown closeaction installpolicy mark mark_in mark_out vti-interface "
    "vti-routing vti-shared leftcert rightcert leftsendcert rightsendcert leftca rightca narrowing "
    "initial-contact ikepad sha2-truncbug overlapip replay-window mtu priority connalias "
    "inactivity leftikeport rightikeport leftprotoport rightprotoport left_groups eap_identity modeconfig".split()
)


_WORD = re.compile(r"(?:<[^<>]*>|\$\{[^{}]*\}|[^,\s])+")
_SERVICE = re.compile(r"\[[^\]]*\]$")


def _selectors(builder: GatewayBuilder, conn: Conn) -> None:
    for side, name in (("left", "local.subnets"), ("right", "remote.subnets")):
        found = conn.get(f"{side}subnets", f"{side}subnet")
        if found:
            words = [_SERVICE.sub("", word) for word in _WORD.findall(found[0].strip("{} "))]
            builder.subnets(
                name, [word for word in words if word and word[0] != "%" and "vhost:" not in word], found[1]
            )
    several = conn.get("leftsubnets", "rightsubnets")
    sides = [builder.values.get(name) for name in ("local.subnets", "remote.subnets")]
    lists = [value.value for value in sides if value is not None and isinstance(value.value, tuple)]
    if several and len(lists) == 2:
        builder.pairs = [(a, b) for a in lists[0] for b in lists[1]]


def _dpd(builder: GatewayBuilder, conn: Conn, format_name: str) -> None:
    """strongSwan: `dpdaction` switches it on; libreswan: a `dpddelay` above 0 (man 5 ipsec.conf of each)."""
    action, delay = conn.get("dpdaction"), builder.values.get("dpd.interval_s")
    if format_name == STRONGSWAN and action:
        builder.set("dpd.enabled", action[0].lower() != "none", action[1], action[0])
    elif format_name == LIBRESWAN and delay is not None:
        builder.set("dpd.enabled", bool(delay.value), delay.line, delay.text)


def _pfs(builder: GatewayBuilder, conn: Conn, format_name: str) -> None:
    """libreswan: PFS is on unless `pfs=no`, with IKE's group where the ESP suite names none."""
    switch = conn.get("pfs")
    if switch and switch[0].lower() == "no":
        builder.set("esp.pfs_groups", (), switch[1], switch[0])
    named = builder.values.get("esp.pfs_groups")
    groups = builder.values.get("ike.dh_groups")
    if format_name == LIBRESWAN and not (switch and switch[0].lower() == "no") and not (named and named.value):
        builder.values.pop("esp.pfs_groups", None)
        if groups is not None:
            builder.default("esp.pfs_groups", groups.value, "pfs=yes: the group of phase 1")


def _defaults(builder: GatewayBuilder, format_name: str) -> None:
    for name, value, text in STRONGSWAN_IPSEC if format_name == STRONGSWAN else LIBRESWAN_ROWS:
        builder.default(name, value, f"not in the text; {text}")
    for side in ("local", "remote"):
        address = builder.values.get(f"{side}.address")
        identity = address_identity(str(address.value)) if address and address.value else None
        if identity and builder.values.get("auth.method") and builder.values["auth.method"].value == "psk":
            builder.default(f"{side}.id", identity, f"not in the text: the {side} address")


READER_STRONGSWAN = Reader(STRONGSWAN, lambda text: _score(text)[0], read_strongswan)
READER_LIBRESWAN = Reader(LIBRESWAN, lambda text: _score(text)[1], read_libreswan)
