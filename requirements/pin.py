"""Pin requirements/*.in into *.txt with the hashes of all files of each release; no index address."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-emit-options",
    "--annotation-style=line",
]


def pin(name: str) -> None:
    """Write NAME.txt from NAME.in; what is pinned already stays unless --upgrade is given."""
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        *OPTIONS,
        *sys.argv[1:],
        f"{name}.in",
        "-o",
        f"{name}.txt",
    ]
    subprocess.run(command, cwd=HERE, check=True)


if __name__ == "__main__":
    pin("base")
    pin("dev")
