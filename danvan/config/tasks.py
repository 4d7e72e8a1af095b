"""What the background worker tidies up. No legal term depends on it: terms are worked out when asked."""

from importlib import import_module

from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from danvan.cases.actions import files
from danvan.rates import actions as rates

KEEP_JOBS = 24  # hours for which a finished job stays to be looked at
autodiscover_modules("tasks")  # every app has its own


@app.periodic(cron="30 18 * * *")  # the worker's clock is UTC: 01:30 in Viet Nam
@app.task(queue="tidy", queueing_lock="config.clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Sessions that have ended are forgotten."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@app.periodic(cron="35 18 * * *")
@app.task(queue="tidy", queueing_lock="config.purge_rates")
def purge_rates(timestamp: int) -> int:
    """Addresses that have not asked for a day are forgotten."""
    return rates.purge()


@app.periodic(cron="45 18 * * *")
@app.task(queue="tidy", queueing_lock="config.sweep_files")
def sweep_files(timestamp: int) -> int:
    """Bytes of letters that were never filed are removed after a day."""
    return files.sweep()


@app.periodic(cron="40 * * * *")
@app.task(queue="tidy", queueing_lock="config.remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs that ended well are removed after a day; failed ones stay."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_JOBS)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="tidy", queueing_lock="config.retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """Jobs of a worker that was killed are begun again; each writes all of its work or none, so none is done twice."""
    jobs = context.app.job_manager
    stalled = list(await jobs.get_stalled_jobs())
    for job in stalled:
        await jobs.retry_job(job)
    return len(stalled)
