"""A user's own signatures: folders of `*.toml` in the shipped format, each entry admitted or refused by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.overlay import OwnSignature
from kbapp.knowledge.packs import Admit
from kbapp.knowledge.packs_examples import Matcher, signature_faults
from kbapp.knowledge.signatures import Signature, Signatures, entry_signature, read_entries

LARGEST = 1024 * 1024
"""Bytes of one file."""
MOST = 2_000
"""Own signatures of all files together."""


def with_own_signatures(
    base: Signatures, folders: Sequence[Path], causes: Collection[str], admit: Admit, matcher: Matcher
) -> tuple[Signatures, list[Problem]]:
    """`base` with the folders' signatures behind it, and why others were left out, by file and line.

    A folder that is not there has none. `causes` are the ids that a signature may name.
    """
    problems: list[Problem] = []
    taken = {signature.id for signature in base}
    own: list[Signature] = []
    for path, row, dialect, place in _rows(folders, problems):
        if len(own) >= MOST:
            problems.append(Problem(path, place, f"more than {MOST} signatures of your own: the rest is left out"))
            break
        try:
            signature = _admitted(row, dialect, path, place, causes, admit, matcher)
            if signature.id in taken:
                raise ContentError(Problem(path, place, f"signature {signature.id} is there already"))
        except ContentError as error:
            problems.append(error.problem)
            continue
        taken.add(signature.id)
        own.append(signature)
    return (Signatures((*base.all, *own), base.marks) if own else base), problems


def _rows(
    folders: Sequence[Path], problems: list[Problem]
) -> Iterator[tuple[Path, Mapping[str, object], str, int | None]]:
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
            try:
                if path.stat().st_size > LARGEST:
                    raise ContentError(Problem(path, None, f"larger than {LARGEST // 1024} KB"))
                entries = read_entries(path)
            except ContentError as error:
                problems.append(error.problem)
            except (OSError, ValueError, TypeError, RecursionError) as error:
                problems.append(Problem(path, None, f"is not of the right shape: {error}"))
            else:
                yield from ((path, row, entries.dialect, place) for row, place in entries.rows)


def _admitted(
    row: Mapping[str, object],
    dialect: str,
    path: Path,
    place: int | None,
    causes: Collection[str],
    admit: Admit,
    matcher: Matcher,
) -> OwnSignature:
    """Raises `ContentError` with what is wrong."""
    try:
        signature = entry_signature(row, dialect, path, place or 0)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ContentError(Problem(path, place, f"is not of the right shape: {error}")) from error
    refused = admit(signature.pattern)
    fault = refused.en if refused is not None else next(signature_faults(signature, causes, matcher), "")
    if fault:
        raise ContentError(Problem(path, place, f"signature {signature.id}: {fault}"))
    values = {item.name: getattr(signature, item.name) for item in fields(Signature)}
    return OwnSignature(**values, matcher=matcher)
