"""Bytes -> lines -> dialect -> events -> conversations -> verdict."""
