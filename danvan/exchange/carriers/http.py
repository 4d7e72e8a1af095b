"""Packages are posted to an address that answers in our own form (docs/how-to/exchange.md)."""

import json
import time
from collections.abc import Iterable, Sequence
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from danvan.exchange.carriers import Answer, NotTaken, Unclear, read_answers

SECONDS = 60
"""For one silence, and for the whole answer once it began: an answer that trickles holds nobody up for a night."""
PIECE = 64 * 1024
MOST = 20 * 1024 * 1024  # bytes of an answer
LOCAL = ("127.0.0.1", "localhost", "::1")


class _Stay(HTTPRedirectHandler):
    """Leads nowhere else: the token is for one address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _whole(response: HTTPResponse) -> bytes:
    """The answer, as long as it comes in time and is not too much; it breaks off otherwise."""
    until, read = time.monotonic() + SECONDS, bytearray()
    while piece := response.read1(PIECE):
        read += piece
        if time.monotonic() > until:
            raise TimeoutError
        if len(read) > MOST:
            raise ValueError("too long")
    return bytes(read)


class Http:
    """POST of the package as JSON to DANVAN_EXCHANGE_URL, with DANVAN_EXCHANGE_TOKEN as bearer; answers at once."""

    def send(self, package: dict[str, Any]) -> Sequence[Answer]:
        """Post it. Whatever was refused before it was read is NotTaken; an answer that breaks off, or is not in the
        documented form, leaves it open.
        """
        url = urlsplit(settings.DANVAN_EXCHANGE_URL)
        if url.scheme != "https" and url.hostname not in LOCAL:
            raise NotTaken("DANVAN_EXCHANGE_URL: https")
        request = Request(
            url.geturl(),
            data=json.dumps(package, ensure_ascii=False).encode(),
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Authorization": f"Bearer {settings.DANVAN_EXCHANGE_TOKEN}",
            },
        )
        try:
            with build_opener(_Stay).open(request, timeout=SECONDS) as response:
                return read_answers(json.loads(_whole(response)))
        except HTTPError as why:
            raise NotTaken(f"HTTP {why.code}") from why
        except URLError as why:
            raise NotTaken(type(why.reason).__name__) from why
        except (HTTPException, OSError, ValueError) as why:
            raise Unclear(type(why).__name__) from why

    def answers(self) -> Iterable[Answer]:
        """None later: each post is answered at once."""
        return ()
