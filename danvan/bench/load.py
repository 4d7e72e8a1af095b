"""The yardstick's load generator and floor, run as the programs that they are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from danvan.bench.rig import Rig, free_port, granian, serve

SECONDS = 12
CONNECTIONS = 8


class NoYardstick(Exception):
    """The folder with load.py and django_floor.py is not there."""


def check(tools: Path) -> None:
    """Raise NoYardstick, saying which file is missing."""
    for name in ("load.py", "django_floor.py"):
        if not (tools / name).exists():
            raise NoYardstick(f"{tools / name} is missing: name the folder of the yardstick with --tools")


def post(
    tools: Path, url: str, body: str, *, pids: list[int], expect: int, headers: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Closed-loop POSTs for a fixed time: requests per second, latencies, processor time per request of each pid."""
    command = [sys.executable, str(tools / "load.py"), "--url", url, "--method", "POST", "--body", body]
    command += ["-c", str(CONNECTIONS), "-s", str(SECONDS), "--expect", str(expect)]
    command += ["--pids", ",".join(map(str, pids))]
    for header in headers:
        command += ["--header", header]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout)


def floor(tools: Path, built: Rig, rows: int) -> dict[str, Any]:
    """How fast the bare floor files the same kind of letter on the same database server."""
    cluster = built.cluster
    with cluster.connect() as connection:
        connection.autocommit = True
        connection.execute("CREATE DATABASE floor")
        (host, user) = connection.execute(
            "SELECT current_setting('unix_socket_directories'), current_user"
        ).fetchone() or ("", "")
    environment = {
        **built.environment,
        "FLOOR_DSN": f"host={host} dbname=floor user={user}",
        "PYTHONPATH": str(tools),
    }
    environment.pop("DJANGO_SETTINGS_MODULE")
    subprocess.run(
        [sys.executable, str(tools / "django_floor.py"), "init", str(rows)], env=environment, check=True
    )
    port = free_port()
    with serve(granian("django_floor:application", port), port, environment, "/nothing") as (pid, _):
        postmaster = cluster.postmaster()
        body = (
            '{"text":"Petition {n} about street lamp {rand:1000}","unit":"{rand:120}","matter":"{rand:24}"}'
        )
        pids = [pid, postmaster.pid] if postmaster else [pid]
        return post(tools, f"http://127.0.0.1:{port}/create", body, pids=pids, expect=201)
