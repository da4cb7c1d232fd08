"""A fix asks for nothing that the platform does not have."""

from __future__ import annotations

import pytest

from kbapp.comparison import compare
from kbapp.gateways.form import read_form
from kbapp.model.gateway import Gateway, Value


def fixes(field: str, cloud: object, site: object) -> tuple[str, str]:
    """What is to be changed on the cloud and on the site, in English."""
    left = read_form({"platform": "alibaba-cloud", "parameters": {"ike.version": "ikev2", field: cloud}})
    right = read_form({"platform": "strongswan", "parameters": {"ike.version": "ikev2", field: site}})
    row = next(row for row in compare(left, right).fields if row.field == field)
    assert row.status == "mismatch"
    assert row.fix_left is not None
    assert row.fix_right is not None
    return row.fix_left.en, row.fix_right.en


@pytest.mark.parametrize(
    ("field", "cloud", "site"),
    [
        ("esp.encryption", ["AES_CBC_256"], ["AES_GCM_16_256"]),
        ("ike.dh_groups", ["MODP_2048"], ["ECP_256"]),
        ("ike.integrity", ["HMAC_SHA2_256_128"], ["AES_XCBC_96"]),
        ("ike.proposals", ["aes256-sha256-modp2048"], ["aes256-sha256-ecp384"]),
    ],
)
def test_what_the_cloud_does_not_have_is_changed_at_the_other_end(field: str, cloud: object, site: object) -> None:
    at_cloud, at_site = fixes(field, cloud, site)
    assert "change" in at_cloud
    assert "instead" in at_cloud
    assert at_site.startswith("set ")


def test_the_cloud_takes_one_value_of_a_list() -> None:
    at_cloud, _ = fixes("ike.dh_groups", ["MODP_1024"], ["ECP_256", "MODP_2048", "MODP_1536"])
    assert "MODP_2048" in at_cloud
    assert "ECP_256" not in at_cloud
    assert "MODP_1536" not in at_cloud


def test_the_cloud_takes_a_whole_suite() -> None:
    at_cloud, _ = fixes(
        "ike.proposals", ["aes128-sha1-modp1024"], ["aes256gcm16-prfsha256-ecp256", "aes256-sha256-modp2048"]
    )
    assert "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048" in at_cloud
    assert "GCM" not in at_cloud


def test_an_aead_cipher_lacks_no_integrity_algorithm() -> None:
    left = read_form({"parameters": {"esp.encryption": ["AES_CBC_256"], "esp.integrity": ["HMAC_SHA2_256_128"]}})
    right = read_form({"parameters": {"esp.encryption": ["AES_GCM_16_256"]}})
    row = next(row for row in compare(left, right).fields if row.field == "esp.integrity")
    assert row.status == "note"


def test_ikev2_lacks_no_mode() -> None:
    left = read_form({"parameters": {"ike.version": "ikev2", "ike.mode": "main"}})
    right = read_form({"parameters": {"ike.version": "any"}})
    row = next(row for row in compare(left, right).fields if row.field == "ike.mode")
    assert row.status == "note"


def test_a_missing_value_tells_the_readers_reason() -> None:
    left = read_form({"parameters": {"ike.version": "ikev1", "esp.mode": "tunnel"}})
    right = Gateway("h3c", {"esp.mode": Value(None, "unknown", 7, "transform-set t: not in the text")}, "h3c")
    row = next(row for row in compare(left, right).fields if row.field == "esp.mode")
    assert row.status == "missing"
    assert row.message is not None
    assert "transform-set t: not in the text" in row.message.en
