"""Counting how often one address does one thing, for every door that anybody may knock at."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from danvan.lib import dates
from danvan.rates import keys
from danvan.rates.models import RateLimit

KEEP = timedelta(days=1)

_COUNT = """
    INSERT INTO rates_ratelimit (key, "window", hits, seen_at) VALUES (%s, %s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN rates_ratelimit."window" = excluded."window" THEN rates_ratelimit.hits + 1 ELSE 1 END,
        "window" = excluded."window", seen_at = excluded.seen_at
    RETURNING hits
"""


def count(what: str, address: str) -> int:
    """Count one more time that this address does `what` (a key of DANVAN_RATES); one statement.

    Returns 0 while it is within its rate, else the seconds until it may try again. A rate of zero has no limit.
    """
    most, seconds = settings.DANVAN_RATES[what]
    if not most:
        return 0
    window, left = keys.window_of(seconds)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [keys.key_of(what, address), window, dates.now()])
        (hits,) = cursor.fetchone()
    return left if hits > most else 0


def purge() -> int:
    """Forget addresses not seen for a day; returns how many. For the worker, once a day."""
    return RateLimit.objects.filter(seen_at__lt=dates.now() - KEEP).delete()[0]
