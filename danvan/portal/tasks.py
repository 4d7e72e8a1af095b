"""What the background worker does for the portal."""

from procrastinate.contrib.django import app

from danvan.portal import actions


@app.periodic(cron="17 2 * * *")
@app.task(queue="portal", queueing_lock="portal.purge_rates")
def purge_rates(timestamp: int) -> int:
    """Every night: forget how often addresses asked the day before."""
    return actions.purge_rates()
