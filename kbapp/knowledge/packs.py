"""Packs: a zip of articles, signatures and terms; checked as a whole before it is installed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kbapp.knowledge.content import Content
from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.packs_archive import read_archive
from kbapp.knowledge.packs_content import PackContent, merge_one, read_folder
from kbapp.knowledge.packs_examples import Matcher, signature_faults
from kbapp.knowledge.signatures import Signatures
from kbapp.knowledge.tables import read_toml
from kbapp.model.text import Text

Admit = Callable[[str], Text | None]
"""Why a pattern may not be used; `None` where it may."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_SUM = "checksum"


@dataclass(frozen=True, slots=True)
class Pack:
    """The head of a pack. `folder` is where it is installed, or its zip."""

    name: str
    version: str
    author: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a zip would bring: its head (`None` where even that is broken), how much, and all that is wrong with it."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    articles: int = 0
    terms: int = 0
    signatures: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """What a pack must stand beside: the shipped content and signatures with the packs installed, and the gate."""

    content: Content
    signatures: Signatures
    admit: Admit
    matcher: Matcher


def check_pack(file: Path, beside: Beside) -> Inspection:
    """Unpack a zip aside, read it, run its signatures' examples; nothing of it stays."""
    files, problems = read_archive(file)
    if problems:
        return Inspection(None, tuple(problems))
    with tempfile.TemporaryDirectory(prefix="kbapp-pack-") as name:
        folder = Path(name).resolve()
        _write(folder, files)
        found = _check_folder(folder, beside)
    moved = (
        replace(one, file=_shown(one.file, folder, file), message=_plain(one, folder, file)) for one in found.problems
    )
    return replace(found, pack=replace(found.pack, folder=file) if found.pack else None, problems=tuple(moved))


def _shown(path: Path, folder: Path, file: Path) -> Path:
    return file / path.relative_to(folder) if path.is_relative_to(folder) else path


def _plain(problem: Problem, folder: Path, file: Path) -> str:
    return problem.message.replace(str(folder), str(file))


def install_pack(file: Path, root: Path, beside: Beside) -> tuple[Pack | None, list[Problem]]:
    """Check a pack and put it under `root` in one step; `None` with the problems where it is not installed."""
    checked = check_pack(file, beside)
    pack = checked.pack
    if pack is None or checked.problems:
        return None, list(checked.problems)
    target, aside = root / pack.name, root / f".{uuid.uuid4().hex}"
    if target.exists():
        return None, [Problem(file, None, f"pack {pack.name} is installed already: remove it first")]
    files, problems = read_archive(file)
    if problems:
        return None, problems
    try:
        aside.mkdir(parents=True)
        _write(aside, files)
        (aside / _SUM).write_text(_digest(aside), encoding="ascii")
        os.rename(aside, target)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        return None, [Problem(root, None, f"cannot be written: {error.strerror or error}")]
    return replace(pack, folder=target), []


def remove_pack(name: str, root: Path) -> bool:
    """Take an installed pack away, damaged ones too; whether it was there. Raises `OSError`."""
    target = root / name
    if not _NAME.fullmatch(name) or target.is_symlink() or not target.is_dir():
        return False
    aside = root / f".{uuid.uuid4().hex}"
    os.rename(target, aside)
    shutil.rmtree(aside, ignore_errors=True)
    return True


def installed_packs(root: Path) -> tuple[list[Pack], list[Problem]]:
    """Sound packs by name, and one problem for each damaged one."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for folder in pack_folders(root):
        try:
            if (folder / _SUM).read_text(encoding="ascii") != _digest(folder):
                raise ContentError(Problem(folder, None, "pack is damaged: its files are not those installed"))
            packs.append(_head(folder))
        except ContentError as error:
            problems.append(error.problem)
        except (OSError, ValueError) as error:
            problems.append(Problem(folder, None, f"pack is damaged: {error}"))
    return packs, problems


def pack_folders(root: Path) -> list[Path]:
    """What is installed under `root`, sound or not; quick."""
    try:
        return sorted(path for path in root.iterdir() if _NAME.fullmatch(path.name) and path.is_dir())
    except OSError:
        return []


def pack_digest(pack: Pack) -> str:
    return (pack.folder / _SUM).read_text(encoding="ascii")


def _check_folder(folder: Path, beside: Beside) -> Inspection:
    try:
        pack = _head(folder)
        found = read_folder(folder)
    except ContentError as error:
        return Inspection(None, (error.problem,))
    _, problems = merge_one(beside.content, found)
    faults = (*found.problems, *problems, *_patterns(found, beside))
    return Inspection(pack, faults, len(found.articles), len(found.terms), len(found.signatures))


def _patterns(found: PackContent, beside: Beside) -> Iterator[Problem]:
    """A pattern that is not admitted is never run."""
    known = {signature.id for signature in beside.signatures}
    for path, signature in found.signatures:
        refused = beside.admit(signature.pattern)
        if refused is not None:
            yield Problem(path, signature.line, f"signature {signature.id}: {refused.en}")
        else:
            faults = signature_faults(signature, beside.content.causes, beside.matcher)
            yield from (Problem(path, signature.line, f"signature {signature.id}: {fault}") for fault in faults)
        if signature.id in known:
            yield Problem(path, signature.line, f"signature {signature.id} would overwrite another")
        known.add(signature.id)


def _head(folder: Path) -> Pack:
    path = folder / "pack.toml"
    if not path.is_file():
        raise ContentError(Problem(path, None, "is missing"))
    try:
        table = read_toml(path)
    except (ValueError, RecursionError) as error:
        raise ContentError(Problem(path, None, str(error))) from error
    values = []
    for key in ("name", "version", "author"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip() or len(value) > 200 or not value.isprintable():
            raise ContentError(Problem(path, 1, f"{key} must be a short text"))
        values.append(value.strip())
    if not _NAME.fullmatch(values[0]):
        raise ContentError(Problem(path, 1, "name: up to 40 small letters, digits and hyphens"))
    return Pack(values[0], values[1], values[2], folder)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != _SUM:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
