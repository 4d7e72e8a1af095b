"""What the worker does about notices."""

from procrastinate.contrib.django import app

from danvan.notices import actions


@app.periodic(cron="* * * * *")
@app.task(queue="notices", queueing_lock="notices.watch")
def watch(timestamp: int) -> tuple[int, int]:
    """Every minute: the journal is read on, then what is in line is sent. How many of each."""
    return actions.gather(), actions.deliver()
