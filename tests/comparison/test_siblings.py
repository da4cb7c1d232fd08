"""Connections of one customer gateway must have the same phase 1."""

from __future__ import annotations

from kbapp.comparison import compare
from kbapp.comparison.siblings import with_siblings
from kbapp.model.gateway import Gateway, Value


def cloud(group: str, peer: str = "198.51.100.20") -> Gateway:
    values = {"ike.dh_groups": Value((group,)), "remote.address": Value(peer)}
    return Gateway("alibaba-cloud", values, platform="alibaba-cloud")


SITE = Gateway("form", {}, platform="huawei")


def test_siblings_that_differ_in_phase_1_are_named() -> None:
    result = with_siblings(compare(cloud("MODP_1024"), SITE), [cloud("MODP_1024"), cloud("MODP_2048")], [SITE])
    assert "IKE DH group" in " ".join(note.en for note in result.notes)


def test_equal_siblings_and_those_of_other_gateways_are_no_matter() -> None:
    others = [cloud("MODP_1024"), cloud("MODP_1024"), cloud("MODP_2048", "192.0.2.7")]
    plain = compare(cloud("MODP_1024"), SITE)
    assert with_siblings(plain, others, [SITE]).notes == plain.notes
