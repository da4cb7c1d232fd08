"""The table of colours keeps its promises of contrast, and the style sheet uses only what stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbapp.paths import resources_dir
from kbapp.ui.theme import colors
from kbapp.ui.theme.theme import style_sheet

UI = Path(colors.__file__).parent.parent


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_reaches_contrast_of_4_5(dark: bool) -> None:
    low = {
        pair: round(ratio, 2)
        for pair in colors.TEXT_ON
        if (ratio := colors.contrast(*(colors.value(name, dark) for name in pair))) < 4.5
    }
    assert not low


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_edges_reach_contrast_of_3(dark: bool) -> None:
    low = {
        pair: round(ratio, 2)
        for pair in colors.EDGE_ON
        if (ratio := colors.contrast(*(colors.value(name, dark) for name in pair))) < 3
    }
    assert not low


def test_contrast_is_wcags() -> None:
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colors.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_is_filled(dark: bool) -> None:
    sheet = style_sheet(dark)
    assert "@" not in sheet
    for file in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(file).is_file(), file


def test_no_colour_is_named_elsewhere() -> None:
    """A colour that is no (light, dark) pair would be wrong in one of the palettes."""
    allowed = {"colors.py", "icons.py", "render.py"}  # the ink of an SVG, the markers of a page
    found = {
        f"{file.name}: {color}"
        for file in UI.rglob("*.py")
        if file.name not in allowed
        for color in re.findall(r"#[0-9a-fA-F]{6}\b", file.read_text(encoding="utf-8"))
    }
    assert not found
    qss = (resources_dir() / "theme" / "app.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8};", qss)


def test_every_icon_is_a_line_drawing_of_the_set() -> None:
    for file in (resources_dir() / "icons").glob("*.svg"):
        text = file.read_text(encoding="utf-8")
        if file.stem != "kbapp":
            assert 'viewBox="0 0 24 24"' in text, file.name
            assert 'stroke="#000000"' in text, file.name
        assert "href" not in text
        assert "<script" not in text
