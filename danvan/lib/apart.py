"""A workbook of before 2007 is read by a process of its own.

Its cells say themselves where they stand, anywhere in 65,536 rows and columns, and the reader makes a grid of that: a
file of some kilobytes asks for more memory than there is, which ends the process that reads it. Nothing of ours is
imported where this runs as a program.
"""

import io
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

SECONDS, MEMORY = 60, 2 * 1024**3
LOCKED, BROKEN = 3, 4
Rows = list[list[Any]]


class Locked(Exception):
    """The workbook has a password."""


class Failed(Exception):
    """It cannot be read."""


def read(content: bytes, *, rows: int, columns: int) -> list[tuple[str, Rows]]:
    """Name and rows of each sheet that can be seen, one row more than asked for at most. Raises Locked and Failed."""
    command = [sys.executable, "-I", __file__, str(rows), str(columns)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as why:
        raise Failed from why
    if done.returncode == LOCKED:
        raise Locked
    if done.returncode:
        raise Failed
    found: list[tuple[str, Rows]] = pickle.loads(done.stdout)  # words and numbers that we wrote
    return found


def seen(content: bytes) -> list[tuple[str, Callable[[], Rows]]]:
    """Name of each sheet that can be seen, and what reads its rows; python-calamine is loaded here, not before."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        (one.name, partial(_rows, book, one.name))
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
    ]


def _rows(book: Any, name: str) -> Rows:
    found: Rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return found


def main(rows: int, columns: int) -> int:
    """Read what comes in, write the rows out; the exit code says why not."""
    from python_calamine import CalamineError, PasswordError

    with suppress(ImportError, ValueError, OSError):  # Windows has no such bound
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = [
            (name, [row[:columns] for row in sheet()[: rows + 1]])
            for name, sheet in seen(sys.stdin.buffer.read())
        ]
    except PasswordError:
        return LOCKED
    except (CalamineError, ValueError, OSError, MemoryError):
        return BROKEN
    pickle.dump(found, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
