"""The pages of the calendar: what they show, what they refuse, what they keep, what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.calendars.models import Change, OfficeDay, OfficeYear
from danvan.calendars.tests.make import make_change, make_land
from danvan.cases.models import Case
from tests.make import at, make_case

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)
YEAR, ADD, IMPORT, CHANGES = (f"/desk/calendar/{tail}" for tail in ("", "add/", "import/", "changes/"))
NOTICE = {"notice": "12/QĐ-UBND", "notice_on": "09/03/2026", "text": "Bão số 1"}
FORMS = {"d-TOTAL_FORMS": "1", "d-INITIAL_FORMS": "0"}
STORM = {"d-0-first": "12/03/2026", "d-0-what": "off", "d-0-name_vi": "Đóng cửa tránh bão", "d-0-name_en": ""}


@pytest.fixture(autouse=True)
def now():
    with at(MONDAY):
        yield


@pytest.fixture
def land():
    return make_land()


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def text(response) -> str:
    return response.content.decode()


def statements(client, url) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_year_shows_days_off_with_their_word_and_saturdays_worked(land):
    page = text(browser(land.minh).get(YEAR))
    assert "Lịch làm việc năm 2026" in page
    assert '<li class="start"' in page
    assert "Làm bù" in page
    assert "Tạm tính" not in page
    assert "Ghi ngày" not in page


def test_a_year_that_nobody_announced_is_called_provisional(land):
    page = text(browser(land.minh).get(YEAR, {"year": "2027", "unit": land.commune.key}))
    assert "Tạm tính" in page
    assert "Tạm tính" in text(browser(land.minh).get(YEAR, {"year": "2027"}))
    assert "Năm này cơ quan chưa ghi ngày nào" in page


@pytest.mark.parametrize(
    "query", [{"year": "abc"}, {"year": "9999", "unit": "x"}, {"year": "2026", "unit": "NONE"}]
)
def test_a_strange_address_is_answered_with_this_year_and_a_sentence(land, query):
    assert browser(land.minh).get(YEAR, query).status_code == 200


def test_a_closure_is_looked_at_before_it_is_written(land):
    case = make_case(land.commune, on=MONDAY)
    plain, client = case.due_on, browser(land.hoa)
    given = {**NOTICE, **FORMS, **STORM, "unit": land.commune.key}
    page = client.post(ADD, {**given, "look": "1"})
    assert page.status_code == 200
    assert "1 hồ sơ đang mở sẽ đổi hạn" in text(page)
    assert "Đóng cửa tránh bão" in text(page)
    assert not Change.objects.exists()
    answer = client.post(ADD, {**given, "save": "1"})
    change = Change.objects.get()
    assert answer["Location"] == f"/desk/calendar/changes/{change.pk}/"
    assert Case.objects.get(pk=case.pk).due_on > plain
    page = text(client.get(answer["Location"]))
    assert f"{case.code[:4]}… Cống kênh N3" in page
    assert case.shown_code not in page
    assert "1 hồ sơ đổi hạn" in page
    assert "12/QĐ-UBND" in page
    assert client.get(f"{answer['Location']}?unit=²").status_code == 200  # a digit to Python, and no number
    assert client.post(f"{answer['Location']}undo/", {**NOTICE, "day": "²", "save": "1"}).status_code == 422


def test_nothing_typed_is_lost_when_something_is_wrong(land):
    given = {**NOTICE, **FORMS, **STORM, "unit": land.commune.key, "d-0-first": "31/02/2026", "save": "1"}
    page = browser(land.hoa).post(ADD, given)
    assert page.status_code == 422
    assert "31/02/2026" in text(page)
    assert "Đóng cửa tránh bão" in text(page)
    assert not Change.objects.exists()


def test_a_day_entered_twice_is_refused_while_it_is_looked_at(land):
    given = {**NOTICE, **FORMS, **STORM, "unit": land.commune.key, "d-TOTAL_FORMS": "2", "look": "1"}
    given |= {"d-1-first": "12/03/2026", "d-1-what": "worked", "d-1-name_vi": "Làm bù"}
    page = browser(land.hoa).post(ADD, given)
    assert page.status_code == 422
    assert "Ngày 12/03/2026 được ghi hai lần." in text(page)


def test_a_leader_cannot_choose_another_unit_or_the_country(land):
    client = browser(land.hoa)
    for key in ("", land.other.key, land.province.key):
        assert client.post(ADD, {**NOTICE, **FORMS, **STORM, "unit": key, "save": "1"}).status_code == 422
    assert not OfficeDay.objects.exists()


def proposed(client, **changed) -> dict[str, str]:
    """What the browser would send back of the proposal."""
    lines = client.get(IMPORT).context["lines"]
    data = {"d-TOTAL_FORMS": str(len(lines.forms)), "d-INITIAL_FORMS": str(lines.initial_form_count())}
    for line in lines.initial_forms:
        for name in ("what", "name_vi", "name_en"):
            data[f"{line.prefix}-{name}"] = line.initial[name]
        data[f"{line.prefix}-first"] = f"{line.initial['first']:%d/%m/%Y}"
        data[f"{line.prefix}-keep"] = "on"
    return {**data, **NOTICE, **changed}


def test_a_year_is_proposed_changed_and_confirmed(land):
    client = browser(land.an)
    data = proposed(client)
    extra = int(data["d-INITIAL_FORMS"])
    data |= {f"d-{extra}-first": "09/01/2027", f"d-{extra}-what": "worked", f"d-{extra}-name_vi": "Làm bù",
             f"d-{extra}-keep": "on"}  # fmt: skip
    del data["d-1-keep"]
    assert client.post(IMPORT, {**data, "look": "1"}).status_code == 200
    assert not OfficeYear.objects.exists()
    assert client.post(IMPORT, {**data, "save": "1"}).status_code == 302
    assert OfficeYear.objects.get().year == 2027
    assert OfficeDay.objects.filter(day=date(2027, 1, 9), off=False).exists()
    assert not OfficeDay.objects.filter(day=date(2027, 2, 4)).exists()
    page = text(client.get(YEAR, {"year": "2027", "unit": land.commune.key}))
    assert "Tạm tính" not in page
    assert "Nhập lịch năm 2028" in page


def test_a_change_is_taken_back_on_its_page(land):
    change, client = make_change(land, (date(2026, 3, 12), True), (date(2026, 3, 13), True)), browser(land.an)
    first = OfficeDay.objects.order_by("day").first()
    url = f"/desk/calendar/changes/{change.pk}/undo/"
    assert "checked" in text(client.get(url))
    page = client.post(url, {**NOTICE, "day": first.pk, "look": "1"})
    assert "0 hồ sơ" in text(page)
    assert client.post(url, {**NOTICE, "day": first.pk, "save": "1"}).status_code == 302
    assert OfficeDay.objects.filter(ended_by__isnull=True).count() == 1
    assert client.post(url, {**NOTICE, "save": "1"}).status_code == 422
    assert browser(land.hoa).get(url).status_code == 403


def test_who_may_not_read_the_letter_sees_the_days_but_no_code(land):
    case = make_case(land.commune, on=MONDAY)
    change = make_change(land, (date(2026, 3, 12), True), on=MONDAY)
    url = f"/desk/calendar/changes/{change.pk}/"
    seen = text(browser(land.an).get(url))
    assert case.code[:4] not in seen
    assert "hồ sơ không thuộc quyền xem" in seen
    assert "Cống kênh N3" in text(browser(land.minh).get(url))
    assert "1 hồ sơ nữa ở đơn vị khác" in text(browser(land.dung).get(url))


def test_empty_lists_say_so(land):
    assert "Chưa có thay đổi nào" in text(browser(land.minh).get(CHANGES))
    change = make_change(land, (date(2026, 3, 12), True))
    assert "Không có hồ sơ nào" in text(browser(land.minh).get(f"/desk/calendar/changes/{change.pk}/"))


def test_the_case_and_the_citizen_are_told(land):
    case = make_case(land.commune, on=MONDAY)
    make_change(land, (date(2026, 3, 12), True), on=MONDAY)
    assert "hạn được tính lại" in text(browser(land.minh).get(f"/desk/cases/{case.pk}/", follow=True))
    page = text(Client().post("/tra-cuu/", {"code": case.code}, follow=True))
    assert "hạn trả lời được tính lại" in page


def test_pages_cost_at_most_twelve_statements_however_much_moved(land):
    for _ in range(4):
        make_case(land.commune, on=MONDAY)
        make_case(land.other, on=MONDAY)
    change = make_change(land, (date(2026, 3, 12), True), on=MONDAY)
    make_change(land, (date(2026, 3, 17), True), unit=land.commune, by=land.hoa, on=MONDAY)
    for officer in (land.an, land.hoa):
        client = browser(officer)
        client.get(YEAR)
        for url in (YEAR, ADD, CHANGES, f"/desk/calendar/changes/{change.pk}/"):
            assert statements(client, url) <= 12, url
    assert statements(browser(land.an), IMPORT) <= 12
    assert statements(browser(land.an), f"/desk/calendar/changes/{change.pk}/undo/") <= 12
