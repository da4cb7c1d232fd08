"""The columns of the form, in logical pixels: header and rows share them."""

MARK = 104
LABEL = 174
GUTTER = 26
TAG = 48
MARGIN = 16
SCROLLBAR = 12
INSPECTOR = 330
