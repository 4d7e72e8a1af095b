"""From nothing to the first page: a fresh clone, no packages kept from before, the demonstration included."""

import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from danvan.bench.figures import Figure
from danvan.bench.rig import free_port


def measure(project: Path) -> list[Figure]:
    """Seconds of the first and of the second `./dv up`, until the first page answers."""
    folder = Path(tempfile.mkdtemp(prefix="danvan-fresh-"))
    folder.chmod(0o755)
    clone = folder / "danvan"
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DANVAN_", "DATABASE_URL", "DJANGO_"))
    }
    environment["PIP_NO_CACHE_DIR"] = "1"
    try:
        subprocess.run(["git", "clone", "-q", str(project), str(clone)], check=True)
        first = _until_first_page(clone, environment)
        second = _until_first_page(clone, environment)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [
        Figure("fresh `./dv up` to the first page, no cached packages", first, "s", most=90),
        Figure("second `./dv up` to the first page", second, "s", most=5),
    ]


def _until_first_page(clone: Path, environment: dict[str, str]) -> float:
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        ["./dv", "up", "--port", str(port)],
        cwd=clone,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - began < 300 and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - began
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("./dv up gave no page")
    finally:
        process.terminate()  # a shell's background job is deaf to Ctrl-C
        process.wait(60)
