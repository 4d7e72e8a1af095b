"""Numbers in a hall: one for a whole visit, called once, undone within reason, closed with a reason in the evening."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from danvan.counters import actions, queries
from danvan.counters.models import Hall, Stretch, Ticket
from danvan.counters.tests.make import MONDAY, clock, lies, make_place
from danvan.counters.workflow import LIFE
from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.queues.workflow import QUEUE_STEPS

TUESDAY = MONDAY + timedelta(1)


def test_the_table_says_of_the_shared_steps_what_every_queue_says():
    for verb, step in QUEUE_STEPS.items():
        move = LIFE.move(verb)
        assert move.target == step.target, verb
        assert move.sources <= step.sources, verb
    ended = {"done", "left"}
    assert all(not (move.sources & ended) for move in LIFE.transitions if move.verb != "put_back")


def test_one_number_for_several_errands_goes_from_counter_to_counter_without_queueing_anew(place):
    first, second = place.take("A", "Q"), place.take("Q")
    assert [first.shown, second.shown] == ["A001", "Q002"]
    place.next(1)
    place.do(first, "serve", "finish")
    assert (first.state, first.waits_for, first.counter) == ("waiting", "Q", None)
    assert place.next(3).pk == first.pk, "she keeps her place before those who came later"
    place.do(first, "serve", "finish")
    assert first.state == "done"
    assert list(first.errands.values_list("state", flat=True)) == ["done", "done"]
    assert lies() == []


def test_what_the_same_counter_does_goes_on_there(place):
    ticket = place.take("A", "B")
    place.next(1)
    place.do(ticket, "serve", "finish")
    assert (ticket.state, ticket.counter_id) == ("serving", place.desks[1].pk)
    assert place.do(ticket, "finish").state == "done"


def test_a_counter_has_one_person_and_calls_nobody_else_meanwhile(place):
    place.take("B")
    place.take("B")
    place.next(1)
    with pytest.raises(Refused, match="Quầy 1 đang có số B001"):
        place.next(1)
    assert place.next(2, by=place.mai).shown == "B002"
    with pytest.raises(Refused, match="Không còn ai chờ quầy 3"):
        place.next(3)


def test_whoever_does_not_come_has_one_grace_and_says_so_herself(place):
    ticket = place.take("A")
    place.next(1)
    assert place.do(ticket, "absent").state == "aside"
    later = place.take("A")
    actions.come_back(ticket, by=CITIZEN, on=MONDAY)
    assert place.next(1).pk == ticket.pk, "before whoever came after her"
    place.do(ticket, "absent")
    assert (ticket.state, ticket.ended_why) == ("left", "absent")
    with pytest.raises(Refused):
        actions.come_back(ticket, by=CITIZEN, on=MONDAY)
    assert place.next(1).pk == later.pk
    assert Stretch.objects.filter(ticket=ticket, missed=True).count() == 2
    assert lies() == []


def test_whoever_is_held_by_a_counter_does_not_call_herself_back(place):
    ticket = place.take("A")
    place.next(1)
    place.do(ticket, "serve", "hold")
    with pytest.raises(Refused, match="đang được quầy giữ"):
        actions.come_back(ticket, by=CITIZEN, on=MONDAY)
    assert place.do(ticket, "come_back").state == "waiting"


def test_a_number_is_sent_to_one_counter_and_only_that_one_calls_it(place):
    ticket = place.take("A")
    place.next(1)
    place.do(ticket, "serve")
    actions.transfer(ticket, place.services["B"], counter=place.desks[2], by=place.minh, on=MONDAY)
    with pytest.raises(Refused, match="Không còn ai chờ"):
        place.next(1)
    assert place.next(2, by=place.mai).pk == ticket.pk
    assert ticket.errands.get().service == place.services["B"]
    with pytest.raises(Refused, match="Quầy 2 không làm việc này"):
        actions.transfer(ticket, place.services["A"], counter=place.desks[2], by=place.mai, on=MONDAY)
    assert lies() == []


def test_a_call_by_mistake_and_an_end_by_mistake_are_undone(place):
    with clock(9):
        ticket = place.take("A")
        place.next(1)
        assert place.do(ticket, "uncall").state == "waiting"
        place.next(1)
        place.do(ticket, "serve", "finish")
    with clock(9, 20):
        place.do(ticket, "put_back")
        assert (ticket.state, ticket.ended_at, queries.open_errands(ticket)[0].place) == ("waiting", None, 1)
        place.do(ticket, "leave")
    with clock(9, 51), pytest.raises(Refused, match="quá 30 phút"):
        place.do(ticket, "put_back")
    assert lies() == []


def test_an_errand_is_added_and_dropped_on_the_way(place):
    ticket = place.take("A")
    place.next(1)
    place.do(ticket, "serve")
    more = actions.add_errand(ticket, place.services["Q"], by=place.minh, on=MONDAY)
    actions.drop_errand(more, by=place.minh, on=MONDAY)
    with pytest.raises(Refused, match="đang làm hoặc đã xong"):
        actions.drop_errand(ticket.errands.get(place=1), by=place.minh, on=MONDAY)
    assert place.do(ticket, "finish").state == "done"
    assert lies() == []


def test_who_goes_first_is_the_office_s_own_rule_and_nobody_is_offered_it_before_it_is_named(place):
    place.take("A")
    with pytest.raises(Refused, match="chưa quy định ưu tiên"):
        place.take("A", ground="aged")
    place.hall = actions.confirm_priority(place.hall, act="05/QĐ-UBND", by=place.hoa, on=MONDAY)
    old = place.take("A", ground="aged")
    let_in = actions.take_number(place.hall, ["A"], ground="clerk", by=place.minh, on=MONDAY)
    with pytest.raises(Refused):
        place.take("A", ground="clerk")
    assert [place.next(1).pk, place.do(old, "serve", "finish").pk, place.next(1).pk] == [
        old.pk,
        old.pk,
        let_in.pk,
    ]


def test_the_same_button_twice_is_one_number(place):
    press = uuid4()
    assert place.take("A", submission=press).pk == place.take("A", submission=press).pk
    assert Ticket.objects.count() == 1


def test_what_nobody_can_take_is_refused(place):
    for letters in ((), ("Z",), ("A", "Z")):
        with pytest.raises(Refused):
            actions.take_number(place.hall, letters, by=CITIZEN, on=MONDAY)
    actions.close_counter(place.desks[3], until_on=TUESDAY, by=place.hoa, on=MONDAY)
    with clock(9, day=TUESDAY), pytest.raises(Refused, match="chưa có quầy nào làm việc “Nhận kết quả”"):
        place.take("Q")


def test_another_unit_s_officer_touches_nothing(place):
    ticket = place.take("A")
    for act in (
        lambda: place.next(1, by=place.dung),
        lambda: actions.call(ticket, place.desks[1], by=place.dung, on=MONDAY),
        lambda: actions.leave(ticket, by=place.dung, on=MONDAY),
        lambda: actions.take_number(place.hall, ["A"], by=place.dung, on=MONDAY),
        lambda: actions.renew_door(place.hall, by=place.dung, on=MONDAY),
        lambda: actions.set_hall(place.hall, name="Khác", place="", by=place.minh, on=MONDAY),
    ):
        with pytest.raises(Refused):
            act()
    assert Event.objects.filter(stream="ticket").count() == 1


def test_in_the_evening_every_open_number_is_closed_and_says_why(place):
    waiting, served, done = place.take("A"), place.take("B"), place.take("Q")
    place.next(3)
    place.do(done, "serve", "finish")
    place.next(2)
    place.do(served, "serve")
    with clock(0, 20, day=TUESDAY):
        assert actions.end_days(on=TUESDAY) == 2
        assert actions.end_days(on=TUESDAY) == 0
        assert place.take("A").number == 1
    for row in (waiting, served):
        row.refresh_from_db()
        assert (row.state, row.ended_why, row.late) == ("left", "closed", True)
        assert Event.objects.filter(stream="ticket", subject=row.pk).latest("number").verb == "close"
    assert lies() == []


def test_whoever_acts_second_reads_who_was_first(place):
    ticket = place.take("B")
    with clock(8, 52):
        actions.call(ticket, place.desks[2], by=place.mai, on=MONDAY)
        with pytest.raises(Refused, match="Số B001 đã được Lê Thị Mai gọi đến quầy 2 lúc 08:52"):
            actions.call(ticket, place.desks[1], by=place.minh, on=MONDAY)


def test_a_changed_row_and_a_vanished_period_are_named(place):
    ticket = place.take("A")
    place.next(1)
    Ticket.objects.update(number=7)
    ticket.periods.order_by("pk")[0].delete()
    Hall.objects.update(name="Khác")
    assert len(lies()) == 3


@pytest.mark.django_db(transaction=True)
def test_clerks_who_call_at_the_same_moment_never_call_the_same_and_leave_nobody_out():
    place = make_place()
    on, counters, people = dates.today(), 8, 24
    desks = [
        actions.open_counter(place.hall, number=n, letters=["A"], from_on=on, by=place.hoa, on=on)
        for n in range(10, 10 + counters)
    ]

    def inside(act):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(counters) as pool:
        taken = list(pool.map(lambda _n: inside(lambda: place.take("A").number), range(people)))
    assert sorted(taken) == list(range(1, people + 1)), "no number twice, none missing"

    def work(desk):
        called = []
        while True:
            try:
                ticket = actions.call_next(desk, by=place.minh, on=on)
            except Refused:
                return called
            called.append(ticket.number)
            actions.serve(ticket, by=place.minh, on=on)
            actions.finish(ticket, by=place.minh, on=on)

    with ThreadPoolExecutor(counters) as pool:
        called = [
            number for some in pool.map(lambda desk: inside(lambda: work(desk)), desks) for number in some
        ]
    assert sorted(called) == list(range(1, people + 1))
    assert set(Ticket.objects.values_list("state", flat=True)) == {"done"}
    assert lies() == []
