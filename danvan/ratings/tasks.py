"""What the worker does about ratings: boxes are counted at night, lists are drawn, old words are forgotten."""

from procrastinate.contrib.django import app

from danvan.lib import dates
from danvan.ratings import actions


@app.periodic(cron="10 19 * * *")  # the worker's clock is UTC: 02:10 in Viet Nam, when nobody answers
@app.task(queue="figures", queueing_lock="ratings.count")
def count(timestamp: int) -> int:
    """Answers of weeks that are over are counted, in groups that are large enough. How many."""
    return actions.count_due(on=dates.today())


@app.periodic(cron="20 19 * * *")
@app.task(queue="figures", queueing_lock="ratings.draw")
def draw(timestamp: int) -> int:
    """Whom other offices call back of last month is drawn, once. How many lists."""
    return actions.draw_due(on=dates.today())


@app.periodic(cron="25 19 * * *")
@app.task(queue="tidy", queueing_lock="ratings.forget")
def forget(timestamp: int) -> int:
    """What people wrote too long ago is forgotten. How many remarks."""
    return actions.forget_words(on=dates.today())
