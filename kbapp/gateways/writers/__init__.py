"""A gateway as a configuration text: one module a platform, each with `write`."""
