"""What the worker sends."""

from procrastinate.contrib.django import app

from danvan.cases.errors import StepRefused
from danvan.exchange import actions
from danvan.lib import dates


@app.periodic(cron="15 18 * * *")  # the worker's clock is UTC: 01:15 in Viet Nam
@app.task(queue="exchange", queueing_lock="exchange.send")
def send(timestamp: int) -> tuple[int, int, int]:
    """Each night: send what has changed and read the answers. Versions made, items sent, answers read.

    Nothing while an officer's run is under way, which sends the same.
    """
    try:
        told = actions.send(on=dates.today())
    except StepRefused:
        return 0, 0, 0
    return told.prepared, told.sent, told.answered
