"""Whose register this is, for the head of every page."""

import os
import time

from django.http import HttpRequest

from danvan.lib import dates
from danvan.people import queries as people

REMEMBERED = 60  # seconds for which a process keeps the name
_kept: tuple[float, dict[str, str]] | None = None


def shown(_request: HttpRequest) -> dict[str, str]:
    """Name and telephone of the office: the highest unit in which somebody works, or what the environment says."""
    global _kept
    if _kept is None or not _kept[1]["name"] or time.monotonic() - _kept[0] > REMEMBERED:
        _kept = (time.monotonic(), _read())
    return _kept[1]


def _read() -> dict[str, str]:
    name = os.environ.get("DANVAN_OFFICE_NAME", "") or _highest()
    return {"name": name, "place": "", "phone": os.environ.get("DANVAN_OFFICE_PHONE", "")}


def _highest() -> str:
    """UBND and the name of the highest unit with a post; empty before the first run."""
    found = people.highest_office(dates.today())
    return f"UBND {found.shown_name}" if found else ""
