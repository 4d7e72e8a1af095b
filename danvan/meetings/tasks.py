"""What the worker does about meetings: names go when the office has kept them as long as it says."""

from datetime import datetime, time

from django.conf import settings
from procrastinate.contrib.django import app

from danvan.lib import dates
from danvan.meetings import actions, queries

BASIS = "Tên người hỏi, người phát biểu giữ %s năm sau buổi họp, theo quy chế của cơ quan"


@app.periodic(cron="20 2 * * *")
@app.task(queue="retention", queueing_lock="meetings.names")
def forget_names(timestamp: int) -> int:
    """Every night: names of those who asked and spoke go; how many. Nobody is forgotten who still is to hear."""
    years, today = settings.DANVAN_MEETING_NAMES_YEARS, dates.today()
    before = datetime.combine(dates.years_later(today, -years), time(0), dates.VIETNAM)
    return sum(
        actions.destroy_names(meeting, basis=BASIS % years, on=today) for meeting in queries.stale(before)
    )
