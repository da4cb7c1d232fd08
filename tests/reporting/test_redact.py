"""No secret survives `redact`, and no sentence about secrets is harmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.reporting.redact import redact

KEY = "Xk7pLq2vT9wZ4rB"

LEAKS = (
    '"Psk": "{}"',
    'psk = "{}"',
    "crypto isakmp key 0 {} address 203.0.113.10",
    "crypto isakmp key {} address 203.0.113.10",
    "pre-shared-key cipher {}",
    "pre-shared-key address 203.0.113.10 255.255.255.255 key simple {}",
    "pre-shared-key {}",
    "set psksecret ENC {}",
    "set psksecret {}",
    '203.0.113.10 198.51.100.20 : PSK "{}"',
    "secret = {}",
    'set security ike policy P pre-shared-key ascii-text "{}"',
    "ikev1 pre-shared-key {}",
    "ikev2 remote-authentication pre-shared-key {}",
    "<pre-shared-key>{}</pre-shared-key>",
    'ikev2 active esp from 10.0.0.0/8 to 10.1.0.0/16 psk "{}"',
    "Pre-shared key: {}",
    'hostname(config-isakmp-peer)# pre-share "{}"',
    ' pre-share "{}"',
    "预共享密钥：{}",
    'add peer=x secret="{}"',
    "set vpn ipsec site-to-site peer 1 authentication pre-shared-secret {}",
    "set network ike gateway G authentication pre-shared-key key {}",
)

SENTENCES = (
    "tried 1 shared key for 'a' - 'b', but MAC mismatched",
    "no shared key found for '203.0.113.10' - '198.51.100.20'",
    "constraint requires public key authentication, but pre-shared key was used",
    "loaded IKE shared key with id 'psk' for: '%any'",
    "mismatch of preshared secrets",
    "probable pre-shared secret mismatch",
    "invalid Pre-shared Key",
    "authentication-method pre-share",
    "预共享密钥不一致",
    "psk  |  —",
    "authentication pre-share\n group 2",
)


@pytest.mark.parametrize("template", LEAKS)
def test_a_key_is_masked_wherever_a_platform_writes_one(template: str) -> None:
    assert KEY not in redact(template.format(KEY))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_about_keys_stays_as_it_is(sentence: str) -> None:
    assert redact(sentence) == sentence


def test_a_key_printed_in_hex_by_iked_is_masked() -> None:
    assert redact("ikev2 active esp psk 0x586b3723704c") == "ikev2 active esp psk ****"


def test_encrypted_forms_are_masked() -> None:
    text = redact("pre-shared-key cipher %^%#aB,c%^%#\n pre-shared-key cipher $c$3$abcd== \n ascii-text $9$uvwx;")
    assert "aB,c" not in text
    assert "abcd" not in text
    assert "uvwx" not in text


@given(st.text())
def test_redaction_is_idempotent_and_never_fails(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(st.from_regex(r"[A-Za-z0-9~!@#$%^&*()_+=|:.?/-]{8,40}", fullmatch=True))
def test_any_quoted_key_is_masked(key: str) -> None:
    assert key not in redact(f'{{"IkeConfig": {{"Psk": "{key}", "IkeVersion": "v"}}}}') or key in ("IkeConfig",)
