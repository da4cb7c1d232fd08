"""Each rule: what breaks, when, and in which direction."""

from __future__ import annotations

from typing import Any

import pytest

from kbapp.comparison import Comparison, FieldResult, compare
from kbapp.gateways.form import read_form
from kbapp.model.gateway import Gateway

CLOUD: dict[str, Any] = {
    "ike.version": "ikev2",
    "ike.mode": "main",
    "ike.encryption": ["aes256"],
    "ike.integrity": ["sha256"],
    "ike.dh_groups": ["group14"],
    "ike.lifetime_s": 86400,
    "esp.protocol": "esp",
    "esp.mode": "tunnel",
    "esp.encryption": ["aes256"],
    "esp.integrity": ["sha256"],
    "esp.pfs_groups": ["group14"],
    "esp.lifetime_s": 86400,
    "auth.method": "psk",
    "auth.psk": "Xk7pLq2vT9",
    "local.address": "203.0.113.10",
    "remote.address": "198.51.100.20",
    "local.id": "203.0.113.10",
    "remote.id": "198.51.100.20",
    "local.subnets": ["172.16.0.0/24"],
    "remote.subnets": ["192.168.10.0/24"],
    "dpd.enabled": True,
    "nat_traversal": True,
}
MIRROR = {"local": "remote", "remote": "local"}


def gateway(changes: dict[str, Any] | None = None, platform: str = "strongswan") -> Gateway:
    parameters = {**CLOUD, **(changes or {})}
    return read_form({"schema": 1, "format": "form", "platform": platform, "parameters": parameters})


def peer(changes: dict[str, Any] | None = None, platform: str = "strongswan") -> Gateway:
    """The other end: the cloud's parameters mirrored, with changes."""
    mirrored = {
        f"{MIRROR.get(s, s)}.{rest}" if rest else s: CLOUD[name]
        for name in CLOUD
        for s, _, rest in [name.partition(".")]
    }
    return gateway({**mirrored, **(changes or {})}, platform)


def row(result: Comparison, field: str) -> FieldResult:
    return next(row for row in result.fields if row.field == field)


def test_two_equal_ends_match_in_every_field() -> None:
    result = compare(gateway(), peer())
    assert {row.status for row in result.fields} == {"match"}
    assert result.prediction.left_initiates.outcome == "up"
    assert result.prediction.at_rekey.outcome == "up"
    assert result.summary.en == "the tunnel comes up"


@pytest.mark.parametrize(
    ("changes", "field", "severity", "cause"),
    [
        ({"ike.version": "ikev1"}, "ike.version", "phase1", "ike-version-mismatch"),
        ({"ike.encryption": ["aes128"]}, "ike.encryption", "phase1", "ike-encryption-mismatch"),
        ({"ike.integrity": ["sha1"]}, "ike.integrity", "phase1", "ike-hash-mismatch"),
        ({"ike.dh_groups": ["group2"]}, "ike.dh_groups", "phase1", "ike-dh-mismatch"),
        ({"auth.psk": "Xk7pLq2vT8"}, "auth.psk", "phase1", "psk-mismatch"),
        ({"auth.method": "certificate"}, "auth.method", "phase1", "auth-method-mismatch"),
        ({"local.id": "branch.example.com"}, "remote.id", "phase1", "id-mismatch"),
        ({"remote.id": "cloud.example.com"}, "local.id", "phase1", "id-mismatch"),
        ({"remote.address": "203.0.113.77"}, "local.address", "phase1", "peer-address-mismatch"),
        ({"local.address": "198.51.100.77"}, "remote.address", "phase1", "peer-address-mismatch"),
        ({"esp.encryption": ["3des"]}, "esp.encryption", "phase2", "esp-encryption-mismatch"),
        ({"esp.integrity": ["md5"]}, "esp.integrity", "phase2", "esp-integrity-mismatch"),
        ({"esp.pfs_groups": ["group2"]}, "esp.pfs_groups", "rekey", "pfs-mismatch"),
        ({"esp.pfs_groups": ["none"]}, "esp.pfs_groups", "rekey", "pfs-mismatch"),
        ({"esp.mode": "transport"}, "esp.mode", "phase2", "encapsulation-mode-mismatch"),
        ({"esp.protocol": "ah"}, "esp.protocol", "phase2", "security-protocol-mismatch"),
        ({"local.subnets": ["10.9.0.0/24"]}, "remote.subnets", "phase2", "traffic-selector-mismatch"),
    ],
)
def test_one_difference_breaks_what_it_breaks(changes: dict[str, Any], field: str, severity: str, cause: str) -> None:
    result = compare(gateway(), peer(changes))
    found = row(result, field)
    assert (found.status, found.severity, found.cause) == ("mismatch", severity, cause)
    assert found.message is not None
    assert found.fix_left is not None
    assert found.fix_right is not None
    assert cause in {result.prediction.left_initiates.cause, result.prediction.at_rekey.cause}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ike.mode": "aggressive"}, "ike.mode"),
        ({"ike.lifetime_s": 28800}, "ike.lifetime_s"),
        ({"esp.lifetime_s": 3600}, "esp.lifetime_s"),
        ({"dpd.enabled": False}, "dpd.enabled"),
        ({"nat_traversal": False}, "nat_traversal"),
        ({"ike.encryption": ["aes128", "aes256"]}, "ike.encryption"),
        ({"local.subnets": ["192.168.0.0/16"]}, "remote.subnets"),
        ({"ike.version": "any"}, "ike.version"),
    ],
)
def test_a_difference_that_works_is_a_note(changes: dict[str, Any], field: str) -> None:
    result = compare(gateway(), peer(changes))
    assert row(result, field).status == "note"
    assert result.mismatches == ()
    assert result.prediction.left_initiates.outcome == "up"


def test_the_mode_matters_with_ikev1() -> None:
    result = compare(gateway({"ike.version": "ikev1"}), peer({"ike.version": "ikev1", "ike.mode": "aggressive"}))
    assert row(result, "ike.mode").cause == "ike-mode-mismatch"


def test_pfs_fails_at_once_with_ikev1() -> None:
    result = compare(gateway({"ike.version": "ikev1"}), peer({"ike.version": "ikev1", "esp.pfs_groups": ["none"]}))
    assert row(result, "esp.pfs_groups").severity == "phase2"
    assert result.prediction.left_initiates.cause == "pfs-mismatch"


def test_a_side_that_takes_either_version_starts_the_newer_one() -> None:
    result = compare(gateway({"ike.version": "ikev1"}), peer({"ike.version": "any"}))
    assert row(result, "ike.version").severity == "one-direction"
    assert result.prediction.left_initiates.outcome == "up"
    assert result.prediction.right_initiates.outcome == "phase1_failed"


def test_a_list_against_one_value_works_in_one_direction_with_ikev1() -> None:
    several = peer({"ike.version": "ikev1", "ike.encryption": ["aes128", "aes256"]})
    result = compare(gateway({"ike.version": "ikev1"}), several)
    assert row(result, "ike.encryption").severity == "one-direction"


def test_a_device_that_does_not_narrow_refuses_other_subnets() -> None:
    wider = {"local.subnets": ["192.168.0.0/16"]}
    assert compare(gateway(), peer(wider, "strongswan")).mismatches == ()
    refused = compare(gateway(), peer(wider, "huawei"))
    assert row(refused, "remote.subnets").status == "mismatch"


def test_several_subnets_towards_a_device_with_one_sa_per_pair_are_split() -> None:
    subnets = ["10.0.0.0/8", "172.30.128.0/17"]
    left = gateway({"remote.subnets": subnets, "local.subnets": ["172.30.96.0/19"]}, "alibaba-cloud")
    right = peer({"local.subnets": subnets, "remote.subnets": ["172.30.96.0/19"]}, "huawei")
    result = compare(left, right)
    found = row(result, "remote.subnets")
    assert (found.severity, found.cause) == ("traffic", "multi-subnet-split")
    notes = " ".join(note.en for note in result.notes)
    assert "A: 172.30.96.0/19 <=> 10.0.0.0/8; B: 172.30.96.0/19 <=> 172.30.128.0/17" in notes


def test_the_same_text_of_another_type_is_another_identity() -> None:
    result = compare(gateway({"remote.id": "keyid:branch"}), peer({"local.id": "@branch"}))
    assert row(result, "remote.id").cause == "id-mismatch"


def test_names_are_compared_without_case() -> None:
    left, right = gateway({"remote.id": "Branch.Example.com"}), peer({"local.id": "branch.example.com"})
    assert compare(left, right).mismatches == ()


def test_the_cloud_takes_addresses_only_in_main_mode() -> None:
    changes = {"ike.version": "ikev1", "remote.id": "branch.example.com"}
    right = {"ike.version": "ikev1", "local.id": "branch.example.com"}
    assert row(compare(gateway(changes, "alibaba-cloud"), peer(right)), "remote.id").cause == "id-mismatch"
    assert compare(gateway(changes), peer(right)).mismatches == ()


def test_masked_values_cannot_be_verified() -> None:
    result = compare(gateway({"remote.address": "47.xx.xx.10", "auth.psk": "(set)"}), peer())
    assert {row(result, "remote.address").status, row(result, "auth.psk").status} == {"unverifiable"}
    assert result.mismatches == ()


def test_private_addresses_behind_nat_are_a_note() -> None:
    result = compare(gateway(), peer({"local.address": "192.168.1.2"}))
    assert row(result, "remote.address").status == "note"


@pytest.mark.parametrize(("network", "words"), [("100.64.1.0/24", "reserves"), ("8.8.0.0/16", "used privately")])
def test_special_ranges_are_named(network: str, words: str) -> None:
    result = compare(gateway({"remote.subnets": [network]}), peer({"local.subnets": [network]}))
    assert words in " ".join(note.en for note in result.notes)


def test_both_waiting_is_said() -> None:
    result = compare(gateway({"initiates": "no"}), peer({"initiates": "no"}))
    assert row(result, "initiates").status == "note"
