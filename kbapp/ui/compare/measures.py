"""The columns of the form, in logical pixels: header and rows share them."""

MARK = 114
LABEL = 168
GUTTER = 26
TAG = 48
MARGIN = 16
SCROLLBAR = 12
INSPECTOR = 330
WRITING = 560
GUIDE = 520
ROOMY = 1120
"""Below this width of the pane the inspector lies over the form instead of beside it."""
