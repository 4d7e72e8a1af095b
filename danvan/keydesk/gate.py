"""Who may ask the key desk, and what its answers tell the browser: this machine alone, nothing kept, nothing framed."""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from danvan.keydesk.errors import Refused
from danvan.keydesk.handout import BODY_MOST
from danvan.keydesk.state import desk

# The one address to which another page may send: the office's own, with a handout. It is sealed, and only held.
FROM_ELSEWHERE = "/open/"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with no-referrer, a form would come from an origin called "null"
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
STRANGER = Refused(
    "Bàn khóa chỉ mở ở http://127.0.0.1 trên chính máy này.",
    "The key desk opens at http://127.0.0.1 on this machine alone.",
)
FOREIGN = Refused(
    "Trang khác đã gửi điều này tới bàn khóa; không làm gì cả. Xin dùng các nút trên trang của bàn khóa.",
    "Another page sent this to the key desk; nothing was done. Use the buttons of the desk's own pages.",
)
TOO_MUCH = Refused(
    "Điều vừa gửi quá lớn đối với bàn khóa; xin tải lại phiếu từ trang của cơ quan.",
    "What was sent is too large for the key desk; fetch the handout again from the office's page.",
)


class Gate:
    """The only middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(desk.language):
            status, refusal = turned_away(request)
            response = plain(refusal, status) if refusal else self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers.setdefault("Content-Language", desk.language)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A sentence on a page of its own, for what cannot be done."""
        if not isinstance(exception, Refused):
            return None
        said = exception.said(translation.get_language())
        return render(request, "keydesk/said.html", {"said": said}, status=422)


def turned_away(request: HttpRequest) -> tuple[int, Refused | None]:
    """The status and the sentence for a request that comes no further; None for one that may."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return 400, STRANGER
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()) or int(length[:12]) > BODY_MOST:
        return 413, TOO_MUCH
    home = request.headers.get("Origin") == f"http://{host}"
    if request.method not in ("GET", "HEAD") and not home and request.path != FROM_ELSEWHERE:
        return 403, FOREIGN
    return 200, None


def plain(refusal: Refused, status: int) -> HttpResponse:
    """The sentence in both languages, without a page around it."""
    return HttpResponse(
        f"{refusal.vi}\n{refusal.en}\n", status=status, content_type="text/plain; charset=utf-8"
    )
