"""Configuration files as gateways."""

from __future__ import annotations

from kbapp.cli.errors import UnusableInputError
from kbapp.cli.files import CONFIG_LIMIT, read_bytes
from kbapp.gateways import UnreadableError, decode, read_gateways
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text


def read_config(name: str, format_name: str | None, connection: str | None) -> list[Gateway]:
    """The connections of a file: all of them, or the one that was asked for."""
    try:
        gateways = read_gateways(decode(read_bytes(name, CONFIG_LIMIT)), format_name)
    except UnreadableError as error:
        raise UnusableInputError(Text.same(f"{name}: ") + error.message) from error
    if connection is None:
        return gateways
    chosen = [gateway for gateway in gateways if gateway.connection == connection]
    if not chosen:
        raise UnusableInputError(
            Text(f"{name}: 没有名为 {connection} 的连接：", f"{name}: no connection {connection}; there are:")
            + names(gateways)
        )
    return chosen


def names(gateways: list[Gateway]) -> Text:
    """The connections' names, one a line."""
    return Text.same("".join(f"\n{gateway.connection or '?'}" for gateway in gateways))
