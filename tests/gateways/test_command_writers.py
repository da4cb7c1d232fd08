"""Huawei, H3C, IOS and ASA: what is written is read back by the own reader with the same parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import read_gateways, recognise
from kbapp.gateways.form import read_form
from kbapp.gateways.writers.parts import PLACEHOLDER
from kbapp.gateways.writing import write_gateway
from kbapp.model.gateway import Gateway, ParameterValue, Value
from kbapp.model.identity import Identity
from kbapp.model.proposal import Proposal
from kbapp.model.secret import Secret
from kbapp.model.transforms import TransformKind, is_aead, prf_for

LOCAL, REMOTE, KEY = "198.51.100.20", "203.0.113.10", "Xk7pLq2vT9"
CBC = ("DES_CBC", "3DES_CBC", "AES_CBC_128", "AES_CBC_192", "AES_CBC_256")
GCM = ("AES_GCM_16_128", "AES_GCM_16_256")
MD5_SHA1 = ("HMAC_MD5_96", "HMAC_SHA1_96")
HASHES = (*MD5_SHA1, "HMAC_SHA2_256_128", "HMAC_SHA2_384_192", "HMAC_SHA2_512_256")
GROUPS = ("MODP_768", "MODP_1024", "MODP_1536", "MODP_2048", "MODP_3072", "ECP_256", "ECP_384")
NETWORKS = ("10.1.0.0/16", "10.2.3.0/24", "192.168.10.8/32", "172.16.0.0/12", "0.0.0.0/0")
FQDN, USER = Identity("fqdn", "a.example.com"), Identity("user-fqdn", "a@example.com")
OWN, PEER, KEY_ID = Identity("ipv4", LOCAL), Identity("ipv4", REMOTE), Identity("key-id", "branch-7")


@dataclass(frozen=True)
class Platform:
    """What a platform can say."""

    versions: tuple[str, ...] = ("ikev1", "ikev2")
    hashes1: tuple[str, ...] = HASHES
    several_suites: bool = True
    dpd_off: bool = True
    nat: tuple[bool, ...] = (False, True)
    initiates: tuple[str, ...] = ()
    kilobytes: tuple[int, ...] = (0, 4608000)
    local_ids: dict[str, tuple[Identity, ...]] = field(default_factory=dict)
    remote_ids: dict[str, tuple[Identity, ...]] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()
    """Parameters that the written text names in a comment at most."""


PLATFORMS = {
    "huawei": Platform(
        versions=("ikev1", "ikev2", "any"),
        several_suites=False,
        dpd_off=False,
        initiates=("yes", "no", "on-traffic"),
        local_ids=dict.fromkeys(("ikev1", "ikev2", "any"), (OWN, FQDN, USER, KEY_ID)),
        remote_ids=dict.fromkeys(("ikev1", "ikev2", "any"), (PEER, FQDN, USER, KEY_ID)),
    ),
    "h3c": Platform(
        dpd_off=False,
        nat=(),
        kilobytes=(1843200, 5242880),
        local_ids={"ikev1": (OWN, FQDN, USER), "ikev2": (OWN, FQDN, USER, KEY_ID)},
        remote_ids={"ikev1": (PEER, FQDN, USER), "ikev2": (PEER, FQDN, USER, KEY_ID)},
    ),
    "cisco-ios": Platform(
        nat=(False,),
        local_ids={"ikev1": (OWN, FQDN, USER), "ikev2": (OWN, FQDN, USER, KEY_ID)},
        remote_ids={"ikev1": (PEER, FQDN, USER), "ikev2": (PEER, FQDN, USER, KEY_ID)},
    ),
    "cisco-asa": Platform(
        hashes1=MD5_SHA1,
        initiates=("no",),
        local_ids={"ikev1": (KEY_ID,), "ikev2": (KEY_ID,)},
        unsaid=frozenset({"local.address"}),
    ),
}


def _suites(draw: st.DrawFn, protocol: str, platform: Platform, version: str, dh: str | None) -> list[Proposal]:
    """Suites of one algorithm a kind; AEAD ciphers have no integrity (and in IKE a PRF of their own)."""
    hashes = platform.hashes1 if version == "ikev1" else HASHES
    ciphers = CBC + (GCM if protocol == "ESP" and version != "ikev1" else ())
    found = []
    for _ in range(draw(st.integers(1, 3 if platform.several_suites else 1))):
        cipher, digest = draw(st.sampled_from(ciphers)), draw(st.sampled_from(hashes))
        group = dh if protocol == "ESP" else draw(st.sampled_from(GROUPS))
        integrity = () if is_aead(cipher) else (digest,)
        prf = tuple(filter(None, [prf_for(digest)])) if protocol == "IKE" else ()
        found.append(Proposal(protocol, (cipher,), integrity, prf, (group,) if group else ()))
    return found


def _lists(suites: list[Proposal], protocol: str, version: str) -> dict[str, ParameterValue]:
    stem = protocol.lower()
    names = {TransformKind.ENCR: "encryption", TransformKind.INTEG: "integrity"}
    names[TransformKind.DH] = "dh_groups" if protocol == "IKE" else "pfs_groups"
    if protocol == "IKE" and version == "ikev2":
        names[TransformKind.PRF] = "prf"
    found: dict[str, ParameterValue] = {f"{stem}.proposals": tuple(dict.fromkeys(suite.suite() for suite in suites))}
    for kind, name in names.items():
        items = tuple(dict.fromkeys(item for suite in suites for item in suite.of(kind)))
        if items or name == "pfs_groups":
            found[f"{stem}.{name}"] = items
    return found


@st.composite
def gateways(draw: st.DrawFn, name: str) -> Gateway:
    platform = PLATFORMS[name]
    version = draw(st.sampled_from(platform.versions))
    dh = draw(st.sampled_from((None, *GROUPS)))
    parameters: dict[str, Any] = {
        "ike.version": version,
        "auth.method": draw(st.sampled_from(("psk", "certificate"))),
        "local.address": LOCAL,
        "remote.address": REMOTE,
        "ike.lifetime_s": draw(st.integers(600, 86400)),
        "esp.lifetime_s": draw(st.integers(600, 86400)),
        "esp.lifetime_kb": draw(st.sampled_from(platform.kilobytes)),
        "esp.protocol": "esp",
        "esp.mode": draw(st.sampled_from(("tunnel", "transport") if version == "ikev1" else ("tunnel",))),
        **_lists(_suites(draw, "IKE", platform, version, None), "IKE", version),
        **_lists(_suites(draw, "ESP", platform, version, dh), "ESP", version),
    }
    sides = st.lists(st.sampled_from(NETWORKS), min_size=1, max_size=3, unique=True)
    parameters |= {"local.subnets": tuple(draw(sides)), "remote.subnets": tuple(draw(sides))}
    if version == "ikev1":
        modes = ("main",) if name == "cisco-asa" and _routed(parameters) else ("main", "aggressive")
        parameters["ike.mode"] = draw(st.sampled_from(modes))  # a VTI of the ASA has no command for it
    if parameters["auth.method"] == "psk":
        parameters["auth.psk"] = Secret(KEY)
    return Gateway("form", _values(parameters | draw(_extras(platform, version, parameters))), None, draw(_names))


def _routed(known: dict[str, Any]) -> bool:
    return bool(known["local.subnets"] == known["remote.subnets"] == ("0.0.0.0/0",))


_names = st.sampled_from(["vco-1", "map 10", "云上 1", None])


@st.composite
def _extras(draw: st.DrawFn, platform: Platform, version: str, known: dict[str, Any]) -> dict[str, Any]:
    """Switches and identities, each of which may be unknown."""
    found: dict[str, Any] = {}
    routed = _routed(known)
    alive = draw(st.sampled_from((None, True, False) if platform.dpd_off else (None, True)))
    if alive is not None and not (alive is False and version == "ikev2" and platform is PLATFORMS["cisco-ios"]):
        found["dpd.enabled"] = alive
    if alive:
        found["dpd.interval_s"] = draw(st.integers(10, 60))
    options: dict[str, tuple[Any, ...]] = {
        "nat_traversal": platform.nat,
        "initiates": () if routed and platform is PLATFORMS["huawei"] else platform.initiates,
        "local.id": platform.local_ids.get(version, ()),
        "remote.id": platform.remote_ids.get(version, ()),
    }
    for name, values in options.items():
        said: bool = draw(st.booleans())
        if values and said:
            found[name] = draw(st.sampled_from(values))
    return found


def _values(parameters: dict[str, Any]) -> dict[str, Value]:
    return {name: Value(value) for name, value in parameters.items()}


@pytest.mark.parametrize("name", PLATFORMS)
@given(data=st.data())
def test_the_own_reader_reads_the_same(name: str, data: st.DataObject) -> None:
    gateway = data.draw(gateways(name))
    text = write_gateway(gateway, name)
    [back] = read_gateways(text, name)
    wanted = {key: value.as_json() for key, value in gateway.parameters.items() if key not in PLATFORMS[name].unsaid}
    assert {key: back.get(key).as_json() for key in wanted} == wanted
    assert not [remark for remark in back.remarks if "not understood" in remark.message.en]
    for key in PLATFORMS[name].unsaid:
        assert f"{key} = " in text


@pytest.mark.parametrize("name", PLATFORMS)
@given(data=st.data())
def test_the_pairs_survive(name: str, data: st.DataObject) -> None:
    gateway = data.draw(gateways(name))
    [back] = read_gateways(write_gateway(gateway, name), name)
    locals_, remotes = gateway.get("local.subnets").value, gateway.get("remote.subnets").value
    assert isinstance(locals_, tuple)
    assert isinstance(remotes, tuple)
    assert set(back.selector_pairs) == {(a, b) for a in locals_ for b in remotes}


@pytest.mark.parametrize("name", PLATFORMS)
@given(data=st.data())
def test_no_key_is_written_and_the_text_is_recognised(name: str, data: st.DataObject) -> None:
    gateway = data.draw(gateways(name))
    text = write_gateway(gateway, name)
    assert KEY not in text
    assert (PLACEHOLDER in text) == (gateway.get("auth.method").value == "psk")
    assert recognise(text) == name


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_is_unknown_is_marked(name: str) -> None:
    text = write_gateway(Gateway("form", {}), name)
    assert "remote.address: unknown" in text
    assert "local.subnets: unknown" in text
    assert "None" not in text


@pytest.mark.parametrize("name", PLATFORMS)
def test_an_algorithm_that_the_platform_lacks_stands_out(name: str) -> None:
    gateway = Gateway("form", _values({"ike.version": "ikev1", "ike.encryption": ("CAMELLIA_CBC_256",)}))
    assert "<CAMELLIA_CBC_256>" in write_gateway(gateway, name)


@pytest.mark.parametrize("name", ["h3c", "cisco-ios", "cisco-asa"])
def test_any_version_is_written_as_ikev2(name: str) -> None:
    gateway = Gateway("form", _values({"ike.version": "any", "ike.encryption": ("AES_CBC_256",)}))
    text = write_gateway(gateway, name)
    assert "written as IKEv2" in text
    assert "ikev2" in text


@pytest.mark.parametrize(
    ("suite", "lines"),
    [
        ("AES_CBC_256/HMAC_SHA2_256_128/MODP_2048", [" integrity sha256", " prf sha256"]),
        ("AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384", [" integrity null", " prf sha384"]),
    ],
)
def test_the_asa_is_told_the_prf_and_that_gcm_needs_no_integrity(suite: str, lines: list[str]) -> None:
    text = write_gateway(_saved({"ike.version": "ikev2", "ike.proposals": [suite]}), "cisco-asa")
    assert [line for line in text.splitlines() if line in lines] == lines


def test_the_asa_says_nothing_of_a_remote_identity_that_is_the_address() -> None:
    same: dict[str, object] = {"remote.address": REMOTE, "remote.id": {"type": "ipv4", "value": REMOTE}}
    assert "remote.id" not in write_gateway(_saved(same), "cisco-asa")
    other: dict[str, object] = {**same, "remote.id": {"type": "fqdn", "value": "far.example.com"}}
    assert "! remote.id = fqdn far.example.com" in write_gateway(_saved(other), "cisco-asa")


def _saved(parameters: dict[str, object]) -> Gateway:
    return read_form({"schema": 1, "format": "form", "platform": None, "connection": "c1", "parameters": parameters})
