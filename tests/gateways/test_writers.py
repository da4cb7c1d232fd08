"""What is written is read back by our own reader to the same gateway."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import read_gateways
from kbapp.gateways.form import form_json, read_form
from kbapp.gateways.writing import write_gateway
from kbapp.model.gateway import Gateway

CIPHERS = ["aes128", "aes192", "aes256", "3des", "des"]
HASHES = ["md5", "sha1", "sha256", "sha384", "sha512"]
GROUPS = ["group1", "group2", "group5", "group14"]
NETWORKS = ["10.1.0.0/16", "10.2.3.0/24", "192.168.10.0/24", "172.16.0.0/12"]

EXACT: dict[str, st.SearchStrategy[Any]] = {
    "ike.version": st.sampled_from(["ikev1", "ikev2"]),
    "ike.encryption": st.sampled_from(CIPHERS).map(lambda word: [word]),
    "ike.integrity": st.sampled_from(HASHES).map(lambda word: [word]),
    "ike.dh_groups": st.sampled_from(GROUPS).map(lambda word: [word]),
    "ike.lifetime_s": st.integers(600, 86400),
    "esp.encryption": st.sampled_from(CIPHERS).map(lambda word: [word]),
    "esp.integrity": st.sampled_from(HASHES).map(lambda word: [word]),
    "esp.pfs_groups": st.sampled_from(["none", *GROUPS]).map(lambda word: [word]),
    "esp.lifetime_s": st.integers(600, 86400),
    "local.address": st.just("198.51.100.20"),
    "remote.address": st.just("203.0.113.10"),
    "local.id": st.sampled_from(["198.51.100.20", "branch.example.com"]),
    "remote.id": st.sampled_from(["203.0.113.10", "cloud.example.com"]),
    "local.subnets": st.lists(st.sampled_from(NETWORKS), min_size=1, max_size=1, unique=True),
    "remote.subnets": st.lists(st.sampled_from(NETWORKS), min_size=1, max_size=3, unique=True),
    "auth.method": st.just("psk"),
    "auth.psk": st.just("Xk7pLq2vT9"),
}
WRITERS = ["form", "alibaba-cloud", "strongswan-swanctl", "fortigate", "juniper"]


@st.composite
def gateways(draw: st.DrawFn) -> Gateway:
    parameters = {name: draw(values) for name, values in EXACT.items()}
    return read_form({"schema": 1, "format": "form", "platform": None, "connection": "c1", "parameters": parameters})


def comparable(gateway: Gateway) -> dict[str, object]:
    return form_json(gateway)["parameters"]


@pytest.mark.parametrize("format_name", WRITERS)
@given(gateway=gateways())
def test_the_own_reader_reads_the_same_gateway(format_name: str, gateway: Gateway) -> None:
    text = write_gateway(gateway, format_name)
    [back] = read_gateways(text, format_name)
    read, written = comparable(back), comparable(gateway)
    missing = {"remote.address", "auth.method"} if format_name == "alibaba-cloud" else set()
    assert {name: read.get(name) for name in EXACT.keys() - missing} == {
        name: written.get(name) for name in EXACT.keys() - missing
    }


@pytest.mark.parametrize("format_name", WRITERS)
@given(gateway=gateways())
def test_the_peers_configuration_is_the_mirror(format_name: str, gateway: Gateway) -> None:
    [back] = read_gateways(write_gateway(gateway, format_name, peer=True), format_name)
    assert back.get("local.subnets").value == gateway.get("remote.subnets").value
    assert back.get("local.id").value == gateway.get("remote.id").value


@pytest.mark.parametrize("format_name", WRITERS)
@given(gateway=gateways())
def test_no_key_is_ever_written(format_name: str, gateway: Gateway) -> None:
    assert "Xk7pLq2vT9" not in write_gateway(gateway, format_name)


@pytest.mark.parametrize("format_name", WRITERS)
def test_a_gateway_of_which_nothing_is_known_can_be_written(format_name: str) -> None:
    empty = read_form({"schema": 1, "format": "form", "platform": None, "parameters": {}})
    assert write_gateway(empty, format_name)
