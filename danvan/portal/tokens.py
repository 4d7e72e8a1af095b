"""How a receipt is addressed without the code in the address.

The code opens the letter, so it stands in no address, log or Referer: looking up is a POST, and the QR code
carries it behind the # of the address, which a browser never sends. After sending, the receipt's address is a
signed token that names the row and the moment; it ends after an hour and opens only in the browser that sent the
letter, because the cookie against forged forms is part of its signature. So the log holds nothing that opens
anything, and no session is needed.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

SALT = "danvan.portal.receipt"
HOUR = 3600


def make(request: HttpRequest, case_id: int) -> str:
    """A token for the receipt of this case, for this browser."""
    return signing.dumps(case_id, salt=_salt(_browser(request)))


def read(request: HttpRequest, token: str) -> int | None:
    """The case that the token names; None when it is older than an hour, forged, or from another browser.

    A letter that came without any cookie (which the check against forged forms lets nobody do outside tests)
    has a receipt for any browser.
    """
    for browser in {_browser(request), ""}:
        try:
            return int(signing.loads(token, salt=_salt(browser), max_age=HOUR))
        except (signing.BadSignature, ValueError, TypeError):
            continue
    return None


def _browser(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")


def _salt(browser: str) -> str:
    return f"{SALT}|{browser}"
