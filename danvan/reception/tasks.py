"""Work of the night."""

from procrastinate.contrib.django import app

from danvan.lib import dates
from danvan.reception import actions


@app.periodic(cron="15 17 * * *")  # a quarter past midnight in Viet Nam
@app.task(queue="reception", queueing_lock="reception.end_days")
def end_days(timestamp: int) -> int:
    """Empty the queues of the day that has ended, where no places are kept overnight."""
    return actions.end_days(on=dates.today())
