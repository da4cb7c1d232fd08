"""The parameters of one gateway, as the form and the JSON name them (vocabulary)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kbapp.model.text import Text


class Group(Enum):
    """The form's groups, in the order in which it shows them."""

    CONNECTION = "connection"
    PHASE1 = "phase1"
    PHASE2 = "phase2"
    TRAFFIC = "traffic"
    LIVENESS = "liveness"


class Kind(Enum):
    """The shape of a parameter's value, as the contract gives it in JSON."""

    CHOICE = "choice"  # one of `choices`
    TRANSFORMS = "transforms"  # list of IANA names
    PROPOSALS = "proposals"  # ordered list of suites
    SECONDS = "seconds"  # whole number, 0 = off or unlimited
    KILOBYTES = "kilobytes"
    ADDRESS = "address"  # one IP address or host name
    IDENTITY = "identity"  # Identity
    SUBNETS = "subnets"  # list of prefixes
    SWITCH = "switch"  # bool
    SECRET = "secret"  # Secret; "(set)" or null wherever it is shown


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of the form."""

    name: str
    group: Group
    kind: Kind
    title: Text
    choices: tuple[str, ...] = ()


def _row(name: str, group: Group, kind: Kind, zh: str, en: str, *choices: str) -> Parameter:
    return Parameter(name, group, kind, Text(zh, en), choices)


_ENCRYPTION = ("AES_CBC_128", "AES_CBC_192", "AES_CBC_256", "AES_GCM_16_128", "AES_GCM_16_256", "3DES_CBC", "DES_CBC")
_INTEGRITY = ("HMAC_SHA1_96", "HMAC_SHA2_256_128", "HMAC_SHA2_384_192", "HMAC_SHA2_512_256", "HMAC_MD5_96")
_PRF = ("PRF_HMAC_SHA1", "PRF_HMAC_SHA2_256", "PRF_HMAC_SHA2_384", "PRF_HMAC_SHA2_512", "PRF_HMAC_MD5")
_GROUPS = ("MODP_1024", "MODP_1536", "MODP_2048", "MODP_3072", "MODP_4096", "ECP_256", "ECP_384", "CURVE_25519")

PARAMETERS: tuple[Parameter, ...] = (
    _row("local.address", Group.CONNECTION, Kind.ADDRESS, "本端公网地址", "Local public address"),
    _row("remote.address", Group.CONNECTION, Kind.ADDRESS, "对端公网地址", "Remote public address"),
    _row("local.id", Group.CONNECTION, Kind.IDENTITY, "本端标识 LocalId", "Local identity (LocalId)"),
    _row("remote.id", Group.CONNECTION, Kind.IDENTITY, "对端标识 RemoteId", "Remote identity (RemoteId)"),
    _row("auth.method", Group.CONNECTION, Kind.CHOICE, "认证方式", "Authentication method", "psk", "certificate"),
    _row("auth.psk", Group.CONNECTION, Kind.SECRET, "预共享密钥", "Pre-shared key"),
    _row("initiates", Group.CONNECTION, Kind.CHOICE, "主动发起协商", "Initiates", "yes", "no", "on-traffic"),
    _row("ike.version", Group.PHASE1, Kind.CHOICE, "IKE 版本", "IKE version", "ikev1", "ikev2", "any"),
    _row("ike.mode", Group.PHASE1, Kind.CHOICE, "协商模式", "Negotiation mode", "main", "aggressive"),
    _row("ike.encryption", Group.PHASE1, Kind.TRANSFORMS, "IKE 加密算法", "IKE encryption", *_ENCRYPTION),
    _row("ike.integrity", Group.PHASE1, Kind.TRANSFORMS, "IKE 认证算法", "IKE integrity (hash)", *_INTEGRITY),
    _row("ike.prf", Group.PHASE1, Kind.TRANSFORMS, "IKE 伪随机函数", "IKE PRF", *_PRF),
    _row("ike.dh_groups", Group.PHASE1, Kind.TRANSFORMS, "IKE DH 分组", "IKE DH group", *_GROUPS),
    _row("ike.proposals", Group.PHASE1, Kind.PROPOSALS, "IKE 提议", "IKE proposals"),
    _row(
        "ike.lifetime_s",
        Group.PHASE1,
        Kind.SECONDS,
        "IKE SA 生存周期（秒）",
        "IKE SA lifetime (s)",
        "86400",
        "28800",
        "3600",
    ),
    _row("esp.protocol", Group.PHASE2, Kind.CHOICE, "安全协议", "Security protocol", "esp", "ah"),
    _row("esp.mode", Group.PHASE2, Kind.CHOICE, "封装模式", "Encapsulation mode", "tunnel", "transport"),
    _row("esp.encryption", Group.PHASE2, Kind.TRANSFORMS, "IPsec 加密算法", "ESP encryption", *_ENCRYPTION),
    _row("esp.integrity", Group.PHASE2, Kind.TRANSFORMS, "IPsec 认证算法", "ESP integrity", *_INTEGRITY),
    _row("esp.pfs_groups", Group.PHASE2, Kind.TRANSFORMS, "PFS（DH 分组）", "PFS group", "none", *_GROUPS),
    _row("esp.esn", Group.PHASE2, Kind.CHOICE, "扩展序列号 ESN", "Extended sequence numbers", "no", "yes", "either"),
    _row("esp.proposals", Group.PHASE2, Kind.PROPOSALS, "IPsec 提议", "ESP proposals"),
    _row(
        "esp.lifetime_s",
        Group.PHASE2,
        Kind.SECONDS,
        "IPsec SA 生存周期（秒）",
        "IPsec SA lifetime (s)",
        "86400",
        "3600",
    ),
    _row(
        "esp.lifetime_kb",
        Group.PHASE2,
        Kind.KILOBYTES,
        "IPsec SA 流量生存周期（KB）",
        "IPsec SA lifetime (KB)",
        "0",
        "4608000",
    ),
    _row("local.subnets", Group.TRAFFIC, Kind.SUBNETS, "本端网段", "Local subnets"),
    _row("remote.subnets", Group.TRAFFIC, Kind.SUBNETS, "对端网段", "Remote subnets"),
    _row("dpd.enabled", Group.LIVENESS, Kind.SWITCH, "DPD", "DPD"),
    _row("dpd.interval_s", Group.LIVENESS, Kind.SECONDS, "DPD 间隔（秒）", "DPD interval (s)", "10", "30"),
    _row("nat_traversal", Group.LIVENESS, Kind.SWITCH, "NAT 穿越", "NAT traversal"),
)

BY_NAME: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}
