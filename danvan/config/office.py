"""Whose register this is, for the head of every page."""

import os
import time

from django.http import HttpRequest

from danvan.lib import dates
from danvan.people.models import Unit

REMEMBERED = 60  # seconds for which a process keeps the name
_kept: tuple[float, dict[str, str]] | None = None


def shown(_request: HttpRequest) -> dict[str, str]:
    """Name and telephone of the office: the highest unit of the register, or what the environment says."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > REMEMBERED:
        _kept = (time.monotonic(), _read())
    return _kept[1]


def _read() -> dict[str, str]:
    on = dates.today()
    given = os.environ.get("DANVAN_OFFICE_NAME", "")
    highest = None if given else Unit.objects.on(on).filter(parents__isnull=True).named(on).order_by("pk").first()
    name = given or (f"UBND {highest.shown_name}" if highest else "")
    return {"name": name, "place": "", "phone": os.environ.get("DANVAN_OFFICE_PHONE", "")}
