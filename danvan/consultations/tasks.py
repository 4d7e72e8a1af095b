"""What the worker does about those who are affected by a draft or spoke about it."""

from procrastinate.contrib.django import app

from danvan.consultations import actions


@app.periodic(cron="* * * * *")
@app.task(queue="notices", queueing_lock="consultations.watch")
def watch(timestamp: int) -> int:
    """Every minute: what is in line is sent. How many were taken."""
    return actions.deliver()
