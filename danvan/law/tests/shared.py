"""The folder of facts that stands beside a working copy of the project; tests that need it say so when it is absent."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("DANVAN_SHARED") or Path(__file__).resolve().parents[4] / "shared")


def file(*parts: str) -> Path:
    """A file of the shared folder; skips the test, with the reason, where there is none."""
    path = FOLDER.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"{path.name} is not here: set DANVAN_SHARED to the folder that holds data/{parts[0]}")
    return path
