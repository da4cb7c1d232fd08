"""The saved form: every spelling is read, every bad value is named, no key is ever written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kbapp.gateways.form import form_json, form_template, read_form
from kbapp.gateways.registry import UnreadableError, read_gateways
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME
from kbapp.model.secret import Secret


def form(parameters: dict[str, Any], platform: str | None = None) -> Gateway:
    return read_form({"schema": 1, "format": "form", "platform": platform, "parameters": parameters})


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("ike.version", "ikev2", "ikev2"),
        ("ike.version", "IKEv1", "ikev1"),
        ("ike.version", 0, "any"),
        ("ike.mode", "野蛮模式", "aggressive"),
        ("auth.method", "pre-share", "psk"),
        ("ike.encryption", ["aes"], ("AES_CBC_128",)),
        ("ike.encryption", "aes256, aes128", ("AES_CBC_256", "AES_CBC_128")),
        ("ike.encryption", ["AES_CBC_256"], ("AES_CBC_256",)),
        ("ike.dh_groups", ["group2", "MODP_1024", 14], ("MODP_1024", "MODP_2048")),
        ("esp.pfs_groups", "disabled", ()),
        ("esp.pfs_groups", [], ()),
        ("esp.pfs_groups", ["none"], ()),
        ("ike.proposals", ["aes128-sha1-modp1024"], ("AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024",)),
        ("ike.proposals", ["AES_CBC_128/HMAC_SHA1_96/MODP_1024"], ("AES_CBC_128/HMAC_SHA1_96/MODP_1024",)),
        ("esp.proposals", "aes256gcm16-modp2048", ("AES_GCM_16_256/MODP_2048",)),
        ("ike.lifetime_s", "24h", 86400),
        ("ike.lifetime_s", "86400", 86400),
        ("esp.lifetime_kb", "unlimited", 0),
        ("local.address", " 203.0.113.10 ", "203.0.113.10"),
        ("remote.address", "vpn.example.com", "vpn.example.com"),
        ("local.id", "@branch", Identity("fqdn", "branch")),
        ("local.id", {"type": "key-id", "value": "branch"}, Identity("key-id", "branch")),
        ("local.subnets", "10.1.0.0/16，10.2.0.0/255.255.0.0", ("10.1.0.0/16", "10.2.0.0/16")),
        ("remote.subnets", ["any"], ("0.0.0.0/0",)),
        ("dpd.enabled", "off", False),
        ("nat_traversal", True, True),
        ("initiates", "trap", "on-traffic"),
        ("esp.esn", True, "yes"),
    ],
)
def test_the_spellings_of_the_field_are_read(name: str, raw: object, value: object) -> None:
    found = form({name: raw}).get(name)
    assert (found.value, found.source) == (value, "explicit")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ike.version", "ikev3"),
        ("ike.mode", 7),
        ("ike.encryption", ["rot13"]),
        ("ike.encryption", [{"a": 1}]),
        ("ike.dh_groups", {"a": 1}),
        ("ike.proposals", ["aes128-rot13-modp1024"]),
        ("ike.proposals", ["AES_CBC_128/ROT_13"]),
        ("ike.lifetime_s", -5),
        ("ike.lifetime_s", "soon"),
        ("ike.lifetime_s", True),
        ("esp.lifetime_kb", "much"),
        ("local.address", "203.0.113.300"),
        ("local.address", 5),
        ("local.id", 5),
        ("local.id", {"type": "passport", "value": "x"}),
        ("local.id", {"type": "ipv4", "value": "branch"}),
        ("local.subnets", ["10.1.0.0/33"]),
        ("dpd.enabled", "perhaps"),
        ("auth.psk", 12345),
    ],
)
def test_a_bad_value_is_refused_by_its_parameters_name(name: str, raw: object) -> None:
    with pytest.raises(UnreadableError) as caught:
        form({name: raw})
    assert name in caught.value.message.en
    assert name in caught.value.message.zh


@pytest.mark.parametrize(
    "data",
    [{"schema": 2, "parameters": {}}, {"parameters": [1]}, {"platform": "abacus", "parameters": {}}, {"platform": 3}],
)
def test_a_bad_frame_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError):
        read_form(data)


def test_nothing_said_is_unknown() -> None:
    gateway = form(dict.fromkeys(BY_NAME, None) | {"ike.mode": "", "local.subnets": [], "ike.proposals": []})
    assert dict(gateway.parameters) == {}


def test_an_unknown_parameter_is_remarked() -> None:
    gateway = form({"ike.vresion": "ikev2"})
    assert ["ike.vresion" in remark.message.en for remark in gateway.remarks] == [True]


def test_suites_tell_the_single_lists() -> None:
    gateway = form(
        {"ike.proposals": ["aes256-sha256-modp2048", "aes128-sha1-modp1024"], "esp.proposals": ["aes128-md5"]}
    )
    assert gateway.get("ike.dh_groups").value == ("MODP_2048", "MODP_1024")
    assert gateway.get("ike.integrity").value == ("HMAC_SHA2_256_128", "HMAC_SHA1_96")
    assert gateway.get("esp.pfs_groups").value == ()


def test_the_third_part_of_an_esp_suite_is_its_pfs_group() -> None:
    assert form({"esp.proposals": ["aes128-sha1-modp1024"]}).get("esp.pfs_groups").value == ("MODP_1024",)


def test_a_pfs_group_of_its_own_joins_suites_without_one() -> None:
    gateway = form({"esp.proposals": ["aes128-sha1"], "esp.pfs_groups": ["group14"]})
    assert gateway.get("esp.proposals").value == ("AES_CBC_128/HMAC_SHA1_96/MODP_2048",)


def test_masked_values_stand_there_unseen() -> None:
    gateway = form({"remote.address": "47.xx.xx.10", "auth.psk": "******", "local.subnets": ["10.*.0.0/16"]})
    assert all(gateway.get(name).masked for name in ("remote.address", "auth.psk", "local.subnets"))


def test_the_platforms_defaults_are_marked_as_such() -> None:
    cloud = form({"ike.encryption": ["aes256"], "local.address": "203.0.113.10"}, "alibaba-cloud")
    assert (cloud.get("ike.encryption").source, cloud.get("ike.integrity").source) == ("explicit", "default")
    assert cloud.get("ike.integrity").value == ("HMAC_MD5_96",)
    assert cloud.get("local.id").value == Identity("ipv4", "203.0.113.10")
    assert form({}, "huawei").get("ike.dh_groups").source == "unknown"


def test_given_suites_keep_default_lists_out() -> None:
    cloud = form({"ike.proposals": ["aes256-sha256-modp2048"]}, "alibaba-cloud")
    assert cloud.get("ike.encryption").value == ("AES_CBC_256",)
    assert cloud.get("ike.encryption").source == "explicit"


def test_strongswan_is_a_platform_though_no_format() -> None:
    assert form({}, "strongswan").platform == "strongswan"
    assert form({}, "strongswan").get("ike.version").value == "any"


def test_a_key_is_compared_and_never_written() -> None:
    gateway = form({"auth.psk": "Xk7pLq2vT9", "ike.version": "ikev2"})
    assert isinstance(gateway.get("auth.psk").value, Secret)
    written = json.dumps(form_json(gateway))
    assert "Xk7" not in written
    assert "psk" not in form_json(gateway)["parameters"]
    assert "Xk7" not in repr(gateway)


def test_what_is_saved_is_read_back() -> None:
    gateway = form(
        {
            "ike.version": "ikev1",
            "ike.proposals": ["aes256-sha256-modp2048", "3des-md5-modp1024"],
            "esp.proposals": ["aes256gcm16-modp2048-esn"],
            "local.id": {"type": "dn", "value": "C=CN, O=Example"},
            "remote.id": "branch@example.com",
            "local.subnets": ["10.1.0.0/16"],
            "dpd.enabled": False,
            "ike.lifetime_s": 0,
        },
        "huawei",
    )
    again = read_form(form_json(gateway))
    assert {name: value.value for name, value in again.parameters.items()} == {
        name: value.value for name, value in gateway.parameters.items()
    }
    assert again.platform == "huawei"


def test_the_template_is_an_empty_form() -> None:
    template = form_template()
    assert set(template["parameters"]) == set(BY_NAME)
    assert read_gateways(json.dumps(template))[0].parameters == {}


def test_a_converted_gateways_values_are_taken() -> None:
    gateway = form({"ike.version": {"value": "ikev2", "source": "explicit", "line": 7, "text": "ikev2"}})
    assert gateway.get("ike.version").value == "ikev2"
