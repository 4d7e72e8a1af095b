"""What the background worker does for the journal."""

from datetime import timedelta

from procrastinate.contrib.django import app

from danvan.journal import actions
from danvan.lib import dates


@app.periodic(cron="10 17 * * *")  # the worker's clock is UTC: 00:10 in Viet Nam
@app.task(queue="journal", queueing_lock="journal.seal")
def seal(timestamp: int) -> int | None:
    """Each night at 00:10 in Viet Nam: close the day that has ended. The number of the seal, or None."""
    closed = actions.seal(on=dates.today() - timedelta(days=1))
    return closed.number if closed else None
