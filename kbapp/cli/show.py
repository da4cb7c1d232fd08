"""`kbapp show`."""

from __future__ import annotations

import argparse

from kbapp.cli.errors import UnusableInputError
from kbapp.cli.own import own_content
from kbapp.model.text import Text


def run(arguments: argparse.Namespace) -> int:
    content = own_content()
    place = content.resolve(arguments.reference)
    if place is None:
        name = arguments.reference
        raise UnusableInputError(Text(f"{name}: 没有这篇文章或章节", f"{name}: no such article or section"))
    print(content.articles[place.article][arguments.lang].markdown(place.section).rstrip())
    return 0
