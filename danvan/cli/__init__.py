"""The command `danvan`. Every command is loaded when it is called; Django only where it is needed."""

import sys


def main() -> None:
    """Entry point: run the command; what can be expected to fail ends in one sentence, never in a traceback."""
    from danvan.cli.errors import run

    sys.exit(run(sys.argv[1:]))
