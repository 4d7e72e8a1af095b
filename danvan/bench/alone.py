"""One section of the benchmark, in this process: python -m danvan.bench.alone SECTION [ARGUMENT]."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from danvan.bench.figures import Figure
from danvan.bench.rig import Rig, rig


def run(section: str, *arguments: str) -> list[Figure]:
    """Build a rig and measure the section on it."""
    with rig(furnished=section != "demo") as built:
        if section == "filing":
            from danvan.bench import filing

            return filing.measure(built, Path(arguments[0]))
        if section == "pages":
            from danvan.bench import pages

            return pages.measure()
        if section == "server":
            from danvan.bench import server

            return server.measure(built)
        if section == "calendar":
            from danvan.bench import recount

            return recount.measure()
        if section == "papers":
            from danvan.bench import papers

            return papers.measure()
        if section == "import":
            from danvan.bench import imports

            return imports.measure()
        if section == "export":
            from danvan.bench import export

            return export.measure()
        if section == "crosstab":
            from danvan.bench import crosstab

            return crosstab.measure()
        if section == "register":
            from danvan.bench import large

            return large.measure()
        return _demo(built)


def _demo(built: Rig) -> list[Figure]:
    from danvan.demo import load

    began = time.perf_counter()
    load(var=built.var, progress=lambda _what, _part: None)
    return [Figure("the demonstration loaded through the real actions", time.perf_counter() - began, "s")]


if __name__ == "__main__":
    print(json.dumps([asdict(figure) for figure in run(*sys.argv[1:])]))
