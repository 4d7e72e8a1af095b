"""Answers that tell a watcher of the line nothing: of one size, and the slow ones as slow as the quick ones."""

import base64
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpResponse

STEP = 48 * 1024  # bytes; every answer is so many, or a multiple where it must be
AS_LONG_AS = 0.4  # seconds that a look-up takes at the least, found or not
_OPEN, _CLOSE = b"\n<!-- ", b" -->"


def evened(response: HttpResponse) -> HttpResponse:
    """The page with random bytes behind it, to be sent as it is: squeezed, it would tell its length again."""
    bare = len(response.content) + len(_OPEN) + len(_CLOSE)
    size = -(-bare // STEP) * STEP
    noise = base64.b64encode(os.urandom(size - bare))[: size - bare]
    response.content = response.content + _OPEN + noise + _CLOSE
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Encoding"] = "identity"
    return response


@contextmanager
def unhurried() -> Iterator[None]:
    """What is done inside takes AS_LONG_AS at the least, so that a found receipt is told from none by no clock."""
    started = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, AS_LONG_AS - (time.monotonic() - started)))
