"""An address as a key that tells nothing, and how long the present window lasts."""

import hashlib
import hmac

from django.conf import settings

from danvan.lib import dates


def key_of(what: str, address: str) -> str:
    """A keyed hash of the thing, the address and the day: 32 hexadecimal digits."""
    text = f"{what}|{address}|{dates.today()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()[:32]


def window_of(seconds: int) -> tuple[int, int]:
    """The number of the present window of that length, and how many seconds of it are left."""
    now = int(dates.now().timestamp())
    return now // seconds, seconds - now % seconds
