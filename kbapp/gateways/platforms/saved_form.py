"""The program's own saved form (`kbapp compare --template`)."""

from __future__ import annotations

import json

from kbapp.gateways.form import form_json, read_form
from kbapp.gateways.registry import Reader, UnreadableError
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text


def score(text: str) -> int:
    return 100 if text.lstrip("\ufeff \r\n\t").startswith("{") and '"parameters"' in text and '"schema"' in text else 0


def read(text: str) -> list[Gateway]:
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(Text(f"不是有效的 JSON：{error}", f"not valid JSON: {error}")) from error
    if not isinstance(data, dict):
        raise UnreadableError(Text("保存的表单必须是 JSON 对象", "a saved form must be a JSON object"))
    return [read_form(data)]


READER = Reader("form", score, read)


def write(gateway: Gateway) -> str:
    return json.dumps(form_json(gateway), ensure_ascii=False, indent=1)
