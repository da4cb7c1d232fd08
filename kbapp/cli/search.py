"""`kbapp search`."""

from __future__ import annotations

import argparse
import sys

from kbapp.cli.output import print_json
from kbapp.cli.own import own_content
from kbapp.paths import cache_dir
from kbapp.reporting.as_json import search_json
from kbapp.reporting.as_text import search_text
from kbapp.search import SearchService


def run(arguments: argparse.Namespace) -> int:
    service = SearchService(own_content(), cache_dir())
    try:
        result = service.search(" ".join(arguments.query), arguments.lang, max(1, arguments.limit))
    finally:
        service.close()
    for notice in service.notices:
        print(f"kbapp: {notice.get(arguments.lang)}", file=sys.stderr)
    if arguments.json:
        print_json(search_json(result))
    else:
        print(search_text(result, arguments.lang))
    return 0 if result.hits else 1
