"""`danvan pg`: the tools of PostgreSQL that came with the package, pointed at the register's database."""

import os
import subprocess

import click

from danvan.cli import office

TOOLS = ("psql", "pg_dump", "pg_restore", "pg_basebackup")
# What libpq calls the parts of an address in its environment.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("tool", type=click.Choice(TOOLS))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def pg(tool: str, arguments: tuple[str, ...]) -> int:
    """Công cụ của PostgreSQL: sao lưu, khôi phục / PostgreSQL's own tools: back up, restore.

    danvan pg pg_dump -Fc -f so-2026-11-23.dump
    """
    from danvan.lib.postgres import binaries

    with office.database() as cluster:
        folder = cluster.bin_dir() if cluster else binaries.find()
        url = cluster.url(user="postgres") if cluster else os.environ["DATABASE_URL"]
        environment = {**os.environ, **address(url)}
        return subprocess.run([str(folder / tool), *arguments], env=environment, check=False).returncode


def address(url: str) -> dict[str, str]:
    """The environment that leads PostgreSQL's tools to this database."""
    from psycopg.conninfo import conninfo_to_dict

    given = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return {VARIABLES[name]: value for name, value in given.items() if name in VARIABLES}
