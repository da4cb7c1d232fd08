"""Where platforms differ: who narrows, who makes one SA a pair, who is strict, and what Alibaba Cloud asks for."""

from __future__ import annotations

from typing import Any

import pytest

from kbapp.comparison import compare
from kbapp.comparison.rules import RULES
from kbapp.comparison.rules.cloud import same_customer_gateway
from tests.comparison.test_rules import gateway, peer, row

V1 = {"ike.version": "ikev1"}
NARROWER = {"local.subnets": ["192.168.10.0/25"]}


def test_every_rule_of_the_table_has_an_entry() -> None:
    beside_the_fields = {36, 37}  # advice on the pair, and on several connections
    assert {rule.number for rule in RULES} | beside_the_fields == set(range(1, 39))
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.ikev1 or rule.ikev2 for rule in RULES)


@pytest.mark.parametrize("platform", ["alibaba-cloud", "huawei", "h3c", "cisco-ios", "cisco-asa", "libreswan", None])
def test_a_subset_is_refused_in_ikev1_by_all_but_strongswan(platform: str | None) -> None:
    result = compare(gateway(V1, platform or ""), peer({**V1, **NARROWER}))
    assert result.prediction.right_initiates.cause == "traffic-selector-mismatch"
    assert result.prediction.left_initiates.outcome == "up"
    assert row(result, "remote.subnets").severity == "one-direction"


@pytest.mark.parametrize(("platform", "outcome"), [("strongswan", "up"), ("alibaba-cloud", "up"), ("openiked", "up")])
def test_who_narrows_in_ikev2(platform: str, outcome: str) -> None:
    result = compare(gateway({}, platform), peer(NARROWER))
    assert result.prediction.right_initiates.outcome == outcome
    assert row(result, "remote.subnets").status == "note"
    message = row(result, "remote.subnets").message
    assert message is not None
    assert "192.168.10.0/25" in message.en


@pytest.mark.parametrize("platform", ["libreswan", "huawei", "h3c", "cisco-ios", "cisco-asa"])
def test_who_refuses_a_subset_in_ikev2(platform: str) -> None:
    result = compare(gateway({}, "alibaba-cloud"), peer(NARROWER, platform))
    assert result.prediction.left_initiates.cause == "traffic-selector-mismatch"


def test_a_responder_of_no_known_platform_is_said_to_be_one() -> None:
    result = compare(gateway({}, ""), peer({"local.subnets": ["192.168.0.0/16"]}, ""))
    message = row(result, "remote.subnets").message
    assert result.mismatches == ()
    assert message is not None
    assert "provided that" in message.en


def test_cisco_refuses_an_ike_lifetime_longer_than_its_own() -> None:
    result = compare(gateway({**V1, "ike.lifetime_s": 86400}), peer({**V1, "ike.lifetime_s": 28800}, "cisco-ios"))
    assert row(result, "ike.lifetime_s").severity == "one-direction"
    assert result.prediction.left_initiates.cause == "lifetime-mismatch"
    assert result.prediction.right_initiates.outcome == "up"
    strongswan = compare(gateway({**V1, "ike.lifetime_s": 86400}), peer({**V1, "ike.lifetime_s": 28800}))
    assert row(strongswan, "ike.lifetime_s").status == "note"


@pytest.mark.parametrize(
    ("changes", "field", "cause"),
    [
        ({"esp.protocol": "ah"}, "esp.protocol", "security-protocol-mismatch"),
        ({"esp.mode": "transport"}, "esp.mode", "encapsulation-mode-mismatch"),
    ],
)
def test_the_cloud_speaks_esp_in_tunnel_mode_only(changes: dict[str, Any], field: str, cause: str) -> None:
    result = compare(gateway(changes, "alibaba-cloud"), peer(changes))
    assert (row(result, field).severity, row(result, field).cause) == ("phase2", cause)
    assert compare(gateway(changes), peer(changes)).mismatches == ()


def test_the_clouds_ikev1_takes_one_subnet_a_side() -> None:
    subnets = ["172.16.0.0/24", "172.16.1.0/24"]
    left = gateway({**V1, "local.subnets": subnets}, "alibaba-cloud")
    result = compare(left, peer({**V1, "remote.subnets": subnets}, "huawei"))
    found = row(result, "local.subnets")
    assert (found.severity, found.cause) == ("traffic", "ikev1-one-subnet-pair")
    assert result.prediction.left_initiates.outcome == "up"
    assert "only the first" not in result.summary.en
    assert "not all traffic passes" in result.summary.en


def test_several_subnets_between_two_strongswans_are_a_note_in_ikev1() -> None:
    subnets = ["172.16.0.0/24", "172.16.1.0/24"]
    result = compare(gateway({**V1, "local.subnets": subnets}), peer({**V1, "remote.subnets": subnets}))
    assert row(result, "local.subnets").status == "note"
    assert result.mismatches == ()
    assert any("2 IPsec connections" in note.en for note in result.notes)


def test_a_lifetime_by_traffic_does_not_go_with_the_cloud() -> None:
    found = row(
        compare(gateway({"esp.lifetime_kb": 0}, "alibaba-cloud"), peer({"esp.lifetime_kb": 1843200})), "esp.lifetime_kb"
    )
    assert (found.status, found.cause) == ("note", "lifetime-mismatch")


def test_nat_traversal_matters_where_there_is_a_nat() -> None:
    behind = {**V1, "local.address": "192.168.1.2", "nat_traversal": False}
    result = compare(gateway(V1), peer(behind))
    assert row(result, "nat_traversal").cause == "nat-t-mismatch"
    assert result.prediction.left_initiates.cause == "nat-t-mismatch"
    assert compare(gateway(V1), peer({**V1, "nat_traversal": False})).mismatches == ()


def test_a_private_default_identity_behind_a_nat_is_warned_of() -> None:
    parameters = {"local.address": "192.168.1.2", "local.id": None}
    result = compare(gateway(), peer(parameters, ""))
    assert any("behind a NAT" in note.en for note in result.notes)


def test_route_mode_at_one_end_only_is_said() -> None:
    result = compare(gateway({"remote.subnets": ["0.0.0.0/0"]}), peer())
    assert result.mismatches == ()
    message = row(result, "remote.subnets").message
    assert message is not None
    assert "route mode" in message.en


def test_old_sha2_truncation_is_warned_of() -> None:
    found = row(compare(gateway({}, "alibaba-cloud"), peer({}, "huawei")), "esp.integrity")
    assert (found.status, found.cause) == ("note", "esp-integrity-mismatch")
    assert row(compare(gateway({}, "alibaba-cloud"), peer()), "esp.integrity").status == "match"
    cut = compare(gateway(), peer({"esp.integrity": ["sha256_96"]}))
    assert cut.prediction.left_initiates.cause == "esp-integrity-mismatch"


def test_swapped_subnets_are_recognised() -> None:
    swapped = {"local.subnets": ["172.16.0.0/24"], "remote.subnets": ["192.168.10.0/24"]}
    result = compare(gateway(), peer(swapped))
    messages = " ".join(item.message.en for item in result.mismatches if item.message)
    assert "swapped" in messages


def test_the_clouds_fields_are_named_in_its_fixes() -> None:
    result = compare(gateway({}, "alibaba-cloud"), peer({"ike.dh_groups": ["group2"]}, "huawei"))
    found = row(result, "ike.dh_groups")
    assert found.fix_left is not None
    assert "IkeConfig.IkePfs" in found.fix_left.en
    assert "MODP_1024" in found.fix_left.en
    assert found.fix_right is not None
    assert "ike proposal: dh" in found.fix_right.en


def test_where_the_values_are_equal_the_fix_is_another_one() -> None:
    changes = {**V1, "remote.id": "branch.example.com"}
    result = compare(gateway(changes, "alibaba-cloud"), peer({**V1, "local.id": "branch.example.com"}))
    fix = row(result, "remote.id").fix_left
    assert fix is not None
    assert "public IP address" in fix.en


def test_the_key_stands_in_no_text() -> None:
    result = compare(gateway({"auth.psk": "Alpha-77"}), peer({"auth.psk": "Beta-88"}))
    found = row(result, "auth.psk")
    texts = repr(result) + repr(found.fix_left) + repr(found.fix_right)
    assert "Alpha" not in texts
    assert "Beta" not in texts


def test_connections_of_one_customer_gateway_must_share_phase_1() -> None:
    first, second = gateway({}, "alibaba-cloud"), gateway({"ike.dh_groups": ["group2"]}, "alibaba-cloud")
    assert [field for field, _ in same_customer_gateway([first, first, second])] == ["ike.dh_groups"]
    other_key = gateway({"auth.psk": "another"}, "alibaba-cloud")
    assert [field for field, _ in same_customer_gateway([first, other_key])] == ["auth.psk"]
    assert same_customer_gateway([first, first]) == []
