"""One rating for each real transaction; of an answer nothing leads back to whose it was, or when."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import IntegrityError, transaction

from danvan.figures import verify as facts
from danvan.figures.models import Fact
from danvan.journal import verify as journal
from danvan.journal.models import Event
from danvan.onestop import actions as onestop
from danvan.onestop.actions import Wanted
from danvan.onestop.tests.make import MONDAY, do, fresh, make_application, make_version
from danvan.people.errors import Refused
from danvan.ratings import actions, tokens, verify
from danvan.ratings.actions import Told
from danvan.ratings.actions.giving import AlreadyRated
from danvan.ratings.models import Batch, Remark, Slip, Spent
from danvan.ratings.sums import of_batches
from danvan.ratings.tests.make import GOOD, POOR, event_of, hand_over, rate, rated, transaction_of
from danvan.ratings.transactions import of_event
from tests.make import at

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
CHECKS = (
    verify.counts,
    verify.batches,
    verify.figures,
    verify.kiosks,
    verify.calls,
    journal.events,
    facts.facts,
)


def lies():
    """What does not hold."""
    return [lie for check in CHECKS for lie in check()]


def test_a_transaction_is_rated_once_and_only_what_was_really_done(monday, place):
    row = make_application(place)
    assert of_event(Event.objects.get(subject=row.pk, verb="receive", stream="case").pk) is None
    do(row, 1, place.minh)
    ready = event_of(row, "finish")
    assert of_event(ready.pk) is None  # nobody has the result in hand yet
    onestop.return_result(fresh(row), how="person", to="Lan", by=place.minh, on=MONDAY)
    done = transaction_of(row)
    assert of_event(ready.pk) == done  # the link of the notice that it is ready serves as well
    assert (done.unit_id, done.officer_id, done.week) == (place.commune.pk, place.minh.pk, MONDAY)
    rate(row)
    with pytest.raises(AlreadyRated):
        rate(row, POOR)
    assert Slip.objects.get().facts == GOOD
    assert lies() == []


def test_a_request_for_more_and_a_refusal_are_transactions_too(monday, place):
    row = make_application(place)
    onestop.ask_supplement(row, [Wanted("Sổ đỏ", "thiếu bản sao")], by=place.minh, on=MONDAY)
    asked = transaction_of(row, "ask_supplement")
    onestop.refuse(fresh(row), reason="Không thuộc thẩm quyền.", by=place.hoa, on=MONDAY)
    refused = transaction_of(row, "refuse")
    for each in (asked, refused):
        actions.answer(each, Told(POOR), on=MONDAY)
    assert Slip.objects.count() == Spent.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"satisfaction": "6"}, {"asked": ""}, {"trips": "-1"}], ids=str)
def test_what_is_no_answer_leaves_the_link_as_it_was(monday, place, wrong):
    row = hand_over(place)
    with pytest.raises(Refused):
        rate(row, {**GOOD, **wrong})
    assert not Spent.objects.exists()
    rate(row)


def test_a_link_is_refused_when_it_is_too_old(monday, place):
    row = hand_over(place)
    with at(MONDAY + timedelta(days=31)), pytest.raises(Refused, match="quá hạn"):
        rate(row)
    with at(MONDAY + timedelta(days=30)):
        rate(row)


def test_a_link_tells_nothing_and_no_other_opens_anything(monday, place):
    numbers = [event_of(hand_over(place, version)).pk for version in [make_version(place)] * 2]
    links = [tokens.token_of(one) for one in numbers]
    assert [tokens.read(link) for link in links] == numbers
    assert len(set(links)) == 2
    for forged in ("", "A" * 32, links[0][:-1], links[0].swapcase(), links[0] + "A", "é" * 32):
        assert tokens.read(forged) is None


def test_a_key_that_was_changed_still_knows_the_links_and_marks_of_the_one_before(monday, place, settings):
    row = hand_over(place)
    link = tokens.token_of(event_of(row).pk)
    rate(row)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert tokens.read(link) == event_of(row).pk
    with pytest.raises(AlreadyRated):
        rate(row)


def test_no_table_of_answers_holds_a_moment_a_case_or_a_person_who_answered():
    """What could tie an answer to somebody is not there to be looked at."""
    for table in (Spent, Slip, Batch, Remark):
        for field in table._meta.concrete_fields:
            assert field.get_internal_type() != "DateTimeField", field
            target = field.related_model._meta.label if field.related_model else ""
            assert target in ("", "people.Unit", "people.Account", "procedures.Procedure", "ratings.Batch"), (
                field
            )
    for one, other in combinations((Spent, Slip, Batch), 2):
        assert not {f.related_model for f in one._meta.concrete_fields} & {other}


def test_an_answer_leaves_no_event_and_its_row_no_trace_of_its_place_in_line(monday, place):
    version = make_version(place)
    rows = [hand_over(place, version) for _each in range(6)]
    before = Event.objects.count()
    for row in rows:
        rate(row)
    assert Event.objects.count() == before  # an event has a moment
    ids = [slip.pk.int for slip in Slip.objects.all()]
    assert sorted(ids) != list(range(min(ids), min(ids) + 6))
    said = {str(value) for slip in Slip.objects.values() for value in slip.values()}
    marks = set(Spent.objects.values_list("mark", flat=True))
    for row in rows:
        number = event_of(row).pk
        assert {row.case.code, row.receipt, str(number)}.isdisjoint(said | marks)


def test_answers_are_counted_by_the_week_in_groups_and_the_few_wait(monday, place):
    version = make_version(place)
    rated(place, version, 4)
    rated(place, version, 1, POOR, "Phải đi lại bốn lần.")
    actions.count_due(on=MONDAY + timedelta(days=6))
    assert not Batch.objects.exists()  # the week runs
    with at(NEXT):
        rated(place, version, 3)
        actions.count_due(on=NEXT)
    batch = Batch.objects.get()
    assert (batch.count, batch.week, batch.officer, batch.procedure) == (
        5,
        MONDAY,
        place.minh,
        version.procedure,
    )
    assert batch.tallies["satisfaction"] == {"1": 1, "5": 4}
    assert Remark.objects.get().text == "Phải đi lại bốn lần."
    sums = of_batches([batch])
    assert (sums.n, sums.satisfied, sums.average, sums.kept, sums.trips) == (
        5,
        "80,0%",
        "4,20",
        "80,0%",
        "2,4",
    )
    with at(NEXT + timedelta(days=7)):
        assert actions.count_due(on=NEXT + timedelta(days=7)) == 0  # three are too few
    assert Slip.objects.count() == 3
    assert Fact.objects.get(measure="ratings.payment_asked").amount == 1
    assert {fact.day for fact in Fact.objects.filter(measure__startswith="ratings.")} == {
        MONDAY + timedelta(days=6)
    }
    assert lies() == []


def test_two_who_send_the_same_link_at_once_give_one_answer(monday, place, monkeypatch):
    row = hand_over(place)
    rate(row)
    seen = Spent.objects.none()
    monkeypatch.setattr(Spent.objects, "filter", lambda **_asked: seen)  # the other one is not written yet
    with pytest.raises(AlreadyRated):
        rate(row, POOR)
    assert Slip.objects.get().facts == GOOD


def test_the_database_itself_keeps_no_small_group(monday, place):
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.create(
            unit=place.commune, week=MONDAY, source="self", count=2, tallies={}, counted_on=MONDAY
        )


def test_verify_sees_an_answer_added_taken_out_or_changed(monday, place):
    version = make_version(place)
    rated(place, version, 5)
    with at(NEXT):
        actions.count_due(on=NEXT)
        rated(place, version, 1)
    slip = Slip.objects.get()
    Slip.objects.create(unit=slip.unit, week=slip.week, source="self", facts=POOR)
    assert [str(lie.reason) for lie in verify.counts()] == ["6 links were spent, 7 answers are there"]
    Slip.objects.all().delete()
    assert [lie.reason for lie in verify.counts()] == ["6 links were spent, 5 answers are there"]
    batch = Batch.objects.get()
    Batch.objects.update(tallies={**batch.tallies, "satisfaction": {"5": 4, "1": 1}})
    assert [lie.reason for lie in verify.batches()] == ["it is not what was recorded"]
    assert [lie.row for lie in verify.figures()] == [
        f"ratings.points of unit {place.commune.pk}",
        f"ratings.satisfied of unit {place.commune.pk}",
    ]


def test_words_are_sorted_by_a_leader_alone_and_forgotten_after_their_time(monday, place):
    rated(place, make_version(place), 5, words="Cán bộ hướng dẫn dễ hiểu.")
    with at(NEXT):
        actions.count_due(on=NEXT)
        remark = Remark.objects.first()
        with pytest.raises(Refused):
            actions.code_remark(remark, "praise", by=place.minh, on=NEXT)
        with pytest.raises(Refused):
            actions.code_remark(remark, "nonsense", by=place.hoa, on=NEXT)
        actions.code_remark(remark, "praise", by=place.hoa, on=NEXT)
    later = date(2028, 4, 3)
    with at(later):
        assert actions.forget_words(on=later - timedelta(days=30)) == 0
        assert actions.forget_words(on=later) == 5
    assert not Remark.objects.exclude(text="").exists()
    assert Remark.objects.get(pk=remark.pk).theme == "praise"
    assert lies() == []
