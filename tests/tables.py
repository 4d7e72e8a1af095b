"""The tables, made once a run: migrations take nine seconds of a processor, a copy of what they made half a second."""

import os
import subprocess
import sys
from contextlib import suppress
from urllib.parse import urlsplit

import psycopg

from danvan.lib.postgres import Cluster
from tests.tree import ROOT

NAME = "DANVAN_TABLES"  # in the environment of the workers of xdist: the database that all of them copy
LOCK = 20_260

_beside: list[subprocess.Popen[bytes]] = []


def promise(workers: int) -> None:
    """In the process that leads: the workers of this run share a database of this name, made while they collect."""
    os.environ[NAME] = f"tables_{os.getpid()}"
    if workers and "DATABASE_URL" in os.environ:
        _beside.append(subprocess.Popen([sys.executable, "-m", "tests.tables"], cwd=ROOT))


def forget() -> None:
    """In the process that leads, when the run is over."""
    for process in _beside:
        process.terminate()
        process.wait()
    name = os.environ.pop(NAME, None)
    if name and "DATABASE_URL" in os.environ:
        with suppress(psycopg.OperationalError), _hall() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')  # a name of ours, not input


def made() -> str:
    """The name of the database with all tables, made by whoever comes first; the others wait."""
    name = os.environ[NAME]
    with _hall() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # let go with the connection
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}_new"')
            _migrate(f"{name}_new")
            connection.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


def poured(cluster: Cluster) -> None:
    """The tables of the run into another server; where one process runs all tests, whoever uses it makes its own."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    source = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{made()}").geturl()
    tools = cluster.bin_dir()
    dump = [tools / "pg_dump", "--no-owner", "--no-comments", source]
    said = subprocess.run(dump, stdout=subprocess.PIPE, check=True).stdout
    read = [tools / "psql", "--quiet", "--set=ON_ERROR_STOP=1", cluster.url()]
    subprocess.run(read, input=said, stdout=subprocess.DEVNULL, check=True)


def _hall() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _migrate(name: str) -> None:
    from django.db import connection

    from danvan.cli import stages

    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        stages.migrate(lambda _what, _part: None)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


if __name__ == "__main__":
    from danvan.cli.office import setup

    setup()
    made()
