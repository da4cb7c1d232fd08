"""Of several connections, the pair that names each other is chosen, and turned where a text leaves that open."""

from __future__ import annotations

from dataclasses import replace

from kbapp.comparison.pairing import choose_pair
from kbapp.model.gateway import Gateway, Value


def gateway(name: str, local: str | None, remote: str | None, subnet: str | None = None) -> Gateway:
    values = {"local.address": local, "remote.address": remote, "local.subnets": (subnet,) if subnet else None}
    known = {key: Value(value) for key, value in values.items() if value is not None}
    return Gateway("form", known, connection=name)


CLOUD = gateway("vco-1", "203.0.113.10", "198.51.100.20")
OTHER = gateway("vco-2", "203.0.113.10", "198.51.100.99")
SITE = gateway("to-aliyun", "198.51.100.20", "203.0.113.10")


def test_the_pair_that_names_each_others_address_is_chosen() -> None:
    pair = choose_pair([OTHER, CLOUD], [gateway("elsewhere", "198.51.100.20", "192.0.2.1"), SITE])
    assert pair is not None
    assert (pair.left.connection, pair.right.connection) == ("vco-1", "to-aliyun")


def test_two_that_fit_equally_well_are_left_to_the_user() -> None:
    assert choose_pair([CLOUD], [SITE, replace(SITE, connection="twin")]) is None


def test_a_single_pair_needs_no_agreement() -> None:
    assert choose_pair([CLOUD], [gateway("nothing-known", None, None)]) is not None


def test_a_text_that_does_not_tell_its_local_end_is_turned_to_fit() -> None:
    positional = replace(SITE.turned(), oriented=False)
    pair = choose_pair([CLOUD], [positional])
    assert pair is not None
    assert pair.right.get("local.address").value == "198.51.100.20"


def test_nothing_on_one_side_is_no_pair() -> None:
    assert choose_pair([], [SITE]) is None
