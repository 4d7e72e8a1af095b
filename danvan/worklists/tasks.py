"""What the worker does with lists: large batches, and files whose time is over."""

from datetime import date

from procrastinate.contrib.django import app

from danvan.lib import dates
from danvan.worklists import actions, queries
from danvan.worklists.models import Batch

AT_ONCE = 50  # cases that are done while the officer waits


def go(batch: Batch, *, on: date) -> None:
    """Do what the batch asks, here or in the worker; call after it is committed."""
    if batch.total <= AT_ONCE:
        actions.work(batch, on=on)
    else:
        work.defer(batch=batch.pk)


@app.task(queue="worklists")
def work(batch: int) -> None:
    """Do what a batch asks."""
    actions.work(Batch.objects.get(pk=batch), on=dates.today())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="worklists", queueing_lock="worklists.resume")
def resume(timestamp: int) -> int:
    """Every five minutes: batches that were left unfinished go on, files whose time is over go."""
    waiting = list(queries.unfinished_batches())
    for batch in waiting:
        actions.work(batch, on=dates.today())
    return len(waiting) + actions.expire(dates.now())
