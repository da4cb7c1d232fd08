"""The smallest change on one side that removes a mismatch, in words."""

from __future__ import annotations

from kbapp.model.gateway import Value, mirrored_name
from kbapp.model.parameters import BY_NAME
from kbapp.model.secret import Secret
from kbapp.model.text import Text
from kbapp.model.transforms import group_number

_SET = Text("在{who}把“{what}”改为 {value}", "on {who}, set “{what}” to {value}")
_SAME_KEY = Text("在{who}重新输入与另一端完全相同的预共享密钥", "on {who}, enter the very key of the other end again")
_TELL = Text("在{who}填写“{what}”", "on {who}, set “{what}”")


def fix(field: str, wanted: Value, who: Text, *, mirrored: bool = False) -> Text:
    """What to set on `who` so that it equals `wanted`, the other side's value of the field."""
    name = mirrored_name(field) if mirrored else field
    what = BY_NAME[name].title
    if isinstance(wanted.value, Secret):
        return _SAME_KEY.format(who=who)
    if wanted.value is None:
        return _TELL.format(who=who, what=what)
    return _SET.format(who=who, what=what, value=_shown(wanted))


def _shown(value: Value) -> Text:
    if isinstance(value.value, bool):
        return Text("启用", "on") if value.value else Text("关闭", "off")
    if isinstance(value.value, tuple):
        return Text.same(", ".join(_spelled(item) for item in value.value)) if value.value else Text("关闭", "off")
    return Text.same(str(value.value))


def _spelled(name: str) -> str:
    """A group with the number under which most consoles list it."""
    number = group_number(name)
    return f"{name} (group{number})" if number else name
