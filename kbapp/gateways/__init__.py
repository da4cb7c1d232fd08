"""Configuration text -> Gateway, and back."""
