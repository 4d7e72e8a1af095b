"""The entry for the web server: danvan.config.wsgi:application."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

UNREADABLE = "application/octet-stream; charset=unreadable"


class CarefulRequest(WSGIRequest):
    """A request whose Content-Type may be any nonsense: it still comes as far as the door, which turns it away."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except (LookupError, ValueError):
            super()._set_content_type_params({"CONTENT_TYPE": UNREADABLE})  # type: ignore[misc]


class Application(WSGIHandler):
    """Django's own handler, reading requests with care."""

    request_class = CarefulRequest


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.config.settings")
django.setup(set_prefix=False)
application = Application()
