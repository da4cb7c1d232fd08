"""The sections that a user marked, with the names he gave them, and those he visited. Qt-free."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from kbapp.model.text import Text

FORMAT = "kbapp-bookmarks"
VERSION = 1
MOST = 500
LONGEST_NAME = 120
LARGEST_FILE = 1_000_000
VISITED = 30
COUNTED = 1_000
"""Places whose openings are counted; the oldest gives way."""
_PLACE = re.compile(r"[A-Za-z0-9][\w.-]{0,79}(#[a-z0-9][a-z0-9-]{0,79})?")


class BookmarksError(Exception):
    """A file that holds no bookmarks; `text` says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


@dataclass(slots=True)
class Bookmarks:
    """Place (`phase-1-failed#psk-mismatch`) -> the user's name for it; empty: the section's own title."""

    names: dict[str, str] = field(default_factory=dict)

    def toggle(self, place: str) -> bool:
        """Add or remove; is it marked now? The oldest gives way where there are too many."""
        if self.names.pop(place, None) is not None:
            return False
        self.add(place, "")
        return True

    def add(self, place: str, name: str) -> None:
        self.names[place] = " ".join(name.split())[:LONGEST_NAME]
        while len(self.names) > MOST:
            del self.names[next(iter(self.names))]

    def merge(self, others: Bookmarks) -> int:
        """Take in what is not there yet; how many that were."""
        new = {place: name for place, name in others.names.items() if place not in self.names}
        for place, name in new.items():
            self.add(place, name)
        return len(new)

    def as_list(self) -> list[dict[str, str]]:
        """For the session and for a file."""
        return [{"place": place, "name": name} for place, name in self.names.items()]


def from_list(value: object) -> Bookmarks:
    """The other way round; raises `BookmarksError` at the first entry that is none."""
    if not isinstance(value, list):
        raise BookmarksError("没有书签列表", "it has no list of bookmarks")
    if len(value) > MOST:
        raise BookmarksError(f"书签超过 {MOST} 个", f"it has more than {MOST} bookmarks")
    marks = Bookmarks()
    for number, entry in enumerate(value, 1):
        place, name = (entry.get("place"), entry.get("name", "")) if isinstance(entry, dict) else (None, None)
        if not (isinstance(place, str) and _PLACE.fullmatch(place) and isinstance(name, str)):
            raise BookmarksError(f"第 {number} 个书签不对", f"bookmark {number} is none")
        marks.add(place, name)
    return marks


def read_bookmarks(path: Path) -> Bookmarks:
    """A file that was exported. Raises `BookmarksError`, `OSError`."""
    if path.stat().st_size > LARGEST_FILE:
        raise BookmarksError("文件太大", "it is too large")
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BookmarksError("不是 JSON 文件", "it is no JSON file") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BookmarksError("不是书签文件", "it is no file of bookmarks")
    if value.get("version") != VERSION:
        raise BookmarksError("来自别的版本", "it is of another version")
    return from_list(value.get("bookmarks"))


def write_bookmarks(path: Path, marks: Bookmarks) -> None:
    """Raises `OSError`."""
    value = {"format": FORMAT, "version": VERSION, "bookmarks": marks.as_list()}
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def visited_first(places: list[str], place: str) -> list[str]:
    """The visited places, the newest first, each once."""
    return [place, *(other for other in places if other != place)][:VISITED]


def places_in(value: object) -> list[str]:
    """What the session kept of them; anything else is left out."""
    found = value if isinstance(value, list) else []
    return [item for item in found if isinstance(item, str) and _PLACE.fullmatch(item)][:VISITED]


def count_opened(counts: dict[str, int], place: str) -> None:
    """One more time; what was opened last stands last."""
    counts[place] = counts.pop(place, 0) + 1
    while len(counts) > COUNTED:
        del counts[next(iter(counts))]


def counts_in(value: object) -> dict[str, int]:
    """What the session kept of them; anything else is left out."""
    found = value if isinstance(value, dict) else {}
    return {
        place: count
        for place, count in list(found.items())[-COUNTED:]
        if _PLACE.fullmatch(place) and isinstance(count, int) and not isinstance(count, bool) and count > 0
    }
