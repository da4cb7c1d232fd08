"""One file per platform: its words, its defaults."""
