"""`python -m danvan.cli.worker ...`: one of Django's commands in a child of `danvan up`, where all is prepared."""

import sys

from danvan.cli.office import setup

if __name__ == "__main__":
    setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["danvan", *sys.argv[1:]])
