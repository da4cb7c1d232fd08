"""`kbapp convert`."""

from __future__ import annotations

import argparse

from kbapp.cli.configs import names, read_config
from kbapp.cli.errors import UnusableInputError
from kbapp.cli.output import print_json
from kbapp.gateways import UnreadableError
from kbapp.gateways.writing import write_gateway
from kbapp.model.text import Text
from kbapp.reporting.as_json import SCHEMA, gateway_json
from kbapp.reporting.as_text import gateway_text


def run(arguments: argparse.Namespace) -> int:
    gateways = read_config(arguments.config, arguments.source, arguments.connection)
    if len(gateways) > 1:
        hint = Text("有多个连接，请用 --connection 指定：", "several connections; choose with --connection:")
        raise UnusableInputError(Text.same(f"{arguments.config}: ") + hint + names(gateways))
    gateway = gateways[0]
    if arguments.target or arguments.peer:
        try:
            written = write_gateway(gateway, arguments.target or gateway.format, peer=arguments.peer)
        except UnreadableError as error:
            raise UnusableInputError(error.message) from error
        print_json({"schema": SCHEMA, "format": arguments.target, "text": written}) if arguments.json else print(
            written
        )
    elif arguments.json:
        print_json({"schema": SCHEMA, **gateway_json(gateway)})
    else:
        print(gateway_text(gateway, arguments.lang))
    return 0
