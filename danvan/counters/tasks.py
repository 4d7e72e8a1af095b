"""Work of the night."""

from procrastinate.contrib.django import app

from danvan.counters import actions
from danvan.lib import dates


@app.periodic(cron="20 17 * * *")  # twenty past midnight in Viet Nam
@app.task(queue="counters", queueing_lock="counters.end_days")
def end_days(timestamp: int) -> int:
    """Close the numbers of the day that has ended, each with its reason."""
    return actions.end_days(on=dates.today())
