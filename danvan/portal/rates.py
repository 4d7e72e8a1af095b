"""Which address asks, as a key that tells nothing, and how long the present window lasts."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest

from danvan.lib import dates


def address_of(request: HttpRequest) -> str:
    """The asker's address; of IPv6 the /64, because one household has all of it.

    Behind a proxy (setting DANVAN_PROXIES, one when the site is served by HTTPS) it is what the nearest
    proxy wrote last into X-Forwarded-For; whatever the asker wrote there himself stands further left.
    """
    proxies = getattr(settings, "DANVAN_PROXIES", 1 if settings.HTTPS else 0)
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    given = chain[-proxies].strip() if 0 < proxies <= len(chain) else ""
    try:
        address = ipaddress.ip_address(given or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def key_of(what: str, address: str) -> str:
    """A keyed hash of the thing, the address and the day: 32 hexadecimal digits."""
    text = f"{what}|{address}|{dates.today()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()[:32]


def window_of(seconds: int) -> tuple[int, int]:
    """The number of the present window of that length, and how many seconds of it are left."""
    now = int(dates.now().timestamp())
    return now // seconds, seconds - now % seconds
