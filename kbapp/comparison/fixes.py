"""What to change on either side so that a row agrees: the field as the platform names it, and the value to give it."""

from __future__ import annotations

from kbapp.comparison.abilities import able
from kbapp.comparison.ends import End
from kbapp.model.gateway import Value, mirrored_name
from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME
from kbapp.model.secret import Secret
from kbapp.model.text import Text

_SWANCTL = {
    "ike.version": "connections.<c>.version",
    "ike.mode": "connections.<c>.aggressive",
    "ike.proposals": "connections.<c>.proposals",
    "auth.method": "connections.<c>.local.auth",
    "auth.psk": "secrets.ike-<n>.secret",
    "local.id": "connections.<c>.local.id",
    "remote.id": "connections.<c>.remote.id",
    "local.address": "connections.<c>.local_addrs",
    "remote.address": "connections.<c>.remote_addrs",
    "esp.proposals": "children.<ch>.esp_proposals",
    "esp.mode": "children.<ch>.mode",
    "local.subnets": "children.<ch>.local_ts",
    "remote.subnets": "children.<ch>.remote_ts",
}
_IPSEC_CONF = {
    "ike.version": "keyexchange",
    "ike.mode": "aggressive",
    "ike.proposals": "ike",
    "auth.method": "authby",
    "auth.psk": "ipsec.secrets",
    "local.id": "leftid",
    "remote.id": "rightid",
    "local.address": "left",
    "remote.address": "right",
    "esp.proposals": "esp",
    "esp.mode": "type",
    "local.subnets": "leftsubnet",
    "remote.subnets": "rightsubnet",
}
_ALIBABA = {
    "ike.version": "IkeConfig.IkeVersion",
    "ike.mode": "IkeConfig.IkeMode",
    "ike.encryption": "IkeConfig.IkeEncAlg",
    "ike.integrity": "IkeConfig.IkeAuthAlg",
    "ike.dh_groups": "IkeConfig.IkePfs",
    "ike.lifetime_s": "IkeConfig.IkeLifetime",
    "auth.psk": "IkeConfig.Psk",
    "local.id": "IkeConfig.LocalId",
    "remote.id": "IkeConfig.RemoteId",
    "remote.address": "CustomerGateway.IpAddress",
    "esp.encryption": "IpsecConfig.IpsecEncAlg",
    "esp.integrity": "IpsecConfig.IpsecAuthAlg",
    "esp.pfs_groups": "IpsecConfig.IpsecPfs",
    "esp.lifetime_s": "IpsecConfig.IpsecLifetime",
    "local.subnets": "LocalSubnet",
    "remote.subnets": "RemoteSubnet",
    "nat_traversal": "EnableNatTraversal",
    "dpd.enabled": "EnableDpd",
}
_HUAWEI = {
    "ike.version": "ike peer: version",
    "ike.mode": "ike peer: exchange-mode",
    "ike.encryption": "ike proposal: encryption-algorithm",
    "ike.integrity": "ike proposal: authentication-algorithm",
    "ike.prf": "ike proposal: prf",
    "ike.dh_groups": "ike proposal: dh",
    "auth.method": "ike proposal: authentication-method",
    "auth.psk": "ike peer: pre-shared-key",
    "local.id": "ike peer: local-id",
    "remote.id": "ike peer: remote-id",
    "remote.address": "ike peer: remote-address",
    "esp.protocol": "ipsec proposal: transform",
    "esp.mode": "ipsec proposal: encapsulation-mode",
    "esp.encryption": "ipsec proposal: esp encryption-algorithm",
    "esp.integrity": "ipsec proposal: esp authentication-algorithm",
    "esp.pfs_groups": "ipsec policy: pfs",
    "local.subnets": "ipsec policy: security acl (source)",
    "remote.subnets": "ipsec policy: security acl (destination)",
    "nat_traversal": "ike peer: nat traversal",
}
_H3C = {
    "ike.mode": "ike profile (V5: ike peer): exchange-mode",
    "ike.encryption": "ike proposal: encryption-algorithm; ikev2 proposal: encryption",
    "ike.integrity": "ike proposal: authentication-algorithm; ikev2 proposal: integrity",
    "ike.dh_groups": "ike proposal, ikev2 proposal: dh",
    "auth.method": "ike proposal: authentication-method",
    "auth.psk": "ike keychain, ikev2 keychain (V5: ike peer): pre-shared-key",
    "local.id": "ike profile: local-identity; ikev2 profile: identity local; V5, ike peer: local-name",
    "remote.id": "ike profile, ikev2 profile: match remote identity; V5, ike peer: remote-name",
    "remote.address": "ipsec policy (V5: ike peer): remote-address",
    "esp.protocol": "ipsec transform-set: protocol",
    "esp.mode": "ipsec transform-set: encapsulation-mode",
    "esp.encryption": "ipsec transform-set: esp encryption-algorithm",
    "esp.integrity": "ipsec transform-set: esp authentication-algorithm",
    "esp.pfs_groups": "ipsec transform-set (V5: ipsec policy): pfs",
    "local.subnets": "ipsec policy: security acl (source)",
    "remote.subnets": "ipsec policy: security acl (destination)",
}
_CISCO = {
    "ike.encryption": "crypto isakmp policy: encryption",
    "ike.integrity": "crypto isakmp policy: hash",
    "ike.dh_groups": "crypto isakmp policy: group",
    "ike.lifetime_s": "crypto isakmp policy: lifetime",
    "auth.method": "crypto isakmp policy: authentication",
    "auth.psk": "crypto isakmp key",
    "remote.address": "crypto map: set peer",
    "esp.mode": "crypto ipsec transform-set: mode",
    "esp.encryption": "crypto ipsec transform-set",
    "esp.integrity": "crypto ipsec transform-set",
    "esp.pfs_groups": "crypto map: set pfs",
    "local.subnets": "crypto map: match address (source)",
    "remote.subnets": "crypto map: match address (destination)",
}
_KEYS: dict[str, dict[str, str]] = {
    "alibaba-cloud": _ALIBABA,
    "strongswan": _SWANCTL,
    "strongswan-swanctl": _SWANCTL,
    "strongswan-ipsec": _IPSEC_CONF,
    "libreswan": _IPSEC_CONF,
    "huawei": _HUAWEI,
    "h3c": _H3C,
    "cisco-ios": _CISCO,
}
_SUITE_PARTS = {
    "ike.encryption": "ike.proposals",
    "ike.integrity": "ike.proposals",
    "ike.prf": "ike.proposals",
    "ike.dh_groups": "ike.proposals",
    "esp.encryption": "esp.proposals",
    "esp.integrity": "esp.proposals",
    "esp.pfs_groups": "esp.proposals",
    "esp.esn": "esp.proposals",
}


_SPLIT = Text(
    "改用 IKEv2，或每对网段建一个 IPsec 连接，或两端都用 0.0.0.0/0（路由模式）",
    "use IKEv2, or make one IPsec connection for each pair of subnets, or use 0.0.0.0/0 at both ends (route mode)",
)
_OF_CAUSE: dict[str | None, Text] = {
    "ikev1-one-subnet-pair": _SPLIT,
    "multi-subnet-split": Text(
        "每对网段建一个 IPsec 连接，或两端都用 0.0.0.0/0（路由模式）",
        "make one IPsec connection for each pair of subnets, or use 0.0.0.0/0 at both ends (route mode)",
    ),
    "id-mismatch": Text(
        "标识改用公网 IP 地址，或两端都改用野蛮模式或 IKEv2",
        "use the public IP address as identity, or aggressive mode or IKEv2 at both ends",
    ),
    "security-protocol-mismatch": Text("改用 ESP", "use ESP"),
    "encapsulation-mode-mismatch": Text("改用隧道模式", "use tunnel mode"),
    "ike-dh-mismatch": Text("只保留一个 DH 组，两端相同", "keep one DH group only, the same at both ends"),
    "pfs-mismatch": Text(
        "所有提议都用同一个 PFS 组，或都不用", "give all proposals the same PFS group, or none of them one"
    ),
}
"""What to do where the two values are the same already, or no value of the other side can help."""
_UNABLE = Text("{name}不支持 {value}，请改{other}", "{name} has no {value}: change {other} instead")
_ALWAYS = ("ikev1-one-subnet-pair", "multi-subnet-split")


def fix(
    field: str, left: End, right: End, values: tuple[Value, Value], cause: str | None
) -> tuple[Text | None, Text | None]:
    """(what to change on the left, what to change on the right): either one is enough."""
    ours, theirs = values
    if cause in _ALWAYS or (ours.value == theirs.value and not isinstance(ours.value, Secret)):
        advice = _OF_CAUSE.get(cause)
        return advice, advice
    return _change(field, left, theirs, right), _change(mirrored_name(field), right, ours, left)


def _change(field: str, end: End, wanted: Value, other: End) -> Text | None:
    title = BY_NAME[field].title if field in BY_NAME else Text.same(field)
    where = _where(field, end)
    if isinstance(wanted.value, Secret):
        return Text(
            "重新输入与{other}相同的预共享密钥{where}", "enter the same pre-shared key as {other}{where}"
        ).format(other=other.name, where=where)
    shown = _shown(wanted)
    if shown is None:
        return None
    if isinstance(wanted.value, str | tuple):
        found = able(end, field, wanted.value)
        if found is None:
            return _UNABLE.format(name=end.name, value=shown, other=other.name)
        shown = found if isinstance(found, str) else ", ".join(found) or shown
    text = Text("把“{title}”改为 {value}{where}", "set “{title}” to {value}{where}")
    return text.format(title=title, value=shown, where=where)


def _where(field: str, end: End) -> Text:
    """The platform's own name of the field, in brackets."""
    keys = _KEYS.get(end.platform or "", {})
    field = mirrored_name(field) if end.gateway.swapped else field
    key = keys.get(field) or keys.get(_SUITE_PARTS.get(field, ""))
    return Text(f"（{key}）", f" ({key})") if key else Text.same("")


def _shown(value: Value) -> str | None:
    found = value.value
    if isinstance(found, tuple):
        return ", ".join(found) or "none"
    if isinstance(found, Identity):
        return f"{found.value} ({found.type})"
    if isinstance(found, bool):
        return "on" if found else "off"
    return None if found is None else str(found)
