"""The vocabulary as types: no I/O, no third-party import."""
