"""Bytes become text whatever their encoding, compression or damage."""

from __future__ import annotations

import gzip

import pytest

from kbapp.diagnosis.decoding import decode, detect
from kbapp.diagnosis.lines import MAX_LINE, LogText

LINE = "Nov 23 16:33:08 15[IKE] <to-aliyun|1> 预共享密钥不一致 received AUTHENTICATION_FAILED notify error\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_encoding_is_found(encoding: str) -> None:
    text, found = decode((LINE * 20).encode(encoding))
    assert (text, found) == (LINE * 20, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(LINE.encode(encoding))[0] == LINE


def test_gzip_is_unpacked() -> None:
    assert decode(gzip.compress(LINE.encode()))[0] == LINE


def test_damaged_gzip_gives_what_can_be_read() -> None:
    packed = gzip.compress((LINE * 2000).encode())
    assert decode(packed[: len(packed) * 2 // 3])[0].startswith(LINE)


def test_binary_is_named_as_such() -> None:
    assert detect(bytes(range(256)) * 20) == "binary"


def test_mixed_encodings_keep_the_readable_part() -> None:
    data = LINE.encode() * 30 + "加密算法".encode("gb18030") + b"\n" + LINE.encode() * 30
    text, _ = decode(data)
    assert text.count("received AUTHENTICATION_FAILED") == 60


def test_lines_are_counted_from_one_whatever_ends_them() -> None:
    log = LogText.from_bytes("x", b"a\r\nb\rc\nd")
    assert [(line.number, line.text) for line in log] == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
    assert log.total == 4


def test_colours_and_zero_bytes_are_taken_out() -> None:
    log = LogText.from_bytes("x", b"\x1b[1;31mred\x1b[0m\x00 line  \n")
    assert log.lines[0].text == "red line"


def test_an_endless_line_is_cut_and_keeps_its_number() -> None:
    log = LogText.from_text("x", "y" * (3 * MAX_LINE) + "\nz")
    assert [line.number for line in log] == [1, 1, 1, 2]
    assert log.total == 2


def test_empty_log_has_no_lines() -> None:
    assert LogText.from_bytes("x", b"").total == 0
