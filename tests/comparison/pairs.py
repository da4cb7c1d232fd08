"""Recorded pairs (two real strongSwan 5.9.8 daemons) as two saved forms, and what really happened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbapp.gateways.form import read_form
from kbapp.model.gateway import Gateway
from kbapp.model.proposal import Proposal, conflicts, parse_iana_list
from kbapp.model.transforms import TransformKind

_DATA = Path(__file__).resolve().parents[1] / "data"
RECORDED = _DATA / "pairs.jsonl"
"""Random pairs."""
DIRECTED = _DATA / "pairs-directed.jsonl"
"""Pairs at the edges: lists in one suite, PRFs, ESN, GCM, identities of every type, mixed PFS, several slips."""

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
    complaints: tuple[tuple[str, ...], tuple[str, ...]]


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
                (tuple(data["complaints"][0]), tuple(data["complaints"][1])),
            )


_IKE = {
    TransformKind.ENCR: "ike-encryption-mismatch",
    TransformKind.INTEG: "ike-hash-mismatch",
    TransformKind.PRF: "ike-hash-mismatch",
    TransformKind.DH: "ike-dh-mismatch",
}
_ESP = {
    TransformKind.ENCR: "esp-encryption-mismatch",
    TransformKind.INTEG: "esp-integrity-mismatch",
    TransformKind.DH: "pfs-mismatch",
    TransformKind.ESN: "esn-mismatch",
}
_TOLD: tuple[tuple[str, str], ...] = (
    ("TS_UNACCEPTABLE", "traffic-selector-mismatch"),
    ("no matching CHILD_SA", "traffic-selector-mismatch"),
    ("none allows pre-shared key", "ike-mode-mismatch"),
    ("peer config found", "id-mismatch"),
    ("IDir", "id-mismatch"),
    ("MAC mismatched", "psk-mismatch"),
    ("calculated HASH", "psk-mismatch"),
    ("could not decrypt", "psk-mismatch"),
    ("unable to apply received KE", "ike-dh-mismatch"),
    ("giving up", "peer-address-mismatch"),
)


def told_causes(pair: Pair) -> set[str]:
    """The causes that the two logs' telling lines leave open, worked out from these lines alone.

    Where proposals were refused, the responder's log tells what it received and what it has: the algorithms in which
    the nearest two part are to blame, one cause if it is one, else the general one will do too.
    """
    lines = [line for log in pair.complaints for line in log]
    text = " | ".join(lines)
    if "no IKE config" in text:
        return _no_configuration(pair)
    found = next((cause for words, cause in _TOLD if words in text), None)
    return {found} if found else _refused(lines)


def _no_configuration(pair: Pair) -> set[str]:
    """The responder compares the version before the addresses, and names both in one line."""
    theirs = pair.responder.get("ike.version").value
    spoken = pair.initiator.get("ike.version").value
    if theirs not in ("any", "ikev2" if spoken == "any" else spoken):
        return {"ike-version-mismatch"}
    return {"peer-address-mismatch"}


def _refused(lines: list[str]) -> set[str]:
    def listed(head: str) -> list[Proposal]:
        found = [line.removeprefix(head) for line in lines if line.startswith(head)]
        return parse_iana_list(found[-1]) if found else []

    received, configured = listed("received proposals: "), listed("configured proposals: ")
    if not received or not configured:
        return set()
    ike = received[0].protocol == "IKE"
    first_v2 = not ike and not any(item.dh for item in received)
    ignored = {TransformKind.DH} if first_v2 and any("notify, no CHILD_SA" in line for line in lines) else set()
    table = _IKE if ike else _ESP
    parting = [{table[kind] for kind in conflicts(a, b, ignored)} for a in received for b in configured]
    fewest = min(map(len, parting))
    nearest = [causes for causes in parting if len(causes) == fewest]
    found = set().union(*nearest)
    return found if len(found) == 1 else found | {"ike-proposal-mismatch" if ike else "esp-proposal-mismatch"}
