"""The comparison of two gateways: rows, prediction, summary."""

from __future__ import annotations

from kbapp.comparison.advice import advice
from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.comparison.prediction import play, predict
from kbapp.comparison.result import Comparison
from kbapp.comparison.rows import rows
from kbapp.comparison.summary import summary
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text

_LEFT, _RIGHT = Text("左侧", "the left side"), Text("右侧", "the right side")


def compare(left: Gateway, right: Gateway, left_name: Text | None = None, right_name: Text | None = None) -> Comparison:
    """Two ends of one tunnel, field by field, and what their negotiation will do in either direction.

    The names stand in the messages ("the cloud", "branch office"). Fast enough for every keystroke (below 2 ms).
    """
    ours, theirs = End(left, left_name or _LEFT), End(right, right_name or _RIGHT)
    courses = (play(Meeting(ours, theirs)), play(Meeting(theirs, ours)))
    prediction = predict(*courses)
    table = rows(ours, theirs, courses)
    return Comparison(
        left,
        right,
        table,
        prediction,
        summary(ours, theirs, prediction, table, courses),
        tuple(advice(ours, theirs, courses, table)),
    )
