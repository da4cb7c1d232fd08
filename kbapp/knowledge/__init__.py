"""Reads and validates content/: every error names file and line."""
