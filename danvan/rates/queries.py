"""How often something was done, without counting once more."""

from django.conf import settings

from danvan.rates import keys
from danvan.rates.models import RateLimit


def seen(what: str, address: str) -> int:
    """How many times this address did `what` (a key of DANVAN_RATES) in the present window; one statement."""
    window, _ = keys.window_of(settings.DANVAN_RATES[what][1])
    row = RateLimit.objects.filter(key=keys.key_of(what, address), window=window).values_list(
        "hits", flat=True
    )
    return row.first() or 0
