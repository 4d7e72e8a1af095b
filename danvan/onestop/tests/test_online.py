"""What came over the portal, at the desk: in a tab of its own, looked at, its files, the agencies that work on it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from danvan.cases.errors import StepRefused
from danvan.figures.models import Fact
from danvan.journal.actors import CITIZEN
from danvan.onestop import actions, queries
from danvan.onestop.actions import Filing, Scanned, Wanted
from danvan.onestop.tests.make import LAN, MONDAY, do, fresh, lies, make_application, make_version, part
from danvan.procedures.workflow import Channel

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 " + b"0" * 64
SCAN = Scanned(1, ("to-khai.pdf", PDF, "application/pdf"))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monday):
    settings.MEDIA_ROOT = tmp_path


def came(place, version=None, **told):
    """Lan filed it over the portal."""
    version = version or make_version(place)
    given = {"scans": [SCAN], **told}
    filing = Filing(version.procedure, Channel.ONLINE, LAN, **given)
    return actions.receive(filing, unit=place.commune, by=CITIZEN, on=MONDAY)


def browser(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def tab(officer, row):
    page = browser(officer).get(reverse("onestop:applications"), {"tab": "online"})
    return row.receipt in page.content.decode()


def answer(client, address):
    """How a file is answered; what was opened is read to its end, and so closed."""
    got = client.get(address)
    if got.streaming:
        list(got.streaming_content)
    return got.status_code


def test_it_stands_in_its_tab_until_somebody_of_the_desk_has_looked(place):
    row = came(place)
    assert Fact.objects.filter(measure="applications.received_online").count() == 1
    assert [tab(place.minh, row), tab(place.dung, row)] == [True, False]
    desk = browser(place.minh)
    page = desk.get(reverse("onestop:application", args=[row.pk])).content.decode()
    assert "chưa ai kiểm tra" in page
    assert "to-khai.pdf" in page
    assert desk.post(reverse("onestop:admit", args=[row.pk])).status_code == 302
    assert fresh(row).online_at is None
    assert not tab(place.minh, row)
    with pytest.raises(StepRefused, match="Không còn gì"):
        actions.admit(row, by=place.minh, on=MONDAY)
    assert lies() == []


@pytest.mark.parametrize("what", ["take", "ask", "refuse"])
def test_whatever_the_desk_does_with_it_is_a_look_at_it(place, what):
    row = came(place)
    if what == "take":
        actions.take(row.stages.get(), by=place.minh, on=MONDAY)
    elif what == "ask":
        actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
    else:
        actions.refuse(row, reason="Không thuộc thẩm quyền.", by=place.hoa, on=MONDAY)
    assert fresh(row).online_at is None
    assert lies() == []


def test_another_agency_does_not_look_at_it_for_the_desk(place):
    version = make_version(place, steps=[part(1, unit=place.land), part(2, 1)])
    row = came(place, version)
    actions.take(row.stages.get(place=1), by=place.dung, on=MONDAY)
    assert fresh(row).online_at is not None
    with pytest.raises(StepRefused, match="bộ phận một cửa"):
        actions.admit(row, by=place.dung, on=MONDAY)


def test_an_agency_opens_the_papers_of_the_list_while_its_step_lies_there(place):
    version = make_version(place, steps=[part(1), part(2, 1, unit=place.land, days=1)])
    row = came(place, version)
    actions.ask_supplement(row, [Wanted("Giải trình", "Chưa rõ")], by=place.minh, on=MONDAY)
    lack = row.lacks.get()
    files = [(lack.pk, "giai-trinh.pdf", PDF + b"1", "application/pdf")]
    actions.supplement(row, files=files, by=CITIZEN, on=MONDAY)
    listed, other = row.scans.get().attachment, queries.files_beside(row)[0][0]
    address = [reverse("onestop:file", args=[row.pk, one.pk]) for one in (listed, other)]
    land = browser(place.dung)
    assert [land.get(one).status_code for one in address] == [403, 403]
    do(row, 1, place.minh)
    assert "to-khai.pdf" in land.get(reverse("onestop:application", args=[row.pk])).content.decode()
    assert [answer(land, one) for one in address] == [200, 403]
    got = browser(place.minh).get(address[1])
    assert b"".join(got.streaming_content) == PDF + b"1"
    assert "attachment" in got["Content-Disposition"]
    do(row, 2, place.dung)
    assert land.get(address[0]).status_code == 403
    assert lies() == []


def test_papers_that_are_not_of_the_list_are_refused(place):
    with pytest.raises(StepRefused, match="không thuộc giấy tờ nào"):
        came(place, scans=[Scanned(9, SCAN.file)])


def test_the_desk_names_the_day_and_lays_the_result_ready_on_its_pages(place):
    row = came(place)
    desk = browser(place.minh)
    rows = {"lacks-TOTAL_FORMS": "1", "lacks-INITIAL_FORMS": "0", "lacks-0-what": "Chữ ký"}
    asked = {**rows, "lacks-0-reason": "Chưa ký", "until": "08/03/2026"}
    address = reverse("onestop:step", args=[row.pk, "ask_supplement"])
    assert desk.post(address, asked).status_code == 422
    assert desk.post(address, {**asked, "until": "13/03/2026"}).status_code == 302
    assert "13/03/2026" in desk.get(reverse("onestop:application", args=[row.pk])).content.decode()
    actions.supplement(row, by=place.minh, on=MONDAY)
    do(row, 1, place.minh)
    address = reverse("onestop:result", args=[row.pk])
    wrong = SimpleUploadedFile("x.exe", b"MZ\x90\x00" + b"\x00" * 64)
    assert "x.exe" in desk.post(address, {"papers": wrong}).content.decode()
    assert desk.post(address, {"papers": SimpleUploadedFile("kq.pdf", PDF)}).status_code == 302
    assert "kq.pdf" in desk.get(reverse("onestop:application", args=[row.pk])).content.decode()
    assert lies() == []


def test_what_is_destroyed_takes_scans_and_orders_along(place):
    row = make_application(place)
    assert {each._meta.model_name for each in came(place).hung()} >= {"stage", "scan"}
    assert row.hung()


def test_the_tab_does_not_ask_more_for_more_rows(place, django_assert_max_num_queries):
    version = make_version(place)
    for _each in range(3):
        came(place, version)
    desk = browser(place.minh)
    desk.get(reverse("onestop:applications"), {"tab": "online"})
    with django_assert_max_num_queries(15):
        desk.get(reverse("onestop:applications"), {"tab": "online"})
