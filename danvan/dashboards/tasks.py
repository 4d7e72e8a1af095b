"""What the worker watches."""

from procrastinate.contrib.django import app

from danvan.dashboards import actions
from danvan.lib import dates


@app.periodic(cron="20 17 * * *")  # the worker's clock is UTC: 00:20 in Viet Nam
@app.task(queue="dashboards", queueing_lock="dashboards.watch")
def watch(timestamp: int) -> int:
    """Each night: record what rose beyond its own past. How many."""
    return len(actions.watch(on=dates.today()))
