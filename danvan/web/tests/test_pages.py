"""Pages and switches of `web`, through the front door."""

import pytest
from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.test import RequestFactory

from danvan.web.context import site
from danvan.web.middleware import PlainAnswers


@pytest.mark.parametrize(
    "address,status",
    [("/nope", 404), ("/forbidden", 403), ("/suspicious", 400), ("/too-many", 429), ("/broken", 500)],
)
def test_an_error_page_says_what_happened_what_was_kept_and_what_to_do(browser_of_a_citizen, address, status):
    response = browser_of_a_citizen.get(address)
    text = response.content.decode()
    assert response.status_code == status
    assert text.count("<h1>") == 1
    assert text.split("<main")[1].count("<p>") >= 2
    assert "Về trang đầu" in text


def test_the_page_for_a_crash_needs_neither_context_nor_request():
    assert "Máy chủ gặp sự cố" in render_to_string("500.html")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "405", "429"])
def test_error_pages_render_without_any_context(code):
    assert "<h1>" in render_to_string(f"{code}.html")


def test_too_many_attempts_says_when_to_come_back(browser_of_a_citizen):
    response = browser_of_a_citizen.get("/too-many")
    assert response["Retry-After"] == "90"
    assert "Xin đợi 2 phút" in response.content.decode()


def test_an_empty_405_gets_a_page_for_people_and_none_for_machines():
    answer = PlainAnswers(lambda request: HttpResponseNotAllowed(["POST"]))
    page = answer(RequestFactory().get("/x", headers={"accept": "text/html"}))
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "Trang này không mở theo cách ấy" in page.content.decode()
    assert answer(RequestFactory().get("/x", headers={"accept": "application/json"})).content == b""


def test_the_theme_is_chosen_by_a_form_and_set_by_the_server(browser_of_a_citizen):
    response = browser_of_a_citizen.post("/giao-dien", {"theme": "dark", "next": "/portal"})
    assert (response.status_code, response["Location"]) == (302, "/portal")
    assert response.cookies["theme"]["httponly"]
    assert '<html lang="vi" data-theme="dark">' in browser_of_a_citizen.get("/portal").content.decode()
    browser_of_a_citizen.post("/giao-dien", {"theme": "auto"})
    assert '<html lang="vi">' in browser_of_a_citizen.get("/portal").content.decode()


@pytest.mark.parametrize("address", ["/giao-dien", "/phim-tat", "/ngon-ngu"])
@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/x",
        "javascript:alert(1)",
        "",
        "/a\x00b",
        "foo",
        "healthz",
        "?a=b",
        "/\\evil.example",
    ],
)
def test_switches_lead_back_into_this_site_only(browser_of_a_citizen, address, target):
    assert browser_of_a_citizen.post(address, {"next": target})["Location"] == "/"


@pytest.mark.parametrize("address", ["/giao-dien", "/phim-tat", "/ngon-ngu"])
def test_switches_are_not_turned_by_links(browser_of_a_citizen, address):
    assert browser_of_a_citizen.get(address).status_code == 405


def test_an_unknown_theme_or_language_changes_nothing(browser_of_a_citizen):
    browser_of_a_citizen.post("/giao-dien", {"theme": '"><script>'})
    browser_of_a_citizen.post("/ngon-ngu", {"language": "xx"})
    assert '<html lang="vi">' in browser_of_a_citizen.get("/portal").content.decode()


def test_the_language_is_kept_in_a_cookie(browser_of_a_citizen):
    browser_of_a_citizen.post("/ngon-ngu", {"language": "en"})
    assert '<html lang="en">' in browser_of_a_citizen.get("/portal").content.decode()


def test_shortcut_keys_can_be_turned_off(browser_of_a_citizen):
    assert 'data-keys="on"' in browser_of_a_citizen.get("/desk").content.decode()
    browser_of_a_citizen.post("/phim-tat", {"keys": "off"})
    assert 'data-keys="off"' in browser_of_a_citizen.get("/desk").content.decode()


def test_every_demonstration_page_says_so_first(browser_of_a_citizen, settings):
    for address in ("/portal", "/desk"):
        assert "Bản trình diễn" in browser_of_a_citizen.get(address).content.decode()
    settings.DANVAN_DEMO = False
    assert "Bản trình diễn" not in browser_of_a_citizen.get("/portal").content.decode()


def test_the_parts_page_is_closed_in_a_real_office(browser_of_a_citizen, settings):
    assert browser_of_a_citizen.get("/bo-phan").status_code == 200
    settings.DANVAN_DEMO = False
    assert browser_of_a_citizen.get("/bo-phan").status_code == 404


@pytest.mark.parametrize("address", ["/portal", "/desk", "/bo-phan"])
def test_a_page_has_its_landmarks_once(browser_of_a_citizen, address):
    text = browser_of_a_citizen.get(address).content.decode()
    assert text.count("<main") == 1
    assert text.count("<header class=") >= 1
    assert 'href="#noi-dung"' in text
    assert 'id="noi-dung"' in text


def test_the_title_of_a_page_with_errors_begins_so(browser_of_a_citizen):
    assert "<title>Lỗi: " in browser_of_a_citizen.get("/bo-phan").content.decode()
    assert "<title>Lỗi" not in browser_of_a_citizen.get("/portal").content.decode()


def test_htmx_is_told_to_keep_to_the_content_policy(browser_of_a_citizen):
    text = browser_of_a_citizen.get("/desk").content.decode()
    assert '"includeIndicatorStyles":false,"allowEval":false' in text
    assert "htmx" not in browser_of_a_citizen.get("/portal").content.decode()


def test_health_answers_without_a_word_too_many(browser_of_a_citizen):
    response = browser_of_a_citizen.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def demo_by_function(request):
    return request.path == "/demo"


def test_the_hooks_of_an_office_may_be_values_functions_or_paths(settings):
    request = RequestFactory().get("/demo")
    settings.DANVAN_DEMO = "danvan.web.tests.test_pages.demo_by_function"
    settings.DANVAN_OFFICE = lambda request: {"name": "UBND xã Kỳ Khang"}
    known = site(request)
    assert known["demo"] is True
    assert known["office"] == {"name": "UBND xã Kỳ Khang", "place": "", "phone": ""}
    assert known["here"] == "/demo"
