"""The commands of the contract; without one, the window."""

from kbapp.cli.main import main

__all__ = ["main"]
