"""What the journal says in public is told once to each person who is to be told, by the way that person chose."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from danvan.cases.actions import Person, Step, correct, move, write_more
from danvan.cases.models.people import PartyRole
from danvan.cases.workflow import Channel
from danvan.journal import verify as journal
from danvan.lib import dates
from danvan.notices import actions, queries, verify
from danvan.notices.models import Reading, State, Telling
from danvan.notices.tests.make import BY_CODE, BY_MAIL, BY_PHONE, BY_POST, BY_SMS, NOBODY
from danvan.petitions.actions import Letter, receive
from tests.make import MONDAY, at, given_for, make_case, walk


def told(case):
    """(what happened, way, state) in the order of the events."""
    rows = Telling.objects.filter(case=case).select_related("event").order_by("event", "pk")
    return [(row.event.verb, row.channel, row.state) for row in rows]


def test_every_public_event_is_told_once_however_often_the_worker_reads(commune, minh, carrier):
    case = walk(make_case(commune, person=BY_SMS), minh, MONDAY, "screen", "accept", "note")
    assert actions.gather() == 3
    assert [actions.gather(), actions.gather()] == [0, 0]
    assert told(case) == [(verb, "sms", "waiting") for verb in ("receive", "screen", "accept")]
    walk(case, minh, MONDAY, "assign")
    assert actions.gather() == 1


def test_whoever_looks_it_up_by_the_code_is_sent_nothing(commune, minh, carrier):
    walk(make_case(commune, person=BY_CODE), minh, MONDAY, "screen", "accept", "assign", "answer")
    assert actions.gather() == 0


@pytest.mark.parametrize("person, way", [(BY_PHONE, "phone"), (BY_POST, "post"), (NOBODY, "visit")])
def test_what_costs_somebodys_time_is_asked_for_only_where_the_office_says_something(
    commune, minh, carrier, person, way
):
    case = walk(
        make_case(commune, person=person), minh, MONDAY, "screen", "accept", "assign", "ask", "resume"
    )
    walk(case, minh, MONDAY, "answer", "close")
    actions.gather()
    assert told(case) == [(verb, way, "due") for verb in ("ask", "resume", "answer")]


def test_a_complaint_that_is_taken_up_is_worth_a_call(commune, minh, carrier):
    case = walk(make_case(commune, kind="complaint", person=BY_PHONE), minh, MONDAY, "screen", "accept")
    actions.gather()
    assert told(case) == [("accept", "phone", "due")]


def test_nobody_is_told_of_what_they_did_themselves_but_of_its_receipt(commune, carrier):
    case = make_case(commune, person=BY_SMS, channel=Channel.PORTAL)
    write_more(case, text="Xin bổ sung.", on=MONDAY)
    actions.gather()
    assert told(case) == [("receive", "sms", "waiting")]


def test_a_step_that_was_taken_back_is_told_as_such(commune, minh, carrier):
    case = walk(make_case(commune, person=BY_PHONE), minh, MONDAY, "screen")
    correct(case, by=minh, on=MONDAY, text="Nhầm đơn.")
    actions.gather()
    assert told(case) == [("correct", "phone", "due")]


def test_of_people_who_are_represented_one_representative_is_told(commune, minh, carrier):
    people = [
        replace(BY_SMS, full_name="Trần Văn Một"),
        replace(BY_SMS, full_name="Trần Văn Hai", role=PartyRole.REPRESENTATIVE),
        replace(BY_SMS, full_name="Trần Văn Ba", role=PartyRole.REPRESENTATIVE),
    ]
    letter = Letter(
        kind="recommendation", subject="Cống tắc", body="Đề nghị nạo vét.", topic="water", signatures=14
    )
    receive(letter, unit=commune, channel=Channel.POST, by=minh, on=MONDAY, persons=people)
    actions.gather()
    assert [row.party.full_name for row in Telling.objects.all()] == ["Trần Văn Hai"]


def test_two_who_sign_without_a_representative_are_told_as_each_asked(commune, minh, carrier):
    people = [
        BY_SMS,
        Person("Trần Văn Hai", email="hai@vidu.vn", tell_by="email"),
        replace(BY_CODE, full_name="Ba"),
    ]
    letter = Letter(
        kind="recommendation", subject="Cống tắc", body="Đề nghị nạo vét.", topic="water", signatures=3
    )
    receive(letter, unit=commune, channel=Channel.POST, by=minh, on=MONDAY, persons=people)
    actions.gather()
    assert sorted(row.channel for row in Telling.objects.all()) == ["email", "sms"]


def test_what_was_public_before_the_office_had_notices_is_not_told(commune, minh, carrier):
    make_case(commune, person=BY_SMS)
    Reading.objects.all().delete()
    with at(MONDAY, 15):
        assert actions.gather() == 0
        late = make_case(commune, person=BY_SMS)
        assert actions.gather() == 1
    assert Telling.objects.get().case_id == late.pk


def test_an_event_that_is_committed_after_the_reading_passed_its_moment_is_still_seen(commune, minh, carrier):
    with dates.pretending(dates.now() + timedelta(minutes=5)):
        actions.gather()
    case = make_case(commune, person=BY_SMS)
    with dates.pretending(dates.now() + timedelta(minutes=6)):
        assert actions.gather() == 1
    assert told(case) == [("receive", "sms", "waiting")]


def test_a_worker_that_slept_for_days_tells_everything(commune, minh, carrier):
    case = walk(make_case(commune, person=BY_SMS), minh, MONDAY, "screen")
    with at(MONDAY + timedelta(10)):
        assert actions.gather() == 2
    assert len(told(case)) == 2


def test_more_events_than_one_reading_holds(commune, carrier, monkeypatch):
    monkeypatch.setattr("danvan.notices.actions.gathering.CHUNK", 2)
    for person in (BY_CODE, BY_CODE, BY_CODE, BY_SMS, BY_CODE, BY_SMS):
        make_case(commune, person=person)
    assert actions.gather() == 2


def test_reading_costs_the_same_however_much_happened(commune, carrier, django_assert_max_num_queries):
    for count in (2, 12):
        while Telling.objects.count() < count:
            make_case(commune, person=BY_SMS)
            with django_assert_max_num_queries(14):
                actions.gather()
    for _number in range(10):
        make_case(commune, person=BY_SMS)
    with django_assert_max_num_queries(14):
        assert actions.gather() == 10


def test_the_database_itself_refuses_a_telling_twice(commune, carrier):
    make_case(commune, person=BY_SMS)
    actions.gather()
    row = Telling.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_without_a_carrier_that_reaches_people_it_is_on_the_work_list_at_once(commune, minh, settings):
    settings.DANVAN_DEMO, settings.DANVAN_MAIL = False, ""
    make_case(commune, person=BY_SMS)
    make_case(commune, person=BY_MAIL)
    actions.gather()
    assert {(row.state, row.reason) for row in Telling.objects.all()} == {("failed", "no_gateway")}
    assert queries.worklist(minh, dates.now(), on=MONDAY).count() == 2


def test_the_ledger_is_checked_against_the_journal(commune, minh, carrier):
    make_case(commune, person=BY_MAIL, channel=Channel.PORTAL)
    actions.gather()
    actions.deliver()
    checks = (verify.tellings, verify.addresses, journal.events)
    assert [lie for check in checks for lie in check()] == []
    Telling.objects.filter(state=State.DELIVERED).update(to="khác")
    assert {lie.reason for lie in verify.tellings()} == {"it is not what was recorded"}


def test_a_step_that_an_officer_has_begun_is_not_refused_because_somebody_is_told_otherwise(
    commune, minh, carrier
):
    case = make_case(commune, person=BY_SMS)
    seen = case.version
    actions.change_way(case.parties.get(), tell_by="phone", by=minh, on=MONDAY)
    move(case, "screen", by=minh, on=MONDAY, given=given_for(case, minh), seen=seen)
    assert isinstance(given_for(case, minh), Step)
    assert case.status == "screened"
