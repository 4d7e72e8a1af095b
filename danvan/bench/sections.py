"""The sections of the benchmark that need a register of their own: one rig a process, so each runs in its own."""

import json
import subprocess
import sys
from pathlib import Path

from danvan.bench.figures import Figure


def filing(tools: Path) -> list[Figure]:
    """A letter filed, against the floor."""
    return _in_own_process("filing", str(tools))


def pages() -> list[Figure]:
    """Statements, weight and time of pages."""
    return _in_own_process("pages")


def server() -> list[Figure]:
    """Cold start and memory."""
    return _in_own_process("server")


def calendar() -> list[Figure]:
    """Open terms counted again after a change of the office calendar."""
    return _in_own_process("calendar")


def papers() -> list[Figure]:
    """A paper set as PDF."""
    return _in_own_process("papers")


def imports() -> list[Figure]:
    """Old registers brought in."""
    return _in_own_process("import")


def export() -> list[Figure]:
    """Long lists taken out."""
    return _in_own_process("export")


def crosstab() -> list[Figure]:
    """Two-way tables over five million letters."""
    return _in_own_process("crosstab")


def register() -> list[Figure]:
    """Lists and searches at ten thousand and at a million cases."""
    return _in_own_process("register")


def procedures() -> list[Figure]:
    """Five thousand procedures brought in and searched."""
    return _in_own_process("procedures")


def consultation() -> list[Figure]:
    """A draft that a whole commune opens at once."""
    return _in_own_process("consultation")


def counters(minutes: int) -> list[Figure]:
    """A hall with a hundred counters, each with a dossier a minute."""
    return _in_own_process("counters", str(minutes))


def intake() -> list[Figure]:
    """An application taken in at the counter."""
    return _in_own_process("intake")


def nation() -> list[Figure]:
    """Reports of a nation over ten million letters."""
    return _in_own_process("nation", hours=4)


def demo() -> list[Figure]:
    """The demonstration district loaded."""
    return _in_own_process("demo")


def _in_own_process(*arguments: str, hours: float = 0.5) -> list[Figure]:
    """Django can be set up once a process, for one database; so every section gets a process."""
    command = [sys.executable, "-m", "danvan.bench.alone", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=hours * 3600)
    return [Figure(**row) for row in json.loads(done.stdout.splitlines()[-1])]
