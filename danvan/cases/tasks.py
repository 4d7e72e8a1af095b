"""What the worker does for the register."""

from procrastinate.contrib.django import app

from danvan.cases.actions import release_all, route_all
from danvan.lib import dates


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="cases_route", pass_context=False)
def route(timestamp: int) -> None:
    """Letters that are about their own office go where they can be settled."""
    route_all(on=dates.today())


@app.periodic(cron="20 17 * * *")  # twenty past midnight in Viet Nam
@app.task(queueing_lock="cases_release", pass_context=False)
def release(timestamp: int) -> None:
    """Nothing stays in the hands of whoever is gone."""
    release_all(on=dates.today())
