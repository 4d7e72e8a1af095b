"""What the worker does about alarms. No page depends on it: what is late is asked of stored dates."""

from django.conf import settings
from procrastinate.contrib.django import app

from danvan.alarms import actions
from danvan.calendars import queries as calendars
from danvan.lib import dates


@app.periodic(cron="5 * * * *")
@app.task(queue="alarms", queueing_lock="alarms.watch")
def watch(timestamp: int) -> tuple[int, int]:
    """Every hour that is not quiet: breaches go up the line, then the day's messages. How many of each."""
    if settings.DANVAN_QUIET.covers(dates.now()):
        return 0, 0
    with calendars.one_reading():
        today = dates.today()
        return actions.escalate_all(on=today), actions.send_all(on=today)
