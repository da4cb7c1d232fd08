"""Texts have two languages; secrets have none."""

from __future__ import annotations

import json
import pickle

import pytest

from kbapp.model.gateway import Gateway, Value, mirrored_name
from kbapp.model.secret import Secret
from kbapp.model.text import Text


def test_a_text_fills_each_language_with_its_own_words() -> None:
    text = Text("{side}：不一致", "{side}: differs").format(side=Text("本端", "this side"))
    assert text == Text("本端：不一致", "this side: differs")


def test_a_secret_shows_itself_nowhere() -> None:
    secret = Secret("Xk7#pLq2")
    assert "Xk7" not in f"{secret} {secret!r} {[secret]} {Value(secret)!r}"
    assert json.dumps(Value(secret).as_json()) == '"(set)"'
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_secrets_compare_by_bytes_and_masked_ones_not_at_all() -> None:
    assert Secret("a").same_as(Secret("a")) is True
    assert Secret("a").same_as(Secret("A")) is False
    assert Secret("a").same_as(Secret(None)) is None
    assert Secret("Key ").same_but_for_case_or_blanks(Secret("key"))
    assert not Secret("key").same_but_for_case_or_blanks(Secret("kay"))


def test_a_turned_gateway_has_its_ends_exchanged() -> None:
    gateway = Gateway("form", {"local.id": Value("a"), "ike.version": Value("ikev2")})
    assert gateway.turned().get("remote.id") == Value("a")
    assert gateway.turned().turned() == gateway
    assert mirrored_name("local.subnets") == "remote.subnets"
    assert mirrored_name("ike.mode") == "ike.mode"
