"""One section of the benchmark, in this process: python -m danvan.bench.alone SECTION [ARGUMENT]."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from danvan.bench.figures import Figure
from danvan.bench.rig import Rig, rig

MODULES = {
    "pages": "pages",
    "calendar": "recount",
    "papers": "papers",
    "import": "imports",
    "export": "export",
    "crosstab": "crosstab",
    "register": "large",
    "nation": "nation",
    "procedures": "procedures",
    "intake": "intake",
}
"""The sections that need nothing but a register of their own, and the module that measures each."""
SERVED = ("server", "consultation", "counters")
"""They start the web server on their register."""
EMPTY = ("demo", "nation")
"""They bring their own units."""
BUFFERS = {"nation": "4GB"}
"""Who runs the register of a nation gives its server some of the memory."""


def run(section: str, *arguments: str) -> list[Figure]:
    """Build a rig and measure the section on it."""
    with rig(furnished=section not in EMPTY, buffers=BUFFERS.get(section, "")) as built:
        if section == "filing":
            from danvan.bench import filing

            return filing.measure(built, Path(arguments[0]))
        if section in SERVED:
            served: Callable[..., list[Figure]] = import_module(f"danvan.bench.{section}").measure
            return served(built, *map(int, arguments))
        if section == "demo":
            return _demo(built)
        measure: Callable[..., list[Figure]] = import_module(f"danvan.bench.{MODULES[section]}").measure
        return measure(*map(int, arguments))


def _demo(built: Rig) -> list[Figure]:
    from danvan.demo import load

    began = time.perf_counter()
    load(var=built.var, progress=lambda _what, _part: None)
    return [Figure("the demonstration loaded through the real actions", time.perf_counter() - began, "s")]


if __name__ == "__main__":
    print(json.dumps([asdict(figure) for figure in run(*sys.argv[1:])]))
