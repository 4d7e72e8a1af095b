"""Random lives by the hundred: the properties that the tests try on a few, tried on many."""

import os
import subprocess
import sys
import time
from pathlib import Path

import click

from danvan.bench.figures import Figure

TIMES = 25
FAILED = 1  # what pytest says of tests that failed


def measure(project: Path) -> list[Figure]:
    """How many properties broke, and how long the lives took; what broke is printed.

    Raises ClickException where the tests could not be run at all, without their tools for instance.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-m", "lives or simulation", "-p", "no:cacheprovider"]
    began = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "DANVAN_LIVES": str(TIMES)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    took = time.perf_counter() - began
    if done.returncode not in (0, FAILED):
        raise click.ClickException(f"the tests could not be run (./dv test once?):\n{done.stdout[-2000:]}")
    if done.returncode:
        click.echo(done.stdout)
    broken = done.stdout.count("\nFAILED ")
    return [
        Figure(
            f"properties that a life broke, {TIMES} times the lives of a run of the tests", broken, "", most=0
        ),
        Figure("living them", took, "s"),
    ]
