"""One step in a queue: the period that runs ends, the next begins, both at the same moment."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from danvan.journal.actors import Outsider
from danvan.queues.models import Numbered, Stretch
from danvan.queues.workflow import IN_QUEUE, QueueState


def turn_over(
    row: Numbered,
    periods: "models.Manager[Any]",
    target: str,
    *,
    by: AbstractBaseUser | Outsider,
    now: datetime,
    window: int | None = None,
    beside: dict[str, Any] | None = None,
) -> list[Stretch]:
    """Give the row its new state, end its period and begin the next; the periods that were written, oldest first.

    The row itself is not saved. `periods`: the related manager of its table of periods. `window`: the desk to which it
    goes, kept while it is called or served. `beside`: what the new period has in further columns.
    """
    running = periods.select_for_update().get(until_at__isnull=True)
    running.until_at = now
    running.save(update_fields=["until_at"])
    row.state = target
    row.window = (window or row.window) if target in (QueueState.INVITED, QueueState.SERVING) else None
    if target not in IN_QUEUE:
        return [running]
    return [running, begin(row, periods, by=by, now=now, beside=beside)]


def begin(
    row: Numbered,
    periods: "models.Manager[Any]",
    *,
    by: AbstractBaseUser | Outsider,
    now: datetime,
    beside: dict[str, Any] | None = None,
) -> Stretch:
    """The period that begins with the row's state."""
    who = None if isinstance(by, Outsider) else by
    made: Stretch = periods.create(state=row.state, from_at=now, window=row.window, by=who, **(beside or {}))
    return made
