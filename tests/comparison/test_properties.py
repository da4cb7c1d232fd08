"""What holds for every pair of gateways."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kbapp.comparison import compare
from kbapp.gateways.form import read_form
from kbapp.model.gateway import Gateway

_ENC = st.sampled_from(["aes128", "aes256", "3des", "aes256gcm16"])
_HASH = st.sampled_from(["sha1", "sha256", "md5"])
_GROUP = st.sampled_from(["modp1024", "modp2048", "ecp256"])
_SUITE = st.builds(lambda *words: "-".join(words), _ENC, _HASH, _GROUP)
_ESP_SUITE = st.one_of(_SUITE, st.builds(lambda *words: "-".join(words), _ENC, _HASH))
_NETS = st.lists(
    st.sampled_from(["10.1.0.0/16", "10.2.0.0/24", "192.168.0.0/16", "0.0.0.0/0"]), min_size=1, unique=True
)
_IDS = st.sampled_from(["203.0.113.10", "198.51.100.20", "branch.example.com", "admin@example.com"])

PARAMETERS: dict[str, st.SearchStrategy[Any]] = {
    "ike.version": st.sampled_from(["ikev1", "ikev2", "any"]),
    "ike.mode": st.sampled_from(["main", "aggressive"]),
    "ike.proposals": st.lists(_SUITE, min_size=1, max_size=3),
    "esp.proposals": st.lists(_ESP_SUITE, min_size=1, max_size=3),
    "esp.protocol": st.sampled_from(["esp", "ah"]),
    "esp.mode": st.sampled_from(["tunnel", "transport"]),
    "ike.lifetime_s": st.integers(0, 86400),
    "esp.lifetime_kb": st.integers(0, 5000000),
    "auth.psk": st.sampled_from(["alpha", "beta"]),
    "local.id": _IDS,
    "remote.id": _IDS,
    "local.address": st.sampled_from(["203.0.113.10", "198.51.100.20", "10.0.0.1"]),
    "remote.address": st.sampled_from(["203.0.113.10", "198.51.100.20"]),
    "local.subnets": _NETS,
    "remote.subnets": _NETS,
    "dpd.enabled": st.booleans(),
    "nat_traversal": st.booleans(),
    "initiates": st.sampled_from(["yes", "no", "on-traffic"]),
}
PLATFORMS = st.sampled_from(["strongswan", "alibaba-cloud", "huawei", "cisco-ios", "libreswan", None])
_PARTS = {
    "ike.proposals": {"ike.encryption", "ike.integrity", "ike.prf", "ike.dh_groups"},
    "esp.proposals": {"esp.encryption", "esp.integrity", "esp.pfs_groups", "esp.esn"},
}
"""The lists that a suite tells: alone they would say more than the suites did, namely every combination."""
_ENOUGH = ("ike.version", "ike.mode", "ike.proposals", "esp.proposals", "local.subnets", "remote.subnets")


def _form(parameters: dict[str, Any], platform: str | None) -> Gateway:
    return read_form({"schema": 1, "format": "form", "platform": platform, "parameters": parameters})


@st.composite
def gateways(draw: st.DrawFn, platforms: st.SearchStrategy[str | None] = PLATFORMS, whole: bool = False) -> Gateway:
    names = set(_ENOUGH if whole else ()) | draw(st.sets(st.sampled_from(sorted(PARAMETERS))))
    return _form({name: draw(PARAMETERS[name]) for name in sorted(names)}, draw(platforms))


_FAILED = ("phase1_failed", "phase2_failed")


@given(gateways(), gateways())
def test_swapping_the_sides_swaps_the_prediction(left: Gateway, right: Gateway) -> None:
    one, other = compare(left, right).prediction, compare(right, left).prediction
    assert one.left_initiates == other.right_initiates
    assert one.right_initiates == other.left_initiates
    assert one.at_rekey == other.at_rekey


@given(gateways(), gateways())
def test_swapping_the_sides_swaps_the_mismatches(left: Gateway, right: Gateway) -> None:
    mirror = {"local": "remote", "remote": "local"}
    one = {(row.field, row.severity) for row in compare(left, right).mismatches}
    other = set()
    for row in compare(right, left).mismatches:
        side, dot, rest = row.field.partition(".")
        other.add((mirror.get(side, side) + dot + rest, row.severity))
    assert one == other


@given(gateways(platforms=st.sampled_from(["strongswan", None]), whole=True))
def test_a_gateway_and_its_mirror_agree(gateway: Gateway) -> None:
    if isinstance(gateway.get("local.address").value, str) and str(gateway.get("local.address").value) == "10.0.0.1":
        return  # behind a NAT the mirror knows another address
    result = compare(gateway, gateway.turned())
    assert result.mismatches == ()
    assert result.prediction.left_initiates.outcome == "up"
    assert result.prediction.right_initiates.outcome == "up"
    assert result.prediction.at_rekey.outcome == "up"


@given(gateways(), gateways())
def test_the_blamed_cause_is_shown_as_a_mismatch(left: Gateway, right: Gateway) -> None:
    result = compare(left, right)
    shown = {row.cause for row in result.mismatches}
    for outcome in (result.prediction.left_initiates, result.prediction.right_initiates, result.prediction.at_rekey):
        assert not outcome.outcome.endswith("failed") or outcome.cause in shown


@given(gateways(), gateways())
def test_a_mismatch_of_a_phase_is_predicted(left: Gateway, right: Gateway) -> None:
    result = compare(left, right)
    outcomes = {result.prediction.left_initiates.outcome, result.prediction.right_initiates.outcome}
    for row in result.mismatches:
        if row.severity in ("phase1", "phase2"):
            assert outcomes <= set(_FAILED)
        if row.severity == "one-direction":
            assert outcomes & set(_FAILED)
            assert outcomes - set(_FAILED)


@given(gateways())
def test_nothing_differs_from_an_empty_form(left: Gateway) -> None:
    empty = _form({}, None)
    assert compare(left, empty).mismatches == ()
    assert compare(empty, left).mismatches == ()


@given(gateways(whole=True), st.sets(st.sampled_from(sorted(PARAMETERS))))
def test_taking_values_out_never_adds_a_mismatch(left: Gateway, gone: set[str]) -> None:
    right = left.turned()
    parts = {part for whole, parts in _PARTS.items() if whole in gone for part in parts}
    kept = {name: value for name, value in right.parameters.items() if name not in gone | parts}
    fewer = Gateway(right.format, kept, right.platform)
    before = {row.field for row in compare(left, right).mismatches}
    assert {row.field for row in compare(left, fewer).mismatches} <= before


@given(gateways(), gateways())
def test_every_text_is_there_in_both_languages(left: Gateway, right: Gateway) -> None:
    result = compare(left, right)
    texts = [result.summary, *result.notes]
    for row in result.fields:
        texts += [text for text in (row.message, row.fix_left, row.fix_right) if text is not None]
        assert row.status != "mismatch" or (row.message and row.severity)
    assert all(text.zh and text.en for text in texts)
    assert not any("{" in text.zh + text.en for text in texts)
