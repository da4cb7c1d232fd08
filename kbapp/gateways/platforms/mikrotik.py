"""MikroTik RouterOS `/ip ipsec` (6.43 and newer: profile, peer, identity, proposal, policy; older: all in peer)."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.mikrotik_menu import Menu
from kbapp.gateways.platforms.mikrotik_words import seconds, unknown_keys
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.routeros import Item, Listing, read_items
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import Identity, IdType
from kbapp.model.transforms import TransformKind, is_aead

FORMAT = "mikrotik"

_MARK = re.compile(r"\bip[ /]+ipsec[ /]+(?:peer|profile|proposal|policy|identity)\b|/ip[ /]ipsec[>\s]")
_BARE_AES = {"aes-128": "aes128", "aes-192": "aes192", "aes-256": "aes256"}
_HOST = re.compile(r"/(?:32|128)$")
_NOWHERE = ("0.0.0.0/0", "::/0", "0.0.0.0", "::")


def score(text: str) -> int:
    return 90 if _MARK.search(text[:4_000_000]) else 0


def read(text: str) -> list[Gateway]:
    listing = read_items(clean_lines(text))
    items = _merged([item for item in listing.items if item.path.startswith("/ip ipsec")])
    every = Menu(items)
    peers = [item for item in every.of("peer") if _is_site(item)] or _peerless(every)
    enabled = [peer for peer in peers if not peer.disabled]
    menu = Menu(item for item in items if not item.disabled) if enabled else every
    found = [_gateway(peer, menu) for peer in enabled or peers]
    if found:
        _remarks(found[0], listing, peers, some=bool(enabled))
    return [builder.build() for builder in found]


def _is_site(peer: Item) -> bool:
    """A peer of anywhere serves road warriors; it stays where it is all there is."""
    return peer.command == "add" and not peer.get("dynamic") and (peer.get("address") or ("", 0))[0] not in _NOWHERE


def _peerless(menu: Menu) -> list[Item]:
    """A paste that shows only policies: each remote end that they name."""
    ends: dict[str, Item] = {}
    for item in menu.of("policy"):
        end = item.get("sa-dst-address")
        if end and not item.get("template") and end[0] not in _NOWHERE:
            ends.setdefault(end[0], Item("/ip ipsec peer", "add", end[1], {"address": end}))
    return list(ends.values()) or [item for item in menu.of("peer") if item.command == "add"]


def _merged(items: list[Item]) -> list[Item]:
    """A `set` that selects an item by its name, comment or address changes that item."""
    found: list[Item] = []
    known: dict[tuple[str, str, str], Item] = {}
    for item in items:
        wanted = (
            re.match(r"(?:(name|comment|peer|address)=)?\"?([^\"\s]+)", item.find) if item.command == "set" else None
        )
        target = known.get((item.path, wanted[1] or "name", wanted[2])) if wanted else None
        if target is not None:
            target.values.update(item.values)
            continue
        found.append(item)
        for key in ("name", "comment", "peer", "address"):
            value = item.get(key)
            if value and item.command == "add":
                known.setdefault((item.path, key, value[0]), item)
    return found


def _gateway(peer: Item, menu: Menu) -> GatewayBuilder:
    name = next((found for key in ("name", "comment", "address") if (found := peer.get(key)) and found[0]), None)
    builder = GatewayBuilder(FORMAT, name[0].partition("/")[0] if name else None)
    if peer.disabled:
        builder.remark(peer.line, "此连接在配置中已禁用", "disabled in the configuration")
    for key, parameter in (("address", "remote.address"), ("local-address", "local.address")):
        found = peer.get(key)
        if found:
            builder.address(parameter, _HOST.sub("", found[0]), found[1])
    _exchange(builder, peer)
    old = peer.get("profile") is None and peer.get("enc-algorithm") is not None
    profile = None if old else menu.named("profile", (peer.get("profile") or ("default", 0))[0])
    for item in (peer, profile):
        if item is not None:
            _phase1(builder, item)
    peer_name = (peer.get("name") or ("", 0))[0]
    identity = next(iter(menu.of_peer("identity", peer_name)), None)
    _identity(builder, identity or peer)
    policies = _policies(peer, peer_name, menu)
    proposal = _phase2(builder, policies, menu)
    _defaults(builder, profile, proposal, has_policy=bool(policies))
    for used in (peer, profile, identity, proposal, *policies):
        for key, line in unknown_keys(used) if used is not None else ():
            builder.not_understood(line, key)
    return builder


def _remarks(builder: GatewayBuilder, listing: Listing, peers: list[Item], *, some: bool) -> None:
    for line, text in listing.strange:
        shown = re.sub(r"(secret|password|key)=\S+", r"\1=…", text)
        builder.not_understood(line, shown)
    for peer in peers if some else ():
        if peer.disabled:
            name = (peer.get("name") or peer.get("comment") or peer.get("address") or ("?", 0))[0]
            builder.remark(peer.line, f"已禁用的对端未列出：{name}", f"disabled, not listed: {name}")


def _exchange(builder: GatewayBuilder, peer: Item) -> None:
    mode = peer.get("exchange-mode")
    if mode and mode[0] in ("ike2", "main", "aggressive", "main-l2tp", "base"):
        builder.set("ike.version", "ikev2" if mode[0] == "ike2" else "ikev1", mode[1], mode[0])
        if mode[0] in ("main", "aggressive", "main-l2tp"):
            builder.set("ike.mode", mode[0].removesuffix("-l2tp"), mode[1], mode[0])
    elif mode:
        builder.not_understood(mode[1], f"exchange-mode={mode[0]}")
    passive = peer.get("passive")
    if passive:
        builder.set("initiates", "no" if passive[0] == "yes" else "on-traffic", passive[1], passive[0])


_PHASE1_LISTS = (
    ("enc-algorithm", TransformKind.ENCR),
    ("hash-algorithm", TransformKind.INTEG),
    ("prf-algorithm", TransformKind.PRF),
    ("dh-group", TransformKind.DH),
)


def _phase1(builder: GatewayBuilder, item: Item) -> None:
    for key, kind in _PHASE1_LISTS:
        found = item.get(key)
        if found and found[0] not in ("auto", ""):
            builder.transforms("IKE", kind, _spelled(found[0]), found[1])
    lifetime = item.get("lifetime")
    if lifetime:
        _time(builder, "ike.lifetime_s", *lifetime)
    nat = item.get("nat-traversal")
    if nat:
        builder.set("nat_traversal", nat[0] == "yes", nat[1], nat[0])
    dpd = item.get("dpd-interval")
    if dpd:
        off = dpd[0] in ("disable-dpd", "0s", "0")
        builder.set("dpd.enabled", not off, dpd[1], dpd[0])
        if not off:
            _time(builder, "dpd.interval_s", *dpd)


def _spelled(text: str) -> list[str]:
    return [_BARE_AES.get(word.strip(), word.strip()) for word in text.split(",") if word.strip()]


def _time(builder: GatewayBuilder, name: str, text: str, line: int) -> None:
    amount = seconds(text)
    if amount is None:
        builder.not_understood(line, text)
    else:
        builder.set(name, amount, line, text)


_ID_TYPES: dict[str, IdType] = {"fqdn": "fqdn", "user-fqdn": "user-fqdn", "key-id": "key-id", "dn": "dn"}


def _identity(builder: GatewayBuilder, item: Item) -> None:
    method = item.get("auth-method")
    if method:
        psk = method[0].startswith("pre-shared-key")
        builder.set("auth.method", "psk" if psk else "certificate", method[1], method[0])
    secret = item.get("secret")
    if secret:
        builder.psk(secret[0] or None, secret[1])
    for key, name in (("my-id", "local.id"), ("remote-id", "remote.id")):
        found = item.get(key)
        if not found or found[0] in ("auto", "ignore", ""):
            continue
        kind, _, value = found[0].partition(":")
        if kind in _ID_TYPES and value:
            builder.identity(name, value, found[1], Identity(_ID_TYPES[kind], value))
        else:
            builder.identity(name, value if kind == "address" else found[0], found[1])
    old = item.get("my-id-user-fqdn")
    if old and old[0]:
        builder.identity("local.id", *old)


def _policies(peer: Item, name: str, menu: Menu) -> list[Item]:
    """The policies that name the peer, or (older releases) its address as SA destination."""
    address = _HOST.sub("", (peer.get("address") or ("", 0))[0])
    named = [item for item in menu.of_peer("policy", name) if _protects(item)]
    return named or [item for item in menu.policies_to(address) if _protects(item) and not item.get("peer")]


def _protects(policy: Item) -> bool:
    return (
        policy.command == "add"
        and (policy.get("template") or ("no", 0))[0] != "yes"
        and not policy.get("dynamic")
        and (policy.get("action") or ("encrypt", 0))[0] == "encrypt"
    )


def _phase2(builder: GatewayBuilder, policies: list[Item], menu: Menu) -> Item | None:
    """The selectors and the first policy's proposal, which is returned."""
    ends = [[_prefix(item, key) for key in ("src-address", "dst-address")] for item in policies]
    for index, name in ((0, "local.subnets"), (1, "remote.subnets")):
        found = [value for pair in ends if (value := pair[index])]
        if found:
            builder.subnets(name, [text for text, _ in found], found[0][1])
    if len(policies) > 1:
        builder.pairs = [(a[0], b[0]) for a, b in ends if a and b]
    if not policies:
        return None
    first = policies[0]
    tunnel, protocol, local = (first.get(key) for key in ("tunnel", "ipsec-protocols", "sa-src-address"))
    if tunnel:
        builder.set("esp.mode", "tunnel" if tunnel[0] == "yes" else "transport", tunnel[1], tunnel[0])
    if protocol and protocol[0] in ("esp", "ah"):
        builder.set("esp.protocol", protocol[0], protocol[1], protocol[0])
    elif protocol:
        builder.not_understood(protocol[1], f"ipsec-protocols={protocol[0]}")
    if local and not builder.has("local.address"):
        builder.address("local.address", *local)
    proposal = menu.named("proposal", (first.get("proposal") or ("default", 0))[0])
    if proposal is not None:
        _proposal(builder, proposal)
    return proposal


def _prefix(item: Item, key: str) -> tuple[str, int] | None:
    """`192.168.1.0/24`; older releases append the port (`…/24:any`)."""
    found = item.get(key)
    return (re.sub(r":(?:any|\d+)$", "", found[0]) if "." in found[0] else found[0], found[1]) if found else None


def _proposal(builder: GatewayBuilder, proposal: Item) -> None:
    for key, kind in (("enc-algorithms", TransformKind.ENCR), ("auth-algorithms", TransformKind.INTEG)):
        found = proposal.get(key)
        if found and found[0] not in ("null", ""):
            builder.transforms("ESP", kind, _spelled(found[0]), found[1])
    pfs = proposal.get("pfs-group")
    if pfs:
        builder.transforms("ESP", TransformKind.DH, [pfs[0]], pfs[1])
    lifetime = proposal.get("lifetime")
    if lifetime:
        _time(builder, "esp.lifetime_s", *lifetime)


_ALWAYS: tuple[tuple[str, ParameterValue, str], ...] = (
    ("ike.version", "ikev1", "exchange-mode=main"),
    ("auth.method", "psk", "auth-method=pre-shared-key"),
    ("esp.protocol", "esp", "ipsec-protocols=esp"),
)
_PROFILE: tuple[tuple[str, ParameterValue, str], ...] = (
    ("ike.lifetime_s", 86400, "lifetime=1d"),
    ("nat_traversal", True, "nat-traversal=yes"),
    ("ike.integrity", ("HMAC_SHA1_96",), "hash-algorithm=sha1"),
)
_PROPOSAL: tuple[tuple[str, ParameterValue, str], ...] = (
    (
        "esp.encryption",
        ("AES_CBC_256", "AES_CBC_192", "AES_CBC_128"),
        "enc-algorithms=aes-256-cbc,aes-192-cbc,aes-128-cbc",
    ),
    ("esp.integrity", ("HMAC_SHA1_96",), "auth-algorithms=sha1"),
    ("esp.pfs_groups", ("MODP_1024",), "pfs-group=modp1024"),
    ("esp.lifetime_s", 1800, "lifetime=30m"),
)


def _defaults(builder: GatewayBuilder, profile: Item | None, proposal: Item | None, *, has_policy: bool) -> None:
    """An export leaves out what is as the manual has it; the DH groups and ciphers of phase 1 changed with releases."""
    known = [*_ALWAYS]
    if builder.values.get("ike.version") is None:
        known.append(("ike.mode", "main", "exchange-mode=main"))
    known += _PROFILE if profile is not None else ()
    known += _PROPOSAL if proposal is not None and profile is not None else ()
    encryption = builder.values.get("esp.encryption")
    names = encryption.value if encryption and isinstance(encryption.value, tuple) else ()
    aead = bool(names) and all(is_aead(name) for name in names)
    for name, value, text in known:
        if not (aead and name == "esp.integrity"):
            builder.default(name, value, f"not in the text; RouterOS: {text}")
    if has_policy:
        builder.default("esp.mode", "transport", "not in the text; RouterOS: tunnel=no")


READER = Reader(FORMAT, score, read)
