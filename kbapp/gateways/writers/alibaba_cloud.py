"""The JSON that CreateVpnConnection takes (nested objects, as the API's answers have them)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kbapp.gateways.spelling.alibaba_cloud import ENCRYPTION, GROUPS, INTEGRITY
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, items, name_of, number, spelled, switch, word
from kbapp.model.gateway import Gateway


def write(gateway: Gateway) -> str:
    """One value a kind, as the cloud has it: the first of each list. What is not known is left out."""
    data = {
        "Name": name_of(gateway),
        "InternetIp": word(gateway, "local.address"),
        "LocalSubnet": ",".join(items(gateway, "local.subnets")),
        "RemoteSubnet": ",".join(items(gateway, "remote.subnets")),
        "EnableDpd": switch(gateway, "dpd.enabled"),
        "EnableNatTraversal": switch(gateway, "nat_traversal"),
        "IkeConfig": _known(_ike(gateway)),
        "IpsecConfig": _known(_ipsec(gateway)),
    }
    return json.dumps(_known(data), ensure_ascii=False, indent=2) + "\n"


def _known(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value not in (None, "", {})}


def _ike(gateway: Gateway) -> dict[str, object]:
    version = word(gateway, "ike.version")
    local, remote = identity(gateway, "local.id"), identity(gateway, "remote.id")
    return {
        "Psk": PLACEHOLDER,
        "IkeVersion": "ikev2" if version == "any" else version,
        "IkeMode": word(gateway, "ike.mode"),
        "IkeEncAlg": _first(gateway, "ike.encryption", ENCRYPTION),
        "IkeAuthAlg": _first(gateway, "ike.integrity", INTEGRITY),
        "IkePfs": _first(gateway, "ike.dh_groups", GROUPS),
        "IkeLifetime": number(gateway, "ike.lifetime_s"),
        "LocalId": local.value if local else None,
        "RemoteId": remote.value if remote else None,
    }


def _ipsec(gateway: Gateway) -> dict[str, object]:
    pfs = gateway.get("esp.pfs_groups").value
    return {
        "IpsecEncAlg": _first(gateway, "esp.encryption", ENCRYPTION),
        "IpsecAuthAlg": _first(gateway, "esp.integrity", INTEGRITY),
        "IpsecPfs": "disabled" if pfs == () else _first(gateway, "esp.pfs_groups", GROUPS),
        "IpsecLifetime": number(gateway, "esp.lifetime_s"),
    }


def _first(gateway: Gateway, name: str, table: dict[str, str]) -> str | None:
    found = items(gateway, name)
    known = [item for item in found if item in table]
    return spelled((known or list(found))[0], table) if found else None
