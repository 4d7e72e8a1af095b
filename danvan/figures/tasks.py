"""What the background worker does for the figures. Answers are right without it, only dearer."""

from procrastinate.contrib.django import app

from danvan.figures import actions


@app.periodic(cron="* * * * *")
@app.task(queue="figures", queueing_lock="figures.roll_up")
def roll_up(timestamp: int) -> int:
    """Every minute: bring the totals up to the last committed fact."""
    return actions.roll_up()
