"""One JSON object on standard output, and nothing else there."""

from __future__ import annotations

import json


def print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))
