"""Guided forms: what is shipped fills the saved form, and every fault is named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbapp.gateways.form import form_template, read_form
from kbapp.knowledge import ContentError, load_content
from kbapp.knowledge.forms import FormField, load_forms
from kbapp.knowledge.forms import read_form as read_guided
from kbapp.model.parameters import Kind
from kbapp.paths import content_dir

FORMS = load_forms(content_dir() / "forms")
TYPED = {
    Kind.ADDRESS: "203.0.113.10",
    Kind.SECONDS: 86400,
    Kind.IDENTITY: "203.0.113.10",
    Kind.SUBNETS: ["192.168.10.0/24"],
}
GOOD = """
title = { zh = "表单", en = "Form" }
sure = "mixed"
[[step]]
id = "one"
title = { zh = "第一阶段", en = "Phase I" }
where = { zh = "页面", en = "page" }
[[step.field]]
parameter = "ike.mode"
label = { zh = "模式", en = "Mode" }
choices = [{ value = "main", label = { zh = "主模式", en = "Main" } }]
sure = "documented"
"""


def first_value(field: FormField) -> object:
    return field.value(field.choices[0].value) if field.choices else TYPED.get(field.kind)


@pytest.mark.parametrize("platform", FORMS)
def test_every_form_belongs_to_a_platform_and_asks_for_what_decides(platform: str) -> None:
    assert platform in load_content(content_dir()).platforms
    asked = [field.parameter for field in FORMS[platform].fields()]
    needed = "ike.mode ike.encryption ike.integrity ike.dh_groups ike.lifetime_s auth.psk local.id remote.id"
    assert set(needed.split()) < set(asked)
    assert {"esp.encryption", "esp.integrity", "esp.pfs_groups", "local.subnets", "remote.subnets"} < set(asked)


@pytest.mark.parametrize("platform", FORMS)
def test_the_first_choices_fill_a_saved_form(platform: str) -> None:
    fields = [field for field in FORMS[platform].fields() if not field.secret]
    parameters = {field.parameter: first_value(field) for field in fields}
    (gateway,) = [read_form({**form_template(), "parameters": parameters})]
    for field in fields:
        wanted = gateway.get(field.parameter)
        assert wanted.source == "explicit", field.parameter
        if field.choices:
            assert wanted.as_json() == first_value(field)


def test_sangfor_speaks_its_own_words() -> None:
    form = FORMS["sangfor"]
    assert [step.title.zh for step in form.steps] == ["第一阶段", "第一阶段：高级", "第二阶段", "安全选项"]
    group, psk, pfs = form.find("ike.dh_groups"), form.find("auth.psk"), form.find("esp.pfs_groups")
    assert group is not None
    assert psk is not None
    assert pfs is not None
    word = group.word("MODP_1024")
    assert word is not None
    assert (group.label.zh, word.zh) == ("D-H群", "MODP1024群(2)")
    assert group.word("ECP_256") is None
    assert psk.secret
    assert (pfs.value("none"), pfs.value("MODP_1024")) == ([], ["MODP_1024"])
    assert form.find("esp.esn") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ike.mode", "ike.mood", "'ike.mood' is no parameter"),
        ('"main"', '"quick"', "no such value: 'quick'"),
        ('sure = "documented"', 'sure = "maybe"', "sure must be one of"),
        ('id = "one"', 'id = "one"\ncolour = "red"', "unknown keys: colour"),
        ('en = "Mode"', 'en = ""', "label must have a text"),
        ('[[step.field]]\nparameter = "ike.mode"', '[[step.field]]\nparameter = "one"', "'one' is no parameter"),
        ("[[step.field]]", "[step.other]", "unknown keys: other"),
        (
            'sure = "documented"\n',
            'sure = "documented"\n' + GOOD[GOOD.index("[[step.field]]") :],
            "stands twice: ike.mode",
        ),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "device.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_guided(path)
    assert message in raised.value.problem.message
    assert raised.value.problem.file == path
