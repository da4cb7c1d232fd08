"""`python -m kbapp` is the `kbapp` command."""

import sys

from kbapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
