"""What the worker does for the desk: long lists are written to their files."""

from procrastinate.contrib.django import app

from danvan.desk import takeout
from danvan.worklists import queries
from danvan.worklists.models import Export


def go(export: Export) -> None:
    """Let the worker write the file; one at a time of each, so that a second job finds it done."""
    write_export.configure(lock=f"export.{export.pk}").defer(export=export.pk)


@app.task(queue="worklists")
def write_export(export: int) -> None:
    """Write a list that somebody asked for."""
    takeout.write(Export.objects.select_related("by").get(pk=export))


@app.periodic(cron="*/15 * * * *")
@app.task(queue="worklists", queueing_lock="desk.resume_exports")
def resume_exports(timestamp: int) -> int:
    """Every quarter of an hour: files that were left unfinished are begun again."""
    waiting = list(queries.unfinished_exports())
    for export in waiting:
        go(export)
    return len(waiting)
