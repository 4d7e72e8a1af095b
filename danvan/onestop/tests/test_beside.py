"""An application among all that the register keeps: pages, figures of letters, calendar, notices, destruction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from danvan.calendars import actions as calendars
from danvan.calendars.actions import NewDay, Notice
from danvan.cases.actions import Person, destroy
from danvan.cases.errors import StepRefused
from danvan.cases.models.people import TellBy
from danvan.cases.queries import open_by_unit, visible_to
from danvan.figures.models import Fact
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.notices import plan
from danvan.onestop import actions, verify
from danvan.onestop.actions import Wanted
from danvan.onestop.models import Application, Behalf, Stage
from danvan.onestop.tests.make import (
    MONDAY,
    do,
    fresh,
    lies,
    local,
    make_application,
    make_place,
    make_version,
    part,
    stage,
)
from tests.make import at

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 3, 11)


def browser(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def test_it_is_counted_among_no_letters(place, monday):
    row = make_application(place)
    assert not Fact.objects.filter(measure__startswith="letters.")
    assert open_by_unit(visible_to(place.hoa, on=MONDAY), on=MONDAY)[0]["open"] == 0
    assert visible_to(place.hoa, on=MONDAY).get().pk == row.pk
    assert lies() == []


def test_the_desk_shows_it_and_the_site_opens_it_by_its_code(place, monday):
    row = make_application(place)
    desk = browser(place.hoa)
    actions.take(stage(row), by=place.minh, on=MONDAY)
    page = desk.get(reverse("desk:case", args=[row.pk])).content.decode()
    assert all(words in page for words in ("thời hạn của thủ tục", "Nhận một bước xử lý"))
    assert desk.get(reverse("desk:inbox")).status_code == 200
    page = Client().post("/tra-cuu/", {"code": row.case.shown_code}).content.decode()
    assert "Cơ quan đã tiếp nhận hồ sơ" in page
    assert "12/03/2026" in page
    assert browser(place.dung).get(reverse("desk:case", args=[row.pk])).status_code == 403


def test_a_day_off_that_is_announced_moves_the_appointment_and_says_so(place, monday):
    row = make_application(place)
    change = calendars.add_days(
        unit=place.commune,
        days=[NewDay(WEDNESDAY, True, "Bão số 1")],
        notice=Notice("21/TB-UBND", MONDAY),
        by=place.hoa,
        on=MONDAY,
    )
    calendars.recount(change, on=MONDAY)
    row = fresh(row)
    assert (local(row.appointment_at), row.case.due_on) == ("13/03/2026 17:00", date(2026, 3, 13))
    told = Event.objects.filter(stream="case", subject=row.pk, verb="calendar_moved", public=True)
    assert told.exists()
    assert lies() == []
    before = Event.objects.count()
    calendars.recount(change, on=MONDAY)
    assert Event.objects.count() == before


def test_who_only_helped_is_told_nothing_and_the_citizen_is_called_when_it_is_her_turn(place, monday):
    tam = Person("Nguyễn Văn Tâm", phone="0912000418", tell_by=TellBy.PHONE)
    lan = Person("Nguyễn Thị Lan", phone="0912000417", tell_by=TellBy.PHONE)
    row = make_application(place, applicant=lan, filer=tam, behalf=Behalf.HELPER)
    (told,) = plan.persons(list(row.case.parties.order_by("pk")))
    assert told.full_name == "Nguyễn Thị Lan"
    actions.take(stage(row), by=place.minh, on=MONDAY)
    asked = actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
    begun = Event.objects.get(stream="case", subject=row.pk, verb="begin")
    case = fresh(row).case
    assert plan.way(case, asked, told) == TellBy.PHONE
    assert plan.way(case, begun, told) is None


def test_destroyed_it_leaves_its_number_and_its_figures(place):
    with at(MONDAY):
        row = make_application(place)
        actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
        actions.supplement(row, by=place.minh, on=MONDAY)
        do(row, 1, place.minh)
        actions.return_result(row, how="person", to="Nguyễn Thị Lan", by=place.minh, on=MONDAY)
    later = MONDAY + timedelta(days=4000)
    with at(later):
        destroy(fresh(row).case, by=place.hoa, on=later, salt="b" * 32, data={"decision": "1"})
        assert not Stage.objects.exists()
        assert (fresh(row).handed_to, fresh(row).receipt) == ("", "000001/2026")
        assert lies() == []


@pytest.mark.parametrize(
    "change, reason",
    [
        (
            {"due_at": "2026-04-01T10:00+07:00", "appointment_at": "2026-04-01T10:00+07:00"},
            "its clock ends on another",
        ),
        ({"ready_at": "2026-03-10T10:00+07:00"}, "its steps are done and there is no result"),
    ],
)
def test_what_does_not_fit_is_found(place, monday, change, reason):
    row = make_application(place)
    Application.objects.filter(pk=row.pk).update(**change)
    assert any(lie.reason.startswith(reason) for lie in verify.applications())


def test_a_step_that_began_too_early_is_found(place, monday):
    row = make_application(place, make_version(place, steps=[part(1), part(2, 1)]))
    Stage.objects.filter(application=row, place=2).update(begun_at=dates.now())
    assert "step 2 began before" in next(iter(verify.applications())).reason


@pytest.mark.django_db(transaction=True)
def test_two_counters_at_once_never_give_one_number_and_two_officers_never_take_one_step():
    with at(MONDAY):
        place = make_place()
        version = make_version(place)
    receipts, taken = [], []

    def taking_in(_number):
        try:
            with at(MONDAY):
                receipts.append(make_application(place, version).receipt)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(taking_in, range(8)))
    assert sorted(receipts) == [f"{n:06d}/2026" for n in range(1, 9)]
    first = Stage.objects.order_by("pk").first()

    def taking(officer):
        try:
            with at(MONDAY):
                taken.append(actions.take(first, by=officer, on=MONDAY).officer)
        except StepRefused as why:
            taken.append(why.sentence)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(taking, [place.minh, place.hoa]))
    assert sum(not isinstance(each, str) for each in taken) == 1
    assert sum("đã nhận bước này" in each for each in taken if isinstance(each, str)) == 1
