"""Evidence as the desk and the portal send it: a download under its own name, never shown in the page."""

from urllib.parse import quote

from django.http import HttpResponse

from danvan.promises import queries
from danvan.promises.models import Evidence


def as_download(evidence: Evidence) -> HttpResponse:
    """The file."""
    response = HttpResponse(queries.content_of(evidence), content_type=evidence.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(evidence.name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
