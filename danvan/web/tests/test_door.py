"""What is turned away unread, what no cache keeps, and what no log tells."""

import logging
import sys

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from danvan.config.wsgi import application
from danvan.web import asked, door
from danvan.web.logs import PrivateFormatter
from danvan.web.middleware import NothingStored, ReadableAddress


@pytest.mark.parametrize("charset", ["utf-16", "utf-32", "base64", "rot13", "nonsense", "utf-7"])
@pytest.mark.parametrize("address", ["/giao-dien", "/nope", "/post-only"])
def test_a_form_in_an_odd_encoding_is_turned_away_in_words(charset, address):
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    for client in (Client(), Client(enforce_csrf_checks=True)):
        page = client.generic("POST", address, b"a=b", content_type=kind)
        assert page.status_code == 400
        assert "Không đọc được" in page.content.decode()
        assert "default-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "odd", ["charset*=nonsense''utf-8", "charset*=utf-8", "x*=a''%ff", "charset*=idna''%80"]
)
def test_a_content_type_that_nobody_can_read_is_turned_away_in_words(odd):
    told = []
    environ = RequestFactory()._base_environ(
        PATH_INFO="/giao-dien",
        REQUEST_METHOD="POST",
        CONTENT_TYPE=f"application/x-www-form-urlencoded; {odd}",
    )
    body = b"".join(application(environ, lambda status, headers: told.append(status)))
    assert not told[0].startswith("5")
    assert body


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii"])
def test_the_usual_encodings_come_in(browser_of_a_citizen, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert browser_of_a_citizen.generic("POST", "/giao-dien", b"theme=dark", kind).status_code == 302


def test_a_body_too_large_for_its_address_is_turned_away_unread(settings):
    asked = RequestFactory().post("/giao-dien")
    settings.DANVAN_TAKES_FILES = {door.resolve("/giao-dien").view_name}
    for size, address, status in (
        (36_000_000, "/giao-dien", 0),
        (38_000_000, "/giao-dien", 413),
        (2_000_000, "/ngon-ngu", 0),
        (2_200_000, "/ngon-ngu", 413),
        (2_200_000, "/nope", 413),
        ("1" * 40, "/giao-dien", 413),
        ("-5", "/giao-dien", 400),
    ):
        asked.path_info, asked.META["CONTENT_LENGTH"] = address, str(size)
        assert door.refusal(asked) == status, (size, address)
    assert "quá lớn" in door.plain(413).content.decode()


def test_a_body_of_unknown_length_is_turned_away():
    asked = RequestFactory().get("/", HTTP_TRANSFER_ENCODING="chunked")
    assert door.refusal(asked) == 411


def test_an_error_page_that_fails_too_is_still_a_page():
    def fails(request):
        raise LookupError("base64")

    page = door.Door(fails)(RequestFactory().get("/"))
    assert (page.status_code, "Máy chủ gặp sự cố" in page.content.decode()) == (500, True)


def test_what_an_officer_is_shown_is_kept_by_no_cache(settings):
    def page(request):
        return HttpResponse("x", headers={"Cache-Control": "public, max-age=600"})

    request = RequestFactory().get("/")
    assert NothingStored(page)(request)["Cache-Control"] == "public, max-age=600"
    request.COOKIES[settings.SESSION_COOKIE_NAME] = SessionStore().session_key or "k"
    assert NothingStored(page)(request)["Cache-Control"] == "no-store, private"


def told(
    error: Exception, message: str = "Internal Server Error: %s", *args, name="django.request", **extra
) -> str:
    try:
        raise error
    except Exception:  # noqa: BLE001 - any
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, sys.exc_info())
    record.__dict__.update(extra)
    return PrivateFormatter("%(levelname)s %(name)s: %(message)s").format(record)


def test_a_row_that_the_database_refuses_leaves_no_name_in_the_log():
    words = 'violates check constraint "x"\nDETAIL:  Failing row contains (1, Nguyễn Thị Lan\n, 0912).\nCONTEXT: Lan'
    line = told(IntegrityError(words), "failed: " + words)
    assert "Lan" not in line
    assert "0912" not in line
    assert "django.db.utils.IntegrityError" in line
    assert "test_door.py" in line


def test_the_cause_of_an_error_is_told_without_its_words():
    name = "Nguyễn Thị " + "Lan"
    try:
        raise ValueError(name)
    except ValueError as cause:
        error = RuntimeError(name)
        error.__cause__ = cause
    line = told(error)
    assert "builtins.ValueError" in line
    assert "Lan" not in line


def test_an_address_is_told_by_its_view_and_never_by_what_it_carries():
    request = RequestFactory().get("/bien-nhan/TOKEN/?q=Lan")
    line = told(RuntimeError(), "Internal Server Error: %s", request.path, request=request)
    assert "TOKEN" not in line
    assert "(no view)" in line
    assert "Lan" not in told(RuntimeError(), "GET /tim/?q=Lan failed")


def test_what_strangers_type_as_a_host_is_not_told():
    line = told(
        RuntimeError(), "Invalid HTTP_HOST header: evil.example", name="django.security.DisallowedHost"
    )
    assert "evil" not in line


def test_no_page_meets_a_nul_in_its_address():
    met = []
    door = ReadableAddress(lambda request: met.append(request.GET.get("q")) or HttpResponse("ok"))
    door(RequestFactory().get("/x", QUERY_STRING="q=a%00b"))
    door(RequestFactory().get("/x", QUERY_STRING="q=%0%000"))
    assert met == ["ab", ""]
    assert door(RequestFactory().get("/a%00b")).status_code == 404
    assert len(met) == 2


@pytest.mark.parametrize(
    "told, number",
    [("12", 12), ("", None), ("-1", None), ("²", None), ("9" * 5_000, None), ("1 2", None)],
)
def test_a_number_in_an_address_is_read_without_trust(told, number):
    assert asked.number(told) == number
