"""What the background worker does for the figures. Answers are right without it, only dearer."""

from django.db import OperationalError
from procrastinate.contrib.django import app
from psycopg.errors import LockNotAvailable

from danvan.figures import actions

PATIENCE = "2s"  # a letter that is filed meanwhile waits no longer than this


@app.periodic(cron="* * * * *")
@app.task(queue="figures", queueing_lock="figures.roll_up")
def roll_up(timestamp: int) -> int:
    """Every minute: bring the totals up to the last committed fact; not while an old register is brought in."""
    try:
        return actions.roll_up(patience=PATIENCE)
    except OperationalError as why:
        if isinstance(why.__cause__, LockNotAvailable):
            return 0
        raise
