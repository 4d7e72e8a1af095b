"""A burden is told without an account, and everybody reads what was changed."""

import pytest
from django.conf import settings
from django.urls import reverse

from danvan.burdens import actions
from danvan.burdens.models import Report
from danvan.burdens.tests.make import (
    DAY,
    decision,
    make_procedure,
    make_proposal,
    make_report,
    make_submitted,
    with_costs,
)
from danvan.procedures import actions as catalogue
from danvan.procedures.tests.make import act, hoa_of
from tests.make import at, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def hoa():
    return hoa_of()


@pytest.fixture
def version(hoa):
    return make_procedure(*hoa, code="1.004222")


@pytest.fixture
def url(version):
    return reverse("portal:burden", args=["1.004222"])


TOLD = {"where": "document-2", "sort": "known", "text": "Đã có trong sổ của xã.", "tell_by": "code"}


def test_the_page_of_a_procedure_leads_to_the_form(client, version):
    page = client.get(reverse("portal:procedure", args=["1.004222"]))
    assert reverse("portal:burden", args=["1.004222"]) in page.text


def test_a_burden_is_told_without_name_or_account_and_its_code_opens_it(client, url):
    page = client.post(url, TOLD)
    report = Report.objects.get()
    assert page.status_code == 200
    assert report.shown_code in page.text
    assert (report.part, report.about) == ("document", "Bản sao Sổ hộ khẩu")
    assert not client.session.keys()
    opened = client.post(reverse("portal:burden_find"), {"code": report.shown_code})
    assert "Cơ quan sẽ xem khi rà soát" in opened.text
    assert report.text not in opened.text, "the code on a screen shows nothing that was written"


def test_sent_twice_it_is_one_report(client, url):
    form = client.get(url).context["form"]
    told = {**TOLD, "submission": str(form.fields["submission"].initial())}
    assert client.post(url, told).context["report"] == client.post(url, told).context["report"]


def test_what_was_typed_stays_when_something_is_missing(client, url):
    page = client.post(url, {**TOLD, "sort": "", "tell_by": "phone"})
    assert page.status_code == 422
    assert "Đã có trong sổ của xã." in page.text
    assert "Muốn được báo tin, xin cho số điện thoại." in page.text
    assert not Report.objects.exists()


def test_a_number_that_is_not_to_be_used_is_not_kept(client, url):
    client.post(url, {**TOLD, "phone": "0912000417"})
    assert Report.objects.get().phone == ""


def test_the_language_changes_and_nothing_typed_is_lost(client, url):
    page = client.post(url, {**TOLD, "language": "en"})
    assert "Đã có trong sổ của xã." in page.text
    assert "Send the report" in page.text
    assert 'class="error"' not in page.text
    assert not Report.objects.exists()


def test_who_sends_too_many_waits_with_the_words_still_there(client, url, monkeypatch):
    monkeypatch.setitem(settings.DANVAN_RATES, "burden", (1, 3600))
    client.post(url, TOLD)
    page = client.post(url, TOLD)
    assert page.status_code == 429
    assert "Chữ đã viết còn ở đây" in page.text
    assert "Đã có trong sổ của xã." in page.text
    assert Report.objects.count() == 1


def test_a_code_that_is_none_and_one_that_nobody_has_are_told_the_same(client):
    pages = [
        client.post(reverse("portal:burden_find"), {"code": typed}) for typed in ("abc", "7KDM-R4PX-92TH-V6")
    ]
    assert all("Không thấy phản ánh nào" in page.text for page in pages)


def test_what_is_abolished_or_unknown_has_no_form(client, hoa, version, url):
    catalogue.abolish(version, act=act(), by=hoa[1], on=DAY)
    assert client.get(url).status_code == 404
    assert client.get(reverse("portal:burden", args=["9.999999"])).status_code == 404


def test_a_decision_is_read_by_everybody_with_why_and_what_it_saves(client, hoa, version):
    made = make_proposal(version, hoa[1], [make_report(version)])
    with_costs(made, hoa[1])
    page_url = reverse("portal:simplified_of", args=[made.pk])
    assert client.get(page_url).status_code == 404, "nobody reads what is not decided"
    made = make_submitted(made, [make_unit(name="xã Bên")], hoa[1])
    actions.decide(made, decision(), by=hoa[1], on=DAY)
    listed = client.get(reverse("portal:simplified"))
    assert "mỗi hồ sơ bớt 1 giấy tờ" in listed.text
    assert "bớt 60.000.000 đồng một năm" in listed.text
    page = client.get(page_url)
    for said in (
        "45/QĐ-UBND",
        "48,5%",
        "(2,5 × 30.000 + 8.000 + 20.000) × 1 × 1.200",
        "trí nhớ",
        "Sự cần thiết",
    ):
        assert said in page.text
    assert hoa[1].full_name not in page.text, "officers are named inside the office only"
    assert make_report(version).text not in page.text, "nor is what somebody wrote"


def test_pages_take_as_many_statements_for_many_decisions_as_for_few(
    client, hoa, version, django_assert_max_num_queries
):
    for _n in range(6):
        made = make_submitted(make_proposal(version, hoa[1]), [make_unit()], hoa[1])
        actions.decide(made, decision(), by=hoa[1], on=DAY)
    with django_assert_max_num_queries(5):
        assert client.get(reverse("portal:simplified")).status_code == 200
