"""What two proposals have in common, as strongSwan 5.9.8 decides it."""

from __future__ import annotations

import pytest

from kbapp.model.proposal import Proposal, conflicts, nearest, parse_iana, parse_suite, select
from kbapp.model.transforms import TransformKind

ENCR, INTEG, PRF, DH, ESN = TransformKind


def esp(text: str) -> Proposal:
    found, unknown = parse_suite(text, "ESP")
    assert found is not None
    assert not unknown
    return found


def ike(text: str) -> Proposal:
    found, unknown = parse_suite(text, "IKE")
    assert found is not None
    assert not unknown
    return found


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        ("aes128-sha1", "aes128-sha1", ()),
        ("aes128-aes256-sha1", "aes256-sha1-md5", ()),
        ("aes128-sha1", "aes256-sha1", (ENCR,)),
        ("aes128-sha1", "aes128-md5", (INTEG,)),
        ("aes128-sha1-modp1024", "aes128-sha1", (DH,)),
        ("aes128-sha1-modp1024-modpnone", "aes128-sha1", ()),
        ("aes128-sha1-modp1024", "aes128-sha1-modp2048", (DH,)),
        ("aes128gcm16", "aes128gcm16", ()),
        ("aes128gcm16", "aes256gcm16", (ENCR,)),
        ("aes128gcm16", "aes128-sha1", (ENCR,)),
        ("aes128-sha256", "aes128-sha256_96", (INTEG,)),
        ("aes128-sha1-esn", "aes128-sha1", (ESN,)),
        ("aes128-sha1-esn-noesn", "aes128-sha1", ()),
    ],
)
def test_conflicts_are_named_by_kind(left: str, right: str, kinds: tuple[TransformKind, ...]) -> None:
    assert conflicts(esp(left), esp(right)) == kinds
    assert conflicts(esp(right), esp(left)) == kinds


def test_an_explicit_prf_of_its_own_conflicts() -> None:
    assert conflicts(ike("aes128-sha256-prfsha1-modp2048"), ike("aes128-sha256-modp2048")) == (PRF,)


def test_the_responders_order_decides() -> None:
    ours = [ike("aes256-sha256-modp2048"), ike("aes128-sha1-modp1024")]
    chosen = select(ours, list(reversed(ours)))
    assert chosen == ours[0]


def test_one_algorithm_of_each_kind_is_chosen() -> None:
    chosen = select([ike("aes256-aes128-sha256-sha1-modp2048-modp1024")], [ike("aes128-aes256-sha1-modp1024")])
    assert chosen == ike("aes256-sha1-modp1024")


def test_an_ignored_kind_is_left_out_of_the_choice() -> None:
    chosen = select([esp("aes128-sha1-modp1024")], [esp("aes128-sha1")], {DH})
    assert chosen == esp("aes128-sha1")


def test_nothing_is_chosen_where_nothing_agrees() -> None:
    assert select([esp("aes128-sha1")], [esp("aes256-sha1")]) is None
    assert nearest([esp("aes128-sha1"), esp("3des-md5")], [esp("aes256-sha1")]) == (ENCR,)
    assert nearest([], [esp("aes256-sha1")]) is None


def test_charons_own_spelling_is_read() -> None:
    assert parse_iana("ESP:AES_CBC_128/HMAC_SHA1_96/MODP_1024") == esp("aes128-sha1-modp1024")


def test_an_ikev1_initiators_proposal_is_stripped() -> None:
    assert ike("aes256-aes128-sha256-sha1-modp2048-modp1024").first_of_each() == ike("aes256-sha256-modp2048")
