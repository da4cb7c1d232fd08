"""The commands of the contract."""


def main() -> int:
    """Run the command line; returns the exit code."""
    return 0
