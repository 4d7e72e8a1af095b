"""Files that must not touch the disk while they are read: what is sent with a denunciation, above all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponseBase]

TOGETHER = 20 * 1024 * 1024  # bytes of all files of a request


class InMemory(MemoryFileUploadHandler):
    """Keeps TOGETHER bytes of all files of a request; of what is beyond, the size alone, so that a form can say it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came = 0

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Whatever the size of the body: there is no other handler to leave it to."""
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the piece, unless too much came."""
        self.came += len(raw_data)
        if self.came <= TOGETHER:
            super().receive_data_chunk(raw_data, start)


def in_memory(view: View) -> View:
    """A view to which files come, of which none is written to a temporary file, not even a large one.

    The body is read by whoever asks for it first, which is the check against forged requests: it waits here until the
    handler is set. What a view stands behind beside this goes inside.
    """
    inside = csrf_protect(view)

    @wraps(view)
    def outside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [InMemory(request)]
        return inside(request, *args, **kwargs)

    return csrf_exempt(outside)
