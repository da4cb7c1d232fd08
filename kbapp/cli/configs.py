"""Configuration files as gateways."""

from __future__ import annotations

from kbapp.cli.errors import UnusableInputError
from kbapp.cli.files import CONFIG_LIMIT, read_bytes
from kbapp.gateways import UnreadableError, decode, read_gateways
from kbapp.gateways.case import Case, as_case, read_case
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


def read_case_file(name: str) -> Case:
    """A case as the window saves it."""
    data = as_case(decode(read_bytes(name, CONFIG_LIMIT)))
    if data is None:
        raise UnusableInputError(
            Text(
                f"{name}: 不是保存的案例；比较两份配置需要两个文件",
                f"{name}: is no saved case; comparing takes two files",
            )
        )
    try:
        return read_case(data)
    except UnreadableError as error:
        raise UnusableInputError(Text.same(f"{name}: ") + error.message) from error


def names(gateways: list[Gateway]) -> Text:
    """The connections' names, one a line."""
    return Text.same("".join(f"\n{gateway.connection or '?'}" for gateway in gateways))
