"""The pictures of the README: there for every pane, language and palette, small, and of the right colours."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QColor, QImage

from kbapp.paths import resources_dir
from kbapp.ui.screenshots import COLORS, SCENES, SIZE, color_table
from kbapp.ui.theme import colors

FOLDER = resources_dir() / "screenshots"


@pytest.mark.parametrize("scene", list(SCENES))
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_each_picture_is_there_and_small(scene: str, lang: str, shade: str) -> None:
    path = FOLDER / f"{scene}-{lang}-{shade}.png"
    image = QImage(str(path))
    assert (image.width(), image.height()) == SIZE
    assert path.stat().st_size < 150_000
    ground = image.pixelColor(SIZE[0] - 4, SIZE[1] // 2 + 300)
    assert (ground.lightness() > 200) == (shade == "light")


def test_a_rare_colour_survives_many_shades_of_grey() -> None:
    accent = QColor(colors.value("accent", False)).rgb()
    greys = {QColor(level, level, level).rgb(): 1000 + level for level in range(256)}
    table = color_table(Counter({**greys, accent: 3}))
    assert accent in table
    assert len(table) == COLORS
