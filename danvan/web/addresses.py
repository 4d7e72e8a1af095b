"""Which address asks: the one place that knows about proxies."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"


def address_of(request: HttpRequest) -> str:
    """The asker's address; of IPv6 the /64, because one household has all of it; 0.0.0.0 when it cannot be read.

    Behind a proxy (setting DANVAN_PROXIES, one when the site is served by HTTPS) it is what the nearest
    proxy wrote last into X-Forwarded-For; whatever the asker wrote there himself stands further left.
    """
    proxies = settings.DANVAN_PROXIES
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    given = chain[-proxies].strip() if 0 < proxies <= len(chain) else ""
    try:
        address = ipaddress.ip_address(given or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return UNKNOWN
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(address), 64), strict=False).network_address)
    return str(address)
