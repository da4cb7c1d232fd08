"""A pack's zip, opened with distrust: only named places, bounded sizes, no links; nothing is written here."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kbapp.knowledge.article import KINDS
from kbapp.knowledge.errors import Problem

LARGEST_ZIP = 20 * 1024 * 1024
LARGEST_FILE = 1024 * 1024
LARGEST_TOTAL = 50 * 1024 * 1024
MOST_FILES = 3_000
_MOST_RATIO = 200
_SMALL = 64 * 1024
"""Bytes: below this size no ratio is a bomb."""
_ALLOWED = re.compile(
    r"pack\.toml|terms\.toml|signatures/[a-z0-9-]{1,40}\.toml|"
    rf"articles/(?:zh|en)/(?:{'|'.join(KINDS)})/[A-Za-z0-9][A-Za-z0-9_-]{{0,99}}\.md"
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def read_archive(path: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Name in the pack -> bytes. With any problem the files are empty. Never raises for what the file holds."""
    try:
        if path.stat().st_size > LARGEST_ZIP:
            return {}, [Problem(path, None, f"is larger than {LARGEST_ZIP >> 20} MB")]
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            problems = [*_too_much(path, members), *(p for info in archive.infolist() for p in _member(path, info))]
            if problems:
                return {}, problems
            return _contents(archive, members, path)
    except _FAULTS as error:
        return {}, [Problem(path, None, f"no readable zip: {error or type(error).__name__}")]


def _too_much(path: Path, members: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    if len(members) > MOST_FILES:
        yield Problem(path, None, f"holds more than {MOST_FILES} files")
    if sum(info.file_size for info in members) > LARGEST_TOTAL:
        yield Problem(path, None, f"unpacks to more than {LARGEST_TOTAL >> 20} MB")
    names = [info.filename.casefold() for info in members]
    if len(set(names)) != len(names):
        yield Problem(path, None, "holds a name twice (upper and lower case count as one)")


def _member(path: Path, info: zipfile.ZipInfo) -> Iterator[Problem]:
    place = path / info.filename.replace("\0", "?").lstrip("/\\")
    name = info.orig_filename
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        yield Problem(place, None, "absolute path")
    elif "\\" in name or ".." in name.split("/"):
        yield Problem(place, None, "path leads out of the pack")
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield Problem(place, None, "symbolic link")
    elif info.is_dir():
        return
    elif not _ALLOWED.fullmatch(name) or _DEVICE.match(name.rsplit("/", 1)[-1]):
        yield Problem(place, None, "a pack holds pack.toml, terms.toml, signatures/ and articles/ only")
    if info.flag_bits & 1:
        yield Problem(place, None, "encrypted")
    if info.file_size > LARGEST_FILE:
        yield Problem(place, None, f"is larger than {LARGEST_FILE >> 10} KB")
    elif info.file_size > max(_SMALL, info.compress_size * _MOST_RATIO):
        yield Problem(place, None, "is packed so tightly that it looks like a compression bomb")


def _contents(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], path: Path
) -> tuple[dict[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    for info in members:
        try:
            with archive.open(info) as member:
                files[info.filename] = member.read(LARGEST_FILE + 1)
        except _FAULTS as error:
            return {}, [Problem(path / info.filename, None, f"cannot be unpacked: {error}")]
        if len(files[info.filename]) > LARGEST_FILE:
            return {}, [Problem(path / info.filename, None, f"is larger than {LARGEST_FILE >> 10} KB")]
    return files, []
