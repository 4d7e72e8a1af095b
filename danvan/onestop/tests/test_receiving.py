"""An application is taken in: receipt, appointment, papers, fee; and when it is not."""

from datetime import date, datetime, time
from uuid import uuid4

import pytest

from danvan.calendars import actions as calendars
from danvan.cases.actions import Person
from danvan.cases.errors import StepRefused
from danvan.cases.models.people import PartyRole
from danvan.figures.models import Fact
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.onestop import actions, queries
from danvan.onestop.actions import Paper
from danvan.onestop.models import Behalf
from danvan.onestop.tests.make import (
    MONDAY,
    filing,
    fresh,
    lies,
    local,
    make_application,
    make_place,
    make_version,
    part,
    stage,
)
from danvan.people.roles import Role
from danvan.procedures import actions as catalogue
from danvan.procedures.actions import Act
from danvan.procedures.tests.make import way
from danvan.procedures.workflow import Channel
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 13)


def at_time(day, hour, minute=0):
    return dates.pretending(datetime.combine(day, time(hour, minute), dates.VIETNAM))


@pytest.fixture
def place():
    return make_place()


@at(MONDAY)
def test_it_gets_a_number_an_appointment_and_its_first_step(place):
    first, second = make_application(place), make_application(place)
    assert [first.receipt, second.receipt] == ["000001/2026", "000002/2026"]
    row = fresh(first)
    assert (row.case.status, row.case.topic) == ("received", row.version.procedure.code)
    assert row.case.due_on == date(2026, 3, 12)
    assert local(row.appointment_at) == "12/03/2026 17:00"
    assert stage(row).begun_at == row.filed_at
    assert [lack.name for lack in queries.lacking(row)] == []
    assert queries.numbered()[place.commune.pk, "HSMC", 2026] == (2, 2)
    assert lies() == []


@pytest.mark.parametrize(
    "amount, unit, moment, ends",
    [
        (4, "working_hours", (MONDAY, 9), "09/03/2026 14:30"),
        (4, "working_hours", (FRIDAY, 15), "16/03/2026 09:30"),
        (4, "working_hours", (date(2026, 2, 13), 15), "23/02/2026 09:30"),  # the last afternoon before Tết
        (None, "same_day", (MONDAY, 15), "09/03/2026 17:00"),  # at three itself it is in time
        (None, "same_day", (MONDAY, 15, 1), "10/03/2026 17:00"),
        (None, "same_day", (FRIDAY, 16), "16/03/2026 17:00"),
        (None, "same_day", (date(2026, 2, 13), 16), "23/02/2026 17:00"),
        (3, "working_days", (FRIDAY, 9), "18/03/2026 17:00"),
        (3, "calendar_days", (date(2026, 3, 11), 9), "16/03/2026 17:00"),  # a Saturday moves to Monday
    ],
)
def test_the_appointment_is_that_of_the_term(place, amount, unit, moment, ends):
    told = make_version(place, ways=[way("counter", amount, unit)], steps=[part(1)])
    with at_time(*moment):
        row = make_application(place, told)
    assert local(row.appointment_at) == ends
    assert row.case.due_on == dates.day_of(row.due_at)


@at(MONDAY)
def test_each_way_has_its_own_term_and_is_counted_by_way(place):
    told = make_version(place, ways=[way("counter", 5), way("post", 7), way("online", 3)])
    made = [
        make_application(place, told),
        make_application(place, told, channel=Channel.POST),
        actions.receive(
            filing(told, channel=Channel.ONLINE, papers=()), unit=place.commune, by=CITIZEN, on=MONDAY
        ),
    ]
    assert [row.case.due_on.day for row in made] == [16, 18, 12]
    facts = dict(Fact.objects.filter(measure__startswith="applications.rec").values_list("measure", "amount"))
    assert facts == {
        "applications.received": 1,
        "applications.received_counter": 1,
        "applications.received_post": 1,
        "applications.received_online": 1,
    }
    assert lies() == []


@at(MONDAY)
def test_a_suspended_or_abolished_procedure_is_refused_with_the_reason(place):
    told = make_version(place)
    act = Act("15/QĐ-UBND", MONDAY, MONDAY)
    catalogue.suspend(told, act=act, text="Chờ biểu mẫu mới.", by=place.hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="tạm ngừng theo 15/QĐ-UBND: Chờ biểu mẫu mới"):
        make_application(place, told)
    catalogue.abolish(told, act=Act("16/QĐ-UBND", MONDAY, MONDAY), by=place.hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="đã bãi bỏ từ 09/03/2026 theo 16/QĐ-UBND"):
        make_application(place, told)
    assert not queries.numbered()


@at(MONDAY)
def test_it_keeps_the_version_under_which_it_was_filed(place):
    told = make_version(place, ways=[way("counter", 5)])
    row = make_application(place, told)
    draft = catalogue.draft_next(told, by=place.hoa, on=MONDAY)
    catalogue.publish(draft, act=Act("17/QĐ-UBND", MONDAY, date(2026, 3, 10)), by=place.hoa, on=MONDAY)
    assert fresh(row).version_id == told.pk


@at(MONDAY)
def test_only_the_desk_takes_in_and_citizens_file_online_alone(place):
    told = make_version(place)
    with pytest.raises(StepRefused, match="bộ phận một cửa"):
        actions.receive(filing(told), unit=place.commune, by=place.dung, on=MONDAY)
    with pytest.raises(StepRefused, match="do cán bộ một cửa"):
        actions.receive(filing(told), unit=place.commune, by=CITIZEN, on=MONDAY)
    with pytest.raises(StepRefused, match="đúng lúc nhận"):
        actions.receive(filing(told), unit=place.commune, by=place.minh, on=date(2026, 3, 6))
    limited = make_officer(place.commune, Role.CLERK, username="chi")
    limited.posts.update(kinds=["complaint"])
    with pytest.raises(StepRefused, match="bộ phận một cửa"):
        actions.receive(filing(told), unit=place.commune, by=limited, on=MONDAY)


@at(MONDAY)
def test_papers_are_those_of_the_list_and_what_is_lacking_is_told(place):
    told = make_version(place)
    with pytest.raises(StepRefused, match="số 9 không có"):
        make_application(place, told, papers=[Paper(9, 1)])
    with pytest.raises(StepRefused, match="ghi hai lần"):
        make_application(place, told, papers=[Paper(1, 1), Paper(1, 1)])
    with pytest.raises(StepRefused, match="từ 1 trở lên"):
        make_application(place, told, sets=0)
    row = make_application(place, told, papers=[Paper(1, 1)])
    assert [document.name for document in queries.lacking(row)] == ["Giấy tờ tùy thân"]


@at(MONDAY)
def test_somebody_may_bring_it_for_another_and_says_by_which_paper(place):
    told, brother = make_version(place), Person("Nguyễn Văn Tâm")
    with pytest.raises(StepRefused, match="giấy ủy quyền"):
        make_application(place, told, filer=brother, behalf=Behalf.AUTHORISED)
    with pytest.raises(StepRefused, match="phải ghi người nộp"):
        make_application(place, told, behalf=Behalf.HELPER)
    row = make_application(
        place, told, filer=brother, behalf=Behalf.AUTHORISED, mandate="Giấy ủy quyền 05/2026"
    )
    roles = dict(row.case.parties.values_list("full_name", "role"))
    assert roles == {"Nguyễn Thị Lan": PartyRole.SENDER, "Nguyễn Văn Tâm": PartyRole.REPRESENTATIVE}


@at(MONDAY)
def test_a_term_in_words_asks_for_the_hour_of_the_appointment(place):
    told = make_version(place, ways=[way("counter", None, "as_written", term_words="theo lịch của tỉnh")])
    with pytest.raises(StepRefused, match="theo lịch của tỉnh"):
        make_application(place, told)
    until = datetime(2026, 3, 20, 10, tzinfo=dates.VIETNAM)
    row = make_application(place, told, until=until)
    assert (row.appointment_at, row.case.due_on) == (until, date(2026, 3, 20))
    assert lies() == []


@at(MONDAY)
def test_the_same_submission_twice_is_one_application(place):
    told, once = make_version(place), uuid4()
    made = [
        actions.receive(filing(told), unit=place.commune, by=place.minh, on=MONDAY, submission=once)
        for _time in range(2)
    ]
    assert made[0].pk == made[1].pk
    assert queries.numbered()[place.commune.pk, "HSMC", 2026] == (1, 1)


@at(MONDAY)
def test_the_fee_of_the_way_is_due_or_exempt_with_its_ground(place):
    told = make_version(place, ways=[way("counter", 3, fee=8_000)])
    due, free = make_application(place, told), make_application(place, told, exempt="Hộ nghèo")
    assert [(fee.amount, fee.is_due) for row in (due, free) for fee in row.fees.all()] == [
        (8000, True),
        (8000, False),
    ]


@at(MONDAY)
def test_an_office_sets_its_own_hours_and_open_terms_follow(place):
    told = make_version(place, ways=[way("counter", 4, "working_hours")])
    row = make_application(place, told)
    change = calendars.change_hours(
        unit=place.commune,
        spans=[["08:00", "12:00"], ["14:00", "18:00"]],
        from_on=MONDAY,
        notice=calendars.Notice("12/TB-UBND", MONDAY),
        by=place.hoa,
        on=MONDAY,
    )
    calendars.recount(change, on=MONDAY)
    assert local(row.appointment_at) == "09/03/2026 14:30"
    assert local(fresh(row).appointment_at) == "09/03/2026 15:00"
    assert lies() == []
