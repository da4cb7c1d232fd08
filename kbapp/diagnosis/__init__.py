"""Bytes -> lines -> dialect -> events -> conversations -> verdict."""

from kbapp.diagnosis.engine import diagnose
from kbapp.diagnosis.explain import explain
from kbapp.diagnosis.lines import Line, LogText
from kbapp.diagnosis.verdict import Diagnosis, Evidence, Finding, LadderStep, LogSummary, TunnelVerdict

__all__ = [
    "Diagnosis",
    "Evidence",
    "Finding",
    "LadderStep",
    "Line",
    "LogSummary",
    "LogText",
    "TunnelVerdict",
    "diagnose",
    "explain",
]
