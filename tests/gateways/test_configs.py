"""Whole configurations of each platform against what a reader of the text would write down, clean and pasted dirty.

`tests/data/configs.json` holds for each file its format and, for each connection, every value that stands in the text
with its line. It was checked by eye against the files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import UnreadableError, read_gateways, recognise
from kbapp.gateways.registry import MODULES, reader
from kbapp.model.gateway import Gateway
from tests.gateways.dirty import ALWAYS

DATA = Path(__file__).resolve().parents[1] / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "configs.json").read_text(encoding="utf-8"))
LINE_SHAPED = [name for name in EXPECTED if not name.endswith((".json", ".xml", ".tf"))]


def text_of(name: str) -> str:
    return (DATA / "configs" / name).read_text(encoding="utf-8")


def explicit(gateway: Gateway) -> dict[str, list[object]]:
    return {k: [v.as_json(), v.line] for k, v in gateway.parameters.items() if v.source == "explicit"}


def without_lines(values: dict[str, list[object]]) -> dict[str, object]:
    return {name: value for name, (value, _) in values.items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_value_is_read_with_its_line(name: str) -> None:
    assert recognise(text_of(name)) == EXPECTED[name]["format"]
    found = [{"connection": g.connection, "explicit": explicit(g)} for g in read_gateways(text_of(name))]
    assert found == EXPECTED[name]["gateways"]


@pytest.mark.parametrize("form", ALWAYS)
@pytest.mark.parametrize("name", LINE_SHAPED)
def test_a_dirty_paste_reads_the_same(name: str, form: str) -> None:
    found = [without_lines(explicit(g)) for g in read_gateways(ALWAYS[form](text_of(name)), EXPECTED[name]["format"])]
    assert found == [without_lines(gateway["explicit"]) for gateway in EXPECTED[name]["gateways"]]


@pytest.mark.parametrize("form", ["crlf", "bom"])
@pytest.mark.parametrize("name", [name for name in EXPECTED if name not in LINE_SHAPED])
def test_structured_texts_survive_other_line_ends(name: str, form: str) -> None:
    found = [without_lines(explicit(g)) for g in read_gateways(ALWAYS[form](text_of(name)))]
    assert found == [without_lines(gateway["explicit"]) for gateway in EXPECTED[name]["gateways"]]


@pytest.mark.parametrize("name", ["fortigate.conf", "swanctl.conf", "strongswan-ipsec.conf"])
def test_what_is_not_understood_is_reported_by_line(name: str) -> None:
    remarks = [remark for gateway in read_gateways(text_of(name)) for remark in gateway.remarks]
    strange = [remark for remark in remarks if remark.message.en.startswith("not understood")]
    assert strange
    assert all(remark.line for remark in strange)


def test_the_downloaded_configuration_is_seen_from_the_cloud() -> None:
    gateway = read_gateways(text_of("alibaba-download.json"))[0]
    assert gateway.get("local.address").value == "203.0.113.10"
    assert gateway.get("local.subnets").value == ("172.16.0.0/24",)


def test_a_terraform_reference_is_unknown_and_not_empty() -> None:
    gateway = read_gateways(text_of("alibaba.tf"))[0]
    assert (gateway.get("auth.psk").value, gateway.get("auth.psk").source) == (None, "unknown")
    assert gateway.get("remote.subnets").source == "unknown"


def test_an_entity_bomb_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><pfsense><phase1>&b;</phase1></pfsense>'
    with pytest.raises(UnreadableError, match="entities"):
        read_gateways(bomb)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_gateways('{"IkeConfig": ' + '{"a": ' * 5000 + "1" + "}" * 5000 + "}")


def assert_read_or_refused(read: Callable[[str], list[Gateway]], text: str) -> None:
    refusal: UnreadableError | None = None
    try:
        read(text)
    except UnreadableError as error:
        refusal = error
    assert refusal is None or (refusal.message.zh and refusal.message.en)


@pytest.mark.parametrize("format_name", MODULES)
@given(text=st.text(max_size=400))
def test_any_text_is_read_or_refused(format_name: str, text: str) -> None:
    assert_read_or_refused(reader(format_name).read, text)


@pytest.mark.parametrize("name", EXPECTED)
@given(data=st.data())
def test_a_text_cut_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    text = text_of(name)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    assert_read_or_refused(read_gateways, text[start:end])
