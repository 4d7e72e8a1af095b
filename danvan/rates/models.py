"""How often an address asked, and nothing about who it was."""

from django.db import models


class RateLimit(models.Model):
    """How often one address did one thing within the present window.

    `key` is a keyed hash of the thing, the address and the day: nobody can read the address from it, and
    the same address has another key tomorrow. `window` numbers the stretches of time since 1970.
    """

    key = models.CharField(max_length=32, primary_key=True)
    window = models.BigIntegerField()
    hits = models.IntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seen_at"], name="rates_ratelimit_seen")]

    def __str__(self) -> str:
        return f"{self.hits} times"
