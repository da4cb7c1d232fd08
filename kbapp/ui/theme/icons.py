"""Line icons in the colour they are asked for, drawn from `resources/icons/*.svg`."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from kbapp.paths import resources_dir

_INK = b"#000000"


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon into a rectangle, sharp at the painter's own resolution."""
    ratio = painter.device().devicePixelRatioF()
    size = round(min(rect.width(), rect.height()))
    pixmap = _pixmap(name, color.name(), size, ratio)
    left = rect.x() + (rect.width() - size) / 2
    top = rect.y() + (rect.height() - size) / 2
    painter.drawPixmap(QRectF(round(left), round(top), size, size), pixmap, QRectF(pixmap.rect()))


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap of `size` logical pixels."""
    return _pixmap(name, color.name(), size, ratio)


def app_icon() -> QIcon:
    """The program's own icon."""
    icon = QIcon()
    for size in (16, 32, 48, 128, 256):
        icon.addPixmap(_render((resources_dir() / "icons" / "kbapp.svg").read_bytes(), size, 1.0))
    return icon


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    return _render(_source(name).replace(_INK, color.encode()), size, ratio)


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()


def _render(svg: bytes, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # here, not above: the probe and the tests of the table need no SVG

    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
