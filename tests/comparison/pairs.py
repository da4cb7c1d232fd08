"""Recorded pairs (two real strongSwan 5.9.8 daemons) as two saved forms, and what really happened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbapp.gateways.form import read_form
from kbapp.model.gateway import Gateway

RECORDED = Path(__file__).resolve().parents[1] / "data" / "pairs.jsonl"

_VERSIONS = {0: "any", 1: "ikev1", 2: "ikev2"}
_SAME_NAMES = {
    "ike.mode": "mode",
    "ike.proposals": "ike_proposals",
    "esp.proposals": "esp_proposals",
    "auth.psk": "psk",
    "local.id": "local_id",
    "remote.id": "remote_id",
    "local.address": "local_address",
    "remote.address": "remote_address",
    "local.subnets": "local_subnets",
    "remote.subnets": "remote_subnets",
    "ike.lifetime_s": "ike_lifetime",
    "esp.lifetime_s": "esp_lifetime",
}


@dataclass(frozen=True)
class Pair:
    """One negotiation. `rekey` is `ok`, `failed` or `None`."""

    initiator: Gateway
    responder: Gateway
    outcome: str
    rekey: str | None
    complaints: tuple[str, str]


def form(side: dict[str, Any]) -> dict[str, Any]:
    parameters = {name: side[key] for name, key in _SAME_NAMES.items()}
    parameters |= {"ike.version": _VERSIONS[side["ike_version"]], "auth.method": "psk"}
    return {"schema": 1, "format": "form", "platform": "strongswan", "parameters": parameters}


def recorded(path: Path = RECORDED) -> Iterator[Pair]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            yield Pair(
                read_form(form(data["initiator"])),
                read_form(form(data["responder"])),
                data["outcome"],
                data["rekey"],
                (" | ".join(data["complaints"][0]), " | ".join(data["complaints"][1])),
            )


_ALGORITHMS = {"ike-encryption-mismatch", "ike-hash-mismatch", "ike-dh-mismatch", "ike-proposal-mismatch"}
_ESP = {"esp-encryption-mismatch", "esp-integrity-mismatch", "pfs-mismatch", "esp-proposal-mismatch"}
_TOLD: tuple[tuple[str, set[str]], ...] = (
    ("TS_UNACCEPTABLE", {"traffic-selector-mismatch"}),
    ("no matching CHILD_SA", {"traffic-selector-mismatch"}),
    ("no CHILD_SA built", _ESP),
    ("no matching proposal found", _ESP),
    ("no IKE config", {"ike-version-mismatch", "peer-address-mismatch"}),
    ("none allows pre-shared key", {"ike-mode-mismatch"}),
    ("peer config found", {"id-mismatch"}),
    ("IDir", {"id-mismatch"}),
    ("received proposals unacceptable", _ALGORITHMS),
    ("no proposal found", _ALGORITHMS),
    ("MAC mismatched", {"psk-mismatch"}),
    ("calculated HASH", {"psk-mismatch"}),
    ("could not decrypt", {"psk-mismatch"}),
    ("UNSUPPORTED_CRITICAL", {"ike-dh-mismatch"}),
    ("giving up", {"peer-address-mismatch"}),
)


def told_causes(pair: Pair) -> set[str]:
    """The causes that the two logs' telling lines leave open."""
    both = " | ".join(pair.complaints)
    return next((causes for words, causes in _TOLD if words in both), set())
