"""Configuration text -> Gateway, and back."""

from kbapp.gateways.encoding import decode
from kbapp.gateways.registry import UnreadableError, read_gateways, recognise

__all__ = ["UnreadableError", "decode", "read_gateways", "recognise"]
