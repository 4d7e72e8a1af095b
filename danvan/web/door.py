"""What is turned away before anything reads it: bodies in odd encodings, bodies too large or of unknown length.

An error page reads the form again for its own CSRF token, so that what cannot be read must never come so far.
"""

import codecs
import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

MEBIBYTE = 1024 * 1024
ENCODINGS = {"utf-8", "ascii"}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SENTENCES = {
    400: (
        "Không đọc được điều vừa gửi. Chưa có gì được lưu. Xin quay lại trang trước và gửi lại.",
        "What was sent cannot be read. Nothing was saved. Please go back and send it again.",
    ),
    411: (
        "Không rõ độ dài của điều vừa gửi. Chưa có gì được lưu. Xin dùng trình duyệt khác.",
        "The length of what was sent is not known. Nothing was saved. Please use another browser.",
    ),
    413: (
        "Điều vừa gửi quá lớn. Chưa có gì được lưu. Xin quay lại trang trước, bớt tệp hoặc chụp ảnh nhỏ hơn.",
        "What was sent is too large. Nothing was saved. Please go back and send fewer or smaller files.",
    ),
    500: (
        "Máy chủ gặp sự cố. Xin thử lại sau ít phút.",
        "Something went wrong on the server. Please try again in a few minutes.",
    ),
}
_log = logging.getLogger(__name__)


class Door:
    """The first to see a request, and the last resort when even the page of an error fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if status := refusal(request):
            return plain(status)
        if (request.content_params or {}).get("charset"):
            request.encoding = "utf-8"  # whatever its other names, the only one that comes in
        try:
            return self.get_response(request)
        except Exception:  # noqa: BLE001 - nobody stands before a white screen
            _log.exception("The page of an error failed", extra={"request": request})
            return plain(500)


def refusal(request: HttpRequest) -> int:
    """The status with which a request is turned away unread; 0 for one that may come in."""
    charset = (request.content_params or {}).get("charset")
    if charset and not _is_readable(charset):
        return 400
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length:
        return 411 if request.META.get("HTTP_TRANSFER_ENCODING") else 0
    if not (length.isascii() and length.isdigit()):
        return 400
    small = settings.DANVAN_BODY_MOST
    return 413 if int(length[:15]) > small and int(length[:15]) > most_of(request) else 0


def most_of(request: HttpRequest) -> int:
    """How many bytes may be sent to this address."""
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return settings.DANVAN_BODY_MOST
    return (
        settings.DANVAN_BODY_MOST_WITH_FILES
        if name in settings.DANVAN_TAKES_FILES
        else settings.DANVAN_BODY_MOST
    )


def plain(status: int) -> HttpResponse:
    """A page that needs neither templates nor the language of the reader."""
    vi, en = _SENTENCES[status]
    page = (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Dân Vận</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body><main><h1>{vi}</h1><p lang="en">{en}</p><p><a href="/">Về trang đầu</a></p></main></body></html>'
    )
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Frame-Options": "DENY"}
    return HttpResponse(page, status=status, headers=headers)


def _is_readable(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in ENCODINGS
    except (LookupError, ValueError):
        return False
