"""The web server itself: how soon it answers, how much memory it holds."""

import statistics

import psutil

from danvan.bench.figures import Figure
from danvan.bench.rig import Rig, at_work

RUNS = 5


def measure(built: Rig) -> list[Figure]:
    """Cold start and memory of the web server with two workers; the database is already up."""
    starts, memory = [], []
    for _ in range(RUNS):
        with at_work(built) as (_port, pid, seconds):
            starts.append(seconds)
            memory.append(_proportional(pid) / 1024**2)
    return [
        Figure("cold start until the first page, middle of five", statistics.median(starts), "s", most=1),
        Figure("memory of the web server with two workers (PSS)", statistics.median(memory), "MiB", most=150),
    ]


def _proportional(pid: int) -> int:
    """Bytes held by a process and its children, shared pages divided among those that share them."""
    root = psutil.Process(pid)
    return sum(process.memory_full_info().pss for process in [root, *root.children(recursive=True)])
