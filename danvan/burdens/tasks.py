"""What the worker does about those who reported a burden."""

from procrastinate.contrib.django import app

from danvan.burdens import actions


@app.periodic(cron="* * * * *")
@app.task(queue="notices", queueing_lock="burdens.watch")
def watch(timestamp: int) -> int:
    """Every minute: what is in line is sent. How many were taken."""
    return actions.deliver()
