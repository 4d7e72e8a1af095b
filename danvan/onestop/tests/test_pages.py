"""The desk's pages: the list, the counter, an application with its steps, fees and slips; papers drawn from it."""

import re
from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import actions, slips
from danvan.onestop.actions import Wanted
from danvan.onestop.models import Application
from danvan.onestop.tests.make import (
    MONDAY,
    do,
    fresh,
    lies,
    make_application,
    make_version,
    part,
    stage,
)
from danvan.papers import actions as papers
from danvan.papers import heads, kinds
from danvan.papers.of_cases import CaseSubject
from danvan.procedures import actions as catalogue
from danvan.procedures.tests.make import act, content, make_draft, paper, way

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 13)


def browser(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def page_of(officer, row):
    return browser(officer).get(reverse("onestop:application", args=[row.pk])).content.decode()


def typed(**more):
    papers = {"p-have_1": "on", "p-originals_1": "1", "p-copies_1": "0"}
    papers |= {"p-have_2": "on", "p-originals_2": "0", "p-copies_2": "1"}
    given = {"unit": "KY-KHANG-TEST", "full_name": "Nguyễn Thị Lan", "way": "1", "sets": "1"}
    return {**papers, **given, "result_by": "person", "behalf": "self", **more}


def test_the_counter_finds_a_procedure_by_its_code_and_takes_an_application_in(place, monday):
    version = make_version(place)
    desk = browser(place.minh)
    code = version.procedure.code
    found = desk.get(reverse("onestop:new"), {"q": code})
    assert found.url == reverse("onestop:intake", args=[code])
    page = desk.get(found.url).content.decode()
    assert len(re.findall(r'name="p-have_[0-9]+"[^>]*checked', page)) == 2
    made = desk.post(found.url, typed())
    row = Application.objects.get()
    assert made.url == reverse("onestop:application", args=[row.pk])
    assert [(one.originals, one.copies) for one in row.handed.order_by("pk")] == [(1, 0), (0, 1)]
    assert "12/03/2026, 17:00" in page_of(place.minh, row)
    assert lies() == []


def test_how_many_is_not_asked_of_a_paper_that_is_only_shown(place, monday):
    told = content(
        documents=[paper(), paper("Căn cước", 0, 0, to_show=True)], steps=[part(1)], ways=[way("counter")]
    )
    draft = make_draft(place.commune, place.hoa, told)
    version = catalogue.publish(draft, act=act(MONDAY), by=place.hoa, on=MONDAY)
    address = reverse("onestop:intake", args=[version.procedure.code])
    page = browser(place.minh).get(address).content.decode()
    assert [name in page for name in ("p-originals_1", "p-have_2", "p-originals_2", "p-copies_2")] == [
        True,
        True,
        False,
        False,
    ]
    given = {key: value for key, value in typed().items() if not key.endswith("s_2")}
    assert browser(place.minh).post(address, given).status_code == 302
    handed = Application.objects.get().handed.order_by("pk")
    assert [(one.originals, one.copies, one.shown) for one in handed] == [(1, 0, False), (0, 0, True)]


def test_nothing_typed_is_lost_and_the_same_form_sent_twice_is_one_application(place, monday):
    version = make_version(place)
    address = reverse("onestop:intake", args=[version.procedure.code])
    desk = browser(place.minh)
    wrong = desk.post(address, typed(full_name="", address="thôn Đồng Tiến"))
    assert wrong.status_code == 422
    assert "thôn Đồng Tiến" in wrong.content.decode()
    again = typed(submission="6b0f7d1e-6f5c-4c1e-9d2d-2f8f5a1b3c4d")
    assert desk.post(address, again).url == desk.post(address, again).url
    assert Application.objects.count() == 1


def test_a_term_in_words_asks_for_the_hour(place, monday):
    words = way("counter", None, "as_written", term_words="Theo giấy hẹn")
    version = make_version(place, ways=[words])
    address = reverse("onestop:intake", args=[version.procedure.code])
    desk = browser(place.minh)
    assert "Ngày hẹn trả" in desk.get(address).content.decode()
    assert desk.post(address, typed()).status_code == 422
    assert desk.post(address, typed(day="16/03/2026", hour="chiều")).status_code == 422
    for hour in ("16:30", "16h30", "16h", "16.30"):
        assert desk.post(address, typed(day="16/03/2026", hour=hour)).status_code == 302


def test_each_tab_lists_its_own(place, monday):
    row = make_application(place)
    desk = browser(place.minh)

    def listed(tab, officer=None, **more):
        page = (browser(officer) if officer else desk).get(
            reverse("onestop:applications"), {"tab": tab, **more}
        )
        return row.receipt in page.content.decode()

    assert [listed(tab) for tab in ("hand", "open", "waiting", "ready", "ended")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert listed("open", code=row.case.code)
    assert listed("open", code="1", procedure="khai sinh")
    assert not listed("open", code="2")
    with dates.pretending(datetime.combine(FRIDAY, time(9), dates.VIETNAM)):
        assert listed("late", place.minh)
        assert not listed("due", place.minh)
    actions.take(stage(row), by=place.minh, on=MONDAY)
    actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
    assert listed("waiting")
    assert not listed("hand")
    assert not listed("open", place.dung)


def test_the_list_and_the_search_at_the_counter_cost_little(place, monday, django_assert_max_num_queries):
    make_application(place)
    make_application(place)
    desk = browser(place.minh)
    desk.get(reverse("onestop:applications"), {"tab": "open"})
    with django_assert_max_num_queries(9):
        assert "2 hồ sơ" in desk.get(reverse("onestop:applications"), {"tab": "open"}).content.decode()
    with django_assert_max_num_queries(8):
        assert desk.get(reverse("onestop:new"), {"q": "khai sinh"}).status_code in (200, 302)


def test_the_steps_of_its_life_are_taken_on_its_page(place, monday):
    row = make_application(place)
    desk, me = browser(place.minh), [row.pk]
    assert desk.post(reverse("onestop:stage", args=[*me, 1, "take"])).status_code == 302
    address = reverse("onestop:step", args=[*me, "ask_supplement"])
    rows = {"lacks-TOTAL_FORMS": "1", "lacks-INITIAL_FORMS": "0", "lacks-0-what": "Chữ ký"}
    more = desk.post(address, {**rows, "add": "1"})
    assert "lacks-1-what" in more.content.decode()
    assert desk.post(address, rows).status_code == 422
    assert desk.post(address, {**rows, "lacks-0-reason": "Chưa ký"}).status_code == 302
    assert "Nhận hồ sơ bổ sung" in page_of(place.minh, row)
    lack = row.lacks.get()
    assert desk.post(reverse("onestop:step", args=[*me, "supplement"]), {"came": lack.pk}).status_code == 302
    assert (
        desk.post(reverse("onestop:stage", args=[*me, 1, "pass"]), {"result": "05/2026"}).status_code == 302
    )
    given = {"how": "person", "to": "Nguyễn Thị Lan"}
    assert desk.post(reverse("onestop:step", args=[*me, "return_result"]), given).status_code == 302
    assert fresh(row).case.status == "returned"
    assert "05/2026" in page_of(place.hoa, row)
    assert lies() == []


def test_a_page_is_no_older_for_its_receipt_being_printed_but_for_a_step_that_somebody_took(place, monday):
    row = make_application(place)
    desk, seen = browser(place.minh), {"seen": fresh(row).case.version}
    assert desk.post(reverse("onestop:receipt", args=[row.pk])).status_code == 200
    assert desk.post(reverse("onestop:stage", args=[row.pk, 1, "take"]), seen).status_code == 302
    stale = desk.post(reverse("onestop:charge", args=[row.pk]), {**seen, "name": "Lệ phí", "amount": "1000"})
    assert stale.status_code == 409
    assert "Phan Văn Minh vừa" in stale.content.decode()
    assert "stage_take" not in stale.content.decode()
    assert "Lệ phí" in stale.content.decode()


def test_more_is_offered_to_be_asked_for_only_while_the_law_allows_it(place, monday):
    row = make_application(place)
    address = reverse("onestop:step", args=[row.pk, "ask_supplement"])
    assert address in page_of(place.minh, row)
    actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
    actions.supplement(fresh(row), by=place.minh, on=MONDAY)
    assert address not in page_of(place.minh, row)
    rows = {"lacks-TOTAL_FORMS": "1", "lacks-0-what": "Bản đồ", "lacks-0-reason": "Thiếu"}
    late = browser(place.minh).post(address, {**rows, "lacks-INITIAL_FORMS": "0"})
    assert late.status_code == 422
    assert "Bản đồ" in late.content.decode()


def test_a_payment_is_awaited_only_while_a_fee_is_due(place, monday):
    row = make_application(place)
    address = reverse("onestop:step", args=[row.pk, "await_payment"])
    assert address not in page_of(place.minh, row)
    actions.charge(row, name="Lệ phí", amount=1000, by=place.minh, on=MONDAY)
    page = page_of(place.minh, row)
    assert address in page
    assert "Thu tiền" in page


def test_a_fee_is_paid_with_its_receipt_or_exempt_with_its_ground(place, monday):
    version = make_version(place, ways=[way("counter", 3, fee=50000)])
    row = make_application(place, version)
    desk, fee = browser(place.minh), row.fees.get()
    address = reverse("onestop:fee", args=[row.pk, fee.pk, "pay"])
    assert desk.post(address, {"amount": "50.000", "receipt": "", "how": "cash"}).status_code == 422
    assert desk.post(address, {"amount": "50.000", "receipt": "01", "how": "cash"}).status_code == 302
    assert "biên lai 01" in page_of(place.minh, row)
    dear = desk.post(reverse("onestop:charge", args=[row.pk]), {"name": "Lệ phí", "amount": "9" * 20})
    assert dear.status_code == 422
    assert "9" * 20 in dear.content.decode()
    assert desk.post(reverse("onestop:charge", args=[row.pk]), {"name": "Lệ phí", "amount": "1000"}).url
    other = row.fees.get(name="Lệ phí")
    ground = {"ground": "Hộ nghèo"}
    assert desk.post(reverse("onestop:fee", args=[row.pk, other.pk, "exempt"]), ground).status_code == 302
    assert lies() == []


def test_an_agency_sees_what_its_step_needs_while_it_lies_there(place, monday):
    version = make_version(place, steps=[part(1), part(2, 1, unit=place.land, days=1)])
    row = make_application(place, version)
    address = reverse("onestop:application", args=[row.pk])
    desk = browser(place.dung)
    assert desk.get(address).status_code == 403
    do(row, 1, place.minh)
    page = desk.get(address).content.decode()
    assert "Nguyễn Thị Lan" in page
    assert "Nhận bước này" in page
    assert "đồng" not in page.lower().split("các bước")[1].split("hỏi thêm")[0]
    assert desk.post(reverse("onestop:step", args=[row.pk, "refuse"])).status_code == 403
    assert desk.post(reverse("onestop:stage", args=[row.pk, 2, "take"])).status_code == 302
    assert desk.post(reverse("onestop:stage", args=[row.pk, 2, "pass"])).url == reverse(
        "onestop:applications"
    )
    assert fresh(row).case.status == "ready"


def test_the_receipt_and_the_control_slip_are_pdf_and_each_printing_of_the_receipt_is_on_record(
    place, monday
):
    row = make_application(place)
    do(row, 1, place.minh)
    desk = browser(place.minh)
    told = desk.post(reverse("onestop:receipt", args=[row.pk]))
    assert told.content.startswith(b"%PDF-")
    assert Event.objects.filter(stream="case", subject=row.pk, verb="receipt_printed").count() == 1
    assert desk.get(reverse("onestop:control", args=[row.pk])).content.startswith(b"%PDF-")
    lines = dict(slips._receipt_lines(fresh(row)))
    assert lines["Người đề nghị"] == "Nguyễn Thị Lan"
    assert lines["Hẹn trả kết quả lúc"] == "17 giờ 00, ngày 12/03/2026"
    assert [line[1] for line in slips._course(fresh(row), MONDAY)["rows"]] == ["Việc 1\nCơ quan"]


def test_the_control_slip_says_of_a_step_in_hand_that_it_runs_beyond_its_share(place, monday):
    row = make_application(place, make_version(place, steps=[part(1, hours=2), part(2, 1)]))
    with dates.pretending(datetime.combine(MONDAY, time(10), dates.VIETNAM)):
        assert slips._course(fresh(row), MONDAY)["rows"][0][5] == "Đến nay 1 giờ"
    with dates.pretending(datetime.combine(FRIDAY, time(9), dates.VIETNAM)):
        first, second = slips._course(fresh(row), FRIDAY)["rows"]
        assert first[5].startswith("Đang quá hạn 30 giờ. Đến nay 32 giờ")
        assert second[5] == ""
        assert "30 giờ" in page_of(place.minh, row)


def test_papers_of_an_application_begin_with_what_happened(place, monday):
    row = make_application(place)
    actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
    kind = kinds.get("application_supplement")
    known = CaseSubject.load(row.pk).known(MONDAY)
    (signer,) = heads.signers_of(place.commune, MONDAY)
    draft = papers.Draft.begun(kind, known, signer)
    made = papers.prepare("case", row.pk, kind.code, draft=draft, by=place.minh, on=MONDAY)
    issued = papers.issue(made, by=place.hoa, on=MONDAY)
    assert issued.fields["wanted"] == "1. Chữ ký: Chưa ký"
    assert (issued.fields["receipt"], issued.fields["helper"]) == ("000001/2026", "Phan Văn Minh")
    page = page_of(place.hoa, row)
    assert "Phiếu yêu cầu bổ sung hồ sơ" in page
    assert "Thông báo không thụ lý" not in page


def test_an_apology_names_the_appointment_that_stood_and_the_new_one(place, monday):
    row = make_application(place)
    new_at = datetime(2026, 3, 16, 16, 30, tzinfo=dates.VIETNAM)
    given = {"reason": "Chờ xác minh.", "day": "16/03/2026", "hour": "16:30"}
    for closed in ({"day": "15/03/2026"}, {"hour": "23:00"}, {"day": "16/03/2199"}):
        step = reverse("onestop:step", args=[row.pk, "apologise"])
        refused = browser(place.hoa).post(step, {**given, **closed})
        assert refused.status_code == 422
        assert "không làm việc" in refused.content.decode()
    assert (
        browser(place.hoa).post(reverse("onestop:step", args=[row.pk, "apologise"]), given).status_code == 302
    )
    assert fresh(row).appointment_at == new_at
    known = CaseSubject.load(row.pk).known(MONDAY)
    assert known["appointed"] == "17 giờ 00 ngày 12/03/2026"
    assert known["new_appointment"] == "16 giờ 30 ngày 16/03/2026"
