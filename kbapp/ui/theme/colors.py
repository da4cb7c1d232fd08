"""Every colour of the window, as a (light, dark) pair. Nothing else in `ui` names a colour."""

from __future__ import annotations

PAIRS: dict[str, tuple[str, str]] = {
    # planes, from the back to the front
    "window": ("#f4f5f8", "#14161b"),
    "surface": ("#ffffff", "#1b1e25"),
    "raised": ("#ffffff", "#242832"),
    "sunken": ("#f5f6f9", "#15181e"),
    "hover": ("#eaecf2", "#282d37"),
    "pressed": ("#dfe2ea", "#313744"),
    # lines: `line` only parts what space parts already; `edge` is the outline of something one can use
    "line": ("#e2e5ec", "#2c313c"),
    "edge": ("#80879a", "#6f7889"),
    # text
    "text": ("#191c23", "#e4e7ee"),
    "muted": ("#565d6e", "#a2aabb"),
    "disabled": ("#a3a9b8", "#59606e"),
    # the one accent
    "accent": ("#3a4ccc", "#98a5ff"),
    "accent-hover": ("#2f3fb3", "#b0baff"),
    "on-accent": ("#ffffff", "#12141c"),
    "accent-tint": ("#e9ecfd", "#282d4c"),
    "mark": ("#ffe9a8", "#5b4a12"),
    "mark-current": ("#ffc44d", "#775b08"),
    # how sure a verdict is; orange for a fault, teal for health: never red against green
    "certain": ("#a43f06", "#ffab78"),
    "certain-tint": ("#fdf0e7", "#38261b"),
    "likely": ("#7d5300", "#f0c261"),
    "likely-tint": ("#fcf5df", "#322a17"),
    "healthy": ("#06655c", "#6ad2c3"),
    "healthy-tint": ("#e3f4f1", "#17302d"),
    "unknown": ("#4d5568", "#b3bac9"),
    "unknown-tint": ("#eef0f5", "#262a34"),
    "not-ipsec": ("#4d5568", "#b3bac9"),
    "not-ipsec-tint": ("#eef0f5", "#262a34"),
    # the notice bar
    "error": ("#a12b23", "#ff9e94"),
    "error-tint": ("#fdefee", "#3a2222"),
    "info": ("#3a4ccc", "#98a5ff"),
    "info-tint": ("#e9ecfd", "#282d4c"),
    # admonitions of an article
    "note": ("#3a4ccc", "#98a5ff"),
    "note-tint": ("#f1f3fe", "#21263d"),
    "warning": ("#8a4a00", "#f5b968"),
    "warning-tint": ("#fdf4e5", "#332819"),
    # the causes of one diagnosis, in the order of their rank
    "cause-0": ("#c2500f", "#ff9f68"),
    "cause-0-tint": ("#fdefe4", "#3b2719"),
    "cause-1": ("#2b6cb8", "#79b4f5"),
    "cause-1-tint": ("#e7f1fc", "#1b2c40"),
    "cause-2": ("#7a4fc0", "#bf9ff5"),
    "cause-2-tint": ("#f2ebfc", "#2d2441"),
    "cause-3": ("#0b7d72", "#5fcabb"),
    "cause-3-tint": ("#e2f5f2", "#17312e"),
    "cause-4": ("#a83f86", "#ec93cd"),
    "cause-4-tint": ("#fbeaf5", "#3a2233"),
    "cause-5": ("#6d6a0c", "#cfc95a"),
    "cause-5-tint": ("#f5f4dc", "#2f2e18"),
    # comparison: one mismatch is orange, what is missing blue
    "mismatch": ("#a43f06", "#ffab78"),
    "mismatch-tint": ("#fdf0e7", "#38261b"),
    "missing": ("#245fa8", "#79b4f5"),
    "missing-tint": ("#e7f1fc", "#1b2c40"),
    "match": ("#4d5568", "#b3bac9"),
    "shadow": ("#1a203033", "#00000080"),
}

CAUSE_HUES = 6

_PLANES = ("window", "surface", "raised", "sunken")
_STATES = ("certain", "likely", "healthy", "unknown", "not-ipsec", "error", "info", "note", "warning")
_CAUSES = tuple(f"cause-{number}" for number in range(CAUSE_HUES))

TEXT_ON: tuple[tuple[str, str], ...] = (
    *(("text", plane) for plane in (*_PLANES, "hover", "pressed", "accent-tint", "mark", "mark-current")),
    *(("muted", plane) for plane in (*_PLANES, "hover", "accent-tint")),
    *(("accent", plane) for plane in (*_PLANES, "hover", "accent-tint")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    *((state, f"{state}-tint") for state in (*_STATES, "mismatch", "missing")),
    *((state, "surface") for state in (*_STATES, "mismatch", "missing", "match")),
    *(("text", f"{name}-tint") for name in (*_STATES, *_CAUSES, "mismatch", "missing")),
    *(("muted", f"{name}-tint") for name in (*_STATES, *_CAUSES)),
)
"""(text, ground) pairs that are really shown; each must reach 4.5:1 in both palettes."""

EDGE_ON: tuple[tuple[str, str], ...] = (
    *(("edge", plane) for plane in ("window", "surface", "raised", "sunken")),
    *(("accent", plane) for plane in ("window", "surface", "raised", "sunken")),
    *((cause, "surface") for cause in _CAUSES),
    *((cause, f"{cause}-tint") for cause in _CAUSES),
)
"""(edge, ground) pairs of things one can use or must tell apart; each must reach 3:1 in both palettes."""


def value(name: str, dark: bool) -> str:
    """The colour as `#rrggbb` (`#rrggbbaa` for the shadow)."""
    return PAIRS[name][1 if dark else 0]


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two `#rrggbb` colours after WCAG 2, 1.0 to 21.0."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
