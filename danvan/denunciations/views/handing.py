"""The page from which a handout goes to the custodian's own machine: a form to the key desk, or a file."""

import base64
from typing import cast
from urllib.parse import urljoin

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from danvan.denunciations.handouts import Handout
from danvan.people.http import OfficerRequest


def handed(request: OfficerRequest, handout: Handout, *, back: str, number: int) -> HttpResponse:
    """The handout, sealed as it is; `back` is the path of the page that takes what comes of it.

    This page alone may send a form to the key desk on the officer's own machine.
    """
    text = handout.text(urljoin(request.build_absolute_uri("/"), back))
    context = {
        "handout": text,
        "file": base64.b64encode(text.encode()).decode(),
        "name": f"to-cao-{number}-{handout.purpose}.danvan",
        "purpose": handout.purpose,
        "key_desk": f"{settings.DANVAN_KEY_DESK}/open/",
        "back": back,
    }
    widened = csp_update({"form-action": settings.DANVAN_KEY_DESK})(
        lambda asked: render(asked, "denunciations/handed.html", context)
    )
    return cast(HttpResponse, widened(request))
