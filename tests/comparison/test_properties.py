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
_NETS = st.lists(
    st.sampled_from(["10.1.0.0/16", "10.2.0.0/24", "192.168.0.0/16", "0.0.0.0/0"]), min_size=1, unique=True
)
_IDS = st.sampled_from(["203.0.113.10", "198.51.100.20", "branch.example.com", "admin@example.com"])

PARAMETERS: dict[str, st.SearchStrategy[Any]] = {
    "ike.version": st.sampled_from(["ikev1", "ikev2", "any"]),
    "ike.mode": st.sampled_from(["main", "aggressive"]),
    "ike.proposals": st.lists(_SUITE, min_size=1, max_size=3),
    "esp.proposals": st.lists(_SUITE, min_size=1, max_size=3),
    "ike.lifetime_s": st.integers(0, 86400),
    "auth.psk": st.sampled_from(["alpha", "beta"]),
    "local.id": _IDS,
    "remote.id": _IDS,
    "local.address": st.sampled_from(["203.0.113.10", "198.51.100.20"]),
    "remote.address": st.sampled_from(["203.0.113.10", "198.51.100.20"]),
    "local.subnets": _NETS,
    "remote.subnets": _NETS,
    "dpd.enabled": st.booleans(),
    "nat_traversal": st.booleans(),
}
PLATFORMS = st.sampled_from(["strongswan", "alibaba-cloud", "huawei", "cisco-ios", None])


@st.composite
def gateways(draw: st.DrawFn) -> Gateway:
    names = draw(st.sets(st.sampled_from(sorted(PARAMETERS))))
    parameters = {name: draw(PARAMETERS[name]) for name in sorted(names)}
    return read_form({"schema": 1, "format": "form", "platform": draw(PLATFORMS), "parameters": parameters})


@given(gateways(), gateways())
def test_swapping_the_sides_swaps_the_prediction(left: Gateway, right: Gateway) -> None:
    one, other = compare(left, right).prediction, compare(right, left).prediction
    assert one.left_initiates == other.right_initiates
    assert one.right_initiates == other.left_initiates


@given(gateways(), gateways())
def test_a_failure_is_always_shown_as_a_mismatch(left: Gateway, right: Gateway) -> None:
    result = compare(left, right)
    outcomes = (result.prediction.left_initiates, result.prediction.right_initiates, result.prediction.at_rekey)
    if any(item.outcome.endswith("failed") for item in outcomes):
        assert result.mismatches


@given(gateways())
def test_nothing_differs_from_an_empty_form(left: Gateway) -> None:
    empty = read_form({"schema": 1, "format": "form", "platform": None, "parameters": {}})
    assert compare(left, empty).mismatches == ()
    assert compare(empty, left).mismatches == ()


@given(gateways())
def test_every_text_is_there_in_both_languages(left: Gateway) -> None:
    for row in compare(left, left.turned()).fields:
        assert row.message is None or (row.message.zh and row.message.en)
