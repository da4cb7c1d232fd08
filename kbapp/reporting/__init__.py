"""Redaction first, then text, Markdown, HTML and JSON."""
