"""What follows a change: at once where little is open, in the background worker where much is."""

from datetime import date
from functools import partial

from django.db import transaction
from procrastinate.contrib.django import app

from danvan.calendars import actions, queries
from danvan.calendars.models import Change
from danvan.lib import dates
from danvan.people.models import Account, Unit

AT_ONCE = 300  # cases that are counted again while the officer waits


def follow(change: Change, *, on: date) -> Change:
    """Count the open terms again, here or in the worker; call after the change is committed."""
    if change.total <= AT_ONCE:
        return actions.recount(change, on=on)
    recount.defer(change=change.pk)
    return change


def week_changed(
    *, unit: Unit, before: int, from_on: date, decision: str, decided_on: date, by: Account, on: date
) -> None:
    """settings.DANVAN_WEEK_CHANGED: what is open in the unit is counted again once all of it is committed."""
    change = actions.change_week(
        unit=unit, before=before, from_on=from_on, notice=actions.Notice(decision, decided_on), by=by, on=on
    )
    transaction.on_commit(partial(follow, change, on=on))


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
