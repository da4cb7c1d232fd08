"""Redaction first, then text, Markdown, HTML and JSON."""

from kbapp.reporting.redact import redact

__all__ = ["redact"]
