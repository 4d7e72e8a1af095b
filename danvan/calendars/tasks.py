"""What follows a change: at once where little is open, in the background worker where much is."""

from datetime import date

from procrastinate.contrib.django import app

from danvan.calendars import actions, queries
from danvan.calendars.models import Change
from danvan.lib import dates

AT_ONCE = 300  # cases that are counted again while the officer waits


def follow(change: Change, *, on: date) -> Change:
    """Count the open terms again, here or in the worker; call after the change is committed."""
    if change.total <= AT_ONCE:
        return actions.recount(change, on=on)
    recount.defer(change=change.pk)
    return change


@app.task(queue="calendar")
def recount(change: int) -> int:
    """Count again what a change moved; how many have moved by then."""
    return actions.recount(Change.objects.get(pk=change), on=dates.today()).moved


@app.periodic(cron="*/5 * * * *")
@app.task(queue="calendar", queueing_lock="calendars.resume")
def resume(timestamp: int) -> int:
    """Every five minutes: whatever was left unfinished goes on where it stopped."""
    waiting = list(queries.unfinished())
    for change in waiting:
        actions.recount(change, on=dates.today())
    return len(waiting)
